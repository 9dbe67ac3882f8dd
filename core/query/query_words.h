// What somebody types into a search or filter, as words. Each must begin a word of what is found;
// text between spaces that makes several words ("anne@river.org", 李晓雨), and text in quotes, must
// stand in a row.
#pragma once

#include "core/query/search.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith {

class QueryWords {
 public:
  explicit QueryWords(std::string_view typed);

  bool empty() const { return groups_.empty(); }
  // Too short to look at more than names.
  bool is_short() const;

  // The words of one or two letters; they are only looked for in names.
  const std::vector<std::string>& short_words() const { return short_words_; }
  // All others in the query language of FTS5, every one of them in quotes; empty when is_short.
  std::string fts_expression() const;

  // Where the words occur in `text`, in order and apart.
  std::vector<TextRange> matches(std::string_view text) const;
  // Whether all of them do.
  bool all_match(std::string_view text) const;

 private:
  std::vector<std::vector<std::string>> groups_;  // the words of each piece between spaces
  std::vector<std::string> short_words_;
};

}  // namespace kith
