// Who fits a filter, now. Keeps what it found out of each condition until a record of that kind
// changes, so that the next condition, and the next count, cost little.
//
//   FilterRunner runner(workspace);
//   auto rows = TRY(runner.run(filter, budget_us));    // empty: not done yet, call again
//   ListWindow people(…);  people.show(sort, *rows)
#pragma once

#include "core/base/result.h"
#include "core/query/filter.h"
#include "core/query/row_set.h"
#include "core/record/projection.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace kith {

class Workspace;

// Makes the indexes that filters go along. SQLite keeps them up to date by itself.
class FilterIndex final : public Projection {
 public:
  std::string_view name() const override { return "filter"; }
  int version() const override { return 3; }
  Result<void> create(Database& db, const Schema& schema) override;
  Result<void> update(Database&, const Schema&, std::span<const RowRef>) override { return {}; }
  bool can_be_behind() const override { return false; }
};

// The filter that a living segment holds; fails in words when there is none.
Result<Filter> read_segment_filter(Workspace& workspace, RecordId segment);

class FilterRunner {
 public:
  explicit FilterRunner(Workspace& workspace);
  ~FilterRunner();

  // Rows of living records of the filter's kind. Works for about `budget_us`, at least one step of
  // at most some 50 ms, and gives nothing when that was not enough. Fails, in words, when it asks
  // for a field, segment or list that is not here, or for a segment that asks for itself.
  Result<std::optional<RowSet>> run(const Filter& filter, std::int64_t budget_us);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kith
