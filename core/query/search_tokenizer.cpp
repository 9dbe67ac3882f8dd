#include "core/query/search_tokenizer.h"

#include "core/base/text_segment.h"
#include "core/store/database.h"

#include <sqlite3.h>

#include <string_view>

namespace kith {
namespace {

// The tokenizer has no state; FTS5 wants an object all the same.
int create_tokenizer(void*, const char**, int, Fts5Tokenizer** tokenizer) {
  static char nothing;
  *tokenizer = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer*) {}

int tokenize(Fts5Tokenizer*, void* context, int flags, const char* text, int size,
             int (*take)(void*, int, const char*, int, int, int)) {
  const WordUse use = (flags & FTS5_TOKENIZE_QUERY) != 0 ? WordUse::query : WordUse::index;
  int code = SQLITE_OK;
  search_words({text, static_cast<std::size_t>(size)}, use, [&](const SearchWord& word) {
    code = take(context, word.is_in_place ? FTS5_TOKEN_COLOCATED : 0, word.folded.data(),
                static_cast<int>(word.folded.size()), static_cast<int>(word.begin),
                static_cast<int>(word.end));
    return code == SQLITE_OK;
  });
  return code;
}

// The only way that FTS5 gives out its functions: through a pointer bound to a statement.
fts5_api* fts5_functions(sqlite3* db) {
  fts5_api* functions = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&functions), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return functions;
}

}  // namespace

Result<void> register_search_tokenizer(Database& db) {
  fts5_api* functions = fts5_functions(db.handle());
  void* data = nullptr;
  fts5_tokenizer tokenizer{};
  if (functions != nullptr &&
      functions->xFindTokenizer(functions, "kith", &data, &tokenizer) == SQLITE_OK) {
    return {};
  }
  tokenizer = {create_tokenizer, delete_tokenizer, tokenize};
  if (functions == nullptr ||
      functions->xCreateTokenizer(functions, "kith", nullptr, &tokenizer, nullptr) != SQLITE_OK) {
    return fail(ErrorCode::out_of_memory,
                "Search could not be prepared. Close other tabs and open Kith again.");
  }
  return {};
}

}  // namespace kith
