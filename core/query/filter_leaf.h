// Conditions on single fields, made ready for the statement that reads them. Internal to
// core/query.
#pragma once

#include "core/query/filter.h"
#include "core/query/value_check.h"
#include "core/record/schema.h"
#include "core/store/statement.h"

#include <optional>
#include <utility>
#include <vector>

namespace kith {

// One condition on a single field.
struct Leaf {
  const FieldInfo* field;
  const FieldTest* test;
};

// Whether it is answered by the value alone.
bool is_plain(const Leaf& leaf);

// Which columns a statement has to read for some leaves, and what they have to pass.
class LeafChecks {
 public:
  LeafChecks(const std::vector<Leaf>& leaves, const PartialDate& today);

  // Each once; they stand in a row from column 1 on.
  const std::vector<const FieldInfo*>& columns() const { return columns_; }
  bool pass(const Statement& row);
  // Of the first field alone, in column 0.
  bool first_passes(const Statement& value);
  // Where an index begins with the date of a contact: none before this passes.
  std::optional<PartialDate> earliest() const;

 private:
  std::vector<const FieldInfo*> columns_;
  std::vector<std::pair<ValueCheck, int>> checks_;
};

}  // namespace kith
