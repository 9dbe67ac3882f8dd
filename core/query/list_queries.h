// The SQL of ListWindow: the rows of a directory table in an order, piece by piece. Internal to
// core/query.
#pragma once

#include "core/base/result.h"
#include "core/query/list_window.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith::list_queries {

// What an order compares: two keys and the row, in this order. Each is 0 or empty where the order
// has no use for it.
struct SortPosition {
  std::string key;         // name_key, or organisation_key
  std::string second_key;  // name_key behind organisation_key
  std::int64_t number = 0;
  std::int64_t row = 0;
};

// One index that an order walks along. An order by something that not everybody has walks a second
// one for the others, by name (order_of).
enum class Walk : std::uint8_t { by_name, by_organisation, by_contact, by_row, by_change };

struct Order {
  Walk first;
  bool then_by_name;  // those that the first walk does not meet
};
Order order_of(ListSort sort);

// Whether `a` comes before `b` on the walk.
bool comes_before(Walk walk, const SortPosition& a, const SortPosition& b);

// Up to `count` positions behind `after` (or from the start).
Result<std::vector<SortPosition>> next_rows(Database& db, KindId kind, Walk walk,
                                            const SortPosition* after, int count);

// Where a row stands on the walk; empty when the walk does not meet it.
Result<std::optional<SortPosition>> position_of(Database& db, KindId kind, Walk walk,
                                                std::int64_t row);

std::vector<std::string> statements();

}  // namespace kith::list_queries
