// Undo: a new change made of the inverses of another's ops. What somebody changed since stays as
// it is and is listed; so does a record that somebody has since edited or linked to, whole.
//
// What was erased is gone for undo too: its ops are passed over.
//
// A merge is undone by un-merging. `unmerge` is the same for the one who merged and for everybody
// else, and takes of the change only what belongs to the merge.
//
// A value put back names the op whose value it is (`restores`), and counts as that op from then
// on. This is what lets undo follow undo down a field's past, and redo up again.
#include "core/base/assert.h"
#include "core/record/change.h"
#include "core/record/op_finder.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace kith {
namespace {

class Undoer {
 public:
  Undoer(Workspace::State& state, Change& change, LaterEdits later = LaterEdits::kept)
      : state_(state), change_(change), finder_(state.log), later_(later) {}

  Result<void> read(const ChangesetId& id);
  // Of the change that merged the record, wherever it was made.
  Result<void> read_merge(const RecordId& record);
  Result<void> undo();
  std::vector<KeptEdit> take_kept() { return std::move(kept_); }

 private:
  // The value a single field had before, and the last one that the change gave it: the op, and
  // whose value that is (OpFinder::original).
  struct CellEdit {
    OpId before;
    OpId last;
    OpId last_original;
  };
  struct AliasEdit {
    KindId kind;
    OpId before;
    OpId last;
  };
  struct LifeEdit {
    KindId kind;
    bool was_alive;
    bool is_alive;
  };
  struct Created {
    RecordId record;
    RowRef row;
    std::uint64_t life;  // no other edit of the change says anything about it
    OpId creation;
    bool is_kept = false;
  };

  Result<std::vector<LogPlace>> find_parts(const ChangesetId& id);
  Result<void> read_parts(const ChangesetId& id, std::span<const LogPlace> parts);
  Result<void> note(const Op& op, const OpId& id);
  bool is_of_merge(const Op& op) const;
  bool is_mine(const OpId& op) const;
  // Not one that is erased.
  Result<std::optional<FoundRow>> find(KindId kind, const RecordId& record);
  // The same, and not if this field of it is.
  Result<std::optional<FoundRow>> find(const FieldInfo& field, const RecordId& record);

  Result<void> find_created();
  Result<void> find_kept();
  Result<const std::vector<const FieldInfo*>*> fields_linking_to(KindId kind);
  Result<void> keep_if_edited(Created& created);
  // Into another record, or another into it.
  Result<void> keep_if_merged(Created& created);
  Result<void> keep_if_linked(Created& created);
  Result<bool> is_in_force(const OpId& op);
  void keep(Created& created, FieldId field);
  Result<void> keep_what_kept_ones_name();

  Result<void> undo_created();
  Result<void> undo_lives();
  Result<void> undo_aliases();
  Result<void> undo_sets();
  Result<void> undo_cells();
  Result<void> undo_cell(const RecordId& record, const FieldInfo& field, const CellEdit& edit);
  Result<void> undo_add(const Op& op, const OpId& tag);
  Result<void> undo_remove(const Op& op);
  Result<void> put_life(const RecordId& record, KindId kind, std::uint64_t life);

  Workspace::State& state_;
  Change& change_;
  OpFinder finder_;
  LaterEdits later_;
  Stream stream_;
  std::uint32_t first_counter_ = 0;
  std::uint32_t end_counter_ = 0;

  std::vector<std::pair<RecordId, KindId>> creations_;
  std::vector<Created> created_;  // those of creations_ that have a row
  std::unordered_map<RecordId, std::size_t> created_index_;
  std::map<std::pair<RecordId, FieldId>, CellEdit> cells_;
  std::map<RecordId, LifeEdit> lives_;
  std::map<RecordId, AliasEdit> aliases_;
  std::vector<std::pair<Op, OpId>> set_ops_;  // adds and removes, in order
  // By the kind that they lead to.
  std::map<KindId, std::vector<const FieldInfo*>> link_fields_;
  std::vector<KeptEdit> kept_;
  RecordId merged_;  // un-merging: this one, which went into
  RecordId target_;  // that one
};

// -- what the change did --

Result<void> Undoer::read(const ChangesetId& id) {
  const std::vector<LogPlace> parts = TRY(state_.log.parts(OpId::from_bytes(id.bytes)));
  if (parts.empty()) {
    return fail(ErrorCode::not_found, "This change is not in the workspace.");
  }
  if (parts.front().stream.device_index != state_.stream.device_index) {
    return fail(ErrorCode::invalid_argument, "Only changes made on this device can be undone.");
  }
  return read_parts(id, parts);
}

Result<void> Undoer::read_merge(const RecordId& record) {
  const auto row = TRY(state_.tables.find_anywhere(record));
  const auto present = row ? TRY(state_.aliases.find(*row)) : std::nullopt;
  if (!present || present->target == 0) {
    return fail(ErrorCode::not_found, "This record is not merged with another.");
  }
  merged_ = record;
  target_ = TRY(state_.tables.id_of({row->kind, present->target}));
  const auto place = TRY(state_.log.find(state_.log.from_local(present->stamp.op)));
  ASSERT(place);
  const Bytes body = TRY(state_.log.body(place->row));
  const ChangesetId id = ChangesetReader(body).header().id();
  return read_parts(id, TRY(state_.log.parts(OpId::from_bytes(id.bytes))));
}

// What else came with the merge, a record that was made for it or another merge, stays.
bool Undoer::is_of_merge(const Op& op) const {
  if (op.type == OpType::alias) return op.record == merged_;
  const bool is_value =
      op.type == OpType::set || op.type == OpType::add || op.type == OpType::remove;
  return is_value && op.record == target_;
}

Result<void> Undoer::read_parts(const ChangesetId& id, std::span<const LogPlace> parts) {
  const OpId start = OpId::from_bytes(id.bytes);
  stream_ = start.stream;
  first_counter_ = start.counter;
  end_counter_ = parts.back().next;
  for (const LogPlace& place : parts) {
    const Bytes body = TRY(state_.log.body(place.row));
    ChangesetReader reader(body);
    Op op;
    while (reader.next(op))
      TRY(note(op, reader.op_id()));
    if (!reader.finished() || reader.header().id() != id) {
      return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
    }
  }
  return find_created();
}

Result<void> Undoer::note(const Op& op, const OpId& id) {
  if (!merged_.is_null() && !is_of_merge(op)) return {};
  if (op.type == OpType::erase) {
    return fail(ErrorCode::invalid_argument, "What was erased for good cannot be brought back.");
  }
  if (op.type == OpType::create) {
    creations_.emplace_back(op.record, op.kind);
  } else if (op.type == OpType::set) {
    const auto [cell, is_first] =
        cells_.try_emplace({op.record, op.field}, CellEdit{op.replaces, id, id});
    cell->second.last = id;
    cell->second.last_original = OpFinder::original(op, id);
  } else if (op.type == OpType::add || op.type == OpType::remove) {
    set_ops_.emplace_back(op, id);
  } else if (op.type == OpType::alias) {
    const auto [alias, is_first] =
        aliases_.try_emplace(op.record, AliasEdit{op.kind, op.replaces, id});
    alias->second.last = id;
  } else if (op.type == OpType::life) {
    const bool is_alive = op.life % 2 == 1;
    const auto [life, is_first] =
        lives_.try_emplace(op.record, LifeEdit{op.kind, !is_alive, is_alive});
    life->second.is_alive = is_alive;
  }
  return {};
}

bool Undoer::is_mine(const OpId& op) const {
  return op.stream == stream_ && op.counter >= first_counter_ && op.counter < end_counter_;
}

Result<std::optional<FoundRow>> Undoer::find(KindId kind, const RecordId& record) {
  const std::int64_t circle = TRY(state_.tables.circle_number(state_.commons));
  const auto row = TRY(state_.tables.find(kind, circle, record));
  if (row && TRY(state_.tables.is_erased({kind, row->row}))) return std::nullopt;
  return row;
}

Result<std::optional<FoundRow>> Undoer::find(const FieldInfo& field, const RecordId& record) {
  const auto row = TRY(find(field.kind, record));
  if (row && TRY(state_.tables.is_erased(field, row->row))) return std::nullopt;
  return row;
}

// -- which of the records it created can go --

Result<void> Undoer::find_created() {
  for (const auto& [record, kind] : creations_) {
    const auto row = TRY(find(kind, record));
    if (!row) continue;
    created_index_.emplace(record, created_.size());
    created_.push_back(
        {record, {kind, row->row}, row->life, state_.log.from_local(row->created.op)});
  }
  return {};
}

// What still stands when the change's other edits are undone: a link that the change itself gave
// to somebody who was there before keeps nothing.
Result<void> Undoer::find_kept() {
  for (Created& created : created_) {
    if (later_ == LaterEdits::kept) TRY(keep_if_edited(created));
    if (!created.is_kept) TRY(keep_if_merged(created));
    if (!created.is_kept && later_ == LaterEdits::kept) TRY(keep_if_linked(created));
  }
  return keep_what_kept_ones_name();
}

void Undoer::keep(Created& created, FieldId field) {
  created.is_kept = true;
  kept_.push_back({created.record, field});
}

// Whether a value by `op` is somebody's, and not what this change made or an undo put back.
Result<bool> Undoer::is_in_force(const OpId& op) {
  if (is_mine(op)) return false;
  const OpId original = TRY(finder_.original(op));
  return !original.is_none() && !is_mine(original);
}

Result<void> Undoer::keep_if_edited(Created& created) {
  if (!is_mine(created.creation)) keep(created, {});
  for (const auto& [field, stamp] : TRY(state_.tables.stamps(created.row))) {
    if (TRY(is_in_force(state_.log.from_local(stamp.op)))) keep(created, field->id);
  }
  for (const auto& [field, tag] : TRY(state_.tables.tags(created.row))) {
    if (TRY(is_in_force(state_.log.from_local(tag)))) keep(created, field->id);
  }
  return {};
}

Result<void> Undoer::keep_if_merged(Created& created) {
  const auto is_mine_or_none = [&](const std::optional<Aliases::Register>& alias) {
    return !alias || alias->target == 0 || is_mine(state_.log.from_local(alias->stamp.op));
  };
  if (!is_mine_or_none(TRY(state_.aliases.find(created.row)))) keep(created, {});
  for (const std::int64_t from : TRY(state_.aliases.leading_to(created.row))) {
    const RowRef row{created.row.kind, from};
    if (!is_mine_or_none(TRY(state_.aliases.find(row)))) keep(created, {});
  }
  return {};
}

Result<const std::vector<const FieldInfo*>*> Undoer::fields_linking_to(KindId kind) {
  auto known = link_fields_.find(kind);
  if (known == link_fields_.end()) {
    known = link_fields_.emplace(kind, TRY(state_.tables.link_fields_in_use(kind))).first;
  }
  return &known->second;
}

Result<void> Undoer::keep_if_linked(Created& created) {
  for (const FieldInfo* field : *TRY(fields_linking_to(created.row.kind))) {
    for (const std::int64_t row : TRY(state_.tables.linking_through(*field, created.record))) {
      const RecordId linking = TRY(state_.tables.id_of({field->kind, row}));
      if (created_index_.contains(linking)) continue;
      created.is_kept = true;
      kept_.push_back({linking, field->id});
    }
  }
  return {};
}

Result<void> Undoer::keep_what_kept_ones_name() {
  std::vector<Created*> open;
  for (Created& created : created_) {
    if (created.is_kept) open.push_back(&created);
  }
  while (!open.empty()) {
    const Created& from = *open.back();
    open.pop_back();
    for (const FieldValue& entry : TRY(state_.tables.values(from.row))) {
      const auto* link = entry.value.get<RecordId>();
      const auto named = link == nullptr ? created_index_.end() : created_index_.find(*link);
      if (named == created_index_.end() || created_[named->second].is_kept) continue;
      keep(created_[named->second], {});
      open.push_back(&created_[named->second]);
    }
  }
  return {};
}

// -- the inverses --

Result<void> Undoer::undo() {
  TRY(undo_aliases());
  TRY(undo_sets());
  TRY(undo_cells());
  TRY(undo_lives());
  TRY(find_kept());
  return undo_created();
}

Result<void> Undoer::put_life(const RecordId& record, KindId kind, std::uint64_t life) {
  Op op;
  op.type = OpType::life;
  op.record = record;
  op.kind = kind;
  op.life = life;
  return change_.put(op);
}

Result<void> Undoer::undo_created() {
  for (const Created& created : created_) {
    if (created.is_kept || created.life % 2 == 0) continue;
    TRY(put_life(created.record, created.row.kind, created.life + 1));
  }
  return {};
}

Result<void> Undoer::undo_lives() {
  for (const auto& [record, edit] : lives_) {
    if (created_index_.contains(record) || edit.was_alive == edit.is_alive) continue;
    const auto row = TRY(find(edit.kind, record));
    if (!row) continue;
    const bool is_alive = row->life % 2 == 1;
    if (is_alive == edit.is_alive) TRY(put_life(record, edit.kind, row->life + 1));
  }
  return {};
}

// Two ops that name one record are as good as each other: there is nothing else in the register.
Result<void> Undoer::undo_aliases() {
  for (const auto& [record, edit] : aliases_) {
    const auto row = TRY(find(edit.kind, record));
    const auto present = row ? TRY(state_.aliases.find({edit.kind, row->row})) : std::nullopt;
    if (!present) continue;
    const OpId op_now = state_.log.from_local(present->stamp.op);
    const RecordId before = TRY(finder_.target_of(edit.before));
    const RecordId now = TRY(finder_.target_of(op_now));
    if (now == before && op_now != edit.last) continue;  // is as it was
    if (op_now != edit.last && now != TRY(finder_.target_of(edit.last))) {
      kept_.push_back({record, {}});
      continue;
    }
    Op op;
    op.type = OpType::alias;
    op.record = record;
    op.kind = edit.kind;
    if (!before.is_null() && TRY(find(edit.kind, before))) op.target = before;
    op.replaces = op_now;
    TRY(change_.put(op));
  }
  return {};
}

Result<void> Undoer::undo_cells() {
  for (const auto& [cell, edit] : cells_) {
    const auto& [record, field_id] = cell;
    const FieldInfo* field = state_.schema.field(field_id);
    if (field == nullptr || field->is_set || created_index_.contains(record)) continue;
    TRY(undo_cell(record, *field, edit));
  }
  return {};
}

Result<void> Undoer::undo_cell(const RecordId& record, const FieldInfo& field,
                               const CellEdit& edit) {
  const auto row = TRY(find(field, record));
  if (!row) return {};
  const LocalStamp stamp = TRY(state_.tables.stamp(field, *row));
  const OpId present = state_.log.from_local(stamp.op);
  const OpId before = TRY(finder_.original(edit.before));
  const OpId& after = edit.last_original;
  const OpId now = present == edit.last ? after : TRY(finder_.original(present));
  if (now == before && present != edit.last) return {};  // is as it was
  if (present != edit.last && now != after && later_ == LaterEdits::kept) {
    kept_.push_back({record, field.id});
    return {};
  }
  Op op;
  op.type = OpType::set;
  op.record = record;
  op.field = field.id;
  op.value = TRY(finder_.value_of(before, field.id));
  op.replaces = present;
  op.restores = before;
  return change_.put(op);
}

Result<void> Undoer::undo_sets() {
  // Backwards: a change may take out an element and add an equal one.
  for (auto entry = set_ops_.rbegin(); entry != set_ops_.rend(); ++entry) {
    const auto& [op, id] = *entry;
    const FieldInfo* field = state_.schema.field(op.field);
    if (field == nullptr || !field->is_set || created_index_.contains(op.record)) continue;
    TRY(op.type == OpType::add ? undo_add(op, id) : undo_remove(op));
  }
  return {};
}

Result<void> Undoer::undo_add(const Op& op, const OpId& tag) {
  const FieldInfo& field = *state_.schema.field(op.field);
  const auto row = TRY(find(field, op.record));
  if (!row) return {};
  const OpId added = TRY(finder_.original(tag));
  Op remove;
  remove.type = OpType::remove;
  remove.record = op.record;
  remove.field = op.field;
  for (const Element& element : TRY(state_.tables.elements(field, row->row))) {
    const OpId found = state_.log.from_local(element.tag);
    if (TRY(finder_.original(found)) == added) remove.tags.push_back(found);
  }
  if (remove.tags.empty()) return {};
  std::sort(remove.tags.begin(), remove.tags.end());
  return change_.put(remove);
}

Result<void> Undoer::undo_remove(const Op& op) {
  const FieldInfo& field = *state_.schema.field(op.field);
  const auto row = TRY(find(field, op.record));
  if (!row) return {};
  for (const OpId& tag : op.tags) {
    if (is_mine(tag)) continue;  // came and went with this change
    Op add;
    add.type = OpType::add;
    add.record = op.record;
    add.field = op.field;
    add.restores = TRY(finder_.original(tag));
    const auto value = TRY(finder_.element_of(add.restores));
    const auto present = TRY(state_.tables.elements(field, row->row));
    if (!value || std::ranges::find(present, *value, &Element::value) != present.end()) continue;
    add.value = *value;
    TRY(change_.put(add));
  }
  return {};
}

}  // namespace

Result<UndoOutcome> Workspace::undo(ChangesetId id, Durability durability, LaterEdits later,
                                    ProjectionUpkeep upkeep) {
  UndoOutcome outcome;
  const auto fill = [&]() -> Result<void> {
    Change change(*state_, Intent{IntentCode::undo, {}, {}, id});
    Undoer undoer(*state_, change, later);
    TRY(undoer.read(id));
    TRY(undoer.undo());
    outcome.committed = TRY(change.finish());
    outcome.kept = undoer.take_kept();
    return {};
  };
  TRY(state_->transact(durability, fill, upkeep));
  return outcome;
}

Result<UndoOutcome> Workspace::unmerge(RecordId record, const Draft& handed) {
  UndoOutcome outcome;
  const auto fill = [&]() -> Result<void> {
    Change change(*state_, handed.intent());
    Undoer undoer(*state_, change);
    TRY(undoer.read_merge(record));
    TRY(undoer.undo());
    TRY(translate(*state_, change, handed));
    outcome.committed = TRY(change.finish());
    outcome.kept = undoer.take_kept();
    return {};
  };
  TRY(state_->transact(Durability::now, fill));
  return outcome;
}

}  // namespace kith
