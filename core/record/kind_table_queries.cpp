#include "core/base/assert.h"
#include "core/record/kind_table.h"

#include <algorithm>
#include <memory>

namespace kith {
namespace {

// Each behind a comma: a kind may have none.
std::string single_columns(const KindTable& table) {
  std::string text;
  for (const FieldInfo* field : table.single_fields)
    text += ", " + column_name(*field);
  return text;
}

// As the index has it, word for word, so that SQLite uses it.
constexpr std::string_view is_in_trash = "life > 0 AND life % 2 = 0";

std::string placeholders(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += i == 0 ? "?" : ", ?";
  return text;
}

}  // namespace

std::string KindTable::layout(const KindInfo& kind) {
  const std::string rows = table_name(kind);
  const std::string sets = set_table(kind);
  std::string sql = "CREATE TABLE " + rows +
                    "(row INTEGER PRIMARY KEY, id BLOB NOT NULL, circle INTEGER NOT NULL,"
                    " life INTEGER NOT NULL, life_hlc INTEGER NOT NULL DEFAULT 0,"
                    " hlc INTEGER NOT NULL, op INTEGER NOT NULL";
  std::string indexes = "CREATE INDEX " + rows + "_trash ON " + rows + "(life_hlc) WHERE " +
                        std::string(is_in_trash) + ";";
  for (const FieldInfo& field : kind.fields) {
    if (field.is_set) continue;
    sql += ", " + column_name(field);
    if (field.type == ValueType::link) indexes += link_index(kind, field);
  }
  sql += ", UNIQUE(id, circle));" + indexes;
  sql += "CREATE TABLE " + sets +
         "(row INTEGER NOT NULL, field INTEGER NOT NULL, tag INTEGER NOT NULL, value, extra BLOB,"
         " PRIMARY KEY(row, field, tag)) WITHOUT ROWID;";
  // Who links here is asked all the time, who has an e-mail address by projections of their own.
  const auto links = std::ranges::find_if(kind.fields, [](const FieldInfo& field) {
    return field.is_set && field.type == ValueType::link;
  });
  if (links != kind.fields.end()) sql += link_index(kind, *links);
  return sql;
}

std::string KindTable::layout(const KindInfo& kind, const FieldInfo& added) {
  std::string sql;
  if (!added.is_set)
    sql = "ALTER TABLE " + table_name(kind) + " ADD COLUMN " + column_name(added) + ";";
  if (added.type == ValueType::link) sql += link_index(kind, added);
  return sql;
}

std::string KindTable::link_index(const KindInfo& kind, const FieldInfo& field) {
  const std::string table = field.is_set ? set_table(kind) : table_name(kind);
  const std::string column = field.is_set ? "value" : column_name(field);
  return "CREATE INDEX IF NOT EXISTS " + table + "_" + column + " ON " + table + "(" + column +
         (field.is_set ? ", field" : "") + ") WHERE " + column + " IS NOT NULL;";
}

Result<std::unique_ptr<KindTable>> KindTable::prepare(Database& db, const KindInfo& kind) {
  auto table = std::make_unique<KindTable>();
  table->kind = &kind;
  table->columns.resize(kind.fields.size());
  for (const FieldInfo& field : kind.fields) {
    table->column_of_field.push_back(field.is_set ? -1
                                                  : static_cast<int>(table->single_fields.size()));
    if (!field.is_set) table->single_fields.push_back(&field);
  }
  const std::string rows = table_name(kind);
  const std::string sets = set_table(kind);
  const std::string singles = single_columns(*table);
  const auto prepare = [&](Statement& statement, const std::string& sql) -> Result<void> {
    statement = TRY(db.prepare(sql));
    return {};
  };
  TRY(prepare(table->find,
              "SELECT row, life, hlc, op FROM " + rows + " WHERE id = ? AND circle = ?"));
  TRY(prepare(table->find_id, "SELECT row FROM " + rows + " WHERE id = ? AND life > 0 LIMIT 1"));
  TRY(prepare(table->id_of, "SELECT id FROM " + rows + " WHERE row = ?"));
  TRY(prepare(table->insert, "INSERT INTO " + rows + "(id, circle, life, hlc, op" + singles +
                                 ") VALUES(" + placeholders(5 + table->single_fields.size()) +
                                 ")"));
  TRY(prepare(table->row_state, "SELECT life, hlc, op FROM " + rows + " WHERE row = ?"));
  TRY(prepare(table->set_life, "UPDATE " + rows + " SET life = ?, life_hlc = ? WHERE row = ?"));
  TRY(prepare(table->set_created, "UPDATE " + rows + " SET hlc = ?, op = ? WHERE row = ?"));
  TRY(prepare(table->single, "SELECT row" + singles + " FROM " + rows + " WHERE row = ?"));
  TRY(prepare(table->add,
              "INSERT INTO " + sets + "(row, field, tag, value, extra) VALUES(?, ?, ?, ?, ?)"));
  TRY(prepare(table->remove, "DELETE FROM " + sets + " WHERE row = ? AND field = ? AND tag = ?"));
  TRY(prepare(table->has_tag,
              "SELECT 1 FROM " + sets + " WHERE row = ? AND field = ? AND tag = ?"));
  TRY(prepare(table->elements, "SELECT tag, value, extra FROM " + sets +
                                   " WHERE row = ? AND field = ? ORDER BY tag"));
  TRY(prepare(table->all_elements,
              "SELECT field, value, extra FROM " + sets + " WHERE row = ? ORDER BY field, tag"));
  TRY(prepare(table->tags, "SELECT field, tag FROM " + sets + " WHERE row = ?"));
  TRY(prepare(table->rows_after,
              "SELECT row FROM " + rows + " WHERE row > ? ORDER BY row LIMIT ?"));
  TRY(prepare(table->last_row, "SELECT max(row) FROM " + rows));
  TRY(prepare(table->living_between, "SELECT row FROM " + rows +
                                         " WHERE row > ? AND row <= ? AND life % 2 = 1"
                                         " ORDER BY row"));
  TRY(prepare(table->living_after, "SELECT id, row FROM " + rows +
                                       " WHERE id > ? AND circle = ? AND life % 2 = 1"
                                       " ORDER BY id LIMIT ?"));
  TRY(prepare(table->trashed, "SELECT id, life_hlc FROM " + rows + " WHERE " +
                                  std::string(is_in_trash) +
                                  " AND life_hlc > 0 ORDER BY life_hlc DESC LIMIT ?"));
  return table;
}

const FieldInfo& KindTable::field_numbered(std::uint32_t local) const {
  const auto field = std::ranges::find(kind->fields, local, &FieldInfo::local);
  ASSERT(field != kind->fields.end());
  return *field;
}

std::size_t KindTable::position(const FieldInfo& field) const {
  return static_cast<std::size_t>(&field_numbered(field.local) - kind->fields.data());
}

Result<FieldColumn*> KindTable::column(Database& db, const FieldInfo& field) {
  ASSERT(!field.is_set);
  const std::size_t at = position(field);
  ASSERT(at < columns.size());
  FieldColumn& found = columns[at];
  if (found.read.is_empty()) {
    const std::string name = column_name(field);
    const std::string rows = table_name(*kind);
    found.read = TRY(db.prepare("SELECT " + name + " FROM " + rows + " WHERE row = ?"));
    found.write = TRY(db.prepare("UPDATE " + rows + " SET " + name + " = ? WHERE row = ?"));
  }
  return &found;
}

}  // namespace kith
