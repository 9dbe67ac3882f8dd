#include "core/store/sqlite_error.h"

#include <sqlite3.h>

namespace kith {
namespace {

Error plain(int primary_code) {
  switch (primary_code) {
    case SQLITE_FULL:
      return {ErrorCode::storage_full,
              "There is no room left on this device. Nothing was changed; free some space and try "
              "again."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::damaged,
              "The stored workspace is damaged. Its files are kept; export what can be read."};
    case SQLITE_NOMEM:
      return {ErrorCode::out_of_memory,
              "This device ran out of memory. Close other tabs and try again."};
    case SQLITE_INTERRUPT:
      return {ErrorCode::cancelled, "Stopped."};
    case SQLITE_TOOBIG:
      return {ErrorCode::too_large, "This is more than can be stored in one place."};
    case SQLITE_ERROR:
      return {ErrorCode::invalid_argument, "This cannot be asked of the workspace."};
    default:
      return {ErrorCode::io, "The device's storage failed. Reload the page and try again."};
  }
}

}  // namespace

Error sqlite_error(int code, sqlite3* db, std::string_view sql) {
  const int extended = db == nullptr ? code : sqlite3_extended_errcode(db);
  // The VFS says IOERR_DATA of a page that does not open.
  const bool is_damage = extended == SQLITE_IOERR_DATA;
  Error error = plain(is_damage ? SQLITE_CORRUPT : code & 0xff);
  error.detail = "sqlite " + std::to_string(extended) + ": " + std::string(sql);
  return error;
}

}  // namespace kith
