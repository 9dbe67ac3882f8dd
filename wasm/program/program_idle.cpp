// Locking by itself: whoever leaves an open workspace on a table has left it to anybody.
#include "wasm/program/backup_run.h"
#include "wasm/program/import_run.h"
#include "wasm/program/program.h"
#include "wasm/program/session.h"

#include <algorithm>

namespace kith::wasm {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t warning_ms = 30'000;  // so long before it locks it says so
// The other tabs hear of use so often: as late as that they may lock too early.
constexpr std::int64_t tell_use_every_us = 20'000'000;

}  // namespace

std::int64_t Program::idle_ms() {
  Clock& clock = platform_.clock();
  return std::max((clock.steady_us() - used_at_us_) / 1000, clock.wall_ms() - used_at_wall_ms_);
}

bool Program::is_working() const {
  return rekey_ || backup_ || attach_ || (import_ && import_->is_busy());
}

// For so long that it locks.
bool Program::is_idle() {
  return idle_ms() >= state_.preferences.lock_after_minutes * minute_ms;
}

void Program::note_use() {
  used_at_us_ = platform_.clock().steady_us();
  used_at_wall_ms_ = platform_.clock().wall_ms();
  if (!is_here() || used_at_us_ - told_use_us_ < tell_use_every_us) return;
  told_use_us_ = used_at_us_;
  platform_.tell_used();
}

bool Program::used() {
  if (!session_) return true;
  if (!is_working() && is_idle()) {
    lock(true);
    return false;
  }
  note_use();
  if (state_.locks_soon) check_idle();
  return true;
}

void Program::check_idle() {
  if (!session_) return;
  // What somebody began is let come to its end first.
  if (is_working()) note_use();
  // A tab without the files knows of use only what it was told, so it locks alone.
  if (is_idle()) return lock(is_here());
  const std::int64_t limit_ms = state_.preferences.lock_after_minutes * minute_ms;
  const std::int64_t idle = idle_ms();
  const bool soon = idle >= limit_ms - warning_ms;
  if (soon != state_.locks_soon) {
    state_.locks_soon = soon;
    platform_.request_frame();
  }
  platform_.request_idle_check(soon ? limit_ms - idle : limit_ms - warning_ms - idle);
}

}  // namespace kith::wasm
