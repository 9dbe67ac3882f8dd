// The imports of a workspace, read for the import room and when the workspace is opened.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <string>
#include <vector>

namespace kith {

struct ImportSummary {
  RecordId import;
  std::string source;
  std::string file_name;
  std::string content_key;
  ImportState state = ImportState::running;
  std::uint64_t rows = 0;
  std::uint64_t rows_done = 0;
  std::uint64_t created = 0;
  std::uint64_t matched = 0;
  std::uint64_t kept_raw = 0;
};

// Whether a record of this id was ever made, in the trash or not.
Result<bool> record_exists(Database& db, KindId kind, const RecordId& id);

// The newest first. One that says running when the workspace is opened was cut off: offer to
// resume it (the same file must be chosen again) or to undo it.
Result<std::vector<ImportSummary>> list_imports(Workspace& workspace);

}  // namespace kith
