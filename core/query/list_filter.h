// The rows of a list that a filter lets through. Internal to core/query.
#pragma once

#include "core/base/result.h"
#include "core/record/schema_id.h"
#include "core/store/database.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kith {

// A set of row numbers, one bit each.
class RowSet {
 public:
  void insert(std::int64_t row);
  void erase(std::int64_t row);
  bool contains(std::int64_t row) const;
  void keep_common(const RowSet& other);
  std::size_t size() const;

 private:
  std::vector<std::uint64_t> words_;
};

// Rows whose names (for words of one or two letters) or texts have all the typed words.
Result<RowSet> filter_rows(Database& db, KindId kind, std::string_view typed);

}  // namespace kith
