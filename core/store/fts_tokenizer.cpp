#include "core/store/fts_tokenizer.h"

#include "core/store/database.h"

#include <sqlite3.h>

namespace kith {
namespace {

// FTS5 hands back what was registered: the tokenizer itself, which has no state to make or delete.
int create(void* tokenizer, const char**, int, Fts5Tokenizer** made) {
  *made = static_cast<Fts5Tokenizer*>(tokenizer);
  return SQLITE_OK;
}

void forget(Fts5Tokenizer*) {}

int tokenize(Fts5Tokenizer* made, void* context, int flags, const char* text, int size,
             int (*take)(void*, int, const char*, int, int, int)) {
  const auto* tokenizer = static_cast<const FtsTokenizer*>(static_cast<const void*>(made));
  const bool is_query = (flags & FTS5_TOKENIZE_QUERY) != 0;
  int code = SQLITE_OK;
  tokenizer->tokenize({text, static_cast<std::size_t>(size)}, is_query, [&](const FtsWord& word) {
    code = take(context, word.is_in_place ? FTS5_TOKEN_COLOCATED : 0, word.text.data(),
                static_cast<int>(word.text.size()), static_cast<int>(word.begin),
                static_cast<int>(word.end));
    return code == SQLITE_OK;
  });
  return code;
}

// The only way in which FTS5 gives out its functions: through a pointer bound to a statement.
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

Result<void> register_fts_tokenizer(Database& db, const char* name, const FtsTokenizer& tokenizer) {
  fts5_api* functions = fts5_functions(db.handle());
  void* data = nullptr;
  fts5_tokenizer known{};
  if (functions != nullptr &&
      functions->xFindTokenizer(functions, name, &data, &known) == SQLITE_OK)
    return {};
  fts5_tokenizer calls{create, forget, tokenize};
  data = const_cast<void*>(static_cast<const void*>(&tokenizer));
  if (functions == nullptr ||
      functions->xCreateTokenizer(functions, name, data, &calls, nullptr) != SQLITE_OK) {
    return fail(ErrorCode::out_of_memory,
                "Search could not be prepared. Close other tabs and open Kith again.");
  }
  return {};
}

}  // namespace kith
