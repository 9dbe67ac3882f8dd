// What happens when the schema becomes another: room in the tables, values as their field's new
// type keeps them, and the ops that waited for what is known now. All inside the transaction of
// whoever changed it.
#include "core/record/changeset.h"
#include "core/record/changeset_layout.h"
#include "core/record/described_schema.h"
#include "core/record/kind_table.h"
#include "core/record/workspace_state.h"

#include <utility>

namespace kith {
namespace {

constexpr std::int64_t slice_rows = 2000;

constexpr const char* add_waiting =
    "INSERT OR IGNORE INTO waiting(subject, log, counter) VALUES(?, ?, ?)";
constexpr const char* waiting_for =
    "SELECT log, counter FROM waiting WHERE subject = ? ORDER BY log, counter";
constexpr const char* drop_waiting = "DELETE FROM waiting WHERE subject = ?";

}  // namespace

// -- Tables --

Result<void> Tables::make_room_for(const Schema& next) {
  std::string sql;
  for (const KindInfo& kind : next.kinds()) {
    if (schema_.kind(kind.id) == nullptr) {
      sql += KindTable::layout(kind);
      continue;
    }
    for (const FieldInfo& field : kind.fields) {
      const FieldInfo* was = schema_.field(field.id);
      if (was == nullptr) {
        sql += KindTable::layout(kind, field);
      } else if (was->type != field.type && field.type == ValueType::link) {
        sql += KindTable::link_index(kind, field);
      }
    }
  }
  return sql.empty() ? Result<void>() : db_.execute(sql);
}

Result<void> Tables::store_again(const FieldInfo& field, const FieldInfo& was) {
  std::vector<std::int64_t> rows = TRY(rows_after(field.kind, 0, slice_rows));
  while (!rows.empty()) {
    for (const std::int64_t row : rows) {
      if (!field.is_set) {
        const Value present = TRY(value(was, row));
        if (!present.is_null()) TRY(set_value(field, row, present));
        continue;
      }
      for (const Element& element : TRY(elements(was, row))) {
        TRY(remove(was, row, element.tag));
        TRY(add(field, row, element.tag, element.value));
      }
    }
    rows = TRY(rows_after(field.kind, rows.back(), slice_rows));
  }
  return {};
}

Result<void> Tables::wait_for(const IdBytes& subject, std::int64_t log_row, std::uint32_t counter) {
  Statement add = TRY(db_.prepare(add_waiting));
  return add.run(ByteView(subject), log_row, counter);
}

Result<std::vector<Tables::Waiting>> Tables::take_waiting(const IdBytes& subject) {
  std::vector<Waiting> waiting;
  Statement find = TRY(db_.prepare(waiting_for));
  find.bind(ByteView(subject));
  while (TRY(find.step()))
    waiting.push_back({find.get<std::int64_t>(0), find.get<std::uint32_t>(1)});
  find.reset();
  if (waiting.empty()) return waiting;
  Statement drop = TRY(db_.prepare(drop_waiting));
  TRY(drop.run(ByteView(subject)));
  return waiting;
}

// -- the workspace --

Result<void> Workspace::State::settle_schema() {
  if (!applier.take_schema_changed() || is_schema_fixed) return {};
  Schema next = TRY(described_schema(tables));
  const SchemaGrowth growth = growth_of(schema, next);
  if (!growth.is_only_more) {
    // Once, when everything that this transaction says has been said.
    must_make_again = true;
    return {};
  }
  TRY(tables.make_room_for(next));
  put_schema(std::move(next));
  for (const FieldInfo& was : growth.retyped)
    TRY(tables.store_again(*schema.field(was.id), was));
  const Applier::Part part = applier.part();
  for (const KindId kind : growth.kinds)
    TRY(apply_waiting(changeset_layout::bytes_of(kind), {}));
  for (const FieldId field : growth.fields)
    TRY(apply_waiting(changeset_layout::bytes_of(field), field));
  applier.set_part(part);
  return {};
}

Result<void> Workspace::State::apply_waiting(const IdBytes& subject, FieldId field) {
  const std::vector<Tables::Waiting> waiting = TRY(tables.take_waiting(subject));
  for (auto next = waiting.begin(); next != waiting.end();) {
    const std::int64_t row = next->log_row;
    const Bytes body = TRY(log.body(row));
    ChangesetReader reader(body);
    if (reader.is_readable()) TRY(applier.begin_part(reader.header(), row));
    Op op;
    while (next != waiting.end() && next->log_row == row && reader.next(op)) {
      if (reader.op_id().counter != next->counter) continue;
      TRY(applier.apply_waiting(op, reader.op_id(), field));
      ++next;
    }
    if (next != waiting.end() && next->log_row == row) {
      return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
    }
  }
  return {};
}

void Workspace::State::put_schema(Schema next) {
  if (open_ && !open_->schema) open_->schema.emplace(std::move(schema));
  schema = std::move(next);
  tables.follow_schema();
}

Result<void> Workspace::State::finish_schema() {
  TRY(settle_schema());
  if (!std::exchange(must_make_again, false)) return {};
  // Descriptions are of shipped kinds, so what they say does not wait for any of them.
  put_schema(TRY(described_schema(tables)));
  is_schema_fixed = true;
  const Result<void> made = make_tables();
  is_schema_fixed = false;
  TRY(made);
  has_made_tables = true;
  return {};
}

}  // namespace kith
