#include "wasm/program/import_run.h"

#include "core/exchange/mapping_memory.h"

#include <utility>

namespace kith::wasm {
namespace {

// A little more than ten times a second. Putting a frame on the screen holds the worker up: without
// a graphics card for as long as some hundred contacts take.
constexpr std::int64_t progress_interval_us = 70'000;
// Without a graphics card a frame takes as long as taking back some hundred records, of whose going
// nothing is to be seen but this.
constexpr std::int64_t undo_progress_interval_us = 200'000;

}  // namespace

ImportRun::ImportRun(Workspace& workspace, Platform& platform, ui::ImportStatus& status)
    : workspace_(workspace), platform_(platform), status_(status) {}

ImportRun::~ImportRun() {
  stop_reading();
  status_.report = nullptr;
  status_.preview = nullptr;
}

// -- reading --

void ImportRun::read(std::string file_name, std::int64_t size) {
  status_ = {.file_name = file_name, .bytes = size};
  options_ = {.file_name = std::move(file_name)};
  preview_ = std::make_unique<ImportPreview>(workspace_);
  status_.phase = ui::ImportPhase::reading;
  begin_reading();
}

void ImportRun::read_again(const ui::ReadImportAgain& how) {
  if (how.encoding) options_.encoding = how.encoding;
  if (how.mapping) {
    options_.mapping = encode_mapping(report_.headers, *how.mapping);
    // Only a convenience: an import is not refused because its mapping was not remembered.
    (void)remember_mapping(workspace_.database(), report_.headers, *how.mapping);
  }
  status_.error.reset();
  status_.bytes_read = 0;
  preview_ = std::make_unique<ImportPreview>(workspace_);
  status_.phase = ui::ImportPhase::reading;
  begin_reading();
}

void ImportRun::begin_reading() {
  stop_reading();
  reading_ = std::make_shared<int>();
  report_ = {};
  input_finished_ = false;
  status_.report = nullptr;
  status_.preview = preview_.get();
  platform_.begin_parse(options_);
  ask_for_more();
}

void ImportRun::stop_reading() {
  if (!reading_) return;
  reading_.reset();
  asked_ = false;
  platform_.end_parse();
}

void ImportRun::ask_for_more() {
  if (asked_ || input_finished_ || !reading_) return;
  asked_ = true;
  platform_.next_parsed([this, reading = std::weak_ptr<int>(reading_)](Result<ParsedStep> parsed) {
    if (reading.expired()) return;
    asked_ = false;
    const ui::ImportPhase before = status_.phase;
    take(std::move(parsed));
    show_progress(status_.phase != before);
    platform_.request_jobs();
  });
}

void ImportRun::take(Result<ParsedStep> parsed) {
  if (!parsed) return fail_with(std::move(parsed.error()));
  report_ = std::move(parsed->report);
  status_.report = &report_;
  status_.bytes_read = parsed->bytes_read;
  if (parsed->error) return fail_with(std::move(*parsed->error));
  if (use_remembered_mapping()) return;
  if (parsed->batch) {
    if (job_)
      job_->offer(std::move(*parsed->batch));
    else
      preview_->offer(std::move(*parsed->batch));
  }
  if (!report_.finished) return;
  input_finished_ = true;
  if (job_) {
    if (auto finished = job_->finish_input(report_); !finished)
      return fail_with(std::move(finished.error()));
  } else {
    preview_->finish_input(report_);
  }
  stop_reading();
}

// A file of nobody in particular whose headings were mapped before: read it that way from the
// start. True when it does.
bool ImportRun::use_remembered_mapping() {
  const bool unknown = report_.format == FileFormat::other_csv && report_.mapping_suggested;
  if (!unknown || !options_.mapping.empty() || job_) return false;
  auto remembered = recall_mapping(workspace_.database(), report_.headers);
  if (!remembered || !*remembered) return false;
  options_.mapping = std::move(**remembered);
  preview_ = std::make_unique<ImportPreview>(workspace_);
  begin_reading();
  return true;
}

// -- doing --

void ImportRun::start(DateOrder date_order) {
  if (status_.phase != ui::ImportPhase::preview) return;
  job_ = std::make_unique<ImportJob>(workspace_,
                                     make_import_plan(report_, status_.file_name, date_order));
  // The second reading goes by the mapping that was shown.
  if (report_.format == FileFormat::other_csv) {
    options_.mapping = encode_mapping(report_.headers, report_.mapping);
  }
  status_.phase = ui::ImportPhase::committing;
  begin_reading();
  status_.preview = nullptr;
  preview_.reset();
}

void ImportRun::cancel() {
  switch (status_.phase) {
    case ui::ImportPhase::committing:
      stop_reading();
      job_->cancel();
      status_.phase = ui::ImportPhase::cancelling;
      platform_.request_jobs();
      break;
    case ui::ImportPhase::reading:
    case ui::ImportPhase::preview:
    case ui::ImportPhase::failed:
      stop_reading();
      status_ = {};
      break;
    default:
      break;
  }
}

void ImportRun::undo(RecordId import, LaterEdits later) {
  stop_reading();
  status_ = {.phase = ui::ImportPhase::undoing, .later = later, .import = import};
  undo_ = std::make_unique<ImportUndo>(workspace_, import, ImportState::undone, later);
  platform_.request_jobs();
}

void ImportRun::redo(RecordId import) {
  stop_reading();
  status_ = {.phase = ui::ImportPhase::redoing, .import = import};
  undo_ = std::make_unique<ImportUndo>(workspace_, import, ImportState::done);
  platform_.request_jobs();
}

bool ImportRun::is_undoing() const {
  return status_.phase == ui::ImportPhase::undoing || status_.phase == ui::ImportPhase::redoing;
}

bool ImportRun::is_busy() const {
  return status_.phase == ui::ImportPhase::committing ||
         status_.phase == ui::ImportPhase::cancelling || is_undoing();
}

bool ImportRun::step(std::int64_t budget_us) {
  const ui::ImportPhase before = status_.phase;
  Result<StepState> state = StepState::finished;
  switch (status_.phase) {
    case ui::ImportPhase::reading:
      state = step_preview(budget_us);
      break;
    case ui::ImportPhase::committing:
    case ui::ImportPhase::cancelling:
      state = step_job(budget_us);
      break;
    case ui::ImportPhase::undoing:
    case ui::ImportPhase::redoing:
      state = step_undo(budget_us);
      break;
    default:
      return false;
  }
  if (!state) fail_with(std::move(state.error()));
  show_progress(status_.phase != before);
  if (!state) return false;
  // Ahead of need: the file is parsed on another core meanwhile.
  if (job_ ? job_->wants_more() : preview_ && preview_->wants_more()) ask_for_more();
  return *state == StepState::busy;
}

// Drawing each step would take more time than the steps.
void ImportRun::show_progress(bool at_once) {
  const std::int64_t now = platform_.clock().steady_us();
  const std::int64_t interval = is_undoing() ? undo_progress_interval_us : progress_interval_us;
  if (!at_once && now - shown_us_ < interval) return;
  shown_us_ = now;
  platform_.request_frame();
}

Result<StepState> ImportRun::step_preview(std::int64_t budget_us) {
  const StepState state = TRY(preview_->step(budget_us));
  if (state == StepState::finished) status_.phase = ui::ImportPhase::preview;
  return state;
}

Result<StepState> ImportRun::step_job(std::int64_t budget_us) {
  const StepState state = TRY(job_->step(budget_us));
  status_.progress = job_->progress();
  status_.counts = job_->counts();
  if (!job_->import().is_null()) status_.import = job_->import();
  if (state != StepState::finished) return state;
  if (job_->state() == kith::ImportState::done) {
    status_.phase = ui::ImportPhase::finished;
    return state;
  }
  status_.kept_by_undo = job_->kept().size();
  status_.import.reset();  // nothing is left to take back
  status_.phase = status_.error ? ui::ImportPhase::failed : ui::ImportPhase::cancelled;
  return state;
}

std::span<const RecordId> ImportRun::kept() const {
  if (undo_ != nullptr) return undo_->kept();
  return job_ == nullptr ? std::span<const RecordId>() : job_->kept();
}

Result<StepState> ImportRun::step_undo(std::int64_t budget_us) {
  const StepState state = TRY(undo_->step(budget_us));
  status_.undone = undo_->progress();
  status_.kept_by_undo = undo_->kept().size();
  if (state == StepState::finished) {
    const bool was_redone = status_.phase == ui::ImportPhase::redoing;
    status_.phase = was_redone ? ui::ImportPhase::redone : ui::ImportPhase::cancelled;
  }
  return state;
}

// The first reason is the one to be told. When taking back fails as well (no room for it), the
// import's record says running: it can be taken back later, in another session too.
void ImportRun::fail_with(Error error) {
  stop_reading();
  if (!status_.error) {
    status_.error = with_place(std::move(error));
  } else {
    status_.error->text += " What it had brought in could not be taken back yet: " + error.text;
  }
  if (status_.phase != ui::ImportPhase::committing) {
    status_.phase = ui::ImportPhase::failed;
    return;
  }
  job_->cancel();
  status_.phase = ui::ImportPhase::cancelling;
  platform_.request_jobs();
}

// Names the file, and how far it was read. The parser's errors do so already, with the line.
Error ImportRun::with_place(Error error) const {
  const std::string& file = status_.file_name;
  if (file.empty() || error.text.starts_with(file)) return error;
  const std::uint64_t contacts = job_ ? job_->progress().rows_done : report_.cards;
  const std::string place = contacts == 0 ? "" : ", after contact " + std::to_string(contacts);
  error.text = file + place + ": " + error.text;
  return error;
}

}  // namespace kith::wasm
