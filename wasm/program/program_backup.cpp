// Backups out of the open workspace, and one brought back where there is none.
#include "core/crypto/kdf.h"
#include "core/crypto/recovery_phrase.h"
#include "core/record/backup.h"
#include "core/store/recovery_wrap.h"
#include "wasm/program/backup_run.h"
#include "wasm/program/program.h"
#include "wasm/program/restore_run.h"
#include "wasm/program/session.h"

#include <utility>

namespace kith::wasm {
namespace {

constexpr std::int64_t slice_us = 8'000;
constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
// When somebody is to be reminded: so much has changed, and for so long nobody made one.
constexpr std::int64_t changes_worth_a_backup = 20;
constexpr std::int64_t backup_due_after_ms = 7 * day_ms;

}  // namespace

// -- out --

void Program::run(ui::MakeBackup) {
  if (!has_workspace() || backup_ || state_.sealing.is_running) return;
  backup_ = std::make_unique<BackupRun>(*session_, platform_, state_.backup);
  platform_.request_jobs();
}

void Program::run(ui::CancelBackup) {
  backup_.reset();
  state_.backup.phase = ui::BackupPhase::idle;
}

bool Program::go_on_with_backup() {
  if (!backup_) return false;
  const RunStep step = backup_->step(slice_us);
  if (step != RunStep::over) return step == RunStep::more;
  backup_.reset();
  if (state_.backup.phase == ui::BackupPhase::idle) toast("The backup was made and checked");
  look_at_last_backup();
  return false;
}

void Program::look_at_last_backup() {
  Workspace& workspace = session_->workspace();
  const auto last = workspace.last_backup();
  if (!last) return;
  ui::BackupStatus& status = state_.backup;
  status.last_ms = *last ? std::optional((*last)->wall_ms) : std::nullopt;
  status.changes_since = workspace.last_position() - (*last ? (*last)->position : 0);
  const auto since_ms = status.last_ms ? *status.last_ms : workspace.first_change_ms();
  status.is_due = status.changes_since >= changes_worth_a_backup && since_ms &&
                  platform_.clock().wall_ms() - *since_ms > backup_due_after_ms;
}

// Both read or write the files, which are about to be closed.
void Program::end_backups() {
  backup_.reset();
  restore_.reset();
  state_.backup.phase = ui::BackupPhase::idle;
  state_.restore = {};
}

// -- in --

void Program::run(ui::PickBackupFile) {
  if (disk_ != nullptr && state_.vault == ui::VaultStatus::none) {
    platform_.pick_file(".kith", FilePurpose::anything);
  }
}

void Program::backup_chosen(std::string file_name) {
  if (restore_ && restore_->is_running()) return;
  restore_ = std::make_unique<RestoreRun>(platform_, state_.restore);
  restore_->choose(std::move(file_name));
  platform_.request_frame();
}

void Program::run(ui::RestoreWithPassphrase command) {
  const Wrap* wrap = restore_ ? restore_->wrap(WrapKind::passphrase) : nullptr;
  if (wrap == nullptr || state_.restore.phase != ui::RestorePhase::locked) {
    return wipe(command.passphrase);
  }
  state_.restore.phase = ui::RestorePhase::unlocking;
  platform_.derive_key(std::move(command.passphrase), wrap->salt, wrap->cost,
                       [this](Result<DerivedKey> derived) {
                         if (state_.restore.phase != ui::RestorePhase::unlocking) return;
                         if (derived) return start_restore(WrapKind::passphrase, derived->key);
                         state_.restore.phase = ui::RestorePhase::locked;
                         state_.restore.error = std::move(derived.error());
                         platform_.request_frame();
                       });
}

void Program::run(ui::RestoreWithRecoveryPhrase command) {
  const Wrap* wrap = restore_ ? restore_->recovery_wrap() : nullptr;
  auto seed = parse_recovery_phrase(command.words);
  wipe(command.words);
  if (wrap == nullptr || state_.restore.phase != ui::RestorePhase::locked) return;
  if (!seed) {
    state_.restore.error = std::move(seed.error());
    return;
  }
  const auto kek = recovery_kek(*seed, restore_->vault(), wrap_info(*wrap));
  if (kek) return start_restore(wrap->kind, *kek);
  state_.restore.error = kek.error();
}

void Program::start_restore(WrapKind kind, const KekKey& kek) {
  restored_by_phrase_ = kind != WrapKind::passphrase;
  restore_->start(*disk_, kind, kek);
  platform_.request_jobs();
  platform_.request_frame();
}

void Program::run(ui::CancelRestore) {
  restore_.reset();
  state_.restore = {};
}

bool Program::go_on_with_restore() {
  if (!restore_ || !restore_->is_running()) return false;
  const RunStep step = restore_->step(slice_us);
  if (step != RunStep::over) return step == RunStep::more;
  if (auto session = restore_->take_session()) {
    restore_.reset();
    witness_ = {};  // older by intent
    opened(std::move(session));
    state_.passphrase.is_forgotten = restored_by_phrase_;
    toast("The backup was restored");
  }
  platform_.request_frame();
  return false;
}

}  // namespace kith::wasm
