/* SQLITE_OS_OTHER leaves these two to the application. Kith registers its VFS itself, before the
** first database is opened, so there is nothing to do here; weak, so that it may bring its own. */

__attribute__((weak)) int sqlite3_os_init(void) { return 0; /* SQLITE_OK */ }
__attribute__((weak)) int sqlite3_os_end(void) { return 0; }
