// The history of the whole workspace.
#include "core/record/value_reader.h"
#include "core/record/workspace_state.h"

#include <algorithm>

namespace kith {
namespace {

constexpr std::int64_t looked_at_max = 2000;  // changesets at a time

bool is_wanted(const HistoryEntry& entry, const JournalFilter& filter) {
  using Author = JournalFilter::Author;
  if (filter.author == Author::own && !entry.is_own) return false;
  if (filter.author == Author::others && entry.is_own) return false;
  if (entry.wall_ms < filter.since_ms) return false;
  return filter.intents.empty() ||
         std::ranges::find(filter.intents, entry.intent.code) != filter.intents.end();
}

}  // namespace

HistoryEntry Workspace::State::entry_of(const ChangesetHeader& header) const {
  const std::uint32_t author = header.stream.device_index;
  return {header.id(),    header.intent,
          header.wall_ms, header.utc_offset_minutes,
          author,         author == stream.device_index,
          header.hlc};
}

Result<JournalPage> Workspace::journal(const JournalFilter& filter, int count_max) {
  const std::int64_t start = filter.before == 0 ? INT64_MAX : filter.before;
  const auto places = TRY(state_->log.before(start, looked_at_max));
  JournalPage page;
  for (const LogPlace& place : places) {
    const Bytes body = TRY(state_->log.body(place.row));
    const ChangesetReader reader(body);
    if (!reader.is_readable()) {
      return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
    }
    HistoryEntry entry = state_->entry_of(reader.header());
    // The parts of a change lie beside each other.
    const bool is_told = !page.entries.empty() && page.entries.back().id == entry.id;
    if (is_told || !is_wanted(entry, filter)) continue;
    if (page.entries.size() == static_cast<std::size_t>(count_max)) {
      page.next_before = place.row + 1;
      return page;
    }
    page.entries.push_back(std::move(entry));
  }
  if (places.size() == static_cast<std::size_t>(looked_at_max)) {
    page.next_before = places.back().row;
  }
  return page;
}

Result<std::optional<HistoryEntry>> Workspace::change(ChangesetId id) {
  const auto parts = TRY(state_->log.parts(OpId::from_bytes(id.bytes)));
  if (parts.empty()) return std::nullopt;
  const Bytes body = TRY(state_->log.body(parts.front().row));
  const ChangesetReader reader(body);
  if (!reader.is_readable() || reader.header().id() != id) return std::nullopt;
  return state_->entry_of(reader.header());
}

Result<std::vector<RecordChange>> Workspace::values_of(ChangesetId id, int count_max) {
  ValueReader reader(*state_);
  std::vector<RecordChange> changes;
  for (const LogPlace& place : TRY(state_->log.parts(OpId::from_bytes(id.bytes)))) {
    const std::size_t left = static_cast<std::size_t>(count_max) - changes.size();
    if (left == 0) break;
    const Bytes body = TRY(state_->log.body(place.row));
    std::ranges::move(TRY(reader.read_all(body, left)), std::back_inserter(changes));
  }
  return changes;
}

}  // namespace kith
