// From what somebody wants to change to the ops that say it. What is already so makes no op.
#include "core/record/change.h"
#include "core/record/described_schema.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

// A create leaves room in its part for the header and the intent.
constexpr std::size_t create_size_max = 200 * 1024;
constexpr std::size_t create_values_max = part_ops_max - 1;

Error no_such_record() {
  return {ErrorCode::not_found, "This record is not in the workspace."};
}

class Translator {
 public:
  Translator(Workspace::State& state, Change& change) : state_(state), change_(change) {}

  Result<void> put(const DraftOp& draft) {
    if (!is_of_schema(draft.kind) && !is_of_schema(draft.field)) TRY(state_.settle_schema());
    switch (draft.type) {
      case DraftOpType::create:
        return create(draft);
      case DraftOpType::set:
        return set(draft);
      case DraftOpType::choose:
        return choose(draft);
      case DraftOpType::say_again:
        return say_again(draft);
      case DraftOpType::add:
        return add(draft.record, draft.field, draft.value);
      case DraftOpType::remove:
        return remove(draft);
      case DraftOpType::trash:
        return step_life(draft.record, false);
      case DraftOpType::restore:
        return step_life(draft.record, true);
      case DraftOpType::erase:
        return erase(draft);
      case DraftOpType::merge:
        return merge(draft);
    }
    return {};
  }

 private:
  Result<void> create(const DraftOp& draft);
  Result<void> complete(const DraftOp& draft);
  Result<void> set(const DraftOp& draft);
  Result<void> choose(const DraftOp& draft);
  Result<void> say_again(const DraftOp& draft);
  Result<void> put_set(const RecordId& record, const FieldInfo& field, const FoundRow& row,
                       const Value& value);
  Result<void> add(const RecordId& record, FieldId field_id, const Value& value);
  Result<void> remove(const DraftOp& draft);
  Result<void> step_life(const RecordId& record, bool to_alive);
  Result<void> erase(const DraftOp& draft);
  Result<void> merge(const DraftOp& draft);
  Result<void> put_life(const RecordId& record, KindId kind, std::uint64_t life);

  Result<const FieldInfo*> field_for(FieldId id, const Value& value) const;
  // Not one that is erased.
  Result<std::optional<FoundRow>> find(KindId kind, const RecordId& record);
  Result<bool> is_erased(KindId kind, const RecordId& record);
  // Whether the field is erased there, or the value links to what is.
  Result<bool> is_void(const FieldInfo& field, const FoundRow& row, const Value& value);
  Result<bool> names_erased(const FieldInfo& field, const Value& value);
  Result<void> check_not_void(const FieldInfo& field, const FoundRow& row, const Value& value);
  Op& fresh(OpType type, const RecordId& record);

  Workspace::State& state_;
  Change& change_;
  Op op_;  // kept for its buffers
};

Op& Translator::fresh(OpType type, const RecordId& record) {
  op_.clear();
  op_.type = type;
  op_.record = record;
  return op_;
}

Result<std::optional<FoundRow>> Translator::find(KindId kind, const RecordId& record) {
  const std::int64_t circle = TRY(state_.tables.circle_number(state_.commons));
  const auto row = TRY(state_.tables.find(kind, circle, record));
  if (row && TRY(state_.tables.is_erased({kind, row->row}))) return std::nullopt;
  return row;
}

Result<bool> Translator::is_erased(KindId kind, const RecordId& record) {
  if (!TRY(state_.tables.has_erased())) return false;
  const std::int64_t circle = TRY(state_.tables.circle_number(state_.commons));
  const auto row = TRY(state_.tables.find(kind, circle, record));
  return row && TRY(state_.tables.is_erased({kind, row->row}));
}

Result<bool> Translator::names_erased(const FieldInfo& field, const Value& value) {
  const auto* link = value.get<RecordId>();
  if (link == nullptr) return false;
  for (KindId kind : field.links_to) {
    if (TRY(is_erased(kind, *link))) return true;
  }
  return false;
}

Result<bool> Translator::is_void(const FieldInfo& field, const FoundRow& row, const Value& value) {
  return TRY(state_.tables.is_erased(field, row.row)) || TRY(names_erased(field, value));
}

Result<void> Translator::check_not_void(const FieldInfo& field, const FoundRow& row,
                                        const Value& value) {
  if (!TRY(is_void(field, row, value))) return {};
  return fail(ErrorCode::invalid_argument,
              "“" + field.label + "” cannot hold this: it was erased for good.");
}

Result<const FieldInfo*> Translator::field_for(FieldId id, const Value& value) const {
  const FieldInfo* field = state_.schema.field(id);
  if (field == nullptr) {
    return fail(ErrorCode::invalid_argument, "There is no such field.");
  }
  if (!value.is_valid() || value.is_erased()) {
    return fail(ErrorCode::invalid_argument,
                "“" + field->label + "” cannot hold this: it is too long or not well-formed.");
  }
  return field;
}

Result<void> Translator::create(const DraftOp& draft) {
  if (state_.schema.kind(draft.kind) == nullptr || draft.record.is_null()) {
    return fail(ErrorCode::invalid_argument, "There is no such kind of record.");
  }
  if (TRY(is_erased(draft.kind, draft.record))) return {};
  const auto row = TRY(find(draft.kind, draft.record));
  if (row && row->life > 0) return complete(draft);
  if (row) {
    // Teammates' edits came before the record itself; they stay.
    fresh(OpType::create, draft.record).kind = draft.kind;
    TRY(change_.put(op_));
    return complete(draft);
  }

  Op& op = fresh(OpType::create, draft.record);
  op.kind = draft.kind;
  std::size_t size = 0;
  std::size_t count = 0;
  for (; count < draft.values.size(); ++count) {
    const FieldValue& entry = draft.values[count];
    const FieldInfo* field = TRY(field_for(entry.field, entry.value));
    if (field->kind != draft.kind) {
      return fail(ErrorCode::invalid_argument, "This field belongs to another kind of record.");
    }
    if (entry.value.is_null() || std::ranges::find(op.values, entry) != op.values.end()) continue;
    if (TRY(names_erased(*field, entry.value))) continue;
    size += encoded_size_bound(entry.value);
    if (size > create_size_max || op.values.size() >= create_values_max) break;
    op.values.push_back(entry);
  }
  TRY(change_.put(op));
  if (count == draft.values.size()) return {};
  // The rest of a giant follows as edits.
  return complete(draft);
}

// Adds what an existing record lacks, and brings it back from the trash.
Result<void> Translator::complete(const DraftOp& draft) {
  const auto row = TRY(find(draft.kind, draft.record));
  if (row->life % 2 == 0) TRY(put_life(draft.record, draft.kind, row->life + 1));
  for (const FieldValue& entry : draft.values) {
    const FieldInfo* field = TRY(field_for(entry.field, entry.value));
    if (field->kind != draft.kind) {
      return fail(ErrorCode::invalid_argument, "This field belongs to another kind of record.");
    }
    if (entry.value.is_null() || TRY(is_void(*field, *row, entry.value))) continue;
    if (field->is_set) {
      TRY(add(draft.record, entry.field, entry.value));
    } else if (TRY(state_.tables.value(*field, row->row)).is_null()) {
      TRY(put_set(draft.record, *field, *row, entry.value));
    }
  }
  return {};
}

Result<void> Translator::set(const DraftOp& draft) {
  const FieldInfo* field = TRY(field_for(draft.field, draft.value));
  if (field->is_set) {
    return fail(ErrorCode::invalid_argument, "“" + field->label + "” holds several values.");
  }
  const auto row = TRY(find(field->kind, draft.record));
  if (!row) return std::unexpected(no_such_record());
  if (TRY(state_.tables.value(*field, row->row)) == draft.value) return {};
  TRY(check_not_void(*field, *row, draft.value));
  return put_set(draft.record, *field, *row, draft.value);
}

// One op for each value that stands there, that which is shown first: undo puts it back. The first
// of these replaces all that this device said itself.
Result<void> Translator::choose(const DraftOp& draft) {
  const FieldInfo* field = TRY(field_for(draft.field, draft.value));
  const auto row = TRY(find(field->kind, draft.record));
  if (!row) return std::unexpected(no_such_record());
  if (!TRY(state_.tables.has_said(*field, row->row))) return set(draft);
  TRY(check_not_void(*field, *row, draft.value));
  for (const SaidValue& live : live_values(TRY(state_.tables.said(*field, row->row)))) {
    Op& op = fresh(OpType::set, draft.record);
    op.field = field->id;
    op.value = draft.value;
    op.replaces = live.stamp.op;
    TRY(change_.put(op));
    if (!TRY(state_.tables.has_said(*field, row->row))) break;
  }
  return {};
}

Result<void> Translator::say_again(const DraftOp& draft) {
  const FieldInfo* field = TRY(field_for(draft.field, {}));
  const auto row = TRY(find(field->kind, draft.record));
  if (!row || field->is_set) return std::unexpected(no_such_record());
  const Value value = TRY(state_.tables.value(*field, row->row));
  if (value.is_null()) return {};
  TRY(check_not_void(*field, *row, value));
  return put_set(draft.record, *field, *row, value);
}

Result<void> Translator::put_set(const RecordId& record, const FieldInfo& field,
                                 const FoundRow& row, const Value& value) {
  const LocalStamp present = TRY(state_.tables.stamp(field, row));
  Op& op = fresh(OpType::set, record);
  op.field = field.id;
  op.value = value;
  op.replaces = state_.log.from_local(present.op);
  return change_.put(op);
}

Result<void> Translator::add(const RecordId& record, FieldId field_id, const Value& value) {
  const FieldInfo* field = TRY(field_for(field_id, value));
  if (!field->is_set || value.is_null()) {
    return fail(ErrorCode::invalid_argument, "“" + field->label + "” holds one value.");
  }
  const auto row = TRY(find(field->kind, record));
  if (!row) return std::unexpected(no_such_record());
  for (const Element& element : TRY(state_.tables.elements(*field, row->row))) {
    if (element.value == value) return {};
  }
  TRY(check_not_void(*field, *row, value));
  Op& op = fresh(OpType::add, record);
  op.field = field_id;
  op.value = value;
  return change_.put(op);
}

Result<void> Translator::remove(const DraftOp& draft) {
  const FieldInfo* field = TRY(field_for(draft.field, draft.value));
  if (!field->is_set) {
    return fail(ErrorCode::invalid_argument, "“" + field->label + "” holds one value.");
  }
  const auto row = TRY(find(field->kind, draft.record));
  if (!row) return std::unexpected(no_such_record());
  Op& op = fresh(OpType::remove, draft.record);
  op.field = draft.field;
  for (const Element& element : TRY(state_.tables.elements(*field, row->row))) {
    if (element.value == draft.value) op.tags.push_back(state_.log.from_local(element.tag));
  }
  if (op.tags.empty()) return {};
  std::sort(op.tags.begin(), op.tags.end());
  return change_.put(op);
}

Result<void> Translator::step_life(const RecordId& record, bool to_alive) {
  const auto row = TRY(state_.tables.find_anywhere(record));
  if (!row) return std::unexpected(no_such_record());
  const FoundRow found = TRY(state_.tables.state(*row));
  const bool is_alive = found.life % 2 == 1;
  if (found.life == 0 || is_alive == to_alive) return {};
  return put_life(record, row->kind, found.life + 1);
}

Result<void> Translator::erase(const DraftOp& draft) {
  const auto row = TRY(state_.tables.find_anywhere(draft.record));
  if (!row) return std::unexpected(no_such_record());
  if (!draft.field.is_null()) {
    const FieldInfo* field = TRY(field_for(draft.field, {}));
    if (field->kind != row->kind) return std::unexpected(no_such_record());
    if (TRY(state_.tables.is_erased(*field, row->row))) return {};
  }
  Op& op = fresh(OpType::erase, draft.record);
  op.kind = row->kind;
  op.field = draft.field;
  return change_.put(op);
}

Result<void> Translator::merge(const DraftOp& draft) {
  const auto row = TRY(state_.tables.find_anywhere(draft.record));
  const auto target = TRY(state_.tables.find_anywhere(draft.target));
  if (!row || !target) return std::unexpected(no_such_record());
  if (row->kind != target->kind) {
    return fail(ErrorCode::invalid_argument, "Only records of one kind can be merged.");
  }
  if (TRY(state_.tables.is_erased(*row)) || TRY(state_.tables.is_erased(*target))) {
    return std::unexpected(no_such_record());
  }
  if (TRY(state_.aliases.canonical(*row)) == TRY(state_.aliases.canonical(*target))) return {};
  const auto present = TRY(state_.aliases.find(*row));
  Op& op = fresh(OpType::alias, draft.record);
  op.kind = row->kind;
  op.target = draft.target;
  if (present) op.replaces = state_.log.from_local(present->stamp.op);
  return change_.put(op);
}

Result<void> Translator::put_life(const RecordId& record, KindId kind, std::uint64_t life) {
  Op& op = fresh(OpType::life, record);
  op.kind = kind;
  op.life = life;
  return change_.put(op);
}

}  // namespace

Result<void> translate(Workspace::State& state, Change& change, const Draft& draft) {
  Translator translator(state, change);
  for (const DraftOp& op : draft.ops())
    TRY(translator.put(op));
  return {};
}

Result<Committed> Workspace::commit(const Draft& draft, Durability durability,
                                    std::span<const UnsavedText> saved) {
  Committed committed;
  const auto fill = [&]() -> Result<void> {
    Change change(*state_, draft.intent());
    TRY(translate(*state_, change, draft));
    committed = TRY(change.finish());
    return state_->forget_unsaved(saved);
  };
  TRY(state_->transact(durability, fill));
  return committed;
}

}  // namespace kith
