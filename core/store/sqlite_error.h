// From SQLite's result codes to errors for people. Internal to core/store.
#pragma once

#include "core/base/result.h"

#include <string_view>

struct sqlite3;

namespace kith {

// `sql` goes into the detail (it holds no record text: values are bound). SQLite's own message
// does not: it may quote what was searched for.
Error sqlite_error(int code, sqlite3* db, std::string_view sql);

}  // namespace kith
