// What lies in the trash, of every kind that people move there, in words. restore (commands.h)
// takes it out again; nothing leaves it by itself.
#pragma once

#include "core/query/directory.h"
#include "core/record/schema_id.h"

#include <string>
#include <vector>

namespace kith {

class Workspace;

struct TrashItem {
  RecordId id;
  KindId kind;
  std::string words;  // "Ana Okafor", "A fact about Ana Okafor"
  std::string when;   // it was moved there: "3 May, 14:05"
};

// What was moved there last first.
Result<std::vector<TrashItem>> read_trash(Workspace& workspace, const Directory& directory,
                                          int count_max);

}  // namespace kith
