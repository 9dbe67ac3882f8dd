// The SQL of a record's page: what leads to it from facts, ties and interactions. Internal to
// core/practice.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/value.h"
#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith::page_queries {

struct FactRow {
  RecordId id;
  std::string topic, text;
  std::optional<std::uint32_t> how;
  std::string source, learned_on, confirmed_on, expires_on;
};
// The newest first.
Result<std::vector<FactRow>> facts_about(Database& db, RecordId subject, int count_max);

struct TieRow {
  RecordId id;
  std::optional<RecordId> from, to;
  std::string to_name, relation, since, until, note;
};
// In both directions, the oldest first.
Result<std::vector<TieRow>> ties_of(Database& db, RecordId record);

struct InteractionRow {
  RecordId id;
  std::int64_t row;
  std::optional<std::uint32_t> channel, direction;
  std::string on, summary, notes;
  Value amount;  // money, or what else was typed
};
// The newest first by when they were written down.
Result<std::vector<InteractionRow>> interactions_with(Database& db, RecordId record, int count_max);

std::vector<std::string> statements();

}  // namespace kith::page_queries
