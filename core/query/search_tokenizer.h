// Teaches an SQLite connection the FTS5 tokenizer "kith": the words of core/base/text_segment.h.
// Internal to core/query.
#pragma once

#include "core/base/result.h"

namespace kith {

class Database;

// Must be done before a statement names the search table; quick when it was done before.
Result<void> register_search_tokenizer(Database& db);

}  // namespace kith
