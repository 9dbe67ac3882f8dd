#include "core/practice/erasure.h"
#include "core/query/schema_sql.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"

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
    SELECT i.id, (SELECT count(*) FROM @interaction*
                  WHERE row = i.row AND field = #interaction.people AND value <> ?1)
    FROM @interaction AS i
    WHERE i.row IN (SELECT row FROM @interaction* WHERE value = ?1 AND field = #interaction.people)
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
  Eraser(Database& db, RecordId record) : db_(db), record_(record) {}

  Result<Erasure> erase() {
    for (RecordId fact : TRY(ids(db_, facts_sql(), record_)))
      erased_.insert(fact);
    made_.facts = static_cast<int>(erased_.size());
    for (RecordId tie : TRY(ids(db_, ties_sql(), record_)))
      made_.ties += erased_.insert(tie).second ? 1 : 0;
    TRY(take_interactions());
    for (RecordId said : TRY(ids(db_, told_apart_sql(), record_)))
      erased_.insert(said);
    TRY(unlink(said_sql(), fields::fact::said_by));
    TRY(unlink(employees_sql(), fields::person::organisation));
    TRY(unlink(housemates_sql(), fields::person::household));
    for (RecordId gone : erased_)
      made_.draft.erase(gone);
    made_.draft.erase(record_);
    return std::move(made_);
  }

 private:
  Result<void> take_interactions() {
    Statement find = TRY(db_.prepare(interactions_sql()));
    find.bind(record_);
    while (TRY(find.step())) {
      const auto interaction = find.get<RecordId>(0);
      const bool has_others = find.get<std::int64_t>(1) > 0;
      ++(has_others ? made_.kept_interactions : made_.interactions);
      if (has_others) {
        made_.draft.remove(interaction, fields::interaction::people, Value::link(record_));
      } else {
        erased_.insert(interaction);
      }
    }
    return {};
  }

  Result<void> unlink(const std::string& sql, FieldId field) {
    for (RecordId other : TRY(ids(db_, sql, record_))) {
      if (other == record_ || erased_.contains(other)) continue;
      made_.draft.set(other, field, {});
      ++made_.kept_others;
    }
    return {};
  }

  Database& db_;
  RecordId record_;
  Erasure made_{Draft(Intent{.code = IntentCode::erase})};
  std::set<RecordId> erased_;  // with it
};

}  // namespace

Result<Erasure> erase_record(Workspace& workspace, RecordId record) {
  if (!TRY(workspace.read(record))) {
    return fail(ErrorCode::not_found, "This record is no longer here.");
  }
  return Eraser(workspace.database(), record).erase();
}

namespace erasure_queries {

std::vector<std::string> statements() {
  return {told_apart_sql(),   facts_sql(),     said_sql(),      ties_sql(),
          interactions_sql(), employees_sql(), housemates_sql()};
}

}  // namespace erasure_queries

}  // namespace kith
