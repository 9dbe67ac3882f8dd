// The store measured alone: fills a table of 100,000 contacts in a new vault and reads it. Rows,
// statements and counts are those of tests/bench/data.js, which the peers are measured with; the
// digest shows that they are.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/store/disk.h"

#include <cstdint>
#include <string>

namespace kith::bench {

inline constexpr std::int64_t table_rows = 100'000;

struct TableFigures {
  double insert_rows_per_s;
  double fts_build_ms;
  double durable_edit_ms;
  double point_read_us;
  double page_by_key_ms;
  double fts_prefix_ms;
  double full_scan_ms;
  std::int64_t digest;
};

/// Where Vault::inspect says not_found. `rows` is smaller than table_rows only in tests.
Result<TableFigures> measure_table(Disk& disk, Clock& clock, Random& random,
                                   std::int64_t rows = table_rows);

/// As the page hands it to the bench.
std::string to_json(const TableFigures& figures);

}  // namespace kith::bench
