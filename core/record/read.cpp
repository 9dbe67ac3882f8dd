// Reading one record as it is, and how it came to be so.
#include "core/record/workspace_state.h"

#include <algorithm>
#include <utility>

namespace kith {

const Value* RecordView::find(FieldId field) const {
  for (const FieldValue& entry : values) {
    if (entry.field == field) return &entry.value;
  }
  return nullptr;
}

std::vector<const Value*> RecordView::all(FieldId field) const {
  std::vector<const Value*> found;
  for (const FieldValue& entry : values) {
    if (entry.field == field) found.push_back(&entry.value);
  }
  return found;
}

Result<std::optional<RecordView>> Workspace::read(RecordId id) {
  const auto row = TRY(state_->tables.find_anywhere(id));
  if (!row) return std::nullopt;
  const FoundRow found = TRY(state_->tables.state(*row));
  if (found.life == 0) return std::nullopt;
  return RecordView{id, row->kind, row->row, found.life % 2 == 1, TRY(state_->tables.values(*row))};
}

Result<bool> Workspace::is_erased(RecordId id) {
  const std::int64_t circle = TRY(state_->tables.circle_number(state_->commons));
  return state_->tables.is_erased(id, circle);
}

Result<std::vector<HistoryEntry>> Workspace::history(RecordId id, int count_max) {
  Tables& tables = state_->tables;
  Log& log = state_->log;
  const auto row = TRY(tables.find_anywhere(id));
  if (!row) return std::vector<HistoryEntry>();
  std::vector<std::int64_t> log_rows = TRY(tables.touched_by(*row, count_max));
  const FoundRow found = TRY(tables.state(*row));
  if (const auto created = TRY(log.find(log.from_local(found.created.op)))) {
    log_rows.push_back(created->row);
  }

  struct Stamped {
    Stamp stamp;
    HistoryEntry entry;
  };
  std::vector<Stamped> stamped;
  for (std::int64_t log_row : log_rows) {
    const Bytes body = TRY(log.body(log_row));
    const ChangesetReader reader(body);
    if (!reader.is_readable()) {
      return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
    }
    const ChangesetHeader& header = reader.header();
    stamped.push_back({header.stamp(header.start_counter),
                       {header.id(), header.intent, header.wall_ms, header.utc_offset_minutes,
                        header.stream.device_index}});
  }
  std::sort(stamped.begin(), stamped.end(),
            [](const Stamped& a, const Stamped& b) { return a.stamp > b.stamp; });
  std::vector<HistoryEntry> entries;
  for (Stamped& one : stamped) {
    // Several parts of one change are one entry.
    const bool is_repeated = !entries.empty() && entries.back().id == one.entry.id;
    if (!is_repeated) entries.push_back(std::move(one.entry));
  }
  if (entries.size() > static_cast<std::size_t>(count_max)) entries.resize(count_max);
  return entries;
}

}  // namespace kith
