// Reading one record as it is.
#include "core/base/assert.h"
#include "core/record/workspace_state.h"

#include <algorithm>

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

Result<std::vector<TrashedRecord>> Workspace::trash(KindId kind, int count_max) {
  std::vector<TrashedRecord> records;
  for (const auto& [id, hlc] : TRY(state_->tables.trashed(kind, count_max)))
    records.push_back({id, wall_ms_of(hlc)});
  return records;
}

Result<RecordId> Workspace::canonical(RecordId id) {
  return state_->aliases.canonical(id);
}

Result<std::vector<RecordId>> Workspace::members(RecordId id) {
  std::vector<RecordId> found = TRY(state_->aliases.members(id));
  found.insert(found.begin(), id);
  return found;
}

Result<std::vector<RecordId>> Workspace::merged_into(RecordId id) {
  std::vector<RecordId> found;
  const auto row = TRY(state_->tables.find_anywhere(id));
  if (!row) return found;
  std::vector<std::int64_t> rows = {row->row};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const std::int64_t from : TRY(state_->aliases.leading_to({row->kind, rows[i]}))) {
      if (std::ranges::find(rows, from) != rows.end()) continue;
      rows.push_back(from);
      found.push_back(TRY(state_->tables.id_of({row->kind, from})));
    }
  }
  return found;
}

Result<std::optional<MergeInfo>> Workspace::merge_of(RecordId id) {
  const auto row = TRY(state_->tables.find_anywhere(id));
  const auto alias = row ? TRY(state_->aliases.find(*row)) : std::nullopt;
  if (!alias || alias->target == 0) return std::nullopt;
  const OpId op = state_->log.from_local(alias->stamp.op);
  const auto place = TRY(state_->log.find(op));
  ASSERT(place);
  const Bytes body = TRY(state_->log.body(place->row));
  return MergeInfo{TRY(state_->tables.id_of({row->kind, alias->target})),
                   ChangesetReader(body).header().id(), alias->stamp.hlc};
}

Result<bool> Workspace::is_erased(RecordId id) {
  const std::int64_t circle = TRY(state_->tables.circle_number(state_->commons));
  return state_->tables.is_erased(id, circle);
}

}  // namespace kith
