// The prepared statements of one connection that nobody uses at the moment, by their text.
// Internal to core/store: Database::prepare takes from it, ~Statement gives back.
#pragma once

#include "core/base/result.h"
#include "core/store/statement.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;

namespace kith {

// The statements of one text.
struct StatementShelf {
  std::vector<sqlite3_stmt*> idle;
  std::size_t lent = 0;
};

class StatementCache {
 public:
  explicit StatementCache(sqlite3* db) : db_(db) {}
  StatementCache(const StatementCache&) = delete;
  StatementCache& operator=(const StatementCache&) = delete;
  // All statements must have been given back.
  ~StatementCache();

  Result<Statement> take(std::string_view sql);
  static void give_back(StatementShelf& shelf, sqlite3_stmt* handle);
  void drop_idle();

 private:
  // Of a few bytes: texts are long, few, and asked for several times for every row of an import.
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      std::size_t hash = text.size();
      const std::size_t step = text.size() / 16 + 1;
      for (std::size_t at = 0; at < text.size(); at += step)
        hash = hash * 31 + static_cast<unsigned char>(text[at]);
      return hash;
    }
  };

  // More texts than this means that somebody writes values into SQL; the idle ones are dropped.
  static constexpr std::size_t text_count_max = 1024;

  sqlite3* db_;
  std::unordered_map<std::string, StatementShelf, TextHash, std::equal_to<>> shelves_;
};

}  // namespace kith
