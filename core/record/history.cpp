#include "core/record/history.h"

#include "core/record/value_reader.h"
#include "core/record/workspace_state.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

Error unreadable() {
  return {ErrorCode::damaged, "A change in the workspace's log cannot be read."};
}

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
  ValueReader values(*state_);
  for (const std::int64_t log_row : log_rows) {
    const Bytes body = TRY(log.body(log_row));
    const ChangesetReader reader(body);
    if (!reader.is_readable()) return std::unexpected(unreadable());
    const ChangesetHeader& header = reader.header();
    HistoryEntry entry = state_->entry_of(header);
    if (detail == HistoryDetail::values) entry.changes = TRY(values.read(body, id));
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
