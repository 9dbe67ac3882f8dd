// The segments and lists of a workspace, by name.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/schema_id.h"
#include "core/store/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::segment_queries {

struct NamedSet {
  RecordId id;
  KindId kind;  // kinds::segment or kinds::list
  std::string name;
  bool operator==(const NamedSet&) const = default;
};

// The living ones, segments first.
Result<std::vector<NamedSet>> all(Database& db);

std::vector<std::string_view> statements();

}  // namespace kith::segment_queries
