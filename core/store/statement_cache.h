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

class StatementCache {
 public:
  explicit StatementCache(sqlite3* db) : db_(db) {}
  StatementCache(const StatementCache&) = delete;
  StatementCache& operator=(const StatementCache&) = delete;
  // All statements must have been given back.
  ~StatementCache();

  Result<Statement> take(std::string_view sql);
  void give_back(sqlite3_stmt* handle);

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  // More texts than this means that somebody writes values into SQL; the idle ones are dropped.
  static constexpr std::size_t text_count_max = 1024;

  void drop_idle();

  sqlite3* db_;
  std::size_t lent_ = 0;
  std::unordered_map<std::string, std::vector<sqlite3_stmt*>, TextHash, std::equal_to<>> idle_;
};

}  // namespace kith
