#include "core/query/filter_queries.h"

#include "core/query/directory_queries.h"
#include "core/query/schema_sql.h"

#include <algorithm>
#include <array>

namespace kith::filter_queries {
namespace {

// As the indexes have it, word for word, so that SQLite uses them.
constexpr std::string_view is_alive = "life % 2 = 1";

// With `life`, although it is known there: SQLite asks the record for it otherwise.
const std::string& create_sql() {
  static const std::string sql = schema_sql(R"(
    DROP INDEX IF EXISTS filter_city;
    CREATE INDEX filter_city ON @person(@person.city, life)
      WHERE life % 2 = 1 AND @person.city IS NOT NULL;
    DROP INDEX IF EXISTS filter_topic;
    CREATE INDEX filter_topic ON @fact(@fact.topic, @fact.sensitivity, life, @fact.subject)
      WHERE life % 2 = 1 AND @fact.topic IS NOT NULL;
    DROP INDEX IF EXISTS filter_contact;
    CREATE INDEX filter_contact ON @interaction(
      @interaction.on, @interaction.channel, @interaction.direction, life)
      WHERE life % 2 = 1 AND @interaction.on IS NOT NULL;
    DROP INDEX IF EXISTS filter_contact_span;
    CREATE INDEX filter_contact_span ON @interaction(@interaction.on)
      WHERE life % 2 = 1 AND instr(@interaction.on, '/') > 0;
    DROP INDEX IF EXISTS filter_gift;
    CREATE INDEX filter_gift ON @interaction(
      @interaction.amount, @interaction.on, @interaction.channel, @interaction.direction, life)
      WHERE life % 2 = 1 AND @interaction.amount IS NOT NULL;
    DROP INDEX IF EXISTS filter_label;
    CREATE INDEX filter_label ON @person*(value) WHERE field = #person.labels;)");
  return sql;
}

constexpr std::array city_index = {fields::person::city};
constexpr std::array topic_index = {fields::fact::topic, fields::fact::sensitivity,
                                    fields::fact::subject};
constexpr std::array contact_index = {fields::interaction::on, fields::interaction::channel,
                                      fields::interaction::direction};
constexpr std::array gift_index = {fields::interaction::amount, fields::interaction::on,
                                   fields::interaction::channel, fields::interaction::direction};

std::string columns(Fields fields) {
  std::string text;
  for (const FieldInfo* field : fields)
    text += ", " + column_name(*field);
  return text;
}

std::string scan_sql(const KindInfo& kind, Fields fields) {
  return "SELECT row" + columns(fields) + " FROM " + table_name(kind) + " WHERE " +
         std::string(is_alive) + " AND " + column_name(*fields[0]) + " IS NOT NULL";
}

constexpr int values_max = 2000;  // each is a search of its own

std::string value_sql(const KindInfo& kind, const FieldInfo& field, std::string_view which) {
  const std::string name = column_name(field);
  return "SELECT " + name + " FROM " + table_name(kind) + " WHERE " + std::string(is_alive) +
         " AND " + name + std::string(which) + " ORDER BY " + name + " LIMIT 1";
}
std::string first_value_sql(const KindInfo& kind, const FieldInfo& field) {
  return value_sql(kind, field, " IS NOT NULL");
}
std::string next_value_sql(const KindInfo& kind, const FieldInfo& field) {
  return value_sql(kind, field, " > ?1");
}
std::string of_value_sql(const KindInfo& kind, Fields fields) {
  return scan_sql(kind, fields) + " AND " + column_name(*fields[0]) + " = ?1";
}

std::string scan_since_sql(const KindInfo& kind, Fields fields) {
  return scan_sql(kind, fields) + " AND " + column_name(*fields[0]) + " >= ?1";
}

// Named, since SQLite would rather walk along all the earlier dates.
std::string scan_spans_sql(const KindInfo& kind, Fields fields) {
  const std::string date = column_name(*fields[0]);
  return "SELECT row" + columns(fields) + " FROM " + table_name(kind) +
         " INDEXED BY filter_contact_span WHERE " + std::string(is_alive) + " AND instr(" + date +
         ", '/') > 0 AND " + date + " < ?1";
}

std::string look_at_sql(const KindInfo& kind, Fields fields) {
  return "SELECT row" + columns(fields) + " FROM " + table_name(kind) + " WHERE row = ? AND " +
         std::string(is_alive);
}

// Numbers of fields are this device's own and written out, since a partial index is found by them.
std::string of_field(const FieldInfo& field) {
  return "field = " + std::to_string(field.local);
}

std::string elements_sql(const KindInfo& kind, const FieldInfo& field) {
  // An element of plain text has no second half, and the index of labels holds none.
  const bool is_whole = field.type == ValueType::text;
  return std::string("SELECT row, value, ") + (is_whole ? "NULL" : "extra") + " FROM " +
         set_table(kind) + " WHERE " + of_field(field);
}

std::string linking_sql(const KindInfo& kind, const FieldInfo& field) {
  if (!field.is_set)
    return "SELECT row FROM " + table_name(kind) + " WHERE " + column_name(field) + " = ?";
  return "SELECT row FROM " + set_table(kind) + " WHERE value = ? AND " + of_field(field);
}

std::string all_links_sql(const KindInfo& kind, const FieldInfo& field) {
  if (!field.is_set) {
    const std::string name = column_name(field);
    return "SELECT row, " + name + " FROM " + table_name(kind) + " WHERE " + name + " IS NOT NULL";
  }
  return "SELECT row, value FROM " + set_table(kind) + " WHERE value IS NOT NULL AND " +
         of_field(field);
}

std::string links_of_sql(const KindInfo& kind, const FieldInfo& field) {
  if (!field.is_set)
    return "SELECT row, " + column_name(field) + " FROM " + table_name(kind) + " WHERE row = ?";
  return "SELECT row, value FROM " + set_table(kind) + " WHERE row = ? AND " + of_field(field);
}

std::string living_sql(const KindInfo& kind) {
  if (has_directory_entry(kind.id)) return KindSql("SELECT row FROM @list").of(kind.id);
  return "SELECT row FROM " + table_name(kind) + " WHERE " + std::string(is_alive);
}

std::string spoken_sql(KindId kind) {
  return KindSql("SELECT row FROM @list WHERE last_contact BETWEEN ? AND ?").of(kind);
}
std::string spoken_later_sql(KindId kind) {
  return KindSql("SELECT 1 FROM @list WHERE last_contact > ? LIMIT 1").of(kind);
}

std::string last_row_sql(const KindInfo& kind) {
  return "SELECT max(row) FROM " + table_name(kind);
}
std::string row_sql(const KindInfo& kind) {
  return "SELECT row FROM " + table_name(kind) + " WHERE id = ? LIMIT 1";
}
std::string ids_sql(const KindInfo& kind) {
  return "SELECT id, row FROM " + table_name(kind) + " ORDER BY id";
}

std::string merged_sql(const KindInfo& kind) {
  return "SELECT m.row, m.canonical, k.life % 2 FROM merged AS m JOIN " + table_name(kind) +
         " AS k ON k.row = m.row WHERE m.kind = ?";
}

Result<void> each(Statement& statement, const TakeRow& take) {
  while (TRY(statement.step()))
    take(statement.get<std::int64_t>(0), statement);
  return {};
}

Result<void> each_link(Statement& statement, const TakeLink& take) {
  while (TRY(statement.step()))
    take(statement.get<std::int64_t>(0), statement.get<RecordId>(1));
  return {};
}

// Runs `one` for each of the rows, until it fails.
template <class One>
Result<void> for_each_row(const RowSet& rows, const One& one) {
  Result<void> result;
  rows.each([&](std::int64_t row) {
    result = one(row);
    return result.has_value();
  });
  return result;
}

}  // namespace

Result<void> create_indexes(Database& db) {
  return db.execute(create_sql());
}

std::span<const FieldId> indexed_with(FieldId first) {
  for (std::span<const FieldId> index :
       {std::span<const FieldId>(city_index), std::span<const FieldId>(topic_index),
        std::span<const FieldId>(contact_index), std::span<const FieldId>(gift_index)}) {
    if (index.front() == first) return index;
  }
  return {};
}

Result<void> scan(Database& db, const KindInfo& kind, Fields fields, const TakeRow& take) {
  Statement find = TRY(db.prepare(scan_sql(kind, fields)));
  find.bind();
  return each(find, take);
}

Result<bool> scan_values(Database& db, const KindInfo& kind, Fields fields, const WantsValue& wants,
                         const TakeRow& take) {
  Statement first = TRY(db.prepare(first_value_sql(kind, *fields[0])));
  Statement next = TRY(db.prepare(next_value_sql(kind, *fields[0])));
  Statement rows = TRY(db.prepare(of_value_sql(kind, fields)));
  Statement* value = &first;
  for (int i = 0; TRY(value->step()); ++i) {
    if (i == values_max || value->type(0) != ColumnType::text) return false;
    const std::string text(value->get<std::string_view>(0));
    if (wants(*value)) {
      rows.bind(text);
      TRY(each(rows, take));
    }
    value->reset();
    value = &next;
    next.bind(text);
  }
  return true;
}

Result<void> scan_since(Database& db, const KindInfo& kind, Fields fields, int year,
                        const TakeRow& take) {
  const std::string digits = std::to_string(year);
  const std::string from = std::string(4 - std::min<std::size_t>(digits.size(), 4), '0') + digits;
  for (const std::string& sql : {scan_since_sql(kind, fields), scan_spans_sql(kind, fields)}) {
    Statement find = TRY(db.prepare(sql));
    find.bind(from);
    TRY(each(find, take));
  }
  return {};
}

Result<void> look_at(Database& db, const KindInfo& kind, Fields fields, const RowSet& rows,
                     const TakeRow& take) {
  Statement find = TRY(db.prepare(look_at_sql(kind, fields)));
  return for_each_row(rows, [&](std::int64_t row) -> Result<void> {
    find.bind(row);
    return each(find, take);
  });
}

Result<void> scan_elements(Database& db, const KindInfo& kind, const FieldInfo& field,
                           const TakeRow& take) {
  Statement find = TRY(db.prepare(elements_sql(kind, field)));
  find.bind();
  return each(find, take);
}

Result<void> rows_linking_to(Database& db, const KindInfo& kind, const FieldInfo& field,
                             const RecordId& target, RowSet& rows) {
  Statement find = TRY(db.prepare(linking_sql(kind, field)));
  find.bind(target);
  return each(find, [&](std::int64_t row, const Statement&) { rows.insert(row); });
}

Result<void> scan_links(Database& db, const KindInfo& kind, const FieldInfo& field,
                        const TakeLink& take) {
  Statement find = TRY(db.prepare(all_links_sql(kind, field)));
  find.bind();
  return each_link(find, take);
}

Result<void> links_of(Database& db, const KindInfo& kind, const FieldInfo& field,
                      const RowSet& rows, const TakeLink& take) {
  Statement find = TRY(db.prepare(links_of_sql(kind, field)));
  return for_each_row(rows, [&](std::int64_t row) -> Result<void> {
    find.bind(row);
    return each_link(find, take);
  });
}

Result<std::size_t> count_limit(Database& db, const KindInfo& kind) {
  Statement find = TRY(db.prepare(last_row_sql(kind)));
  TRY(find.step());
  return find.get<std::size_t>(0);
}

Result<RowSet> living(Database& db, const KindInfo& kind) {
  Statement find = TRY(db.prepare(living_sql(kind)));
  find.bind();
  RowSet rows;
  TRY(each(find, [&](std::int64_t row, const Statement&) { rows.insert(row); }));
  return rows;
}

Result<std::optional<RowSet>> last_spoken_to(Database& db, const KindInfo& kind, std::int64_t first,
                                             std::int64_t last) {
  Statement later = TRY(db.prepare(spoken_later_sql(kind.id)));
  if (TRY(later.first(last))) return std::nullopt;
  Statement find = TRY(db.prepare(spoken_sql(kind.id)));
  find.bind(first, last);
  RowSet rows;
  TRY(each(find, [&](std::int64_t row, const Statement&) { rows.insert(row); }));
  return rows;
}

Result<std::optional<std::int64_t>> row_of(Database& db, const KindInfo& kind, const RecordId& id) {
  Statement find = TRY(db.prepare(row_sql(kind)));
  if (!TRY(find.first(id))) return std::nullopt;
  return find.get<std::int64_t>(0);
}

Result<MergedRows> merged(Database& db, const KindInfo& kind) {
  Statement find = TRY(db.prepare(merged_sql(kind)));
  find.bind(kind.local);
  MergedRows rows;
  while (TRY(find.step()))
    rows.push_back({find.get<std::uint32_t>(0), find.get<std::uint32_t>(1), find.get<bool>(2)});
  return rows;
}

Result<std::vector<std::pair<RecordId, std::uint32_t>>> all_ids(Database& db,
                                                                const KindInfo& kind) {
  Statement find = TRY(db.prepare(ids_sql(kind)));
  find.bind();
  std::vector<std::pair<RecordId, std::uint32_t>> ids;
  while (TRY(find.step()))
    ids.emplace_back(find.get<RecordId>(0), find.get<std::uint32_t>(1));
  return ids;
}

std::vector<std::string> statements(const KindInfo& kind) {
  std::vector<std::string> all = {row_sql(kind), last_row_sql(kind), ids_sql(kind),
                                  living_sql(kind), merged_sql(kind)};
  if (has_directory_entry(kind.id)) {
    all.push_back(spoken_sql(kind.id));
    all.push_back(spoken_later_sql(kind.id));
  }
  for (const FieldInfo& field : kind.fields) {
    const FieldInfo* const one[] = {&field};
    if (field.is_set) {
      all.push_back(elements_sql(kind, field));
    } else {
      all.push_back(scan_sql(kind, one));
      all.push_back(look_at_sql(kind, one));
    }
    if (field.type == ValueType::link) {
      all.push_back(linking_sql(kind, field));
      all.push_back(all_links_sql(kind, field));
      all.push_back(links_of_sql(kind, field));
    }
  }
  return all;
}

std::vector<std::string> scan_statements(const KindInfo& kind, Fields fields, bool is_since) {
  if (fields[0]->is_set) return {elements_sql(kind, *fields[0])};
  if (!is_since && !indexed_with(fields[0]->id).empty()) {
    return {scan_sql(kind, fields), first_value_sql(kind, *fields[0]),
            next_value_sql(kind, *fields[0]), of_value_sql(kind, fields)};
  }
  if (!is_since) return {scan_sql(kind, fields)};
  return {scan_since_sql(kind, fields), scan_spans_sql(kind, fields)};
}

}  // namespace kith::filter_queries
