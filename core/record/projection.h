// A cache computed from the tables inside the same transaction as the change: search, sort keys,
// anything that can be thrown away and made again. Registered when the workspace is opened.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/schema_id.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace kith {

class Database;
class Schema;

// A row of a kind's table. `row` is local to this device: the INTEGER PRIMARY KEY of the table.
struct RowRef {
  KindId kind;
  std::int64_t row;
  auto operator<=>(const RowRef&) const = default;
};

class Projection {
 public:
  virtual ~Projection() = default;
  // Names the projection in the database; with version() tells when it must be made again.
  virtual std::string_view name() const = 0;
  virtual int version() const = 0;
  // Makes its empty tables; drops older ones.
  virtual Result<void> create(Database& db, const Schema& schema) = 0;
  // The rows were inserted, changed, trashed or restored. Sorted, each once.
  virtual Result<void> update(Database& db, const Schema& schema, std::span<const RowRef> rows) = 0;
  // Not where SQLite itself keeps it in step, as it does an index.
  virtual bool can_be_behind() const { return true; }
  // Something was erased for good, and update has seen its row: nothing of what the projection
  // knew of it may be left in its tables, not as something deleted either.
  virtual Result<void> forget_erased(Database&) { return {}; }
};

}  // namespace kith
