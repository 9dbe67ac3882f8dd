#include "core/practice/tie_graph_queries.h"

#include "core/query/schema_sql.h"

namespace kith::tie_graph_queries {
namespace {

// A link whose value is of another type than its field reads as nothing, as everywhere.
const std::string& behind_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT row, @tie.from, @tie.to, @tie.relation FROM @tie
    WHERE row > ?1 AND life & 1 AND typeof(@tie.from) = 'blob' AND typeof(@tie.to) = 'blob'
    ORDER BY row LIMIT ?2)");
  return sql;
}

const std::string& homes_sql() {
  static const std::string sql = schema_sql(
      "SELECT @person.organisation, @person.household FROM @person WHERE id = ? AND life & 1");
  return sql;
}

const std::string& people_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT id FROM @person WHERE @person.organisation = ?1 AND life & 1
    UNION ALL SELECT id FROM @person WHERE @person.household = ?1 AND life & 1 LIMIT ?2)");
  return sql;
}

std::string text_at(const Statement& row, int column) {
  return row.type(column) == ColumnType::text ? std::string(row.get<std::string_view>(column))
                                              : std::string();
}

}  // namespace

Result<std::vector<TieEnds>> ties_behind(Database& db, std::int64_t row, int count_max) {
  Statement find = TRY(db.prepare(behind_sql()));
  find.bind(row, count_max);
  std::vector<TieEnds> ties;
  while (TRY(find.step())) {
    ties.push_back({.row = find.get<std::int64_t>(0),
                    .from = find.get<RecordId>(1),
                    .to = find.get<RecordId>(2),
                    .relation = text_at(find, 3)});
  }
  return ties;
}

Result<std::vector<RecordId>> homes_of(Database& db, RecordId person) {
  Statement find = TRY(db.prepare(homes_sql()));
  std::vector<RecordId> homes;
  if (!TRY(find.first(person))) return homes;
  for (int column : {0, 1}) {
    if (find.type(column) != ColumnType::blob) continue;
    homes.push_back(find.get<RecordId>(column));
  }
  return homes;
}

Result<std::vector<RecordId>> people_of(Database& db, RecordId home, int count_max) {
  Statement find = TRY(db.prepare(people_sql()));
  find.bind(home, count_max);
  std::vector<RecordId> people;
  while (TRY(find.step()))
    people.push_back(find.get<RecordId>(0));
  return people;
}

std::vector<std::string> statements() {
  return {behind_sql(), homes_sql(), people_sql()};
}

}  // namespace kith::tie_graph_queries
