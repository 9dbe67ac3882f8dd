// A change being made: each op is written into its part and applied at once, so that the next one
// sees what it did. Internal to commit and undo; lives inside a transaction.
//
//   Change change(state, intent);
//   TRY(change.put(op));
//   Committed committed = TRY(change.finish());
#pragma once

#include "core/record/changeset.h"
#include "core/record/workspace_state.h"

#include <optional>

namespace kith {

class Change {
 public:
  Change(Workspace::State& state, Intent intent);

  Result<void> put(const Op& op);
  // Appends the parts to the log. Without ops there is nothing to append, and no id.
  Result<Committed> finish();

 private:
  Result<void> begin_part();
  void end_part();

  Workspace::State& state_;
  ChangesetHeader header_;
  std::optional<ChangesetWriter> writer_;
  std::vector<ChangesetWriter> full_parts_;
  std::uint32_t op_count_ = 0;
};

// The ops that say what is wanted (commit.cpp).
Result<void> translate(Workspace::State& state, Change& change, const Draft& draft);

}  // namespace kith
