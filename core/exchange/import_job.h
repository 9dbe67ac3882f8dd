// The import itself: batches of staged cards to commits of at most 2,000 rows, under one import
// record that says how far it is. Each step() works for about its budget, so that frames and the
// user's own edits come in between.
//
// Commits wait for one flush each import_flush_rows. Invariants:
// 1. Every commit but the first and last has the intent import_rows, names the import record and
//    sets its rows_done in the same changeset: after a crash rows_done tells what is there.
// 2. Ids are made of the workspace, the circle, the kind of file and the card's natural key: a row
//    imported twice, here or on another device, is one record.
// 3. Nothing that was there is overwritten: empty fields are filled, contact ways added, and a
//    value that differs is kept as a fact.
//
//   ImportJob job(workspace, make_import_plan(report, file_name));
//   while (state != finished) { offer(batch) when wanted; state = TRY(job.step(8'000)); }
#pragma once

#include "core/base/result.h"
#include "core/exchange/card_draft.h"
#include "core/exchange/card_queue.h"
#include "core/exchange/import_plan.h"
#include "core/exchange/import_undo.h"
#include "core/exchange/matcher.h"
#include "core/record/workspace.h"

#include <memory>
#include <optional>

namespace kith {

inline constexpr std::size_t import_rows_max = 2000;        // of one commit
inline constexpr std::int64_t import_commit_us = 12'000;    // aimed at, for one commit
inline constexpr std::uint64_t import_flush_rows = 10'000;  // made durable together

struct ImportProgress {
  std::uint64_t rows_done = 0;
  std::uint64_t rows = 0;
  bool undoing = false;  // after cancel(): rows_done goes down again
};

class ImportJob {
 public:
  ImportJob(Workspace& workspace, ImportPlan plan);
  ~ImportJob();

  // Any number of batches may wait; offer more when wants_more, to keep commits large.
  void offer(Bytes batch);
  bool wants_more() const;
  // After the last batch. conflict when the report is of another file than the plan's; the import
  // is cancelled then.
  Result<void> finish_input(const ParseReport& report);
  // After an error the job can only be cancelled; what is committed stays, and is found as a
  // running import when the workspace is opened next.
  Result<StepState> step(std::int64_t budget_us);

  // Undoes what this import has committed, in the next steps. Later edits by the user stay.
  void cancel();

  ImportProgress progress() const;
  ImportCounts counts() const;
  // Null until something was committed; stays so when the file brings nothing new.
  RecordId import() const { return import_; }
  ImportState state() const { return state_; }
  // After cancel(): records that stay because somebody changed them meanwhile.
  std::span<const RecordId> kept() const {
    return undo_ == nullptr ? std::span<const RecordId>() : undo_->kept();
  }

 private:
  Result<void> begin();
  Result<void> make_import_record();
  Result<void> take_rows();
  Result<void> make_draft();
  Result<void> commit();
  Result<bool> step_rows();
  Result<StepState> finish();
  Result<StepState> step_undo(std::int64_t budget_us);

  Workspace& workspace_;
  const ImportPlan plan_;
  Matcher matcher_;
  CardQueue queue_;
  std::unique_ptr<CardDrafter> drafter_;
  std::optional<Draft> draft_;  // made, but not committed yet
  const std::uint64_t losses_before_;
  std::size_t rows_per_commit_;
  std::size_t rows_taken_ = 0;  // into the drafter or the draft
  std::uint64_t rows_done_ = 0;
  std::uint64_t rows_flushed_ = 0;
  std::uint64_t rows_to_skip_ = 0;  // done by an earlier import of the same file
  bool begun_ = false;
  bool is_flushing_ = false;
  bool input_finished_ = false;
  bool are_references_done_ = false;
  bool is_cancelled_ = false;
  ImportState state_ = ImportState::running;
  RecordId import_;
  ImportCounts resumed_;  // what was counted before the import was cut off
  std::unique_ptr<ImportUndo> undo_;
};

}  // namespace kith
