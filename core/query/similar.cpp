#include "core/query/similar.h"

#include "core/base/text_segment.h"
#include "core/query/directory_queries.h"
#include "core/query/duplicate_names.h"
#include "core/query/duplicate_queries.h"
#include "core/query/nicknames.h"
#include "core/record/builtin.h"

#include <algorithm>
#include <tuple>

namespace kith {
namespace {

constexpr std::size_t rows_max = 2500;  // of one word: more tell nothing in time
constexpr int words_looked_at_max = 200;
constexpr std::size_t compared_max = 12;

// The words of names that may stand for a typed one.
class WordForms {
 public:
  WordForms(Database& db, std::string_view word) : db_(db), word_(word) {}

  Result<std::vector<std::string>> find() {
    forms_.emplace_back(word_);
    for (std::string_view other : names_like(word_))
      forms_.emplace_back(other);
    TRY(add_misspellings());
    std::ranges::sort(forms_);
    const auto rest = std::ranges::unique(forms_);
    forms_.erase(rest.begin(), rest.end());
    return std::move(forms_);
  }

 private:
  // Among the words that begin alike.
  Result<void> add_misspellings() {
    constexpr std::size_t length_min = 5;
    if (word_.size() < length_min) return {};
    std::size_t begin = 2;
    while (begin < word_.size() && (word_[begin] & 0xC0) == 0x80)
      ++begin;
    std::string at(word_.substr(0, begin));
    const std::string end = at + '\xff';
    for (int i = 0; i < words_looked_at_max; ++i) {
      auto next = TRY(duplicate_queries::next_name_word(db_, at, end));
      if (!next) break;
      at = std::move(*next);
      if (is_misspelling(word_, at)) forms_.push_back(at);
    }
    return {};
  }

  Database& db_;
  std::string_view word_;
  std::vector<std::string> forms_;
};

Result<std::vector<std::int64_t>> rows_with(Database& db, KindId kind, std::string_view word) {
  std::vector<std::int64_t> rows;
  for (const std::string& form : TRY(WordForms(db, word).find())) {
    TRY(directory_queries::scan_name_words(db, form,
                                           [&](std::string_view found, const RowRef& row) {
                                             if (found != form) return false;
                                             if (row.kind == kind) rows.push_back(row.row);
                                             return rows.size() < rows_max;
                                           }));
  }
  std::ranges::sort(rows);
  const auto rest = std::ranges::unique(rows);
  rows.erase(rest.begin(), rest.end());
  return rows;
}

// Rows that have two of the words, or all if there are fewer.
Result<std::vector<std::int64_t>> rows_with_two(Database& db, KindId kind, std::string_view typed) {
  std::vector<std::string> words;
  search_words(typed, WordUse::query, [&](const SearchWord& word) {
    if (word.folded.size() > 1) words.emplace_back(word.folded);
    return words.size() < 4;
  });
  std::vector<std::int64_t> all, twice;
  if (words.size() < 2) return twice;
  for (const std::string& word : words) {
    const auto rows = TRY(rows_with(db, kind, word));
    all.insert(all.end(), rows.begin(), rows.end());
  }
  std::ranges::sort(all);
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i] == all[i - 1] && (twice.empty() || twice.back() != all[i])) twice.push_back(all[i]);
  }
  return twice;
}

// Smaller is closer; nothing when they are two names.
std::optional<int> distance(KindId kind, std::string_view typed, const Profile& known) {
  if (kind == kinds::organisation) {
    const std::string name = comparable_organisation(typed);
    if (name == known.name) return 0;
    return is_misspelling(name, known.name) ? std::optional(1) : std::nullopt;
  }
  const NameComparison names = compare_names(comparable_name({.display = typed}), known.name);
  const bool is_close =
      names.relation >= NameRelation::same && names.relation <= NameRelation::spelling;
  if (!is_close || names.has_other_suffix) return std::nullopt;
  return static_cast<int>(names.relation);
}

}  // namespace

Result<std::vector<NamedRecord>> similar_names(Workspace& workspace, const Directory& directory,
                                               KindId kind, std::string_view typed,
                                               std::size_t count_max) {
  Database& db = workspace.database();
  std::vector<std::tuple<int, std::int64_t>> close;
  for (std::int64_t row : TRY(rows_with_two(db, kind, typed))) {
    if (close.size() == compared_max) break;
    const auto known = TRY(duplicate_queries::next(db, workspace.schema(), kind, row - 1, 1));
    if (known.empty() || known[0].row != row) continue;
    if (const auto found = distance(kind, typed, known[0].profile)) close.emplace_back(*found, row);
  }
  std::ranges::sort(close);
  std::vector<NamedRecord> found;
  for (const auto& [far, row] : close) {
    if (found.size() == count_max) break;
    if (auto named = TRY(directory.named(db, {kind, row}))) found.push_back(std::move(*named));
  }
  return found;
}

}  // namespace kith
