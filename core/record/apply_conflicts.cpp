// The half of Applier that notices values said at the same time.
//
// Invariants, of every single field (docs/format.md, "Conflicts").
// 1. Without an entry in `said` one value is live: the one with the greatest stamp, which is what
//    the tables show.
// 2. With entries they are all that was said, and several are live.
// So a change that follows what stands there, as nearly all do, costs nothing; any other is looked
// at beside all that the log says of the field.
#include "core/record/apply.h"

#include <algorithm>

namespace kith {
namespace {

// What one op says of a field of its record; nothing when it says nothing.
std::optional<SaidValue> said_by(const Op& op, const Stamp& stamp, const FieldInfo& field) {
  const auto unless_erased = [](const Value& value) { return value.is_erased() ? Value() : value; };
  if (op.type == OpType::set && op.field == field.id) {
    return SaidValue{stamp, op.replaces, unless_erased(op.value)};
  }
  if (op.type != OpType::create || op.kind != field.kind) return std::nullopt;
  const auto entry = std::ranges::find(op.values, field.id, &FieldValue::field);
  if (entry == op.values.end() || entry->value.is_erased()) return std::nullopt;
  return SaidValue{stamp, {}, entry->value};
}

}  // namespace

// Whether it is known without looking further that this alone is live afterwards.
Result<bool> Applier::follows(const FieldInfo& field, const FoundRow& row,
                              const LocalStamp& present, const Saying& saying) {
  if (TRY(tables_.has_said(field, row.row))) return false;
  if (present.op == LocalOp::none) return true;
  if (saying.is_creation) {
    // The same file imported by two: both say the same.
    return present == row.created && TRY(tables_.value(field, row.row)) == saying.value;
  }
  return log_.from_local(present.op) == saying.replaces && is_later(saying.stamp, present);
}

Result<void> Applier::note_conflict(const FieldInfo& field, const FoundRow& row,
                                    const LocalStamp& present, const Saying& saying) {
  if (TRY(follows(field, row, present, saying))) return {};
  const bool is_known = TRY(tables_.has_said(field, row.row));
  std::vector<SaidValue> said = TRY(is_known ? tables_.said(field, row.row) : heard(field, row));
  const Stamp stamp{saying.stamp.hlc, log_.from_local(saying.stamp.op)};
  if (std::ranges::find(said, stamp, &SaidValue::stamp) == said.end()) {
    said.push_back({stamp, saying.replaces, saying.value.is_erased() ? Value() : saying.value});
  }
  if (live_values(said).size() > 1) return tables_.keep_said(field, row.row, said);
  return is_known ? tables_.forget_said(field, row.row) : Result<void>();
}

Result<std::vector<SaidValue>> Applier::heard(const FieldInfo& field, const FoundRow& row) {
  const RowRef ref{field.kind, row.row};
  const RecordId record = TRY(tables_.id_of(ref));
  std::vector<std::int64_t> places = TRY(tables_.touched_by(ref, INT64_MAX));
  if (row.created.op != LocalOp::none) {
    const auto creation = TRY(log_.find(log_.from_local(row.created.op)));
    if (creation) places.push_back(creation->row);
  }
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<SaidValue> said;
  for (const std::int64_t place : places) {
    if (place >= log_.next_row()) continue;  // being made by this device: it follows what stands
    const Bytes body = TRY(log_.body(place));
    ChangesetReader reader(body);
    Op op;
    while (reader.next(op)) {
      if (op.record != record) continue;
      auto one = said_by(op, reader.header().stamp(reader.op_id().counter), field);
      if (one) said.push_back(std::move(*one));
    }
    if (!reader.finished()) {
      return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
    }
  }
  return said;
}

}  // namespace kith
