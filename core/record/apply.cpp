// Invariants.
// 1. A value has the stamp in `stamp`; without one there, it came with the creation its row names.
//    An empty field without one was never set.
// 2. A row names one creation, the first that arrived; other creations' values have stamps.
// 3. Every changeset that says something about a row is in `touched`, or is the creation it names.
// 4. Nothing is said about what is in `erased`: what comes for it is void, in whatever order, and
//    only waits to be redacted.
#include "core/record/apply.h"

#include "core/base/assert.h"
#include "core/record/changeset_layout.h"
#include "core/record/described_schema.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

// Of the first of a creation's values.
LocalOp after(LocalOp creation) {
  return static_cast<LocalOp>(static_cast<std::int64_t>(creation) + 1);
}

}  // namespace

Result<void> Applier::begin_part(const ChangesetHeader& header, std::int64_t log_row) {
  part_ = {TRY(tables_.circle_number(header.circle)), header.hlc, log_row, log_row - header.part};
  return {};
}

std::vector<RowRef> Applier::take_changed() {
  std::vector<RowRef> rows = std::move(changed_);
  changed_.clear();
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

Applier::Erasures Applier::take_erasures() {
  Erasures erasures = std::move(erasures_);
  erasures_ = {};
  std::vector<std::int64_t>& rows = erasures.log_rows;
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return erasures;
}

Result<void> Applier::apply(const Op& op, const OpId& id) {
  const LocalStamp stamp{part_.hlc, TRY(log_.to_local(id))};
  counter_ = id.counter;
  has_schema_changed_ |= is_of_schema(op);
  TRY(tables_.note_attached(op, part_.log_row));
  switch (op.type) {
    case OpType::create:
      return apply_create(op, stamp);
    case OpType::set:
      return apply_set(op, stamp);
    case OpType::add:
      return apply_add(op, stamp.op);
    case OpType::remove:
      return apply_remove(op);
    case OpType::life:
      return apply_life(op);
    case OpType::alias:
      return apply_alias(op, stamp);
    case OpType::erase:
      return apply_erase(op);
    default:
      return {};  // waits in the log
  }
}

// Of a creation all else was applied when it came.
Result<void> Applier::apply_waiting(const Op& op, const OpId& id, FieldId field) {
  if (field.is_null() || op.type != OpType::create) return apply(op, id);
  return fill_waiting(op, {part_.hlc, TRY(log_.to_local(id))}, field);
}

template <class Tag>
Result<void> Applier::wait_for(const SchemaId<Tag>& id) {
  if (id.is_builtin()) return {};
  return tables_.wait_for(changeset_layout::bytes_of(id), part_.log_row, counter_);
}

Result<void> Applier::wait_for_fields(const Op& op) {
  for (const FieldValue& entry : op.values) {
    if (schema_.field(entry.field) == nullptr) TRY(wait_for(entry.field));
  }
  return {};
}

bool Applier::is_later(const LocalStamp& a, const LocalStamp& b) const {
  if (a.hlc != b.hlc) return a.hlc > b.hlc;
  return a.op != b.op && log_.from_local(a.op) > log_.from_local(b.op);
}

Result<FoundRow> Applier::find_or_make(KindId kind, const RecordId& record) {
  const auto found = TRY(tables_.find(kind, part_.circle, record));
  if (found) return *found;
  return FoundRow{TRY(tables_.insert(kind, part_.circle, record, 0, {}, {})), 0, {}};
}

Result<void> Applier::touch(const RowRef& row) {
  // A part mostly says several things about one record in a row.
  if (!changed_.empty() && changed_.back() == row && touched_last_ == part_.log_row) return {};
  changed_.push_back(row);
  touched_last_ = part_.log_row;
  return tables_.touch(row, part_.log_row);
}

void Applier::redact_later(const Value& value) {
  if (!value.is_null() && !value.is_erased()) erasures_.log_rows.push_back(part_.log_row);
}

Result<bool> Applier::is_void(const FieldInfo& field, std::int64_t row, const Value& value) {
  if (!TRY(tables_.is_erased(field, row))) return false;
  redact_later(value);
  return true;
}

// A value that somebody else's erasure took out, before the erasure itself has come: none.
Result<void> Applier::set_cell(const FieldInfo& field, const FoundRow& row, const Saying& saying) {
  const LocalStamp present = TRY(tables_.stamp(field, row));
  TRY(note_conflict(field, row, present, saying));
  if (!is_later(saying.stamp, present)) return {};
  TRY(tables_.set_value(field, row.row, saying.value.is_erased() ? Value() : saying.value));
  return tables_.set_stamp(field, row, saying.stamp);
}

Result<void> Applier::add_element(const FieldInfo& field, std::int64_t row, const Value& value,
                                  LocalOp tag) {
  if (value.is_erased() || TRY(tables_.was_removed(field, row, tag))) return {};
  return tables_.add(field, row, tag, value);
}

Result<void> Applier::add_elements(const Op& op, LocalOp first_tag, std::int64_t row,
                                   FieldId only) {
  auto tag = static_cast<std::int64_t>(first_tag);
  for (const FieldValue& entry : op.values) {
    const FieldInfo* field = schema_.field(entry.field);
    const bool is_wanted = only.is_null() || entry.field == only;
    if (is_wanted && field != nullptr && field->is_set && field->kind == op.kind) {
      const bool is_gone = TRY(is_void(*field, row, entry.value));
      if (!is_gone) TRY(add_element(*field, row, entry.value, static_cast<LocalOp>(tag)));
    }
    ++tag;
  }
  return {};
}

Result<void> Applier::apply_create(const Op& op, const LocalStamp& stamp) {
  if (schema_.kind(op.kind) == nullptr) return wait_for(op.kind);
  TRY(wait_for_fields(op));
  const LocalOp first_tag = after(stamp.op);
  if (const auto found = TRY(tables_.find(op.kind, part_.circle, op.record))) {
    if (TRY(tables_.is_erased({op.kind, found->row}))) {
      for (const FieldValue& entry : op.values)
        redact_later(entry.value);
      return {};
    }
    TRY(fill_created(op, stamp, *found));
    return add_elements(op, first_tag, found->row);
  }
  const std::int64_t row =
      TRY(tables_.insert(op.kind, part_.circle, op.record, 1, stamp, op.values));
  changed_.push_back({op.kind, row});
  touched_last_ = part_.log_row;
  return add_elements(op, first_tag, row);
}

// Edits or another creation came first.
Result<void> Applier::fill_created(const Op& op, const LocalStamp& stamp, FoundRow row) {
  const RowRef ref{op.kind, row.row};
  if (row.created.op == LocalOp::none) {
    TRY(tables_.set_created(ref, stamp));
    row.created = stamp;
    changed_.push_back(ref);
    touched_last_ = part_.log_row;
  } else {
    TRY(touch(ref));
  }
  if (row.life == 0) {
    TRY(tables_.set_life(ref, 1, part_.hlc));
    TRY(settle(ref));
  }
  return set_created_cells(op, stamp, row);
}

Result<void> Applier::set_created_cells(const Op& op, const LocalStamp& stamp, const FoundRow& row,
                                        FieldId only) {
  for (const FieldValue& entry : op.values) {
    if (!only.is_null() && entry.field != only) continue;
    const FieldInfo* field = schema_.field(entry.field);
    if (field == nullptr || field->is_set || field->kind != op.kind) continue;
    if (entry.value.is_erased()) continue;
    const bool is_gone = TRY(is_void(*field, row.row, entry.value));
    if (is_gone) continue;
    TRY(set_cell(*field, row, {.value = entry.value, .stamp = stamp, .is_creation = true}));
  }
  return {};
}

// The creation has its row since it came, but for this field's values.
Result<void> Applier::fill_waiting(const Op& op, const LocalStamp& stamp, FieldId field) {
  const auto row = TRY(tables_.find(op.kind, part_.circle, op.record));
  ASSERT(row);
  const RowRef ref{op.kind, row->row};
  if (TRY(tables_.is_erased(ref))) return {};
  changed_.push_back(ref);
  touched_last_ = 0;
  TRY(set_created_cells(op, stamp, *row, field));
  return add_elements(op, after(stamp.op), row->row, field);
}

// What is of a field that nobody has described waits until somebody does; what is of one that is
// now of the other sort stays in the log.

Result<void> Applier::apply_set(const Op& op, const LocalStamp& stamp) {
  const FieldInfo* field = schema_.field(op.field);
  if (field == nullptr) return wait_for(op.field);
  const FoundRow row = TRY(find_or_make(field->kind, op.record));
  if (TRY(is_void(*field, row.row, op.value))) return {};
  TRY(touch({field->kind, row.row}));
  if (field->is_set) return {};
  return set_cell(*field, row, {.value = op.value, .stamp = stamp, .replaces = op.replaces});
}

Result<void> Applier::apply_add(const Op& op, LocalOp tag) {
  const FieldInfo* field = schema_.field(op.field);
  if (field == nullptr) return wait_for(op.field);
  const FoundRow row = TRY(find_or_make(field->kind, op.record));
  if (TRY(is_void(*field, row.row, op.value))) return {};
  TRY(touch({field->kind, row.row}));
  return field->is_set ? add_element(*field, row.row, op.value, tag) : Result<void>();
}

Result<void> Applier::apply_remove(const Op& op) {
  const FieldInfo* field = schema_.field(op.field);
  if (field == nullptr) return wait_for(op.field);
  if (!field->is_set) return {};
  const FoundRow row = TRY(find_or_make(field->kind, op.record));
  if (TRY(is_void(*field, row.row, {}))) return {};
  TRY(touch({field->kind, row.row}));
  for (const OpId& id : op.tags) {
    const LocalOp tag = TRY(log_.to_local(id));
    const bool was_there = TRY(tables_.remove(*field, row.row, tag));
    if (!was_there) TRY(tables_.remember_removed(*field, row.row, tag));
  }
  return {};
}

Result<void> Applier::apply_life(const Op& op) {
  if (schema_.kind(op.kind) == nullptr) return wait_for(op.kind);
  const FoundRow row = TRY(find_or_make(op.kind, op.record));
  if (TRY(tables_.is_erased({op.kind, row.row}))) return {};
  TRY(touch({op.kind, row.row}));
  if (op.life <= row.life) return {};
  TRY(tables_.set_life({op.kind, row.row}, op.life, part_.hlc));
  return settle({op.kind, row.row});
}

// Both ends are touched, so that either's history tells of it.
Result<void> Applier::apply_alias(const Op& op, const LocalStamp& stamp) {
  if (schema_.kind(op.kind) == nullptr) return wait_for(op.kind);
  const RowRef row{op.kind, TRY(find_or_make(op.kind, op.record)).row};
  if (TRY(tables_.is_erased(row))) return {};
  TRY(touch(row));
  Aliases::Register said{0, stamp};
  if (!op.target.is_null()) {
    said.target = TRY(find_or_make(op.kind, op.target)).row;
    TRY(touch_unless_erased({op.kind, said.target}));
  }
  const auto present = TRY(aliases_.find(row));
  if (present && present->target != 0) TRY(touch_unless_erased({op.kind, present->target}));
  if (present && !is_later(stamp, present->stamp)) return {};
  TRY(aliases_.put(row, said));
  return settle(row);
}

Result<void> Applier::touch_unless_erased(const RowRef& row) {
  return TRY(tables_.is_erased(row)) ? Result<void>() : touch(row);
}

Result<void> Applier::settle(const RowRef& row) {
  const std::vector<RowRef> rows = TRY(aliases_.settle(row));
  changed_.insert(changed_.end(), rows.begin(), rows.end());
  touched_last_ = 0;
  return {};
}

// Every changeset that says something about the row is to be redacted. One that this device is
// making is not in the log yet.
Result<void> Applier::find_said(const RowRef& row) {
  std::vector<std::int64_t>& rows = erasures_.log_rows;
  const std::vector<std::int64_t> touched = TRY(tables_.touched_by(row, INT64_MAX));
  rows.insert(rows.end(), touched.begin(), touched.end());
  const LocalOp creation = TRY(tables_.state(row)).created.op;
  if (creation == LocalOp::none) return {};
  if (const auto place = TRY(log_.find(log_.from_local(creation)))) {
    rows.push_back(place->row);
  } else {
    for (std::int64_t part = part_.first_log_row; part <= part_.log_row; ++part)
      rows.push_back(part);
  }
  return {};
}

Result<void> Applier::apply_erase(const Op& op) {
  if (schema_.kind(op.kind) == nullptr) return wait_for(op.kind);
  const FieldInfo* field = op.field.is_null() ? nullptr : schema_.field(op.field);
  if (!op.field.is_null() && field == nullptr) return wait_for(op.field);
  if (field != nullptr && field->kind != op.kind) return {};
  const RowRef row{op.kind, TRY(find_or_make(op.kind, op.record)).row};
  const bool is_gone = TRY(field != nullptr ? tables_.is_erased(*field, row.row)  //
                                            : tables_.is_erased(row));
  if (is_gone) return {};
  TRY(find_said(row));
  erasures_.records.push_back(op.record);
  if (field == nullptr) {
    changed_.push_back(row);
    TRY(tables_.erase(row));
    TRY(aliases_.erase(row));
    return settle(row);
  }
  TRY(touch(row));
  return tables_.erase(*field, row.row);
}

}  // namespace kith
