// How SQLite's full-text search (FTS5) cuts texts into words, when neither of its own ways will do.
//
//   static const MyTokenizer mine;  // lives as long as the program
//   TRY(register_fts_tokenizer(db, "mine", mine));  // once for each connection
//   TRY(db.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'mine')"));
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <functional>
#include <string_view>

namespace kith {

class Database;

struct FtsWord {
  std::string_view text;
  std::size_t begin;  // bytes of the text it stands for
  std::size_t end;
  bool is_in_place;  // another form of the word before it
};

class FtsTokenizer {
 public:
  virtual ~FtsTokenizer() = default;
  // Gives each word until `take` returns false. `is_query`: of a search, not of a text.
  virtual void tokenize(std::string_view text, bool is_query,
                        const std::function<bool(const FtsWord&)>& take) const = 0;
};

// Before any statement names a table that uses it. Quick when it was done before.
Result<void> register_fts_tokenizer(Database& db, const char* name, const FtsTokenizer& tokenizer);

}  // namespace kith
