#include "core/record/op_finder.h"

#include "core/record/changeset.h"

#include <algorithm>

namespace kith {
namespace {

// Somebody else's erasure may have taken out a value before the erasure itself has come.
Value unless_erased(const Value& value) {
  return value.is_erased() ? Value() : value;
}

}  // namespace

Result<OpFinder::Found> OpFinder::find(const OpId& id) {
  const auto place = TRY(log_.find(id));
  if (!place) return Found{};
  auto part = parts_.find(place->row);
  if (part == parts_.end()) {
    const Bytes body = TRY(log_.body(place->row));
    ChangesetReader reader(body);
    Part ops;
    Op op;
    while (reader.next(op)) {
      ops.emplace_back(reader.op_id().counter, std::move(op));
      op.clear();
    }
    if (!reader.finished() || ops.empty()) {
      return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
    }
    if (parts_.size() >= part_count_max) parts_.clear();
    part = parts_.emplace(place->row, std::move(ops)).first;
  }
  const Part& ops = part->second;
  auto after = std::upper_bound(
      ops.begin(), ops.end(), id.counter,
      [](std::uint32_t counter, const auto& entry) { return counter < entry.first; });
  const auto& [counter, op] = *std::prev(after);
  return Found{&op, id.counter - counter};
}

Result<Value> OpFinder::value_of(const OpId& id, FieldId field) {
  const Found found = TRY(find(id));
  if (found.op == nullptr) return Value();
  if (found.op->type == OpType::set) return unless_erased(found.op->value);
  for (const FieldValue& entry : found.op->values) {
    if (entry.field == field) return unless_erased(entry.value);
  }
  return Value();
}

Result<std::optional<Value>> OpFinder::element_of(const OpId& id) {
  const Found found = TRY(find(id));
  if (found.op == nullptr) return std::nullopt;
  Value value;
  if (found.op->type == OpType::add) value = unless_erased(found.op->value);
  if (found.op->type == OpType::create && found.value > 0) {
    value = unless_erased(found.op->values[found.value - 1].value);
  }
  if (value.is_null()) return std::nullopt;
  return value;
}

Result<RecordId> OpFinder::target_of(const OpId& id) {
  const Found found = TRY(find(id));
  return found.op != nullptr && found.op->type == OpType::alias ? found.op->target : RecordId();
}

Result<OpId> OpFinder::original(const OpId& id) {
  if (id.is_none()) return id;
  const Found found = TRY(find(id));
  return found.op == nullptr ? id : original(*found.op, id);
}

OpId OpFinder::original(const Op& op, const OpId& id) {
  const bool is_set = op.type == OpType::set;
  if (is_set && op.value.is_null()) return OpId{};
  if (!is_set && op.type != OpType::add) return id;
  return op.restores.is_none() ? id : op.restores;
}

}  // namespace kith
