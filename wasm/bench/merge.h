// Two devices that were apart: each made 10,000 edits of one field, in changes of 100, to 10,000
// records that both know, and 1 in 100 of the same field of the same record. Then each takes in
// what the other made, as the peers in tests/bench/crdt.mjs do too. Both workspaces are in memory,
// with lists, search and filters.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"

#include <string>

namespace kith::bench {

struct MergeFigures {
  double merge_10k_ms;  // both ways together, from the logs on
};

/// Fails when the two do not come to the same, or to no conflict. `records` are fewer in tests.
Result<MergeFigures> measure_merge(Clock& clock, Random& random, int records = 10'000);

/// As the page hands it to the bench.
std::string to_json(const MergeFigures& figures);

}  // namespace kith::bench
