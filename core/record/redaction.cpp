#include "core/record/redaction.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kith {
namespace {

class Redactor {
 public:
  Redactor(const Schema& schema, Tables& tables, std::int64_t circle)
      : schema_(schema), tables_(tables), circle_(circle) {}

  Result<void> redact(Op& op);
  bool has_changed() const { return has_changed_; }

 private:
  Result<bool> is_erased(KindId kind, const RecordId& record, FieldId field);
  void erase(Value& value);

  const Schema& schema_;
  Tables& tables_;
  std::int64_t circle_;
  bool has_changed_ = false;
};

// A field that is not known here may be erased with its record all the same.
Result<bool> Redactor::is_erased(KindId kind, const RecordId& record, FieldId field) {
  if (schema_.kind(kind) == nullptr) return false;
  const auto row = TRY(tables_.find(kind, circle_, record));
  if (!row) return false;
  const FieldInfo* info = schema_.field(field);
  if (info != nullptr && info->kind == kind) return tables_.is_erased(*info, row->row);
  return tables_.is_erased({kind, row->row});
}

void Redactor::erase(Value& value) {
  if (value.is_null() || value.is_erased()) return;
  value = Value::erased();
  has_changed_ = true;
}

Result<void> Redactor::redact(Op& op) {
  if (op.type == OpType::set || op.type == OpType::add) {
    const FieldInfo* field = schema_.field(op.field);
    if (field != nullptr && TRY(is_erased(field->kind, op.record, op.field))) erase(op.value);
  }
  for (FieldValue& entry : op.values) {
    if (TRY(is_erased(op.kind, op.record, entry.field))) erase(entry.value);
  }
  return {};
}

bool is_same(const Value& a, const Value& b) {
  return a == b || (a.is_erased() && !b.is_null()) || (b.is_erased() && !a.is_null());
}

// Takes from both what may differ.
void level(Op& a, Op& b) {
  if (is_same(a.value, b.value)) a.value = b.value;
  if (a.values.size() != b.values.size()) return;
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    if (is_same(a.values[i].value, b.values[i].value)) a.values[i].value = b.values[i].value;
  }
}

bool are_same(const ChangesetHeader& a, const ChangesetHeader& b) {
  return a.circle == b.circle && a.part == b.part && a.part_count == b.part_count &&
         a.stream == b.stream && a.first_counter == b.first_counter &&
         a.start_counter == b.start_counter && a.hlc == b.hlc && a.wall_ms == b.wall_ms &&
         a.utc_offset_minutes == b.utc_offset_minutes && a.intent == b.intent;
}

}  // namespace

Result<std::optional<Bytes>> redact(ByteView body, const Schema& schema, Tables& tables) {
  ChangesetReader reader(body);
  if (!reader.is_readable()) {
    return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
  }
  Redactor redactor(schema, tables, TRY(tables.circle_number(reader.header().circle)));
  ChangesetWriter writer(reader.header());
  Op op;
  while (reader.next(op)) {
    TRY(redactor.redact(op));
    writer.put(op);
  }
  if (!reader.finished()) {
    return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
  }
  if (!redactor.has_changed()) return std::nullopt;
  return writer.finish(reader.header().part_count);
}

bool are_same_but_for_erased(ByteView a, ByteView b) {
  ChangesetReader first(a);
  ChangesetReader second(b);
  const bool are_readable = first.is_readable() && second.is_readable();
  if (!are_readable || !are_same(first.header(), second.header())) return false;
  Op one;
  Op other;
  while (first.next(one)) {
    if (!second.next(other)) return false;
    level(one, other);
    if (one != other) return false;
  }
  return first.finished() && second.finished();
}

}  // namespace kith
