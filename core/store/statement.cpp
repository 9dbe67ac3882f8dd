#include "core/store/statement.h"

#include "core/base/assert.h"
#include "core/store/sqlite_error.h"
#include "core/store/statement_cache.h"

#include <sqlite3.h>

#include <utility>

namespace kith {

// -- Statement --

Statement::Statement(Statement&& other) noexcept
    : shelf_(std::exchange(other.shelf_, nullptr)),
      handle_(std::exchange(other.handle_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(shelf_, other.shelf_);
  std::swap(handle_, other.handle_);
  return *this;
}

Statement::~Statement() {
  if (handle_ != nullptr) StatementCache::give_back(*shelf_, handle_);
}

void Statement::begin_binding(std::size_t count) {
  reset();
  ASSERT(sqlite3_bind_parameter_count(handle_) == static_cast<int>(count));
}

// Binding fails only for a parameter that does not exist, a statement in mid-step, both bugs, or
// for text over SQLite's limit of 1 GB, far above every limit on values.
void Statement::bind_null(int at) {
  ASSERT(sqlite3_bind_null(handle_, at) == SQLITE_OK);
}

void Statement::bind_integer(int at, std::int64_t value) {
  ASSERT(sqlite3_bind_int64(handle_, at, value) == SQLITE_OK);
}

void Statement::bind_real(int at, double value) {
  ASSERT(sqlite3_bind_double(handle_, at, value) == SQLITE_OK);
}

void Statement::bind_text(int at, std::string_view value, Lifetime lifetime) {
  const auto destructor = lifetime == Lifetime::borrowed ? SQLITE_STATIC : SQLITE_TRANSIENT;
  const char* data = value.data() == nullptr ? "" : value.data();
  ASSERT(sqlite3_bind_text64(handle_, at, data, value.size(), destructor, SQLITE_UTF8) ==
         SQLITE_OK);
}

void Statement::bind_blob(int at, ByteView value, Lifetime lifetime) {
  // A null pointer would bind NULL instead of an empty blob.
  if (value.empty()) {
    ASSERT(sqlite3_bind_zeroblob(handle_, at, 0) == SQLITE_OK);
    return;
  }
  const auto destructor = lifetime == Lifetime::borrowed ? SQLITE_STATIC : SQLITE_TRANSIENT;
  ASSERT(sqlite3_bind_blob64(handle_, at, value.data(), value.size(), destructor) == SQLITE_OK);
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = sqlite_error(code, sqlite3_db_handle(handle_), sqlite3_sql(handle_));
  sqlite3_reset(handle_);
  return std::unexpected(std::move(error));
}

Result<void> Statement::finish() {
  while (TRY(step())) {
  }
  sqlite3_reset(handle_);
  return {};
}

void Statement::reset() {
  sqlite3_reset(handle_);
}

void Statement::clear() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

int Statement::column_count() const {
  return sqlite3_column_count(handle_);
}

ColumnType Statement::type(int column) const {
  switch (sqlite3_column_type(handle_, column)) {
    case SQLITE_INTEGER:
      return ColumnType::integer;
    case SQLITE_FLOAT:
      return ColumnType::real;
    case SQLITE_TEXT:
      return ColumnType::text;
    case SQLITE_BLOB:
      return ColumnType::blob;
    default:
      return ColumnType::null;
  }
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(handle_, column);
}

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

ByteView Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

// -- StatementCache --

StatementCache::~StatementCache() {
  drop_idle();
  ASSERT(shelves_.empty());
}

void StatementCache::drop_idle() {
  for (auto& [sql, shelf] : shelves_) {
    for (sqlite3_stmt* handle : shelf.idle)
      sqlite3_finalize(handle);
    shelf.idle.clear();
  }
  std::erase_if(shelves_, [](const auto& entry) { return entry.second.lent == 0; });
}

Result<Statement> StatementCache::take(std::string_view sql) {
  auto found = shelves_.find(sql);
  if (found == shelves_.end()) {
    if (shelves_.size() >= text_count_max) drop_idle();
    found = shelves_.try_emplace(std::string(sql)).first;
  }
  StatementShelf& shelf = found->second;
  if (!shelf.idle.empty()) {
    sqlite3_stmt* handle = shelf.idle.back();
    shelf.idle.pop_back();
    ++shelf.lent;
    return Statement(&shelf, handle);
  }
  sqlite3_stmt* handle = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, &rest);
  if (code != SQLITE_OK) return std::unexpected(sqlite_error(code, db_, sql));
  ASSERT(handle != nullptr && rest == sql.data() + sql.size());  // one statement, nothing after it
  ++shelf.lent;
  return Statement(&shelf, handle);
}

void StatementCache::give_back(StatementShelf& shelf, sqlite3_stmt* handle) {
  ASSERT(shelf.lent > 0);
  --shelf.lent;
  sqlite3_reset(handle);
  sqlite3_clear_bindings(handle);
  shelf.idle.push_back(handle);
}

}  // namespace kith
