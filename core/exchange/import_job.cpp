#include "core/exchange/import_job.h"

#include "core/exchange/import_list.h"

#include <algorithm>

namespace kith {

namespace {

constexpr std::size_t rows_at_first = 100;
constexpr std::size_t rows_min = 20;
constexpr std::size_t queue_cards_min = 2 * import_rows_max;

Value count_value(std::uint64_t count) {
  return Value::integer(static_cast<std::int64_t>(count));
}

Value state_value(ImportState state) {
  return Value::choice(static_cast<std::uint32_t>(state));
}

}  // namespace

ImportJob::ImportJob(Workspace& workspace, ImportPlan plan)
    : workspace_(workspace),
      plan_(std::move(plan)),
      matcher_(workspace),
      losses_before_(workspace.loss_count()),
      rows_per_commit_(rows_at_first) {}

ImportJob::~ImportJob() = default;

void ImportJob::offer(Bytes batch) {
  queue_.offer(std::move(batch));
}
bool ImportJob::wants_more() const {
  return queue_.size() < queue_cards_min;
}

Result<void> ImportJob::finish_input(const ParseReport& report) {
  if (plan_content_key(report, plan_.date_order) != plan_.content_key) {
    cancel();
    return fail(ErrorCode::conflict,
                "The file was changed after its preview was made. Choose it again.");
  }
  input_finished_ = true;
  return {};
}

void ImportJob::cancel() {
  is_cancelled_ = true;
}

ImportProgress ImportJob::progress() const {
  ImportProgress progress{rows_done_, plan_.rows, undo_ != nullptr};
  if (undo_ != nullptr) {
    const double left = 1 - undo_->progress();
    progress.rows_done = static_cast<std::uint64_t>(left * static_cast<double>(rows_done_));
  }
  return progress;
}

// Takes up an import of this very file that was cut off, or finds that there is nothing to do.
Result<void> ImportJob::begin() {
  bool brings_back = false;
  for (const ImportSummary& earlier : TRY(list_imports(workspace_))) {
    const bool taken_back =
        earlier.state == ImportState::cancelled || earlier.state == ImportState::undone;
    brings_back = brings_back || (taken_back && earlier.source == plan_.source);
    if (earlier.content_key != plan_.content_key || taken_back) continue;
    rows_to_skip_ = std::max(rows_to_skip_, earlier.rows_done);
    if (earlier.state != ImportState::running) continue;
    import_ = earlier.import;
    resumed_ = {
        .created = earlier.created, .matched = earlier.matched, .kept_raw = earlier.kept_raw};
  }
  drafter_ = std::make_unique<CardDrafter>(workspace_, plan_, matcher_, brings_back);
  begun_ = true;
  return {};
}

// The first thing an import commits, so that it is never without a record that tells of it.
Result<void> ImportJob::make_import_record() {
  namespace f = fields::import;
  const RecordId id = make_uuid_v7<RecordId>(workspace_.clock(), workspace_.random());
  Draft draft(Intent{IntentCode::import_state, {id}});
  draft.create(kinds::import, id,
               {{f::source, Value::text(plan_.source)},
                {f::file_name, Value::text(plan_.file_name)},
                {f::state, state_value(ImportState::running)},
                {f::rows, count_value(plan_.rows)},
                {f::rows_done, count_value(0)},
                {f::content_hash, Value::text(plan_.content_key)}});
  TRY(workspace_.commit(draft));
  import_ = id;
  return {};
}

// The changes of the rows taken, with how far they bring the import.
Result<void> ImportJob::make_draft() {
  namespace f = fields::import;
  if (!drafter_->has_changes()) return {};
  if (import_.is_null()) TRY(make_import_record());
  const std::uint64_t done = rows_done_ + rows_taken_;
  draft_.emplace(
      Intent{IntentCode::import_rows,
             {import_},
             {static_cast<std::int64_t>(rows_done_), static_cast<std::int64_t>(rows_taken_)}});
  drafter_->move_to(*draft_);
  const ImportCounts now = counts();
  draft_->set(import_, f::rows_done, count_value(done));
  draft_->set(import_, f::created, count_value(now.created));
  draft_->set(import_, f::matched, count_value(now.matched));
  draft_->set(import_, f::kept_raw, count_value(now.kept_raw));
  return {};
}

Result<void> ImportJob::commit() {
  if (draft_) TRY(workspace_.commit(*draft_, Durability::later));
  draft_.reset();
  rows_done_ += rows_taken_;
  rows_taken_ = 0;
  if (rows_done_ - rows_flushed_ < import_flush_rows) return {};
  rows_flushed_ = rows_done_;
  is_flushing_ = true;
  return {};
}

Result<void> ImportJob::take_rows() {
  while (rows_taken_ < rows_per_commit_) {
    const StagedCard* card = TRY(queue_.next());
    if (card == nullptr) break;
    if (rows_done_ < rows_to_skip_) {
      ++rows_done_;
      if (!import_.is_null()) drafter_->pass_over(*card);
      continue;
    }
    TRY(drafter_->take(*card));
    ++rows_taken_;
  }
  return {};
}

// False when there are too few rows for a commit yet.
Result<bool> ImportJob::step_rows() {
  Clock& clock = workspace_.clock();
  const std::int64_t start = clock.steady_us();
  if (!draft_) {
    TRY(take_rows());
    const bool is_short = rows_taken_ < rows_per_commit_ && !input_finished_;
    if (rows_taken_ == 0 || is_short) return false;
    TRY(make_draft());
  }
  const auto row_count = static_cast<std::int64_t>(rows_taken_);
  TRY(commit());
  const std::int64_t elapsed_us = std::max<std::int64_t>(clock.steady_us() - start, 1);
  const std::int64_t fitting =
      std::min<std::int64_t>(row_count * import_commit_us / elapsed_us, import_rows_max);
  // Half way towards what would have fitted: one slow commit is no trend.
  const std::int64_t next = (static_cast<std::int64_t>(rows_per_commit_) + fitting) / 2;
  rows_per_commit_ =
      static_cast<std::size_t>(std::clamp<std::int64_t>(next, rows_min, import_rows_max));
  return true;
}

Result<StepState> ImportJob::finish() {
  if (!draft_) {
    are_references_done_ = TRY(drafter_->take_references(rows_per_commit_));
    TRY(make_draft());
  }
  TRY(commit());
  if (!are_references_done_) return StepState::busy;
  if (!import_.is_null()) {
    Draft draft(Intent{IntentCode::import_state, {import_}});
    draft.set(import_, fields::import::state, state_value(ImportState::done));
    draft.set(import_, fields::import::rows_done, count_value(rows_done_));
    TRY(workspace_.commit(draft));
  }
  state_ = ImportState::done;
  return StepState::finished;
}

Result<StepState> ImportJob::step_undo(std::int64_t budget_us) {
  if (import_.is_null()) {
    state_ = ImportState::cancelled;
    return StepState::finished;
  }
  if (undo_ == nullptr)
    undo_ = std::make_unique<ImportUndo>(workspace_, import_, ImportState::cancelled);
  const StepState left = TRY(undo_->step(budget_us));
  if (left == StepState::finished) state_ = ImportState::cancelled;
  return left;
}

Result<StepState> ImportJob::step(std::int64_t budget_us) {
  if (state_ != ImportState::running) return StepState::finished;
  const std::int64_t end = workspace_.clock().steady_us() + budget_us;
  if (!begun_) TRY(begin());
  if (is_cancelled_) return step_undo(budget_us);
  if (workspace_.loss_count() != losses_before_) {
    return fail(ErrorCode::storage_full,
                "The import stopped: what it brought in last could not be stored. Make room on "
                "this device and import the file again.");
  }
  if (!TRY(matcher_.build(budget_us))) return StepState::busy;
  if (is_flushing_) {
    is_flushing_ = !TRY(workspace_.flush_slice(budget_us));
    return StepState::busy;
  }
  while (TRY(step_rows())) {
    if (is_flushing_ || workspace_.clock().steady_us() >= end) return StepState::busy;
  }
  if (!input_finished_) return StepState::wants_batch;
  return finish();
}

ImportCounts ImportJob::counts() const {
  ImportCounts counts = drafter_ == nullptr ? ImportCounts{} : drafter_->counts();
  counts.created += resumed_.created;
  counts.matched += resumed_.matched;
  counts.kept_raw += resumed_.kept_raw;
  return counts;
}

}  // namespace kith
