// Records as a table for a spreadsheet: a column for each field of their kind.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/schema_id.h"
#include "core/record/sensitive.h"

#include <span>
#include <string>

namespace kith {

class Workspace;

// Sets have their elements in one cell, with "; " between. Fields that are hidden, or that nobody
// has a value for, are left out. Cells that a spreadsheet would run are guarded (csv_writer.h).
// Sensitive fields are left out too unless somebody asked for them.
Result<std::string> records_as_csv(Workspace& workspace, KindId kind,
                                   std::span<const RecordId> records,
                                   SensitiveFields sensitive = SensitiveFields::covered);

}  // namespace kith
