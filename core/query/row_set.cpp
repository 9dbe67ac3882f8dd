#include "core/query/row_set.h"

#include <algorithm>

namespace kith {

void RowSet::insert(std::int64_t row) {
  const auto at = static_cast<std::size_t>(row / 64);
  if (at >= words_.size()) words_.resize(std::max(at + 1, words_.size() * 2));
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

void RowSet::add(const RowSet& other) {
  if (words_.size() < other.words_.size()) words_.resize(other.words_.size());
  for (std::size_t i = 0; i < other.words_.size(); ++i)
    words_[i] |= other.words_[i];
}

void RowSet::take_out(const RowSet& other) {
  for (std::size_t i = 0; i < std::min(words_.size(), other.words_.size()); ++i)
    words_[i] &= ~other.words_[i];
}

std::size_t RowSet::size() const {
  std::size_t count = 0;
  for (std::uint64_t word : words_)
    count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

bool RowSet::operator==(const RowSet& other) const {
  const std::size_t common = std::min(words_.size(), other.words_.size());
  const auto is_empty = [](std::uint64_t word) { return word == 0; };
  const auto middle = static_cast<std::ptrdiff_t>(common);
  return std::equal(words_.begin(), words_.begin() + middle, other.words_.begin()) &&
         std::all_of(words_.begin() + middle, words_.end(), is_empty) &&
         std::all_of(other.words_.begin() + middle, other.words_.end(), is_empty);
}

}  // namespace kith
