// 100,000 edits of one field each, in changes of 100, over 10,000 records of their own: what the
// peers in tests/bench/crdt.mjs do too. The records stay: only for a workspace of the bench.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <string>

namespace kith {

class Workspace;

}  // namespace kith

namespace kith::bench {

struct EditsFigures {
  double apply_100k_ms;     // committed, with lists and search, and flushed each 1,000 edits
  double log_bytes_per_op;  // in the log, in changes of 100
  double log_bytes_alone;   // of an edit that is a change by itself
};

/// `records` and `changes` are fewer in tests.
Result<EditsFigures> measure_edits(Workspace& workspace, Clock& clock, int records = 10'000,
                                   int changes = 1'000);

/// As the page hands it to the bench.
std::string to_json(const EditsFigures& figures);

}  // namespace kith::bench
