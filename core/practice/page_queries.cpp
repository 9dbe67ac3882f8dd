#include "core/practice/page_queries.h"

#include "core/query/schema_sql.h"
#include "core/record/stored_value.h"

namespace kith::page_queries {
namespace {

const std::string& facts_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT id, @fact.topic, @fact.text, @fact.how, @fact.source, @fact.learned_on,
           @fact.confirmed_on, @fact.expires_on
    FROM @fact WHERE @fact.subject = ? AND life & 1 ORDER BY row DESC LIMIT ?)");
  return sql;
}

const std::string& ties_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT id, @tie.from, @tie.to, @tie.to_name, @tie.relation, @tie.since, @tie.until, @tie.note
    FROM @tie WHERE (@tie.from = ?1 OR @tie.to = ?1) AND life & 1)");
  return sql;
}

const std::string& interactions_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT i.id, i.row, i.@interaction.channel, i.@interaction.direction, i.@interaction.on,
           i.@interaction.summary, i.@interaction.notes, i.@interaction.amount
    FROM @interaction AS i
    WHERE i.row IN (SELECT row FROM @interaction* WHERE value = ?
                    AND field = #interaction.people) AND i.life & 1
    ORDER BY i.row DESC LIMIT ?)");
  return sql;
}

// A column whose value is of another type than its field reads as nothing: records are read
// through the present types of their fields.
std::string text_at(const Statement& row, int column) {
  return row.type(column) == ColumnType::text ? std::string(row.get<std::string_view>(column))
                                              : std::string();
}

std::optional<std::uint32_t> choice_at(const Statement& row, int column) {
  if (row.type(column) != ColumnType::integer) return std::nullopt;
  return row.get<std::uint32_t>(column);
}

}  // namespace

Result<std::vector<FactRow>> facts_about(Database& db, RecordId subject, int count_max) {
  Statement find = TRY(db.prepare(facts_sql()));
  find.bind(subject, count_max);
  std::vector<FactRow> facts;
  while (TRY(find.step())) {
    facts.push_back({.id = find.get<RecordId>(0),
                     .topic = text_at(find, 1),
                     .text = text_at(find, 2),
                     .how = choice_at(find, 3),
                     .source = text_at(find, 4),
                     .learned_on = text_at(find, 5),
                     .confirmed_on = text_at(find, 6),
                     .expires_on = text_at(find, 7)});
  }
  return facts;
}

Result<std::vector<TieRow>> ties_of(Database& db, RecordId record) {
  Statement find = TRY(db.prepare(ties_sql()));
  find.bind(record);
  std::vector<TieRow> ties;
  while (TRY(find.step())) {
    ties.push_back({.id = find.get<RecordId>(0),
                    .from = find.get<std::optional<RecordId>>(1),
                    .to = find.get<std::optional<RecordId>>(2),
                    .to_name = text_at(find, 3),
                    .relation = text_at(find, 4),
                    .since = text_at(find, 5),
                    .until = text_at(find, 6),
                    .note = text_at(find, 7)});
  }
  return ties;
}

Result<std::vector<InteractionRow>> interactions_with(Database& db, RecordId record,
                                                      int count_max) {
  Statement find = TRY(db.prepare(interactions_sql()));
  find.bind(record, count_max);
  std::vector<InteractionRow> interactions;
  while (TRY(find.step())) {
    interactions.push_back({.id = find.get<RecordId>(0),
                            .row = find.get<std::int64_t>(1),
                            .channel = choice_at(find, 2),
                            .direction = choice_at(find, 3),
                            .on = text_at(find, 4),
                            .summary = text_at(find, 5),
                            .notes = text_at(find, 6),
                            .amount = stored_value(find, 7, ValueType::money)});
  }
  return interactions;
}

std::vector<std::string> statements() {
  return {facts_sql(), ties_sql(), interactions_sql()};
}

}  // namespace kith::page_queries
