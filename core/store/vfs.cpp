#include "core/store/vfs.h"

#include "core/crypto/system_random.h"

#include <sqlite3.h>

namespace kith {

namespace {

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

}  // namespace

int start_sqlite() {
  return sqlite3_initialize();
}

}  // namespace kith

extern "C" int sqlite3_os_init() {
  static sqlite3_vfs vfs = kith::bare_vfs();
  return sqlite3_vfs_register(&vfs, 1);
}

extern "C" int sqlite3_os_end() {
  return SQLITE_OK;
}
