// Every statement of core/query, explained: no scan of a table, no sorting aside.
#include "core/query/directory_queries.h"
#include "core/query/duplicate_queries.h"
#include "core/query/filter_queries.h"
#include "core/query/list_queries.h"
#include "core/query/merged_queries.h"
#include "core/query/search_queries.h"
#include "core/query/search_tokenizer.h"
#include "core/query/segment_queries.h"
#include "tests/core/query/query_fixture.h"

#include <string>

using namespace kith;

namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// A walk along an index or the rows in order, stopped by LIMIT, and the count of a whole list.
bool may_scan(std::string_view sql, std::string_view plan) {
  if (contains(plan, "VIRTUAL TABLE") || contains(plan, "CONSTANT ROW")) return true;
  if (contains(plan, "(subquery")) return true;
  if (sql.starts_with("SELECT EXISTS")) return true;  // stops at the first row
  if (sql.starts_with("SELECT count(*) FROM directory_")) return true;
  return contains(sql, "ORDER BY") && contains(sql, "LIMIT ?1") && !contains(sql, "(SELECT");
}

}  // namespace

TEST_CASE("no statement scans a table or sorts aside") {
  QueryWorkspace kith;
  REQUIRE(register_search_tokenizer(kith.db()));
  std::vector<std::string> all = directory_queries::statements();
  for (auto* more :
       {&list_queries::statements, &merged_queries::statements, &duplicate_queries::statements}) {
    const auto added = more();
    all.insert(all.end(), added.begin(), added.end());
  }
  const auto searched = search_queries::statements(kith.workspace->schema());
  all.insert(all.end(), searched.begin(), searched.end());
  REQUIRE(all.size() > 60);
  for (const std::string& sql : all) {
    Statement explain = must(kith.db().prepare("EXPLAIN QUERY PLAN " + sql));
    while (must(explain.step())) {
      const std::string plan(explain.get<std::string_view>(3));
      INFO(sql << "\n" << plan);
      if (plan.starts_with("SCAN")) CHECK(may_scan(sql, plan));
      CHECK_FALSE(contains(plan, "USE TEMP B-TREE"));
    }
  }
}

// A filter looks at all records of a kind, and of each at one field: a walk through them is what it
// is for. What segments ask for most goes along an index that holds little else.
TEST_CASE("a filter walks through one table at most, along a narrow index where there is one") {
  QueryWorkspace kith;
  for (const KindInfo& kind : kith.workspace->schema().kinds()) {
    for (const std::string& sql : filter_queries::statements(kind)) {
      int scans = 0;
      Statement explain = must(kith.db().prepare("EXPLAIN QUERY PLAN " + sql));
      while (must(explain.step())) {
        const std::string plan(explain.get<std::string_view>(3));
        INFO(sql << "\n" << plan);
        scans += plan.starts_with("SCAN") ? 1 : 0;
        CHECK_FALSE(contains(plan, "TEMP B-TREE"));
        CHECK(scans <= 1);
        if (contains(sql, "= ?")) CHECK(plan.starts_with("SEARCH"));
      }
    }
  }
}

TEST_CASE("the names of segments and lists, some dozens, are read whole") {
  QueryWorkspace kith;
  for (const std::string_view sql : segment_queries::statements()) {
    Statement explain = must(kith.db().prepare("EXPLAIN QUERY PLAN " + std::string(sql)));
    REQUIRE(must(explain.step()));
    const std::string plan(explain.get<std::string_view>(3));
    CHECK((plan == "SCAN k24" || plan == "SCAN k25"));
    CHECK_FALSE(must(explain.step()));
  }
}

TEST_CASE("cities, topics, labels and days of contact are read from their indexes alone") {
  QueryWorkspace kith;
  const auto plan_of = [&](KindId kind, std::initializer_list<FieldId> fields, bool since) {
    const KindInfo& info = *kith.workspace->schema().kind(kind);
    std::vector<const FieldInfo*> columns;
    for (FieldId field : fields)
      columns.push_back(kith.workspace->schema().field(field));
    std::string plans;
    for (const std::string& sql : filter_queries::scan_statements(info, columns, since)) {
      Statement explain = must(kith.db().prepare("EXPLAIN QUERY PLAN " + sql));
      while (must(explain.step()))
        plans += std::string(explain.get<std::string_view>(3)) + "\n";
    }
    return plans;
  };
  namespace f = fields;
  CHECK(contains(plan_of(kinds::person, {f::person::city}, false),
                 "USING COVERING INDEX filter_city"));
  CHECK(contains(plan_of(kinds::person, {f::person::labels}, false),
                 "USING COVERING INDEX filter_label"));
  CHECK(contains(plan_of(kinds::fact, {f::fact::topic, f::fact::sensitivity}, false),
                 "USING COVERING INDEX filter_topic"));
  namespace i = fields::interaction;
  CHECK(contains(plan_of(kinds::interaction, {i::amount, i::on, i::channel, i::direction}, false),
                 "USING COVERING INDEX filter_gift"));
  const std::string contacts =
      plan_of(kinds::interaction,
              {f::interaction::on, f::interaction::channel, f::interaction::direction}, true);
  CHECK(contains(contacts, "SEARCH k21 USING COVERING INDEX filter_contact ("));
  CHECK(contains(contacts, "USING INDEX filter_contact_span"));
}
