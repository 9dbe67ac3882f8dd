// Takes an import back, in slices: its changesets are undone, the newest first. What the user has
// changed since stays as it is, and a person whom the user has changed stays with it, unless later
// edits are to be undone too: then what an earlier time left goes as well. One that is interrupted
// can be begun again; what was undone already is passed over. With ImportState::done it is the
// other way round: what was taken back comes again, as it was.
//
//   ImportUndo undo(workspace, import, ImportState::undone);
//   while (TRY(undo.step(8'000)) != StepState::finished) { ... undo.progress() ... }
//
// Of a large one, lists and search show at the end, all at once, that it is gone.
#pragma once

#include "core/base/result.h"
#include "core/exchange/import_plan.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace kith {

class ImportUndo {
 public:
  // `becomes` is the state of the import record afterwards: cancelled or undone, or done.
  ImportUndo(Workspace& workspace, RecordId import, ImportState becomes,
             LaterEdits later = LaterEdits::kept);

  Result<StepState> step(std::int64_t budget_us);

  // Between 0 and 1.
  double progress() const;
  // Records that stay because somebody changed them after they were imported.
  const std::vector<RecordId>& kept() const { return kept_; }

 private:
  Result<void> begin();
  Result<void> find_changesets(bool with_undone);
  Result<std::vector<ChangesetId>> undos_of(std::unordered_set<ChangesetId> changesets);
  Result<void> undo_next();
  Result<void> catch_up();
  void count_towards_flush(std::uint32_t changes);
  Result<void> finish();

  Workspace& workspace_;
  RecordId import_;
  ImportState becomes_;
  LaterEdits later_;
  std::vector<ChangesetId> changesets_;  // the newest first
  std::size_t next_ = 0;
  double caught_up_ = 0;  // of the projections
  std::uint32_t unflushed_ = 0;
  std::uint64_t losses_before_ = 0;
  bool begun_ = false;
  bool is_flushing_ = false;
  bool finished_ = false;
  std::vector<RecordId> kept_;
  std::unordered_set<RecordId> known_;  // the same
};

}  // namespace kith
