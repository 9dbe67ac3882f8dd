// Who is meant when a name is typed for somebody new: people, or organisations, whose name is the
// same but for order, short forms, letters and slips. By indexes, in time for every key.
//
//   for (const NamedRecord& one : TRY(similar_names(workspace, directory, kinds::person, typed,
//   3)))
#pragma once

#include "core/base/result.h"
#include "core/query/directory.h"
#include "core/record/workspace.h"

#include <string_view>
#include <vector>

namespace kith {

// Best first. Nobody for a single word, which fits too many.
Result<std::vector<NamedRecord>> similar_names(Workspace& workspace, const Directory& directory,
                                               KindId kind, std::string_view typed,
                                               std::size_t count_max);

}  // namespace kith
