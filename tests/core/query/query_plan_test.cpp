// Every statement of core/query, explained: no scan of a table, no sorting aside.
#include "core/query/directory_queries.h"
#include "core/query/list_queries.h"
#include "core/query/search_queries.h"
#include "core/query/search_tokenizer.h"
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
  if (sql.starts_with("SELECT count(*) FROM directory_")) return true;
  return contains(sql, "ORDER BY") && contains(sql, "LIMIT ?1") && !contains(sql, "(SELECT");
}

}  // namespace

TEST_CASE("no statement scans a table or sorts aside") {
  QueryWorkspace kith;
  REQUIRE(register_search_tokenizer(kith.db()));
  std::vector<std::string> all = directory_queries::statements();
  for (auto* more : {&list_queries::statements, &search_queries::statements}) {
    const auto added = more();
    all.insert(all.end(), added.begin(), added.end());
  }
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
