#include "core/query/list_filter.h"

#include "core/query/directory_queries.h"
#include "core/query/query_words.h"
#include "core/query/search_queries.h"
#include "core/query/search_tokenizer.h"

#include <bit>
#include <limits>

namespace kith {

void RowSet::insert(std::int64_t row) {
  const auto at = static_cast<std::size_t>(row / 64);
  if (at >= words_.size()) words_.resize(at + 1);
  words_[at] |= std::uint64_t{1} << (row % 64);
}

void RowSet::erase(std::int64_t row) {
  const auto at = static_cast<std::size_t>(row / 64);
  if (at < words_.size()) words_[at] &= ~(std::uint64_t{1} << (row % 64));
}

bool RowSet::contains(std::int64_t row) const {
  const auto at = static_cast<std::size_t>(row / 64);
  return at < words_.size() && (words_[at] >> (row % 64) & 1) != 0;
}

void RowSet::keep_common(const RowSet& other) {
  if (words_.size() > other.words_.size()) words_.resize(other.words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i)
    words_[i] &= other.words_[i];
}

std::size_t RowSet::size() const {
  std::size_t count = 0;
  for (std::uint64_t word : words_)
    count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

Result<RowSet> filter_rows(Database& db, KindId kind, std::string_view typed) {
  const QueryWords words(typed);
  RowSet rows;
  bool is_first = true;
  const auto keep = [&](RowSet found) {
    if (is_first) {
      rows = std::move(found);
    } else {
      rows.keep_common(found);
    }
    is_first = false;
  };
  if (!words.is_short()) {
    TRY(register_search_tokenizer(db));
    RowSet found;
    for (const RowRef& row :
         TRY(search_queries::find(db, search_queries::Columns::all, words.fts_expression(), kind,
                                  kind, std::numeric_limits<int>::max())))
      found.insert(row.row);
    keep(std::move(found));
  }
  for (const std::string& word : words.short_words()) {
    RowSet found;
    TRY(directory_queries::scan_name_words(db, word, [&](std::string_view, const RowRef& row) {
      if (row.kind == kind) found.insert(row.row);
      return true;
    }));
    keep(std::move(found));
  }
  return rows;
}

}  // namespace kith
