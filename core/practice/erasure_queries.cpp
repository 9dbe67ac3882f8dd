#include "core/practice/erasure.h"
#include "core/query/directory_queries.h"
#include "core/query/schema_sql.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace kith {
namespace {

const std::string& facts_sql() {
  static const std::string sql =
      schema_sql("SELECT id FROM @fact WHERE @fact.subject = ? AND life > 0");
  return sql;
}

const std::string& said_sql() {
  static const std::string sql =
      schema_sql("SELECT id FROM @fact WHERE @fact.said_by = ? AND life > 0");
  return sql;
}

const std::string& ties_sql() {
  static const std::string sql =
      schema_sql("SELECT id FROM @tie WHERE (@tie.from = ?1 OR @tie.to = ?1) AND life > 0");
  return sql;
}

const std::string& told_apart_sql() {
  static const std::string sql = schema_sql(
      "SELECT id FROM @not_same WHERE (@not_same.first = ?1 OR @not_same.second = ?1) AND life > "
      "0");
  return sql;
}

const std::string& interactions_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT i.id, i.row FROM @interaction AS i
    WHERE i.row IN (SELECT row FROM @interaction* WHERE value = ? AND field = #interaction.people)
      AND i.life > 0)");
  return sql;
}

const std::string& employees_sql() {
  static const std::string sql =
      schema_sql("SELECT id FROM @person WHERE @person.organisation = ? AND life > 0");
  return sql;
}

const std::string& housemates_sql() {
  static const std::string sql =
      schema_sql("SELECT id FROM @person WHERE @person.household = ? AND life > 0");
  return sql;
}

Result<std::vector<RecordId>> ids(Database& db, const std::string& sql, RecordId record) {
  Statement find = TRY(db.prepare(sql));
  find.bind(record);
  std::vector<RecordId> found;
  while (TRY(find.step()))
    found.push_back(find.get<RecordId>(0));
  return found;
}

class Eraser {
 public:
  Eraser(Database& db, std::vector<RecordId> records) : db_(db), records_(std::move(records)) {}

  Result<Erasure> erase() {
    for (RecordId fact : TRY(naming(facts_sql())))
      erased_.insert(fact);
    made_.facts = static_cast<int>(erased_.size());
    for (RecordId tie : TRY(naming(ties_sql())))
      made_.ties += erased_.insert(tie).second ? 1 : 0;
    for (RecordId said : TRY(naming(told_apart_sql())))
      erased_.insert(said);
    for (RecordId record : records_)
      TRY(take_interactions(record));
    TRY(unlink(said_sql(), fields::fact::said_by));
    TRY(unlink(employees_sql(), fields::person::organisation));
    TRY(unlink(housemates_sql(), fields::person::household));
    for (RecordId gone : erased_)
      made_.draft.erase(gone);
    for (RecordId record : records_)
      made_.draft.erase(record);
    return std::move(made_);
  }

 private:
  bool goes(const RecordId& record) const {
    return std::ranges::find(records_, record) != records_.end();
  }
  // Of all that go.
  Result<std::vector<RecordId>> naming(const std::string& sql) {
    std::vector<RecordId> found;
    for (const RecordId& record : records_)
      std::ranges::move(TRY(ids(db_, sql, record)), std::back_inserter(found));
    return found;
  }

  Result<void> take_interactions(const RecordId& record) {
    Statement find = TRY(db_.prepare(interactions_sql()));
    find.bind(record);
    while (TRY(find.step())) {
      const auto interaction = find.get<RecordId>(0);
      const auto people =
          TRY(directory_queries::people_of_interaction(db_, find.get<std::int64_t>(1)));
      if (std::ranges::all_of(people, [&](const RecordId& one) { return goes(one); })) {
        made_.interactions += erased_.insert(interaction).second ? 1 : 0;
        continue;
      }
      made_.kept_interactions += kept_.insert(interaction).second ? 1 : 0;
      made_.draft.remove(interaction, fields::interaction::people, Value::link(record));
    }
    return {};
  }

  Result<void> unlink(const std::string& sql, FieldId field) {
    for (RecordId other : TRY(naming(sql))) {
      if (goes(other) || erased_.contains(other)) continue;
      made_.draft.set(other, field, {});
      ++made_.kept_others;
    }
    return {};
  }

  Database& db_;
  std::vector<RecordId> records_;  // one, and what was merged into it
  Erasure made_{Draft(Intent{.code = IntentCode::erase})};
  std::set<RecordId> erased_;  // with it
  std::set<RecordId> kept_;    // interactions
};

}  // namespace

Result<Erasure> erase_record(Workspace& workspace, RecordId record) {
  if (!TRY(workspace.read(record))) {
    return fail(ErrorCode::not_found, "This record is no longer here.");
  }
  std::vector<RecordId> all = TRY(workspace.merged_into(record));
  all.push_back(record);
  return Eraser(workspace.database(), all).erase();
}

namespace erasure_queries {

std::vector<std::string> statements() {
  return {told_apart_sql(),   facts_sql(),     said_sql(),      ties_sql(),
          interactions_sql(), employees_sql(), housemates_sql()};
}

}  // namespace erasure_queries

}  // namespace kith
