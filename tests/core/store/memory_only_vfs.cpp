// The least VFS that in-memory databases need: SQLite asks it for randomness and the date only.
#include <sqlite3.h>

#include <cstring>

namespace {

int refuse_open(sqlite3_vfs*, sqlite3_filename, sqlite3_file* file, int, int*) {
  file->pMethods = nullptr;
  return SQLITE_CANTOPEN;
}
int refuse_delete(sqlite3_vfs*, const char*, int) {
  return SQLITE_IOERR_DELETE;
}
int nothing_there(sqlite3_vfs*, const char*, int, int* found) {
  *found = 0;
  return SQLITE_OK;
}
int same_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}
int fixed_bytes(sqlite3_vfs*, int size, char* out) {
  std::memset(out, 7, static_cast<std::size_t>(size));
  return size;
}
int fixed_time(sqlite3_vfs*, sqlite3_int64* julian_ms) {
  *julian_ms = 0;
  return SQLITE_OK;
}
int no_error(sqlite3_vfs*, int, char*) {
  return 0;
}

}  // namespace

extern "C" int sqlite3_os_init() {
  static sqlite3_vfs vfs = {};
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(sqlite3_file);
  vfs.mxPathname = 64;
  vfs.zName = "memory-only";
  vfs.xOpen = refuse_open;
  vfs.xDelete = refuse_delete;
  vfs.xAccess = nothing_there;
  vfs.xFullPathname = same_name;
  vfs.xRandomness = fixed_bytes;
  vfs.xCurrentTimeInt64 = fixed_time;
  vfs.xGetLastError = no_error;
  return sqlite3_vfs_register(&vfs, 1);
}
extern "C" int sqlite3_os_end() {
  return SQLITE_OK;
}
