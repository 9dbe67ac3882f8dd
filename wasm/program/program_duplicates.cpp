// The search for duplicates, in slices while the workspace is in use. What it found is kept until
// the workspace is locked; the room leaves out what was answered since.
#include "wasm/program/program.h"
#include "wasm/program/session.h"

namespace kith::wasm {
namespace {

// Less than half a frame: typing and scrolling go on.
constexpr std::int64_t slice_us = 6'000;
constexpr std::int64_t shown_every_us = 100'000;

}  // namespace

void Program::run(ui::FindDuplicates) {
  if (!has_workspace()) return;
  duplicates_.emplace(session_->workspace());
  state_.duplicates.phase = ui::DuplicatesPhase::searching;
  state_.duplicates.progress = 0;
  platform_.request_jobs();
}

void Program::run(ui::CancelFindingDuplicates) {
  end_duplicates();
}

// Whether there is more.
bool Program::go_on_with_duplicates() {
  if (!duplicates_) return false;
  ui::DuplicatesStatus& status = state_.duplicates;
  auto done = duplicates_->step(slice_us);
  const std::int64_t now_us = platform_.clock().steady_us();
  if (done && !*done) {
    status.progress = duplicates_->progress();
    if (now_us - duplicates_shown_us_ < shown_every_us) return true;
    duplicates_shown_us_ = now_us;
    platform_.request_frame();
    return true;
  }
  if (done) {
    status.phase = ui::DuplicatesPhase::found;
    status.found = duplicates_->found();
    status.has_more = duplicates_->has_more();
    ++status.searches;
  } else {
    status.phase = ui::DuplicatesPhase::failed;
    status.error = std::move(done.error());
  }
  duplicates_.reset();
  platform_.request_frame();
  return false;
}

// What was found before stays.
void Program::end_duplicates() {
  duplicates_.reset();
  ui::DuplicatesStatus& status = state_.duplicates;
  if (status.phase == ui::DuplicatesPhase::searching)
    status.phase = status.searches > 0 ? ui::DuplicatesPhase::found : ui::DuplicatesPhase::idle;
}

}  // namespace kith::wasm
