// Merges: each record has a register "I am the same as", written by the greatest op
// (docs/format.md, "Merging"). What follows from all registers, which record stands for which, is
// kept beside them:
//
//   alias(kind, row, target, hlc, op)           the register; target 0: as none, any more
//   merged(kind, row, id, canonical, canonical_id)    only records that another one stands for
//
// An edge counts while the record it leads to is alive, so whatever lives is seen, by itself or as
// part of what stands for it. Where edges close a circle, the greatest of them does not count: in
// the order of ops it came last. Both depend on nothing but registers and lives, so every device
// comes to the same.
#pragma once

#include "core/record/tables.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace kith {

class Aliases {
 public:
  Aliases(Database& db, const Schema& schema, Tables& tables, const Log& log)
      : db_(db), schema_(schema), tables_(tables), log_(log) {}

  // Part of Tables::layout: made and dropped with the tables of records.
  static const char* layout();
  static const char* drop();
  void forget_cached() { has_any_.reset(); }

  struct Register {
    std::int64_t target = 0;  // a row of the same kind; 0 for none
    LocalStamp stamp;
  };
  Result<std::optional<Register>> find(const RowRef& row);
  Result<void> put(const RowRef& row, const Register& value);
  Result<void> erase(const RowRef& row);

  // After the register or the life of `row` changed: decides anew what stands for what. The rows
  // for which something changed; none twice.
  Result<std::vector<RowRef>> settle(const RowRef& row);

  // The row that stands for this one; mostly itself.
  Result<std::int64_t> canonical(const RowRef& row);
  // The record that stands for this one, by ids: itself when nothing is known of it.
  Result<RecordId> canonical(const RecordId& id);
  // Whom it stands for, without itself, in the order in which they came to be known.
  Result<std::vector<RecordId>> members(const RecordId& id);
  // Adds, to rows that changed, the rows that stand for them.
  Result<void> add_canonical(std::vector<RowRef>& rows);
  // Those whose register names the row, whether it counts or not.
  Result<std::vector<std::int64_t>> leading_to(const RowRef& row);
  // Whether there is any register: most workspaces have none.
  Result<bool> has_any();

 private:
  // What stands for `start`, and for all on the way.
  Result<std::int64_t> walk(KindId kind, std::int64_t start);
  Result<std::optional<Register>> counting(const RowRef& row);
  Result<void> remember(const RowRef& row, std::int64_t canonical);

  Database& db_;
  const Schema& schema_;
  Tables& tables_;
  const Log& log_;
  std::optional<bool> has_any_;  // nothing when it is not known
};

}  // namespace kith
