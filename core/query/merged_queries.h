// Reading through merges: which record stands for which (core/record/alias.h keeps it). Where
// nothing is merged, every question costs one look into an empty table. Internal to core/query and
// core/practice.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/projection.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith::merged_queries {

// Whether anything is merged: for whoever has to ask about many.
Result<bool> has_any(Database& db);
// Who stands for a record; mostly itself.
Result<RecordId> canonical(Database& db, RecordId id);
Result<RowRef> canonical(Database& db, const RowRef& row);
// A record and whoever it stands for: itself first.
Result<std::vector<RecordId>> members(Database& db, RecordId id);
// Rows of its kind that it stands for, without its own.
Result<std::vector<std::int64_t>> merged_rows(Database& db, RecordId id);

// For other statements: the id that stands for the one in `column`.
std::string canonical_sql(std::string_view column);

std::vector<std::string> statements();

}  // namespace kith::merged_queries
