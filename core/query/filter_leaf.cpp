#include "core/query/filter_leaf.h"

#include "core/record/builtin.h"

#include <algorithm>

namespace kith {

bool is_plain(const Leaf& leaf) {
  return !leaf.field->is_set && leaf.test->type != TestType::is_record &&
         leaf.test->type != TestType::text_mentions;
}

LeafChecks::LeafChecks(const std::vector<Leaf>& leaves, const PartialDate& today) {
  for (const Leaf& leaf : leaves) {
    auto column = std::ranges::find(columns_, leaf.field);
    if (column == columns_.end()) column = columns_.insert(columns_.end(), leaf.field);
    checks_.emplace_back(ValueCheck(*leaf.test, *leaf.field, today),
                         static_cast<int>(column - columns_.begin()) + 1);
  }
}

bool LeafChecks::pass(const Statement& row) {
  return std::ranges::all_of(checks_,
                             [&](auto& check) { return check.first.passes(row, check.second); });
}

bool LeafChecks::first_passes(const Statement& value) {
  return std::ranges::all_of(
      checks_, [&](auto& check) { return check.second > 1 || check.first.passes(value, 0); });
}

std::optional<PartialDate> LeafChecks::earliest() const {
  if (columns_[0]->id != fields::interaction::on) return std::nullopt;
  for (const auto& [check, column] : checks_) {
    if (auto date = column == 1 ? check.earliest() : std::nullopt) return date;
  }
  return std::nullopt;
}

}  // namespace kith
