#include "core/query/duplicate_queries.h"

#include "core/query/schema_sql.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "core/record/stored_value.h"

#include <algorithm>

namespace kith::duplicate_queries {
namespace {

const std::string& people_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT p.row, coalesce(m.canonical_id, p.id), p.@person.name,
           p.@person.given_name, p.@person.family_name, p.@person.name_suffix, p.@person.nickname,
           p.@person.birthday, p.@person.city, p.@person.household, o.@organisation.name
    FROM @person AS p
    LEFT JOIN @organisation AS o ON o.id = p.@person.organisation AND o.life & 1
    LEFT JOIN merged AS m ON m.kind = ?3 AND m.row = p.row
    WHERE p.row > ?2 AND p.life & 1 ORDER BY p.row LIMIT ?1)");
  return sql;
}

const std::string& organisations_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT o.row, coalesce(m.canonical_id, o.id), o.@organisation.name, NULL, NULL, NULL, NULL,
           NULL, o.@organisation.city, NULL, NULL
    FROM @organisation AS o
    LEFT JOIN merged AS m ON m.kind = ?3 AND m.row = o.row
    WHERE o.row > ?2 AND o.life & 1 ORDER BY o.row LIMIT ?1)");
  return sql;
}

const std::string& elements_sql(KindId kind) {
  static const std::string person =
      schema_sql("SELECT row, field, value, extra FROM @person* WHERE row BETWEEN ? AND ?");
  static const std::string organisation =
      schema_sql("SELECT row, field, value, extra FROM @organisation* WHERE row BETWEEN ? AND ?");
  return kind == kinds::person ? person : organisation;
}

const std::string& last_row_sql(KindId kind) {
  static const std::string person = schema_sql("SELECT max(row) FROM @person");
  static const std::string organisation = schema_sql("SELECT max(row) FROM @organisation");
  return kind == kinds::person ? person : organisation;
}

const std::string& told_apart_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT n.row, coalesce(a.canonical_id, n.@not_same.first),
           coalesce(b.canonical_id, n.@not_same.second)
    FROM @not_same AS n
    LEFT JOIN merged AS a ON a.id = n.@not_same.first
    LEFT JOIN merged AS b ON b.id = n.@not_same.second
    WHERE n.row > ?2 AND n.life & 1 ORDER BY n.row LIMIT ?1)");
  return sql;
}

const std::string& is_said_sql() {
  static const std::string sql = schema_sql("SELECT life & 1 FROM @not_same WHERE id = ?");
  return sql;
}

constexpr std::string_view next_name_word_sql =
    "SELECT word FROM name_word WHERE word > ?2 AND word < ?3 ORDER BY word LIMIT ?1";

// What make_profile reads, as it stands in the tables.
struct Row {
  RecordId id;
  std::int64_t row;
  std::string name, given, family, suffix, nickname, birthday, city, organisation;
  RecordId household;
  std::vector<Value> values = {};
};

std::string text_at(const Statement& statement, int column) {
  return statement.type(column) == ColumnType::text
             ? std::string(statement.get<std::string_view>(column))
             : std::string();
}

Row read_row(const Statement& find) {
  return {.id = find.get<RecordId>(1),
          .row = find.get<std::int64_t>(0),
          .name = text_at(find, 2),
          .given = text_at(find, 3),
          .family = text_at(find, 4),
          .suffix = text_at(find, 5),
          .nickname = text_at(find, 6),
          .birthday = text_at(find, 7),
          .city = text_at(find, 8),
          .organisation = text_at(find, 10),
          .household = find.get<RecordId>(9)};
}

// Contact ways and addresses of all these rows.
Result<void> add_elements(Database& db, const Schema& schema, KindId kind, std::vector<Row>& rows) {
  Statement find = TRY(db.prepare(elements_sql(kind)));
  find.bind(rows.front().row, rows.back().row);
  auto row = rows.begin();
  while (TRY(find.step())) {
    const auto number = find.get<std::int64_t>(0);
    while (row != rows.end() && row->row < number)
      ++row;
    if (row == rows.end()) break;
    if (row->row != number) continue;
    const FieldInfo* field = schema.field({0, find.get<std::uint64_t>(1)});
    const bool is_told =
        field != nullptr && field->type >= ValueType::email && field->type <= ValueType::address;
    if (is_told) row->values.push_back(stored_element(find, 2, field->type));
  }
  return {};
}

}  // namespace

Result<std::vector<Described>> next(Database& db, const Schema& schema, KindId kind,
                                    std::int64_t row, int count_max) {
  Statement find = TRY(db.prepare(kind == kinds::person ? people_sql() : organisations_sql()));
  find.bind(count_max, row, schema.kind(kind)->local);
  std::vector<Row> rows;
  while (TRY(find.step()))
    rows.push_back(read_row(find));
  std::vector<Described> described;
  if (rows.empty()) return described;
  TRY(add_elements(db, schema, kind, rows));
  described.reserve(rows.size());
  for (Row& one : rows) {
    const ProfileInput input = {.is_organisation = kind == kinds::organisation,
                                .name = {.display = one.name,
                                         .given = one.given,
                                         .family = one.family,
                                         .suffix = one.suffix,
                                         .nickname = one.nickname},
                                .birthday = one.birthday,
                                .organisation = one.organisation,
                                .city = one.city,
                                .household = one.household,
                                .values = std::move(one.values)};
    described.push_back({one.id, one.row, make_profile(input)});
  }
  return described;
}

Result<std::vector<ToldApart>> told_apart(Database& db, std::int64_t row, int count_max) {
  Statement find = TRY(db.prepare(told_apart_sql()));
  find.bind(count_max, row);
  std::vector<ToldApart> pairs;
  while (TRY(find.step())) {
    const auto a = find.get<RecordId>(1);
    const auto b = find.get<RecordId>(2);
    pairs.push_back({find.get<std::int64_t>(0), std::min(a, b), std::max(a, b)});
  }
  return pairs;
}

Result<bool> is_said(Database& db, const RecordId& not_same) {
  Statement find = TRY(db.prepare(is_said_sql()));
  return TRY(find.first(not_same)) && find.get<bool>(0);
}

Result<std::optional<std::string>> next_name_word(Database& db, std::string_view word,
                                                  std::string_view end) {
  Statement find = TRY(db.prepare(next_name_word_sql));
  if (!TRY(find.first(1, word, end))) return std::nullopt;
  return std::string(find.get<std::string_view>(0));
}

Result<std::int64_t> last_row(Database& db, KindId kind) {
  Statement find = TRY(db.prepare(last_row_sql(kind)));
  return TRY(find.first()) ? find.get<std::int64_t>(0) : 0;
}

std::vector<std::string> statements() {
  return {people_sql(),
          organisations_sql(),
          told_apart_sql(),
          is_said_sql(),
          std::string(next_name_word_sql),
          elements_sql(kinds::person),
          elements_sql(kinds::organisation),
          last_row_sql(kinds::person),
          last_row_sql(kinds::organisation)};
}

}  // namespace kith::duplicate_queries
