#include "core/store/database.h"

#include "core/base/assert.h"
#include "core/store/sqlite_error.h"
#include "core/store/statement_cache.h"
#include "core/store/vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kith {
namespace {

// Sorts and temporary tables live in memory; this stops a runaway one before the tab dies of it.
constexpr std::int64_t heap_size_max = std::int64_t{768} << 20;

// synchronous must never be OFF: SQLite then writes without the brackets that make a commit one
// frame of the page log.
constexpr const char* settings =
    "PRAGMA journal_mode=MEMORY;"
    "PRAGMA locking_mode=EXCLUSIVE;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-32768;"  // KiB
    "PRAGMA secure_delete=ON;"
    "PRAGMA cell_size_check=ON;"
    "PRAGMA trusted_schema=OFF;";

}  // namespace

Database::Database(sqlite3* db) : db_(db), statements_(std::make_unique<StatementCache>(db)) {}

Database::Database(Database&& other) noexcept
    : db_(std::exchange(other.db_, nullptr)), statements_(std::move(other.statements_)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(db_, other.db_);
  std::swap(statements_, other.statements_);
  return *this;
}

Database::~Database() {
  statements_.reset();
  if (db_ != nullptr) ASSERT(sqlite3_close(db_) == SQLITE_OK);
}

Result<Database> Database::open(const std::string& path, const std::string& vfs) {
  return open_connection(path.c_str(), vfs.c_str());
}

Result<Database> Database::open_in_memory() {
  return open_connection(":memory:", nullptr);
}

Result<Database> Database::open_connection(const char* path, const char* vfs) {
  if (int code = start_sqlite(); code != SQLITE_OK) {
    return std::unexpected(sqlite_error(code, nullptr, "initialize"));
  }
  sqlite3_hard_heap_limit64(heap_size_max);
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path, &handle, flags, vfs);
  if (handle == nullptr) return std::unexpected(sqlite_error(code, nullptr, "open"));
  Database db(handle);
  if (code != SQLITE_OK) return std::unexpected(sqlite_error(code, handle, "open"));
  TRY(db.configure());
  return db;
}

Result<void> Database::configure() {
  ASSERT(sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) == SQLITE_OK);
  // Plans do not depend on the values bound: else partial indexes have statements prepared again.
  ASSERT(sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr) == SQLITE_OK);
  TRY(execute(settings));
  Statement mode = TRY(prepare("PRAGMA journal_mode"));
  const bool found = TRY(mode.step());
  ASSERT(found && mode.get<std::string_view>(0) == "memory");
  // Only now: before journal_mode it would open a journal file, which the VFS refuses. And only
  // once, when the database is made: setting it writes, and opening must not.
  Statement vacuum = TRY(prepare("PRAGMA auto_vacuum"));
  constexpr std::int64_t incremental = 2;
  if (TRY(vacuum.step()) && vacuum.get<std::int64_t>(0) != incremental) {
    vacuum.reset();
    TRY(execute("PRAGMA auto_vacuum=INCREMENTAL"));
  }
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  return statements_->take(sql);
}

// What is kept of statements about tables as they were would never be asked for again.
Result<void> Database::execute(const std::string& sql) {
  constexpr std::array changes_tables = {"CREATE ", "ALTER ", "DROP "};
  if (std::ranges::any_of(changes_tables, [&](const char* verb) { return sql.starts_with(verb); }))
    statements_->drop_idle();
  const int code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return std::unexpected(sqlite_error(code, db_, sql));
  return {};
}

std::int64_t Database::last_insert_row() const {
  return sqlite3_last_insert_rowid(db_);
}

std::int64_t Database::change_count() const {
  return sqlite3_changes64(db_);
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(db_) == 0;
}

Result<bool> Database::spill(int page_count) {
  // In memory there is no file, and nothing to write.
  (void)sqlite3_file_control(db_, "main", file_control_write_limit, &page_count);
  const int code = sqlite3_db_cacheflush(db_);
  int unlimited = no_write_limit;
  (void)sqlite3_file_control(db_, "main", file_control_write_limit, &unlimited);
  if (code == SQLITE_BUSY) return false;
  if (code != SQLITE_OK) return std::unexpected(sqlite_error(code, db_, "spill"));
  return true;
}

void Database::interrupt() {
  sqlite3_interrupt(db_);
}

}  // namespace kith
