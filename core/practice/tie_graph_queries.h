// The SQL of the graph of ties. Internal to core/practice.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith::tie_graph_queries {

struct TieEnds {
  std::int64_t row;
  RecordId from, to;
  std::string relation;
};
// Those whose ends are both records, in the order in which they were written down, behind `row`.
Result<std::vector<TieEnds>> ties_behind(Database& db, std::int64_t row, int count_max);
// Where somebody belongs: their organisation and household.
Result<std::vector<RecordId>> homes_of(Database& db, RecordId person);
// Who belongs to an organisation or a household.
Result<std::vector<RecordId>> people_of(Database& db, RecordId home, int count_max);

std::vector<std::string> statements();

}  // namespace kith::tie_graph_queries
