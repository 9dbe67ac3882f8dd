#include "core/exchange/mapping_memory.h"

#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

TEST_CASE("a mapping is remembered for the same headings, in any order") {
  TestWorkspace workspace;
  Database& db = workspace->database();
  const std::vector<std::string> headers = {"Who", "Mail"}, other_order = {"mail", "WHO"},
                                 others = {"Who", "Post"};
  CHECK(recall_mapping(db, headers).value_or(Bytes{1}) == std::nullopt);
  const Mapping mapping = {{TargetField::full_name}, {TargetField::email, 1}};
  REQUIRE(remember_mapping(db, headers, mapping));
  const auto recalled = recall_mapping(db, other_order);
  REQUIRE(recalled);
  REQUIRE(*recalled);
  CHECK(decode_mapping(other_order, **recalled) == Mapping{mapping[1], mapping[0]});
  CHECK(recall_mapping(db, others).value_or(Bytes{1}) == std::nullopt);
  REQUIRE(remember_mapping(db, headers, {{TargetField::nickname}, {TargetField::ignore}}));
  CHECK(decode_mapping(headers, **recall_mapping(db, headers))->at(0).field ==
        TargetField::nickname);
}
