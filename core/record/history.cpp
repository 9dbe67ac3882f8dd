#include "core/record/history.h"

#include "core/record/op_finder.h"
#include "core/record/workspace_state.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

HistoryEntry entry_of(const ChangesetHeader& header) {
  return {header.id(), header.intent, header.wall_ms, header.utc_offset_minutes,
          header.stream.device_index};
}

Error unreadable() {
  return {ErrorCode::damaged, "A change in the workspace's log cannot be read."};
}

// What one changeset said about one record, value by value.
class ValueReader {
 public:
  ValueReader(Workspace::State& state, RecordId record)
      : schema_(state.schema), finder_(state.log), record_(record) {}

  Result<std::vector<ValueChange>> read(ByteView body) {
    changes_.clear();
    ChangesetReader reader(body);
    Op op;
    while (reader.next(op)) {
      if (op.type == OpType::alias) TRY(note_alias(op));
      if (op.record == record_) TRY(note(op));
    }
    if (!reader.finished()) return std::unexpected(unreadable());
    return std::exchange(changes_, {});
  }

 private:
  Result<void> note(const Op& op) {
    switch (op.type) {
      case OpType::create:
        for (const FieldValue& entry : op.values)
          put(is_set(entry.field) ? ValueChangeType::added : ValueChangeType::set, entry.field,
              entry.value);
        return {};
      case OpType::set:
        put(ValueChangeType::set, op.field, op.value, TRY(finder_.value_of(op.replaces, op.field)));
        return {};
      case OpType::add:
        put(ValueChangeType::added, op.field, op.value);
        return {};
      case OpType::remove:
        return note_removed(op);
      case OpType::life:
        put(op.life % 2 == 1 ? ValueChangeType::restored : ValueChangeType::trashed, {}, {});
        return {};
      case OpType::erase:
        put(ValueChangeType::erased, op.field, {});
        return {};
      default:
        return {};  // says nothing of a value
    }
  }

  // Told of either side.
  Result<void> note_alias(const Op& op) {
    const RecordId before = TRY(finder_.target_of(op.replaces));
    const auto other = [&](const RecordId& target) {
      return op.record == record_ ? target : op.record;
    };
    const auto concerns = [&](const RecordId& target) {
      return !target.is_null() && (op.record == record_ || target == record_);
    };
    if (concerns(before) && before != op.target) {
      put(ValueChangeType::unmerged, {}, Value::link(other(before)));
    }
    if (concerns(op.target)) put(ValueChangeType::merged, {}, Value::link(other(op.target)));
    return {};
  }

  // Two people may have added one element: it is told once.
  Result<void> note_removed(const Op& op) {
    std::vector<Value> told;
    for (const OpId& tag : op.tags) {
      const auto element = TRY(finder_.element_of(tag));
      if (!element || std::ranges::find(told, *element) != told.end()) continue;
      told.push_back(*element);
      put(ValueChangeType::removed, op.field, *element);
    }
    return {};
  }

  void put(ValueChangeType type, FieldId field, const Value& value, Value before = {}) {
    if (!value.is_erased()) changes_.push_back({type, field, value, std::move(before)});
  }
  bool is_set(FieldId id) const {
    const FieldInfo* field = schema_.field(id);
    return field != nullptr && field->is_set;
  }

  const Schema& schema_;
  OpFinder finder_;
  RecordId record_;
  std::vector<ValueChange> changes_;
};

}  // namespace

Result<std::vector<HistoryEntry>> Workspace::history(RecordId id, int count_max,
                                                     HistoryDetail detail) {
  Tables& tables = state_->tables;
  Log& log = state_->log;
  const auto row = TRY(tables.find_anywhere(id));
  if (!row) return std::vector<HistoryEntry>();
  std::vector<std::int64_t> log_rows = TRY(tables.touched_by(*row, count_max));
  const FoundRow found = TRY(tables.state(*row));
  if (const auto created = TRY(log.find(log.from_local(found.created.op)))) {
    if (std::ranges::find(log_rows, created->row) == log_rows.end())
      log_rows.push_back(created->row);
  }

  struct Stamped {
    Stamp stamp;
    std::uint32_t part;
    HistoryEntry entry;
  };
  std::vector<Stamped> stamped;
  ValueReader values(*state_, id);
  for (const std::int64_t log_row : log_rows) {
    const Bytes body = TRY(log.body(log_row));
    const ChangesetReader reader(body);
    if (!reader.is_readable()) return std::unexpected(unreadable());
    const ChangesetHeader& header = reader.header();
    HistoryEntry entry = entry_of(header);
    if (detail == HistoryDetail::values) entry.changes = TRY(values.read(body));
    stamped.push_back({header.stamp(header.start_counter), header.part, std::move(entry)});
  }
  std::sort(stamped.begin(), stamped.end(), [](const Stamped& a, const Stamped& b) {
    return a.stamp != b.stamp ? a.stamp > b.stamp : a.part < b.part;
  });
  std::vector<HistoryEntry> entries;
  for (Stamped& one : stamped) {
    // Several parts of one change are one entry.
    const bool is_repeated = !entries.empty() && entries.back().id == one.entry.id;
    if (!is_repeated) {
      entries.push_back(std::move(one.entry));
      continue;
    }
    auto& changes = entries.back().changes;
    std::ranges::move(one.entry.changes, std::back_inserter(changes));
  }
  if (entries.size() > static_cast<std::size_t>(count_max)) entries.resize(count_max);
  return entries;
}

}  // namespace kith
