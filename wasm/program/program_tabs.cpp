// Several tabs. One at a time has the files open: whoever is looked at asks for them, and gets them
// between two slices of the holder's work. A tab without them keeps its session, with its keys, in
// memory, and finds out on its return what was changed meanwhile.
#include "wasm/program/backup_run.h"
#include "wasm/program/import_run.h"
#include "wasm/program/program.h"
#include "wasm/program/restore_run.h"
#include "wasm/program/session.h"

namespace kith::wasm {

void Program::set_in_front(bool in_front) {
  is_in_front_ = in_front;
  if (is_here()) return;
  if (!in_front) {
    platform_.stop_asking();
  } else if (!is_asking_) {
    find_vault(true);
  }
}

void Program::wanted() {
  if (!is_here()) return platform_.stop_asking();
  const std::string busy_with = job();
  if (busy_with.empty()) return give_up();
  platform_.tell_busy(busy_with);
}

// What must come to its end before another tab gets the files, in words behind "is busy".
std::string Program::job() const {
  if (state_.vault == ui::VaultStatus::opening) return "opening the workspace";
  if (state_.passphrase.is_changing) return "changing the passphrase";
  if (session_ && state_.passkey.is_asking) return "adding a passkey";
  if (state_.sealing.is_running) return "sealing everything anew";
  if (backup_) return "making a backup";
  if (attach_) return "attaching " + state_.attachment.name;
  if (restore_ && restore_->is_running()) return "restoring a backup";
  if (!import_ || !import_->is_busy()) return {};
  if (state_.import.phase == ui::ImportPhase::redoing) return "bringing back an import";
  if (state_.import.phase != ui::ImportPhase::committing) return "taking back an import";
  return "importing " + state_.import.file_name;
}

void Program::give_up() {
  if (!is_here() || !state_.storage.on_device) return;
  hooks_.letting_go();
  if (!is_here()) return;  // what was typed last locked it
  // As when it is closed: what is in the midst of something keeps what it has done.
  if (session_) (void)session_->workspace().flush();
  note_witness(true);
  if (import_ && import_->is_busy()) {
    import_.reset();
    state_.import = {};
  }
  end_attachments();
  end_backups();
  end_duplicates();
  end_rekey();
  state_.sealing.is_running = state_.passphrase.is_changing = state_.passkey.is_asking = false;
  disk_ = nullptr;
  platform_.close_disk();
  platform_.show_baton(false);
}

// The files are open again, with the session of before.
Result<void> Program::go_on() {
  note_use();
  state_.vault = ui::VaultStatus::open;
  Result<void> result = read_what_is_new();
  if (result) {
    look_at_witness();
    platform_.request_jobs();
    return result;
  }
  if (result.error().code == ErrorCode::newer_format) platform_.reload();
  forget_session();
  return result;
}

Result<void> Program::read_what_is_new() {
  if (TRY(session_->vault().resume())) return {};
  hooks_.rereading();
  // A preview counts on what was here: the file is read again.
  const ui::ImportPhase phase = state_.import.phase;
  const bool is_shown = phase == ui::ImportPhase::reading || phase == ui::ImportPhase::preview;
  const std::string file_name = state_.import.file_name;
  const std::int64_t size = state_.import.bytes;
  import_.reset();
  state_.workspace = nullptr;
  TRY(session_->reread(platform_.clock(), platform_.random()));
  state_.workspace = &session_->workspace();
  erasures_tidied_ = 0;
  if (is_shown) new_import_run().read(file_name, size);
  look_for_unfinished_import();
  look_at_last_backup();
  return {};
}

void Program::used_elsewhere() {
  if (!is_here()) note_use();
}

void Program::locked_elsewhere() {
  if (session_ && !is_here()) lock(false);
}

}  // namespace kith::wasm
