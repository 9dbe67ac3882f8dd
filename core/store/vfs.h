// What SQLite takes for a file system. The default one, "kith", holds no files: it serves
// in-memory databases, and gives SQLite its randomness.
#pragma once

namespace kith {

// Must come before any other call of SQLite; again is harmless. (The library is built without
// automatic initialisation.) Returns SQLite's result code.
int start_sqlite();

}  // namespace kith
