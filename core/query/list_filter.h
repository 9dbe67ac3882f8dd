// The rows of a list that a filter lets through. Internal to core/query.
#pragma once

#include "core/base/result.h"
#include "core/query/row_set.h"
#include "core/record/schema_id.h"

#include <string_view>

namespace kith {

class Workspace;

// Rows whose names (for words of one or two letters) or texts have all the typed words, and which
// the filters among them (search_query.h) let through.
Result<RowSet> filter_rows(Workspace& workspace, KindId kind, std::string_view typed);

}  // namespace kith
