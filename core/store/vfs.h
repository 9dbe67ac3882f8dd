// What SQLite takes for a file system.
//
// The default one, "kith", holds no files: it serves in-memory databases and gives SQLite its
// randomness. A VaultVfs serves the one database of one vault, under a name of its own:
//
//   VaultVfs vfs(vault->log());
//   Database db = TRY(Database::open("main", vfs.name()));
//
// It counts on stock SQLite with SQLITE_ENABLE_BATCH_ATOMIC_WRITE, journal_mode=MEMORY and
// locking_mode=EXCLUSIVE: then every commit is a bracket of page writes, and no other file is ever
// opened.
#pragma once

#include "core/base/result.h"
#include "core/store/page_log.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

struct sqlite3_vfs;

namespace kith {

// Must come before any other call of SQLite; again is harmless. (The library is built without
// automatic initialisation.) Returns SQLite's result code.
int start_sqlite();

// A file control of our own, with an int: how many pages may be written before SQLITE_BUSY.
inline constexpr int file_control_write_limit = 100;
inline constexpr int no_write_limit = -1;

class VaultVfs {
 public:
  // `log` must outlive it, and it must outlive the connection.
  explicit VaultVfs(PageLog& log);
  ~VaultVfs();
  VaultVfs(const VaultVfs&) = delete;
  VaultVfs& operator=(const VaultVfs&) = delete;

  const std::string& name() const { return name_; }
  // The reason behind SQLite's last "disk I/O error" or "database is full"; it knows only codes.
  const std::optional<Error>& last_error() const { return last_error_; }

  // What SQLite's calls come to; they return its result codes. Internal.
  int read(void* into, int size, std::int64_t offset);
  int write(const void* from, int size, std::int64_t offset);
  int truncate(std::int64_t size);
  int sync();
  int begin_bracket();
  int commit_bracket();
  int roll_back_bracket();
  void limit_writes(int page_count) { writes_left_ = page_count; }
  PageLog& log() { return *log_; }
  bool take() { return !std::exchange(is_open_, true); }
  void give_back() { is_open_ = false; }

 private:
  int failed(Error error, int code);

  PageLog* log_;
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::optional<Error> last_error_;
  bool is_open_ = false;
  bool in_bracket_ = false;
  int writes_left_ = no_write_limit;
};

}  // namespace kith
