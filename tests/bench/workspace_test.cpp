#include "wasm/bench/workspace.h"

#include "tests/bench/steady_clock.h"
#include "tests/core/query/query_fixture.h"
#include "wasm/bench/edits.h"
#include "wasm/bench/fill.h"
#include "wasm/bench/merge.h"

#include <catch2/catch_test_macros.hpp>

namespace kith {

TEST_CASE("Every figure of an open workspace is taken, and its edits are committed") {
  QueryWorkspace held;
  RecordId last;
  for (int i = 0; i < 50; ++i)
    last = held.person("Ana Okafor " + std::to_string(i));
  bench::SteadyClock clock;
  const auto figures = bench::measure_workspace(*held.workspace, held.directory, clock);
  REQUIRE(figures);
  for (const double figure : {figures->list_first_page_ms, figures->search_p95_ms,
                              figures->segment_ms, figures->person_page_ms, figures->long_page_ms,
                              figures->history_ms, figures->commit_edit_ms}) {
    CHECK(figure > 0);
  }
  const auto view = held.workspace.read(last);
  REQUIRE(view);
  const Value* nickname = view->find(fields::person::nickname);
  REQUIRE(nickname != nullptr);
  CHECK(nickname->as_text().starts_with("Edited "));
}

TEST_CASE("A workspace is filled with facts and contacts, most of them of one person") {
  QueryWorkspace held;
  for (int i = 0; i < 60; ++i)
    held.person("Ana Okafor " + std::to_string(10 + i));
  const auto filled = bench::fill_workspace(*held.workspace, held.directory);
  REQUIRE(filled);
  CHECK(filled->facts == 60 * 3);
  CHECK(filled->contacts == 59 * 5 + bench::contacts_of_the_first);
}

TEST_CASE("Edits in changes are committed, and their bytes counted") {
  QueryWorkspace held;
  bench::SteadyClock clock;
  const auto figures = bench::measure_edits(*held.workspace, clock, 500, 20);
  REQUIRE(figures);
  CHECK(figures->apply_100k_ms > 0);
  // A change takes no more than this in the log, at whatever speed.
  CHECK(figures->log_bytes_per_op > 10);
  CHECK(figures->log_bytes_per_op <= 60);
  CHECK(figures->log_bytes_alone <= 160);
}

TEST_CASE("Two devices that were apart come to the same, and its time is taken") {
  QueryWorkspace held;
  bench::SteadyClock clock;
  const auto figures = bench::measure_merge(clock, held.workspace.random(), 300);
  REQUIRE(figures);
  CHECK(figures->merge_10k_ms > 0);
}

TEST_CASE("A workspace without people has no figures") {
  QueryWorkspace held;
  bench::SteadyClock clock;
  CHECK_FALSE(bench::measure_workspace(*held.workspace, held.directory, clock));
}

}  // namespace kith
