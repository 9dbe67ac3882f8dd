// The half of Tables that is about values said at the same time: all that was ever said of a field
// in which several stand against each other.
#include "core/record/kind_table.h"
#include "core/record/tables.h"

#include <utility>

namespace kith {
namespace {

constexpr const char* any_said = "SELECT EXISTS(SELECT 1 FROM said)";
constexpr const char* has_said_of =
    "SELECT 1 FROM said WHERE kind = ? AND row = ? AND field = ? LIMIT 1";
constexpr const char* find_said =
    "SELECT op, hlc, replaces, value FROM said WHERE kind = ? AND row = ? AND field = ?";
constexpr const char* add_said =
    "INSERT OR IGNORE INTO said(kind, row, field, op, hlc, replaces, value)"
    " VALUES(?, ?, ?, ?, ?, ?, ?)";
constexpr const char* drop_said = "DELETE FROM said WHERE kind = ? AND row = ? AND field = ?";
constexpr const char* fields_said_of = "SELECT DISTINCT field FROM said WHERE kind = ? AND row = ?";
constexpr const char* rows_with_said = "SELECT DISTINCT kind, row FROM said LIMIT ?";

OpId read_op(const Statement& row, int column) {
  return OpId::from_bytes(row.get<ChangesetId>(column).bytes);
}

}  // namespace

Result<bool> Tables::has_said() {
  if (!has_said_) {
    Statement any = TRY(db_.prepare(any_said));
    TRY(any.step());
    has_said_ = any.get<bool>(0);
  }
  return *has_said_;
}

Result<bool> Tables::has_said(const FieldInfo& field, std::int64_t row) {
  if (!TRY(has_said())) return false;
  Statement find = TRY(db_.prepare(has_said_of));
  return find.first(schema_.kind(field.kind)->local, row, field.local);
}

Result<std::vector<SaidValue>> Tables::said(const FieldInfo& field, std::int64_t row) {
  Statement find = TRY(db_.prepare(find_said));
  find.bind(schema_.kind(field.kind)->local, row, field.local);
  std::vector<SaidValue> found;
  while (TRY(find.step())) {
    Decoder in(find.get<ByteView>(3));
    found.push_back(
        {{find.get<std::uint64_t>(1), read_op(find, 0)}, read_op(find, 2), Value::decode(in)});
  }
  return found;
}

Result<void> Tables::keep_said(const FieldInfo& field, std::int64_t row,
                               std::span<const SaidValue> said) {
  Statement add = TRY(db_.prepare(add_said));
  for (const SaidValue& one : said) {
    Encoder value;
    one.value.encode(value);
    TRY(add.run(schema_.kind(field.kind)->local, row, field.local, one.stamp.op.bytes(),
                one.stamp.hlc, one.replaces.bytes(), value.bytes()));
  }
  has_said_ = true;
  return {};
}

Result<void> Tables::forget_said(const FieldInfo& field, std::int64_t row) {
  Statement drop = TRY(db_.prepare(drop_said));
  TRY(drop.run(schema_.kind(field.kind)->local, row, field.local));
  has_said_.reset();
  return {};
}

Result<std::vector<const FieldInfo*>> Tables::fields_said(const RowRef& row) {
  KindTable* rows = TRY(table(row.kind));
  Statement find = TRY(db_.prepare(fields_said_of));
  find.bind(rows->kind->local, row.row);
  std::vector<const FieldInfo*> fields;
  while (TRY(find.step()))
    fields.push_back(&rows->field_numbered(find.get<std::uint32_t>(0)));
  return fields;
}

Result<std::vector<RowRef>> Tables::rows_said(int count_max) {
  Statement find = TRY(db_.prepare(rows_with_said));
  find.bind(count_max);
  std::vector<RowRef> found;
  while (TRY(find.step())) {
    const auto local = find.get<std::uint32_t>(0);
    for (const KindInfo& kind : schema_.kinds()) {
      if (kind.local == local) found.push_back({kind.id, find.get<std::int64_t>(1)});
    }
  }
  return found;
}

}  // namespace kith
