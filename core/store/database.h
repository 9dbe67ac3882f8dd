// One SQLite connection, set up as the sealed page log needs it (docs/format.md, "Storage").
// Every value reaches SQL through a bound parameter; statements come prepared from a cache.
//
//   Database db = TRY(Database::open("main", "kith"));
//   TRY(db.execute("CREATE TABLE IF NOT EXISTS note(id INTEGER PRIMARY KEY, text)"));
//   Statement add = TRY(db.prepare("INSERT INTO note(text) VALUES(?)"));
//   TRY(add.run("hello"));
#pragma once

#include "core/base/result.h"
#include "core/store/statement.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace kith {

class StatementCache;

class Database {
 public:
  // `path` is the name that the VFS registered as `vfs` knows; made if it is not there.
  static Result<Database> open(const std::string& path, const std::string& vfs);
  // Gone with the object: for tests, and for windows that can keep nothing.
  static Result<Database> open_in_memory();

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  // Every Statement of it must be gone.
  ~Database();

  Result<Statement> prepare(std::string_view sql);
  // One or more statements without parameters whose rows nobody reads.
  Result<void> execute(const std::string& sql);

  std::int64_t last_insert_row() const;
  // Rows changed by the last INSERT, UPDATE or DELETE.
  std::int64_t change_count() const;
  // Whether a transaction is open. Some failures (no room, no memory) end one by themselves.
  bool in_transaction() const;
  // Writes up to so many changed pages of the open transaction ahead of its commit, which then has
  // less to do. True when none is left.
  Result<bool> spill(int page_count);
  // Makes the statement that runs now fail with ErrorCode::cancelled.
  void interrupt();

  sqlite3* handle() { return db_; }

 private:
  explicit Database(sqlite3* db);
  static Result<Database> open_connection(const char* path, const char* vfs);
  Result<void> configure();

  sqlite3* db_ = nullptr;
  std::unique_ptr<StatementCache> statements_;
};

}  // namespace kith
