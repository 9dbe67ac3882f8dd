#include "core/record/history.h"

#include "core/record/value_reader.h"
#include "core/record/workspace_state.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace kith {
namespace {

Error unreadable() {
  return {ErrorCode::damaged, "A change in the workspace's log cannot be read."};
}

// Where the log says something of a record.
Result<void> add_log_rows(Workspace::State& state, RecordId id, int count_max,
                          std::set<std::int64_t>& log_rows) {
  const auto row = TRY(state.tables.find_anywhere(id));
  if (!row) return {};
  const std::vector<std::int64_t> touched = TRY(state.tables.touched_by(*row, count_max));
  log_rows.insert(touched.begin(), touched.end());
  const FoundRow found = TRY(state.tables.state(*row));
  if (const auto created = TRY(state.log.find(state.log.from_local(found.created.op))))
    log_rows.insert(created->row);
  return {};
}

}  // namespace

Result<std::vector<HistoryEntry>> Workspace::history(RecordId id, int count_max,
                                                     HistoryDetail detail) {
  return history(std::span(&id, 1), count_max, detail);
}

Result<std::vector<HistoryEntry>> Workspace::history(std::span<const RecordId> ids, int count_max,
                                                     HistoryDetail detail) {
  Log& log = state_->log;
  std::set<std::int64_t> log_rows;
  for (const RecordId& id : ids)
    TRY(add_log_rows(*state_, id, count_max, log_rows));

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
    for (const RecordId& id : ids) {
      if (detail != HistoryDetail::values) break;
      std::ranges::move(TRY(values.read(body, id)), std::back_inserter(entry.changes));
    }
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
