#include "core/exchange/import_undo.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace kith {
namespace {

// As many records as an import brings with one flush: each flush seals most pages again.
constexpr std::uint32_t ops_per_flush = 60'000;

}  // namespace

ImportUndo::ImportUndo(Workspace& workspace, RecordId import, ImportState becomes)
    : workspace_(workspace), import_(import), becomes_(becomes) {}

double ImportUndo::progress() const {
  if (finished_) return 1;
  if (changesets_.empty()) return 0;
  return static_cast<double>(next_) / static_cast<double>(changesets_.size());
}

// Every commit of rows has set rows_done of the import: its history names them all, and also what
// an earlier, interrupted undo has taken back.
Result<void> ImportUndo::begin() {
  std::unordered_set<ChangesetId> undone;
  changesets_.clear();
  next_ = 0;
  losses_before_ = workspace_.loss_count();
  for (const HistoryEntry& entry :
       TRY(workspace_.history(import_, std::numeric_limits<int>::max()))) {
    if (undone.contains(entry.id)) continue;
    if (entry.intent.code == IntentCode::undo) {
      undone.insert(entry.intent.changeset);
    } else if (entry.intent.code == IntentCode::import_rows) {
      changesets_.push_back(entry.id);
    }
  }
  begun_ = true;
  return {};
}

Result<void> ImportUndo::undo_next() {
  const UndoOutcome outcome = TRY(workspace_.undo(changesets_[next_], Durability::later));
  for (const KeptEdit& edit : outcome.kept) {
    if (edit.record != import_ && known_.insert(edit.record).second) kept_.push_back(edit.record);
  }
  ++next_;
  unflushed_ops_ += outcome.committed.op_count;
  if (unflushed_ops_ < ops_per_flush) return {};
  unflushed_ops_ = 0;
  is_flushing_ = true;
  return {};
}

Result<void> ImportUndo::finish() {
  Draft draft(Intent{IntentCode::import_state, {import_}});
  draft.set(import_, fields::import::state, Value::choice(static_cast<std::uint32_t>(becomes_)));
  TRY(workspace_.commit(draft));
  finished_ = true;
  return {};
}

Result<StepState> ImportUndo::step(std::int64_t budget_us) {
  const std::int64_t end = workspace_.clock().steady_us() + budget_us;
  // What was lost is found by looking again.
  if (!begun_ || workspace_.loss_count() != losses_before_) TRY(begin());
  if (is_flushing_) {
    is_flushing_ = !TRY(workspace_.flush_slice(budget_us));
    return StepState::busy;
  }
  while (next_ < changesets_.size()) {
    TRY(undo_next());
    if (is_flushing_ || workspace_.clock().steady_us() >= end) return StepState::busy;
  }
  if (!finished_) TRY(finish());
  return StepState::finished;
}

}  // namespace kith
