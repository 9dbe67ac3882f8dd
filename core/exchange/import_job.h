// The import itself: batches of staged cards to commits of at most 2,000 rows, under one import
// record that says how far it is. Each step() works for about its budget, so that frames and the
// user's own edits come in between.
//
// Invariants:
// 1. Every commit but the first and last has the intent import_rows, names the import record and
//    sets its rows_done in the same changeset: after a crash rows_done tells exactly what is there.
// 2. Ids are made of the workspace, the circle, the kind of file and the card's natural key: a row
//    imported twice, here or on another device, is one record.
// 3. Nothing that was there is overwritten: empty fields are filled, contact ways added, and a
// value
//    that differs is kept as a fact.
//
//   ImportJob job(workspace, make_import_plan(report, file_name));
//   while (state != finished) { offer(batch) when wanted; state = TRY(job.step(8'000)); }
#pragma once

#include "core/base/result.h"
#include "core/exchange/import_plan.h"
#include "core/exchange/import_undo.h"
#include "core/exchange/matcher.h"
#include "core/exchange/staged_card.h"
#include "core/record/workspace.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kith {

class CardDrafter;

inline constexpr std::size_t import_rows_max = 2000;      // of one commit
inline constexpr std::int64_t import_commit_us = 25'000;  // aimed at, for one commit

struct ImportProgress {
  std::uint64_t rows_done = 0;
  std::uint64_t rows = 0;
  bool undoing = false;  // after cancel(): rows_done goes down again
};

class ImportJob {
 public:
  ImportJob(Workspace& workspace, ImportPlan plan);
  ~ImportJob();

  void offer(Bytes batch);
  // After the last batch. A report of another file than the plan's cancels the import.
  void finish_input(const ParseReport& report);
  // After an error of the workspace the job may be stepped again or cancelled; what is committed
  // stays, and is found as a running import when the workspace is opened next.
  Result<StepState> step(std::int64_t budget_us);

  // Undoes what this import has committed, in the next steps. Later edits by the user stay.
  void cancel();

  ImportProgress progress() const;
  const ImportCounts& counts() const { return counts_; }
  // Null until something was committed; stays so when the file brings nothing new.
  RecordId import() const { return import_; }
  ImportState state() const { return state_; }

 private:
  Result<void> begin();
  Result<void> commit_rows();
  Result<void> finish();
  Result<StepState> step_undo(std::int64_t budget_us);
  Result<void> set_state(ImportState state);
  bool take_batch();

  Workspace& workspace_;
  ImportPlan plan_;
  Matcher matcher_;
  std::unique_ptr<CardDrafter> drafter_;
  std::deque<Bytes> batches_;
  std::vector<StagedCard> cards_;
  std::size_t next_card_ = 0;
  std::size_t rows_per_commit_;
  std::uint64_t rows_done_ = 0;
  std::uint64_t rows_to_skip_ = 0;  // done by an earlier run of the same import
  bool begun_ = false;
  bool input_finished_ = false;
  ImportState state_ = ImportState::running;
  RecordId import_;
  ImportCounts counts_;
  std::unique_ptr<ImportUndo> undo_;
};

}  // namespace kith
