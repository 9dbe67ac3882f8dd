#include "core/record/value_reader.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

Error unreadable() {
  return {ErrorCode::damaged, "A change in the workspace's log cannot be read."};
}

}  // namespace

Result<std::vector<ValueChange>> ValueReader::read(ByteView body, RecordId record) {
  changes_.clear();
  ChangesetReader reader(body);
  Op op;
  while (reader.next(op)) {
    if (op.type == OpType::alias) TRY(note_alias(op, record));
    if (op.record == record) TRY(note(op));
  }
  if (!reader.finished()) return std::unexpected(unreadable());
  std::vector<ValueChange> changes;
  for (RecordChange& one : changes_)
    changes.push_back(std::move(one.change));
  return changes;
}

Result<std::vector<RecordChange>> ValueReader::read_all(ByteView body, std::size_t count_max) {
  changes_.clear();
  ChangesetReader reader(body);
  Op op;
  while (changes_.size() < count_max && reader.next(op)) {
    if (op.type == OpType::alias) TRY(note_alias(op, op.record));
    TRY(note(op));
  }
  if (changes_.size() < count_max && !reader.finished()) return std::unexpected(unreadable());
  if (changes_.size() > count_max) changes_.resize(count_max);
  return std::exchange(changes_, {});
}

Result<void> ValueReader::note(const Op& op) {
  switch (op.type) {
    case OpType::create:
      for (const FieldValue& entry : op.values)
        put(op.record, is_set(entry.field) ? ValueChangeType::added : ValueChangeType::set,
            entry.field, entry.value);
      return {};
    case OpType::set:
      put(op.record, ValueChangeType::set, op.field, op.value,
          TRY(finder_.value_of(op.replaces, op.field)));
      return {};
    case OpType::add:
      put(op.record, ValueChangeType::added, op.field, op.value);
      return {};
    case OpType::remove:
      return note_removed(op);
    case OpType::life:
      put(op.record, op.life % 2 == 1 ? ValueChangeType::restored : ValueChangeType::trashed, {},
          {});
      return {};
    case OpType::erase:
      put(op.record, ValueChangeType::erased, op.field, {});
      return {};
    default:
      return {};  // says nothing of a value
  }
}

// Told of either side.
Result<void> ValueReader::note_alias(const Op& op, const RecordId& of) {
  const RecordId before = TRY(finder_.target_of(op.replaces));
  const auto other = [&](const RecordId& target) { return op.record == of ? target : op.record; };
  const auto concerns = [&](const RecordId& target) {
    return !target.is_null() && (op.record == of || target == of);
  };
  if (concerns(before) && before != op.target) {
    put(of, ValueChangeType::unmerged, {}, Value::link(other(before)));
  }
  if (concerns(op.target)) put(of, ValueChangeType::merged, {}, Value::link(other(op.target)));
  return {};
}

// Two people may have added one element: it is told once.
Result<void> ValueReader::note_removed(const Op& op) {
  std::vector<Value> told;
  for (const OpId& tag : op.tags) {
    const auto element = TRY(finder_.element_of(tag));
    if (!element || std::ranges::find(told, *element) != told.end()) continue;
    told.push_back(*element);
    put(op.record, ValueChangeType::removed, op.field, *element);
  }
  return {};
}

void ValueReader::put(const RecordId& record, ValueChangeType type, FieldId field,
                      const Value& value, Value before) {
  if (value.is_erased()) return;
  changes_.push_back({record, {type, field, value, std::move(before)}});
}

bool ValueReader::is_set(FieldId id) const {
  const FieldInfo* field = schema_.field(id);
  return field != nullptr && field->is_set;
}

}  // namespace kith
