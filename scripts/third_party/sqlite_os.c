/* What SQLITE_OS_OTHER leaves to the application: the VFS that SQLite starts with. This one is for
** databases in memory; it opens no file, so a path that slipped past Kith's own VFS (the sealed
** page log, registered by core/store) fails instead of writing plain text somewhere. */

#include <time.h>
#include <unistd.h>

#include "sqlite3.h"

static int no_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
  (void)vfs, (void)name, (void)flags, (void)out;
  file->pMethods = 0;
  return SQLITE_CANTOPEN;
}

static int no_delete(sqlite3_vfs* vfs, const char* name, int sync) {
  (void)vfs, (void)name, (void)sync;
  return SQLITE_IOERR_DELETE;
}

static int no_access(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
  (void)vfs, (void)name, (void)flags;
  *out = 0;
  return SQLITE_OK;
}

static int same_name(sqlite3_vfs* vfs, const char* name, int size, char* out) {
  (void)vfs;
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

/* Seeds SQLite's own generator (row ids, save point names); nothing secret comes from it. */
static int random_bytes(sqlite3_vfs* vfs, int size, char* out) {
  (void)vfs;
  return getentropy(out, (size_t)size) == 0 ? size : 0;
}

static int no_sleep(sqlite3_vfs* vfs, int microseconds) {
  (void)vfs;
  return microseconds;
}

/* Milliseconds since the Julian day epoch, as SQLite counts. */
static int now_ms(sqlite3_vfs* vfs, sqlite3_int64* out) {
  struct timespec now;
  (void)vfs;
  clock_gettime(CLOCK_REALTIME, &now);
  *out = 210866760000000 + (sqlite3_int64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
  return SQLITE_OK;
}

static int now_days(sqlite3_vfs* vfs, double* out) {
  sqlite3_int64 ms;
  now_ms(vfs, &ms);
  *out = (double)ms / 86400000.0;
  return SQLITE_OK;
}

static sqlite3_vfs memory_only = {
    .iVersion = 2,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 512,
    .zName = "memory-only",
    .xOpen = no_open,
    .xDelete = no_delete,
    .xAccess = no_access,
    .xFullPathname = same_name,
    .xRandomness = random_bytes,
    .xSleep = no_sleep,
    .xCurrentTime = now_days,
    .xCurrentTimeInt64 = now_ms,
};

int sqlite3_os_init(void) { return sqlite3_vfs_register(&memory_only, 1); }
int sqlite3_os_end(void) { return SQLITE_OK; }
