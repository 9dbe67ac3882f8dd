#include "core/query/query_words.h"

#include "core/base/text_grapheme.h"
#include "core/base/text_script.h"
#include "core/base/text_segment.h"
#include "core/base/text_utf8.h"

#include <algorithm>
#include <optional>

namespace kith {
namespace {

using Group = std::vector<std::string>;

constexpr std::string_view separators = " \t\n,;";
constexpr std::size_t short_letters_max = 2;
constexpr std::size_t groups_max = 12;
constexpr std::size_t group_words_max = 64;

Group words_of(std::string_view piece) {
  Group words;
  search_words(piece, WordUse::query, [&](const SearchWord& word) {
    words.emplace_back(word.folded);
    return words.size() < group_words_max;
  });
  return words;
}

// A pair of Han or kana says as much as a long word of letters.
bool is_short_group(const Group& group) {
  if (group.size() != 1) return false;
  const std::size_t letters = grapheme_count(group[0]);
  std::size_t at = 0;
  const bool is_pairs = is_searched_by_pairs(script_of(next_code_point(group[0], at)));
  return letters <= (is_pairs ? 1 : short_letters_max);
}

struct TextWord {
  std::string folded;
  std::size_t begin, end;
  bool is_in_place;
};

std::vector<TextWord> indexed_words(std::string_view text) {
  std::vector<TextWord> words;
  search_words(text, WordUse::index, [&](const SearchWord& word) {
    words.push_back({std::string(word.folded), word.begin, word.end, word.is_in_place});
    return true;
  });
  return words;
}

// Whether the group's words stand in a row from `at`: all but the last whole, the last begun. A
// word is matched by itself or by the form in its place. Gives the end of the match.
std::optional<std::size_t> match_end(const std::vector<TextWord>& words, std::size_t at,
                                     const Group& group) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const bool is_last = i + 1 == group.size();
    const auto fits = [&](const TextWord& word) {
      return is_last ? word.folded.starts_with(group[i]) : word.folded == group[i];
    };
    bool found = false;
    for (std::size_t form = at; form < words.size(); ++form) {
      if (form > at && !words[form].is_in_place) break;
      if (fits(words[form])) {
        found = true;
        end = words[form].end;
        break;
      }
    }
    if (!found) return std::nullopt;
    do {
      ++at;
    } while (at < words.size() && words[at].is_in_place);
  }
  return end;
}

}  // namespace

QueryWords::QueryWords(std::string_view typed) {
  for (std::size_t at = 0; at < typed.size() && groups_.size() < groups_max;) {
    const bool is_quoted = typed[at] == '"';
    if (is_quoted) ++at;
    const std::size_t end = std::min(
        is_quoted ? typed.find('"', at) : typed.find_first_of(separators, at), typed.size());
    if (Group group = words_of(typed.substr(at, end - at)); !group.empty()) {
      if (is_short_group(group)) short_words_.push_back(group[0]);
      groups_.push_back(std::move(group));
    }
    at = end + 1;
  }
}

bool QueryWords::is_short() const {
  return short_words_.size() == groups_.size();
}

std::string QueryWords::fts_expression() const {
  std::string expression;
  for (const Group& group : groups_) {
    if (is_short_group(group)) continue;
    if (!expression.empty()) expression += " AND ";
    for (std::size_t i = 0; i < group.size(); ++i) {
      // A folded word holds letters, digits and marks only, never a quote.
      expression += (i == 0 ? "\"" : " + \"") + group[i] + "\"";
    }
    expression += " *";
  }
  return expression;
}

std::vector<TextRange> QueryWords::matches(std::string_view text) const {
  const std::vector<TextWord> words = indexed_words(text);
  std::vector<TextRange> ranges;
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (const Group& group : groups_) {
      const auto end = match_end(words, at, group);
      if (!end) continue;
      const std::size_t begin = words[at].begin;
      if (!ranges.empty() && begin < ranges.back().end) {
        ranges.back().end = std::max(ranges.back().end, *end);
      } else {
        ranges.push_back({begin, *end});
      }
    }
  }
  return ranges;
}

bool QueryWords::all_match(std::string_view text) const {
  const std::vector<TextWord> words = indexed_words(text);
  return std::ranges::all_of(groups_, [&](const Group& group) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (match_end(words, at, group)) return true;
    }
    return false;
  });
}

}  // namespace kith
