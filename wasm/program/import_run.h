// One import from the chosen file to its last commit: read once for the preview, read again for the
// import itself (so that a file of any size is never held whole), or one import taken back.
//
//   ImportRun run(workspace, platform, status);
//   run.read(file_name, {});        // preview grows in status
//   run.start(order);               // commits in slices
//   run.cancel();
//
// Whatever goes wrong on the way, an import that fails is taken back whole before it shows as
// failed.
//
// step() works for its budget and says whether there is more to do at once; answers of the
// platform bring it on as well and ask for jobs.
#pragma once

#include "core/exchange/import_job.h"
#include "core/exchange/import_preview.h"
#include "core/exchange/import_undo.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "wasm/program/platform.h"

#include <memory>
#include <optional>

namespace kith::wasm {

class ImportRun {
 public:
  // All outlive it. What it shows, it writes into `status`.
  ImportRun(Workspace& workspace, Platform& platform, ui::ImportStatus& status);
  ~ImportRun();

  void read(std::string file_name, std::int64_t size);
  void read_again(const ui::ReadImportAgain& how);
  void start(DateOrder date_order);
  void cancel();
  void undo(RecordId import, LaterEdits later);
  void redo(RecordId import);

  // The records that taking back left.
  std::span<const RecordId> kept() const;
  // Whether it holds work that must not be dropped.
  bool is_busy() const;
  bool step(std::int64_t budget_us);

 private:
  void begin_reading();
  void ask_for_more();
  void take(Result<ParsedStep> parsed);
  bool use_remembered_mapping();
  bool is_undoing() const;
  Result<StepState> step_preview(std::int64_t budget_us);
  Result<StepState> step_job(std::int64_t budget_us);
  Result<StepState> step_undo(std::int64_t budget_us);
  void stop_reading();
  void show_progress(bool at_once);
  void fail_with(Error error);
  Error with_place(Error error) const;

  Workspace& workspace_;
  Platform& platform_;
  ui::ImportStatus& status_;

  ParseOptions options_;
  ParseReport report_;
  bool input_finished_ = false;
  std::int64_t shown_us_ = 0;     // when a frame was last asked for
  bool asked_ = false;            // an answer is under way
  std::shared_ptr<int> reading_;  // answers of an earlier reading find it gone
  std::unique_ptr<ImportPreview> preview_;
  std::unique_ptr<ImportJob> job_;
  std::unique_ptr<ImportUndo> undo_;
};

}  // namespace kith::wasm
