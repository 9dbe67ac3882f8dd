// A set of rows of one kind's table, one bit each.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kith {

class RowSet {
 public:
  void insert(std::int64_t row);
  void erase(std::int64_t row);
  bool contains(std::int64_t row) const;
  void keep_common(const RowSet& other);
  void add(const RowSet& other);
  void take_out(const RowSet& other);
  std::size_t size() const;
  bool operator==(const RowSet& other) const;

  // In rising order, until `take` returns false.
  template <class Take>
  void each(const Take& take) const {
    for (std::size_t at = 0; at < words_.size(); ++at) {
      for (std::uint64_t rest = words_[at]; rest != 0; rest &= rest - 1) {
        if (!take(static_cast<std::int64_t>(at * 64) + std::countr_zero(rest))) return;
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace kith
