#include "core/exchange/import_undo.h"

#include <limits>
#include <unordered_set>

namespace kith {
namespace {

// As many records as an import brings with one flush: each flush seals most pages again.
constexpr std::uint32_t changes_per_flush = 60'000;
constexpr std::uint32_t changes_of_a_slice = 200;  // when catching up
constexpr int entries_at_once = 500;               // of the journal
constexpr double undone_share = 0.9;               // of the work

}  // namespace

ImportUndo::ImportUndo(Workspace& workspace, RecordId import, ImportState becomes, LaterEdits later)
    : workspace_(workspace), import_(import), becomes_(becomes), later_(later) {}

double ImportUndo::progress() const {
  if (finished_) return 1;
  if (changesets_.empty()) return 0;
  const double undone = static_cast<double>(next_) / static_cast<double>(changesets_.size());
  return undone * undone_share + caught_up_ * (1 - undone_share);
}

Result<void> ImportUndo::begin() {
  changesets_.clear();
  next_ = 0;
  caught_up_ = 0;
  losses_before_ = workspace_.loss_count();
  const bool brings_back = becomes_ == ImportState::done;
  TRY(find_changesets(brings_back || later_ == LaterEdits::undone));
  if (brings_back) changesets_ = TRY(undos_of({changesets_.begin(), changesets_.end()}));
  begun_ = true;
  return {};
}

// Every commit of rows has set rows_done of the import: its history names them all, and also what
// took them back.
Result<void> ImportUndo::find_changesets(bool with_undone) {
  std::unordered_set<ChangesetId> undone;
  for (const HistoryEntry& entry :
       TRY(workspace_.history(import_, std::numeric_limits<int>::max()))) {
    const bool is_undone = undone.contains(entry.id);
    if (entry.intent.code == IntentCode::undo && !is_undone) {
      undone.insert(entry.intent.changeset);
    } else if (entry.intent.code == IntentCode::import_rows) {
      if (!is_undone || with_undone) changesets_.push_back(entry.id);
    }
  }
  return {};
}

// What undid the `changesets`, and still does. The journal tells, since undoing what was left for
// later edits may leave the import's own record as it was.
Result<std::vector<ChangesetId>> ImportUndo::undos_of(std::unordered_set<ChangesetId> changesets) {
  std::vector<ChangesetId> undos;
  std::unordered_set<ChangesetId> undone, older = changesets;
  JournalFilter filter{.intents = {IntentCode::undo, IntentCode::import_rows},
                       .author = JournalFilter::Author::own};
  do {
    const JournalPage page = TRY(workspace_.journal(filter, entries_at_once));
    for (const HistoryEntry& entry : page.entries) {
      older.erase(entry.id);
      if (entry.intent.code != IntentCode::undo || undone.contains(entry.id)) continue;
      undone.insert(entry.intent.changeset);
      if (changesets.contains(entry.intent.changeset)) undos.push_back(entry.id);
    }
    filter.before = page.next_before;
  } while (!older.empty() && filter.before != 0);
  return undos;
}

void ImportUndo::count_towards_flush(std::uint32_t changes) {
  unflushed_ += changes;
  if (unflushed_ < changes_per_flush) return;
  unflushed_ = 0;
  is_flushing_ = true;
}

// Taking thousands of records out of every list and index costs more than all else, and making
// these again from what is left mostly nothing.
Result<void> ImportUndo::undo_next() {
  const auto upkeep =
      changesets_.size() > 1 ? ProjectionUpkeep::put_off : ProjectionUpkeep::at_once;
  const UndoOutcome outcome =
      TRY(workspace_.undo(changesets_[next_], Durability::later, later_, upkeep));
  for (const KeptEdit& edit : outcome.kept) {
    if (edit.record != import_ && known_.insert(edit.record).second) kept_.push_back(edit.record);
  }
  ++next_;
  count_towards_flush(outcome.committed.op_count);
  return {};
}

Result<void> ImportUndo::catch_up() {
  caught_up_ = TRY(workspace_.catch_up_slice());
  count_towards_flush(changes_of_a_slice);
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
  while (caught_up_ < 1) {
    TRY(catch_up());
    if (is_flushing_ || workspace_.clock().steady_us() >= end) return StepState::busy;
  }
  if (!finished_) TRY(finish());
  return StepState::finished;
}

}  // namespace kith
