// The SQL of the search for duplicates. Internal to core/query.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/query/duplicate_judge.h"
#include "core/record/projection.h"
#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith::duplicate_queries {

struct Described {
  RecordId id;  // of whoever stands for it after merges
  std::int64_t row = 0;
  Profile profile;
};
// The next living people or organisations behind a row, in the order of rows.
Result<std::vector<Described>> next(Database& db, const Schema& schema, KindId kind,
                                    std::int64_t row, int count_max);
// Pairs of which somebody said that they are not the same: whoever stands for them after merges,
// the lesser id first. In the order of rows.
struct ToldApart {
  std::int64_t row;
  RecordId first, second;
};
Result<std::vector<ToldApart>> told_apart(Database& db, std::int64_t row, int count_max);
// Whether the record that says so is there.
Result<bool> is_said(Database& db, const RecordId& not_same);
// The next word of anybody's name behind `word` and before `end`.
Result<std::optional<std::string>> next_name_word(Database& db, std::string_view word,
                                                  std::string_view end);
// About where the rows of a kind end.
Result<std::int64_t> last_row(Database& db, KindId kind);

std::vector<std::string> statements();

}  // namespace kith::duplicate_queries
