// Fields that two people changed without knowing of each other, in words, and the choice between
// what they wrote: "You wrote “Nana”, a teammate wrote “Annie”".
#pragma once

#include "core/base/result.h"
#include "core/base/text_compare.h"
#include "core/query/directory.h"
#include "core/record/value.h"

#include <optional>
#include <string>
#include <vector>

namespace kith {

class Workspace;

struct WrittenVersion {
  Value value;
  std::string author;  // "You", "A teammate"
  std::string when;    // "3 May, 14:05"
  std::string words;   // the value; "nothing" when it was emptied
  // Of long texts: against what stood there before both changes.
  std::vector<ComparedLine> lines;
};

struct FieldVersions {
  RecordId record;
  FieldId field;
  std::optional<NamedRecord> of;  // who has a page; none of a fact or a row
  std::string label;  // "Nickname"; of a fact about Ana: "A fact about Ana Okafor: What we know"
  bool is_sensitive = false;
  Value before;                          // what stood there before both; null when nothing did
  std::vector<WrittenVersion> versions;  // the newest first, which is shown meanwhile
  std::optional<Value> both;             // two long texts together, where they can be
};

// Of a record alone, or of all that are alive.
Result<std::vector<FieldVersions>> read_conflicts(Workspace& workspace, const Directory& directory,
                                                  RecordId record);
Result<std::vector<FieldVersions>> read_all_conflicts(Workspace& workspace,
                                                      const Directory& directory,
                                                      int record_count_max);

}  // namespace kith
