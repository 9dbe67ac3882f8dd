// Records as a table for a spreadsheet: a column for each field of their kind.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/schema_id.h"

#include <span>
#include <string>

namespace kith {

class Workspace;

// Sets have their elements in one cell, with "; " between. Fields that are hidden, or that nobody
// has a value for, are left out. Cells that a spreadsheet would run are guarded (csv_writer.h).
enum class SensitiveFields : bool { left_out, taken };
// Fields for stewards and sealed ones are taken only where somebody asked for them.
Result<std::string> records_as_csv(Workspace& workspace, KindId kind,
                                   std::span<const RecordId> records,
                                   SensitiveFields sensitive = SensitiveFields::left_out);

}  // namespace kith
