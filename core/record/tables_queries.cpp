#include "core/base/assert.h"
#include "core/record/alias.h"
#include "core/record/kind_table.h"
#include "core/record/stored_value.h"
#include "core/record/tables.h"

#include <utility>

namespace kith {
namespace {

constexpr const char* shared_tables =
    "CREATE TABLE stamp(kind INTEGER NOT NULL, row INTEGER NOT NULL, field INTEGER NOT NULL,"
    " hlc INTEGER NOT NULL, op INTEGER NOT NULL, PRIMARY KEY(kind, row, field)) WITHOUT ROWID;"
    "CREATE TABLE removed(kind INTEGER NOT NULL, row INTEGER NOT NULL, field INTEGER NOT NULL,"
    " tag INTEGER NOT NULL, PRIMARY KEY(kind, row, field, tag)) WITHOUT ROWID;"
    "CREATE TABLE erased(kind INTEGER NOT NULL, row INTEGER NOT NULL, field INTEGER NOT NULL,"
    " PRIMARY KEY(kind, row, field)) WITHOUT ROWID;"
    "CREATE TABLE said(kind INTEGER NOT NULL, row INTEGER NOT NULL, field INTEGER NOT NULL,"
    " op BLOB NOT NULL, hlc INTEGER NOT NULL, replaces BLOB NOT NULL, value BLOB NOT NULL,"
    " PRIMARY KEY(kind, row, field, op)) WITHOUT ROWID;"
    "CREATE TABLE touched(kind INTEGER NOT NULL, row INTEGER NOT NULL, log INTEGER NOT NULL,"
    " PRIMARY KEY(kind, row, log)) WITHOUT ROWID;"
    "CREATE TABLE attached(log INTEGER NOT NULL, file TEXT NOT NULL, PRIMARY KEY(log, file))"
    " WITHOUT ROWID;"
    "CREATE INDEX attached_file ON attached(file);"
    "CREATE TABLE waiting(subject BLOB NOT NULL, log INTEGER NOT NULL, counter INTEGER NOT NULL,"
    " PRIMARY KEY(subject, log, counter)) WITHOUT ROWID;";
constexpr const char* drop_shared =
    "DROP TABLE stamp; DROP TABLE removed; DROP TABLE touched; DROP TABLE IF EXISTS erased;"
    "DROP TABLE IF EXISTS said; DROP TABLE IF EXISTS waiting; DROP TABLE IF EXISTS attached;";

constexpr const char* circle_by_id = "SELECT number FROM circle WHERE id = ?";
constexpr const char* add_circle = "INSERT INTO circle(id) VALUES(?)";
constexpr const char* find_stamp =
    "SELECT hlc, op FROM stamp WHERE kind = ? AND row = ? AND field = ?";
constexpr const char* put_stamp =
    "INSERT OR REPLACE INTO stamp(kind, row, field, hlc, op) VALUES(?, ?, ?, ?, ?)";
constexpr const char* drop_stamp = "DELETE FROM stamp WHERE kind = ? AND row = ? AND field = ?";
constexpr const char* stamps_of_row =
    "SELECT field, hlc, op FROM stamp WHERE kind = ? AND row = ? ORDER BY field";
constexpr const char* add_touched = "INSERT OR IGNORE INTO touched(kind, row, log) VALUES(?, ?, ?)";
constexpr const char* touched_newest =
    "SELECT log FROM touched WHERE kind = ? AND row = ? ORDER BY log DESC LIMIT ?";

LocalStamp read_stamp(const Statement& row, int column) {
  return {row.get<std::uint64_t>(column), row.get<LocalOp>(column + 1)};
}

Result<std::vector<std::int64_t>> read_rows(Statement& statement) {
  ResetAtEnd reset(statement);
  std::vector<std::int64_t> found;
  while (TRY(statement.step()))
    found.push_back(statement.get<std::int64_t>(0));
  return found;
}

}  // namespace

Tables::Tables(Database& db, const Schema& schema)
    : db_(db), schema_(schema), tables_(schema.kinds().size()) {}
Tables::~Tables() = default;

void Tables::follow_schema() {
  tables_.clear();
  tables_.resize(schema_.kinds().size());
  links_.clear();
}

std::string Tables::layout(const Schema& schema) {
  std::string sql = shared_tables;
  sql += Aliases::layout();
  for (const KindInfo& kind : schema.kinds())
    sql += KindTable::layout(kind);
  return sql;
}

Result<void> Tables::create() {
  return db_.execute(layout(schema_));
}

Result<void> Tables::drop(Database& db) {
  std::string sql = drop_shared;
  sql += Aliases::drop();
  Statement find = TRY(
      db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '[ks][0-9]*'"));
  while (TRY(find.step()))
    sql += "DROP TABLE " + std::string(find.get<std::string_view>(0)) + ";";
  find.reset();
  return db.execute(sql);
}

void Tables::forget_cached() {
  circles_.clear();
  may_have_removed_ = true;
  has_erased_.reset();
  has_said_.reset();
}

Result<std::int64_t> Tables::circle_number(const CircleId& circle) {
  for (const auto& [id, number] : circles_) {
    if (id == circle) return number;
  }
  Statement find = TRY(db_.prepare(circle_by_id));
  std::int64_t number = 0;
  if (TRY(find.first(circle))) {
    number = find.get<std::int64_t>(0);
  } else {
    Statement add = TRY(db_.prepare(add_circle));
    TRY(add.run(circle));
    number = db_.last_insert_row();
  }
  circles_.emplace_back(circle, number);
  return number;
}

Result<KindTable*> Tables::table(KindId kind) {
  const KindInfo* info = schema_.kind(kind);
  ASSERT(info != nullptr);
  auto& found = tables_[static_cast<std::size_t>(info - schema_.kinds().data())];
  if (found == nullptr) found = TRY(KindTable::prepare(db_, *info));
  return found.get();
}

// -- rows --

Result<std::optional<FoundRow>> Tables::find(KindId kind, std::int64_t circle, const RecordId& id) {
  KindTable* rows = TRY(table(kind));
  ResetAtEnd reset(rows->find);
  rows->find.bind(id, circle);
  if (!TRY(rows->find.step())) return std::nullopt;
  return FoundRow{rows->find.get<std::int64_t>(0), rows->find.get<std::uint64_t>(1),
                  read_stamp(rows->find, 2)};
}

Result<std::optional<RowRef>> Tables::find_anywhere(const RecordId& id) {
  for (const KindInfo& kind : schema_.kinds()) {
    KindTable* rows = TRY(table(kind.id));
    ResetAtEnd reset(rows->find_id);
    if (TRY(rows->find_id.first(id))) return RowRef{kind.id, rows->find_id.get<std::int64_t>(0)};
  }
  return std::nullopt;
}

Result<RecordId> Tables::id_of(const RowRef& row) {
  KindTable* rows = TRY(table(row.kind));
  ResetAtEnd reset(rows->id_of);
  const bool found = TRY(rows->id_of.first(row.row));
  ASSERT(found);
  return rows->id_of.get<RecordId>(0);
}

Result<FoundRow> Tables::state(const RowRef& row) {
  KindTable* rows = TRY(table(row.kind));
  ResetAtEnd reset(rows->row_state);
  const bool found = TRY(rows->row_state.first(row.row));
  ASSERT(found);
  return FoundRow{row.row, rows->row_state.get<std::uint64_t>(0), read_stamp(rows->row_state, 1)};
}

Result<std::int64_t> Tables::insert(KindId kind, std::int64_t circle, const RecordId& id,
                                    std::uint64_t life, const LocalStamp& created,
                                    std::span<const FieldValue> values) {
  constexpr int first_single = 6;
  KindTable* rows = TRY(table(kind));
  Statement& insert = rows->insert;
  insert.clear();
  insert.bind_borrowed_at(1, id);
  insert.bind_at(2, circle);
  insert.bind_at(3, life);
  insert.bind_at(4, created.hlc);
  insert.bind_at(5, created.op);
  // Backwards, so that the first of several values for one field is the one that stays.
  for (std::size_t i = values.size(); i-- > 0;) {
    const FieldInfo* field = schema_.field(values[i].field);
    if (field == nullptr || field->kind != kind || field->is_set) continue;
    if (values[i].value.is_erased()) continue;
    const int at = first_single + rows->column_of_field[rows->position(*field)];
    bind_stored(insert, at, values[i].value, field->type);
  }
  TRY(insert.finish());
  return db_.last_insert_row();
}

Result<void> Tables::set_created(const RowRef& row, const LocalStamp& created) {
  KindTable* rows = TRY(table(row.kind));
  return rows->set_created.run(created.hlc, created.op, row.row);
}

Result<void> Tables::set_life(const RowRef& row, std::uint64_t life, std::uint64_t hlc) {
  KindTable* rows = TRY(table(row.kind));
  return rows->set_life.run(life, hlc, row.row);
}

// -- single values --

Result<Value> Tables::value(const FieldInfo& field, std::int64_t row) {
  KindTable* rows = TRY(table(field.kind));
  FieldColumn* column = TRY(rows->column(db_, field));
  ResetAtEnd reset(column->read);
  const bool found = TRY(column->read.first(row));
  ASSERT(found);
  return stored_value(column->read, 0, field.type);
}

Result<void> Tables::set_value(const FieldInfo& field, std::int64_t row, const Value& value) {
  KindTable* rows = TRY(table(field.kind));
  FieldColumn* column = TRY(rows->column(db_, field));
  column->write.reset();
  bind_stored(column->write, 1, value, field.type);
  column->write.bind_at(2, row);
  return column->write.finish();
}

Result<LocalStamp> Tables::stamp(const FieldInfo& field, const FoundRow& row) {
  if (find_stamp_.is_empty()) find_stamp_ = TRY(db_.prepare(find_stamp));
  const KindInfo* kind = schema_.kind(field.kind);
  {
    ResetAtEnd reset(find_stamp_);
    if (TRY(find_stamp_.first(kind->local, row.row, field.local))) {
      return read_stamp(find_stamp_, 0);
    }
  }
  // A value without a stamp of its own came with the record; an empty field has none.
  KindTable* rows = TRY(table(field.kind));
  FieldColumn* column = TRY(rows->column(db_, field));
  ResetAtEnd reset(column->read);
  const bool found = TRY(column->read.first(row.row));
  ASSERT(found);
  return column->read.is_null(0) ? LocalStamp{} : row.created;
}

Result<void> Tables::set_stamp(const FieldInfo& field, const FoundRow& row,
                               const LocalStamp& stamp) {
  const KindInfo* kind = schema_.kind(field.kind);
  if (stamp == row.created) {
    Statement drop = TRY(db_.prepare(drop_stamp));
    return drop.run(kind->local, row.row, field.local);
  }
  if (put_stamp_.is_empty()) put_stamp_ = TRY(db_.prepare(put_stamp));
  return put_stamp_.run(kind->local, row.row, field.local, stamp.hlc, stamp.op);
}

Result<std::vector<std::pair<const FieldInfo*, LocalStamp>>> Tables::stamps(const RowRef& row) {
  KindTable* rows = TRY(table(row.kind));
  Statement find = TRY(db_.prepare(stamps_of_row));
  find.bind(rows->kind->local, row.row);
  std::vector<std::pair<const FieldInfo*, LocalStamp>> found;
  while (TRY(find.step())) {
    found.emplace_back(&rows->field_numbered(find.get<std::uint32_t>(0)), read_stamp(find, 1));
  }
  return found;
}

// -- whole records and history --

Result<std::vector<FieldValue>> Tables::values(const RowRef& row) {
  KindTable* rows = TRY(table(row.kind));
  std::vector<FieldValue> values;
  {
    ResetAtEnd reset(rows->single);
    const bool found = TRY(rows->single.first(row.row));
    ASSERT(found);
    for (std::size_t i = 0; i < rows->single_fields.size(); ++i) {
      const FieldInfo& field = *rows->single_fields[i];
      Value value = stored_value(rows->single, static_cast<int>(1 + i), field.type);
      if (!value.is_null()) values.push_back({field.id, std::move(value)});
    }
  }
  TRY(append_elements(*rows, row.row, values));
  return values;
}

Result<void> Tables::touch(const RowRef& row, std::int64_t log_row) {
  if (touch_.is_empty()) touch_ = TRY(db_.prepare(add_touched));
  return touch_.run(schema_.kind(row.kind)->local, row.row, log_row);
}

Result<std::vector<std::int64_t>> Tables::touched_by(const RowRef& row, std::int64_t count_max) {
  Statement find = TRY(db_.prepare(touched_newest));
  find.bind(schema_.kind(row.kind)->local, row.row, count_max);
  std::vector<std::int64_t> found;
  while (TRY(find.step()))
    found.push_back(find.get<std::int64_t>(0));
  return found;
}

Result<std::vector<std::int64_t>> Tables::rows_after(KindId kind, std::int64_t row,
                                                     std::int64_t count_max) {
  KindTable* rows = TRY(table(kind));
  rows->rows_after.bind(row, count_max);
  return read_rows(rows->rows_after);
}

Result<std::vector<std::int64_t>> Tables::living_between(KindId kind, std::int64_t row,
                                                         std::int64_t last) {
  KindTable* rows = TRY(table(kind));
  rows->living_between.bind(row, last);
  return read_rows(rows->living_between);
}

Result<std::int64_t> Tables::last_row(KindId kind) {
  KindTable* rows = TRY(table(kind));
  ResetAtEnd reset(rows->last_row);
  TRY(rows->last_row.step());
  return rows->last_row.get<std::int64_t>(0);
}

Result<std::vector<std::pair<RecordId, std::uint64_t>>> Tables::trashed(KindId kind,
                                                                        int count_max) {
  KindTable* rows = TRY(table(kind));
  ResetAtEnd reset(rows->trashed);
  rows->trashed.bind(count_max);
  std::vector<std::pair<RecordId, std::uint64_t>> found;
  while (TRY(rows->trashed.step()))
    found.emplace_back(rows->trashed.get<RecordId>(0), rows->trashed.get<std::uint64_t>(1));
  return found;
}

Result<std::vector<std::pair<RecordId, std::int64_t>>> Tables::living_after(
    KindId kind, std::int64_t circle, const RecordId& id, std::int64_t count_max) {
  KindTable* rows = TRY(table(kind));
  ResetAtEnd reset(rows->living_after);
  rows->living_after.bind(id, circle, count_max);
  std::vector<std::pair<RecordId, std::int64_t>> found;
  while (TRY(rows->living_after.step())) {
    found.emplace_back(rows->living_after.get<RecordId>(0),
                       rows->living_after.get<std::int64_t>(1));
  }
  return found;
}

}  // namespace kith
