#include "wasm/bench/table.h"

#include "tests/bench/steady_clock.h"

#include <catch2/catch_test_macros.hpp>

using kith::bench::SteadyClock;

TEST_CASE("The table of the bench is filled and every figure is taken") {
  kith::MemoryDisk disk;
  SteadyClock clock;
  kith::SeededRandom random(1);
  const auto figures = kith::bench::measure_table(disk, clock, random, 1000);
  REQUIRE(figures);
  // What tests/bench/data.js gives for 1,000 rows.
  CHECK(figures->digest == 189'989'111);
  for (const double figure :
       {figures->insert_rows_per_s, figures->fts_build_ms, figures->durable_edit_ms,
        figures->point_read_us, figures->page_by_key_ms, figures->fts_prefix_ms,
        figures->full_scan_ms}) {
    CHECK(figure > 0);
  }
  CHECK(kith::bench::to_json(*figures).ends_with("\"digest\":189989111}"));
}

TEST_CASE("The whole table", "[.][full]") {
  kith::MemoryDisk disk;
  SteadyClock clock;
  kith::SeededRandom random(1);
  const auto figures = kith::bench::measure_table(disk, clock, random);
  REQUIRE(figures);
  WARN(kith::bench::to_json(*figures));
}
