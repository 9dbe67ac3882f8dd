// Rules that SQLite's pager makes necessary (each was seen to go wrong without):
//
//  1. COMMIT_ATOMIC_WRITE writes and flushes. Any failure in a bracket is SQLITE_FULL: on
//     SQLITE_IOERR the pager would fall back to a journal file.
//  2. After a spill, a failed COMMIT drops the pager's journal without writing the old pages back.
//     So every failed write, and ROLLBACK_ATOMIC_WRITE, returns the log to its last commit, spilled
//     pages included.
//  3. A ROLLBACK after a spill writes the old pages back without a bracket and calls xSync: that
//     commits them. Spilled pages alone are never followed by xSync.
//  4. VACUUM calls xTruncate after its commit, without xSync: it rides in the next commit.
//  5. SQLITE_BUSY of a write is no error for sqlite3_db_cacheflush: it stops, and the page stays
//     to be written. But the pager then takes the file to reach as far as that page.
//  6. Pages hold remains of what moved to others; they are written without (free_space.h).
#include "core/store/vfs.h"

#include "core/base/assert.h"
#include "core/crypto/system_random.h"
#include "core/store/free_space.h"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <utility>

namespace kith {

namespace {

// -- the default VFS --

int refuse_open(sqlite3_vfs*, sqlite3_filename, sqlite3_file* file, int, int*) {
  file->pMethods = nullptr;
  return SQLITE_CANTOPEN;
}

int nothing_to_delete(sqlite3_vfs*, const char*, int) {
  return SQLITE_OK;
}

int nothing_there(sqlite3_vfs*, const char*, int, int* found) {
  *found = 0;
  return SQLITE_OK;
}

int same_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

// SQLite seeds its own generator from here once, for the numbers of rows and the like.
int random_bytes(sqlite3_vfs*, int size, char* out) {
  fill_from_libsodium({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
  return size;
}

int no_sleep(sqlite3_vfs*, int) {
  return 0;
}

// SQL never asks what time it is: times are values that the caller binds.
int no_time(sqlite3_vfs*, sqlite3_int64*) {
  return SQLITE_ERROR;
}

int no_system_error(sqlite3_vfs*, int, char*) {
  return 0;
}

sqlite3_vfs bare_vfs() {
  sqlite3_vfs vfs{};
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(sqlite3_file);
  vfs.mxPathname = 64;
  vfs.zName = "kith";
  vfs.xOpen = refuse_open;
  vfs.xDelete = nothing_to_delete;
  vfs.xAccess = nothing_there;
  vfs.xFullPathname = same_name;
  vfs.xRandomness = random_bytes;
  vfs.xSleep = no_sleep;
  vfs.xGetLastError = no_system_error;
  vfs.xCurrentTimeInt64 = no_time;
  return vfs;
}

// -- the file of a vault, as SQLite's C interface wants it --

struct VaultFile {
  sqlite3_file base;
  VaultVfs* vfs;
};

VaultVfs& vfs_of(sqlite3_file* file) {
  return *reinterpret_cast<VaultFile*>(file)->vfs;
}

int file_close(sqlite3_file* file) {
  vfs_of(file).give_back();
  return SQLITE_OK;
}

int file_read(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
  return vfs_of(file).read(into, size, offset);
}

int file_write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
  return vfs_of(file).write(from, size, offset);
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
  return vfs_of(file).truncate(size);
}

int file_sync(sqlite3_file* file, int) {
  return vfs_of(file).sync();
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(vfs_of(file).log().page_count()) *
          static_cast<sqlite3_int64>(page_size);
  return SQLITE_OK;
}

// One connection, and the files are held exclusively: there is nobody to lock out.
int file_lock(sqlite3_file*, int) {
  return SQLITE_OK;
}

int file_check_reserved_lock(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file* file, int operation, void* argument) {
  switch (operation) {
    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
      return vfs_of(file).begin_bracket();
    case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
      return vfs_of(file).commit_bracket();
    case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
      return vfs_of(file).roll_back_bracket();
    case file_control_write_limit:
      vfs_of(file).limit_writes(*static_cast<int*>(argument));
      return SQLITE_OK;
    default:
      return SQLITE_NOTFOUND;
  }
}

int file_sector_size(sqlite3_file*) {
  return static_cast<int>(page_size);
}

int file_characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_BATCH_ATOMIC | SQLITE_IOCAP_POWERSAFE_OVERWRITE |
         SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN;
}

constexpr sqlite3_io_methods vault_file_methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

// Journals, temporary files and attached databases are refused: there is one file.
int open_vault_file(sqlite3_vfs* vfs, sqlite3_filename, sqlite3_file* file, int flags,
                    int* out_flags) {
  file->pMethods = nullptr;
  auto* owner = static_cast<VaultVfs*>(vfs->pAppData);
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0 || !owner->take()) return SQLITE_CANTOPEN;
  file->pMethods = &vault_file_methods;
  reinterpret_cast<VaultFile*>(file)->vfs = owner;
  if (out_flags != nullptr) {
    const int access = owner->log().is_read_only() ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    *out_flags = access | SQLITE_OPEN_MAIN_DB;
  }
  return SQLITE_OK;
}

std::string unique_name(const void* object) {
  std::array<std::uint8_t, sizeof(std::uintptr_t)> bytes;
  store_le(bytes.data(), reinterpret_cast<std::uintptr_t>(object));
  return "kith-" + to_hex(bytes);
}

}  // namespace

int start_sqlite() {
  return sqlite3_initialize();
}

VaultVfs::VaultVfs(PageLog& log)
    : log_(&log), name_(unique_name(this)), vfs_(std::make_unique<sqlite3_vfs>(bare_vfs())) {
  ASSERT(start_sqlite() == SQLITE_OK);
  vfs_->szOsFile = sizeof(VaultFile);
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->xOpen = open_vault_file;
  ASSERT(sqlite3_vfs_register(vfs_.get(), 0) == SQLITE_OK);
}

VaultVfs::~VaultVfs() {
  ASSERT(!is_open_);
  sqlite3_vfs_unregister(vfs_.get());
}

int VaultVfs::failed(Error error, int code) {
  if (error.code == ErrorCode::damaged) code = SQLITE_IOERR_DATA;
  last_error_ = std::move(error);
  return code;
}

int VaultVfs::read(void* into, int size, std::int64_t offset) {
  const auto page = static_cast<std::uint64_t>(offset) / page_size;
  const auto within = static_cast<std::uint64_t>(offset) % page_size;
  const auto count = static_cast<std::size_t>(size);
  if (within + count > page_size) return SQLITE_IOERR_READ;  // the pager reads no such thing
  const MutableBytes out(static_cast<std::uint8_t*>(into), count);
  if (page >= log_->page_count()) {
    std::memset(out.data(), 0, out.size());
    return SQLITE_IOERR_SHORT_READ;
  }
  const auto number = static_cast<std::uint32_t>(page);
  if (count == page_size) {
    auto got = log_->read(number, out);
    return got ? SQLITE_OK : failed(std::move(got.error()), SQLITE_IOERR_READ);
  }
  std::array<std::uint8_t, page_size> whole;
  if (auto got = log_->read(number, whole); !got) {
    return failed(std::move(got.error()), SQLITE_IOERR_READ);
  }
  std::memcpy(out.data(), whole.data() + within, count);
  return SQLITE_OK;
}

int VaultVfs::write(const void* from, int size, std::int64_t offset) {
  if (log_->is_read_only()) return SQLITE_READONLY;
  const auto count = static_cast<std::size_t>(size);
  const bool is_page = count == page_size && offset % static_cast<std::int64_t>(page_size) == 0;
  if (!is_page) return SQLITE_IOERR_WRITE;  // the pager writes nothing else
  const auto page = static_cast<std::uint64_t>(offset) / page_size;
  if (writes_left_ == 0) {
    log_->extend(static_cast<std::uint32_t>(page + 1));  // rule 5
    return SQLITE_BUSY;
  }
  if (writes_left_ > 0) --writes_left_;
  std::array<std::uint8_t, page_size> content;
  std::memcpy(content.data(), from, count);
  if (page < free_space_page_count_max && log_->page_count() < free_space_page_count_max) {
    clear_free_space(static_cast<std::uint32_t>(page), content);  // rule 6
  }
  auto written = page >= page_count_max
                     ? fail(ErrorCode::too_large, "The workspace is larger than Kith can keep.")
                     : log_->write(static_cast<std::uint32_t>(page), content);
  if (written) return SQLITE_OK;
  log_->roll_back();  // rule 2
  return failed(std::move(written.error()), SQLITE_FULL);
}

int VaultVfs::truncate(std::int64_t size) {
  if (log_->is_read_only()) return SQLITE_READONLY;
  const auto count = static_cast<std::uint64_t>(size) / page_size;
  if (count < log_->page_count()) log_->truncate(static_cast<std::uint32_t>(count));
  return SQLITE_OK;
}

int VaultVfs::sync() {
  if (in_bracket_) return SQLITE_OK;
  if (log_->is_broken()) return SQLITE_IOERR_FSYNC;
  auto committed = log_->commit();  // rule 3
  return committed ? SQLITE_OK : failed(std::move(committed.error()), SQLITE_FULL);
}

int VaultVfs::begin_bracket() {
  in_bracket_ = true;
  return SQLITE_OK;
}

int VaultVfs::commit_bracket() {
  in_bracket_ = false;
  auto committed = log_->commit();
  if (!committed) return failed(std::move(committed.error()), SQLITE_FULL);
  // The commit stands whatever becomes of the checkpoint; one that fails is tried again.
  if (log_->wants_checkpoint()) {
    if (auto done = log_->checkpoint(); !done) last_error_ = std::move(done.error());
  }
  return SQLITE_OK;
}

int VaultVfs::roll_back_bracket() {
  in_bracket_ = false;
  log_->roll_back();
  return SQLITE_OK;
}

}  // namespace kith

extern "C" int sqlite3_os_init() {
  static sqlite3_vfs vfs = kith::bare_vfs();
  return sqlite3_vfs_register(&vfs, 1);
}

extern "C" int sqlite3_os_end() {
  return SQLITE_OK;
}
