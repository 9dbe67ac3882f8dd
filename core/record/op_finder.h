// Finds ops in the log by their ids: what an earlier value was, and whose value an undo put back.
// Internal to core/record.
#pragma once

#include "core/record/log.h"
#include "core/record/op.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kith {

class OpFinder {
 public:
  explicit OpFinder(Log& log) : log_(log) {}

  // The value that the op `id` gave to a single field; null when it gave none.
  Result<Value> value_of(const OpId& id, FieldId field);
  // The element that the add `id`, or a create with its values, put into a set.
  Result<std::optional<Value>> element_of(const OpId& id);
  // The record that the alias op `id` names; null for none.
  Result<RecordId> target_of(const OpId& id);
  // The op whose value this one put back, if it is of an undo; else the op itself. None stays
  // none, and so does an undo that emptied a field.
  Result<OpId> original(const OpId& id);
  // The same, of whoever has the op.
  static OpId original(const Op& op, const OpId& id);

 private:
  // An op and the counter of its id.
  using Part = std::vector<std::pair<std::uint32_t, Op>>;
  static constexpr std::size_t part_count_max = 8;

  struct Found {
    const Op* op = nullptr;   // null when it is not in the log
    std::uint32_t value = 0;  // of a create: 0 for itself, n for its n-th value
  };
  Result<Found> find(const OpId& id);

  Log& log_;
  std::unordered_map<std::int64_t, Part> parts_;  // decoded, by row of the log
};

}  // namespace kith
