// Links lie in indexes of both ends, whether a statement asks for them yet or not. The plans of
// those that a test runs are checked by the workspace it runs them in (query_plans.h).
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

using namespace kith;

TEST_CASE("links are found from either end by an index") {
  TestWorkspace workspace;
  Database& db = workspace->database();
  static constexpr std::array queries = {
      "SELECT row FROM k20 WHERE f416 = ?",                           // facts about somebody
      "SELECT row FROM k19 WHERE f384 = ?",                           // ties, from
      "SELECT row FROM k19 WHERE f385 = ?",                           // ties, to
      "SELECT row FROM s21 WHERE value = ? AND field = 448",          // interactions with somebody
      "SELECT value, extra FROM s16 WHERE row = ? AND field = 269"};  // somebody's e-mails
  for (const char* sql : queries) {
    INFO(sql);
    auto plan = db.prepare(std::string("EXPLAIN QUERY PLAN ") + sql);
    REQUIRE(plan);
    REQUIRE(plan->step());
    CHECK(plan->get<std::string_view>(3).starts_with("SEARCH"));
  }
}
