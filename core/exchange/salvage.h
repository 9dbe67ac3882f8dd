// What can still be read of a damaged workspace, as plain text: record by record, a line for each
// field. Rows on pages that do not open are passed over, from both ends of each table.
//
//   auto vault = TRY(Vault::open(disk, wrap, kek, random, {}, OpenMode::salvage));
//   VaultVfs vfs(vault->log());
//   Database db = TRY(Database::open("main", vfs.name()));
//   Salvage salvage = TRY(salvage_text(db));
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>

namespace kith {

struct Salvage {
  std::string text;  // UTF-8, for people; not sealed
  std::int64_t record_count = 0;
  bool is_complete = true;  // false: something could not be read
};

// Fails only when not even the list of tables opens.
Result<Salvage> salvage_text(Database& db);

}  // namespace kith
