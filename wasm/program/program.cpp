#include "wasm/program/program.h"

#include "core/exchange/import_list.h"
#include "core/practice/history.h"
#include "core/practice/words.h"
#include "wasm/program/attach_run.h"
#include "wasm/program/backup_run.h"
#include "wasm/program/import_run.h"
#include "wasm/program/restore_run.h"
#include "wasm/program/session.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace kith::wasm {
namespace {

constexpr std::int64_t job_slice_us = 8'000;
constexpr std::int64_t room_worth_a_warning = 64 << 20;

}  // namespace

Program::Program(Platform& platform) : platform_(platform) {}

Program::~Program() {
  close();
}

void Program::start() {
  find_vault(false);
}

void Program::carry_out(ui::Command command) {
  // Typing goes on below the message of a change that was refused.
  if (!std::holds_alternative<ui::KeepUnsaved>(command)) state_.error.reset();
  std::visit([this](auto& each) { run(std::move(each)); }, command);
  note_witness(false);
  platform_.request_frame();
}

void Program::run_jobs() {
  if (!is_here()) return;
  if (go_on_with_restore()) platform_.request_jobs();
  if (!session_) return;
  if (rekey_) return step_rekey();
  if (tidy_storage_in_slices()) return;
  if (go_on_with_attachments()) platform_.request_jobs();
  if (go_on_with_backup()) platform_.request_jobs();
  if (go_on_with_duplicates()) platform_.request_jobs();
  if (import_) {
    const ui::ImportPhase before = state_.import.phase;
    const bool more = import_->step(job_slice_us);
    tell_import_end(before);
    if (more) platform_.request_jobs();
  }
}

// -- records --

void Program::run(ui::Commit command) {
  if (!session_) return;
  auto committed = commit(command);
  if (!committed) {
    state_.refusal = {std::move(command.saved), committed.error().text, state_.refusal.serial + 1};
    state_.error = std::move(committed.error());
    return;
  }
  if (committed->op_count > 0) undo_steps_.made(committed->id);
  if (!command.toast.empty()) toast(std::move(command.toast), committed->id);
  platform_.request_jobs();
  // Browsers weigh the question by what the person has done here: ask after the first real work,
  // which an import is too.
  if (!asked_to_persist_) run(ui::AskToPersist{});
}

// What was typed last may come in when another tab has got the files: it goes back to its field.
Result<Committed> Program::commit(const ui::Commit& command) {
  if (!is_here())
    return fail(ErrorCode::conflict, "Another tab has the workspace. Save again when it is back.");
  return session_->workspace().commit(command.draft, Durability::now, command.saved);
}

void Program::run(ui::EraseForGood command) {
  if (!has_workspace()) return;
  if (auto committed = session_->workspace().commit(command.draft); !committed) {
    state_.error = std::move(committed.error());
    return;
  }
  toast(std::move(command.toast));
  platform_.request_jobs();
}

// Nobody asked for it, so nobody is told when there is no room: the text is still in its field.
void Program::run(ui::KeepUnsaved command) {
  if (has_workspace() && !command.texts.empty())
    (void)session_->workspace().keep_unsaved(command.texts);
}

void Program::run(ui::Unmerge command) {
  if (!has_workspace()) return;
  auto unmerged = session_->workspace().unmerge(command.record, command.handed);
  if (!unmerged) {
    state_.error = std::move(unmerged.error());
    return;
  }
  undo_steps_.made(unmerged->committed.id);
  toast(std::move(command.toast), unmerged->committed.id);
  platform_.request_jobs();
}

void Program::run(ui::UndoChange command) {
  if (!has_workspace()) return;
  const auto later = command.with_later_edits ? LaterEdits::undone : LaterEdits::kept;
  state_.undo_rest.reset();
  auto undone = session_->workspace().undo(command.changeset, Durability::now, later);
  if (!undone) {
    state_.error = std::move(undone.error());
    return;
  }
  const bool is_anything_done = undone->committed.op_count > 0;
  undo_steps_.undone(command.changeset,
                     is_anything_done ? std::optional(undone->committed.id) : std::nullopt);
  tell_undone(command.changeset, *undone);
  platform_.request_jobs();
}

void Program::run(ui::UndoLast) {
  if (const auto last = undo_steps_.next_undo()) return run(ui::UndoChange{*last});
  toast("There is nothing to undo");
}

void Program::run(ui::RedoLast) {
  const auto last = undo_steps_.next_redo();
  if (!last) return toast("There is nothing to do again");
  run(ui::UndoChange{*last});
}

void Program::tell_undone(ChangesetId changeset, const UndoOutcome& undone) {
  constexpr std::size_t told_max = 20;
  const bool is_anything_done = undone.committed.op_count > 0;
  if (is_anything_done) {
    toast("Undone", undone.committed.id);
    state_.toast.is_redo = true;
  } else if (undone.kept.empty()) {
    toast("There was nothing left to undo");
  }
  if (undone.kept.empty()) return;
  ui::UndoRest rest{.changeset = changeset, .words = {}, .count = undone.kept.size()};
  for (const KeptEdit& kept : undone.kept) {
    if (rest.words.size() == told_max) break;
    rest.words.push_back(kept_in_words(session_->workspace(), session_->directory(), kept));
  }
  state_.undo_rest = std::move(rest);
}

void Program::run(ui::KeepLaterEdits) {
  state_.undo_rest.reset();
}

// -- imports --

ImportRun& Program::new_import_run() {
  import_.reset();
  import_ = std::make_unique<ImportRun>(session_->workspace(), platform_, state_.import);
  return *import_;
}

void Program::run(ui::PickImportFile) {
  platform_.pick_file(".csv,.vcf,.vcard,.txt,text/csv,text/vcard,text/plain",
                      FilePurpose::anything);
}

void Program::file_chosen(std::string file_name, std::int64_t size, FilePurpose purpose) {
  if (purpose == FilePurpose::attachment) return attachment_chosen(std::move(file_name), size);
  if (disk_ != nullptr && state_.vault == ui::VaultStatus::none) {
    return backup_chosen(std::move(file_name));
  }
  if (!has_workspace() || (import_ && import_->is_busy())) return;
  new_import_run().read(std::move(file_name), size);
  platform_.request_frame();
}

void Program::run(ui::ReadImportAgain command) {
  if (is_here() && import_ && !import_->is_busy()) import_->read_again(command);
}

void Program::run(ui::StartImport command) {
  if (is_here() && import_) import_->start(command.date_order);
}

void Program::run(ui::CancelImport) {
  if (import_) import_->cancel();
}

void Program::run(ui::CloseImport) {
  if (import_ && import_->is_busy()) return;
  import_.reset();
  state_.import = {};
  look_for_unfinished_import();
}

void Program::run(ui::UndoImport command) {
  if (!has_workspace() || (import_ && import_->is_busy())) return;
  const auto later = command.with_later_edits ? LaterEdits::undone : LaterEdits::kept;
  new_import_run().undo(command.import, later);
}

void Program::run(ui::RedoImport command) {
  if (!has_workspace() || (import_ && import_->is_busy())) return;
  new_import_run().redo(command.import);
}

void Program::tell_import_end(ui::ImportPhase before) {
  const ui::ImportStatus& import = state_.import;
  if (import.phase == before) return;
  if (import.phase == ui::ImportPhase::finished) {
    if (!asked_to_persist_) run(ui::AskToPersist{});
    toast("Imported " + import.file_name, {}, import.import);
  } else if (import.phase == ui::ImportPhase::redone) {
    toast("The import is back", {}, import.import);
  } else if (import.phase == ui::ImportPhase::cancelled) {
    toast(import.kept_by_undo == 0 ? "The import was taken back"
                                   : "The import was taken back; what was changed since is kept",
          {}, import.import);
    state_.toast.is_redo = true;
  } else if (import.phase == ui::ImportPhase::failed) {
    toast("Importing " + import.file_name + " failed");
  }
  if (import.phase == ui::ImportPhase::cancelled) name_kept_records();
  if (!import_->is_busy()) look_for_unfinished_import();
  run(ui::RefreshStorageHealth{});
}

void Program::name_kept_records() {
  constexpr std::size_t named_max = 100;
  std::vector<ui::KeptRecord>& records = state_.import.kept_records;
  for (const RecordId& id : import_->kept()) {
    if (records.size() == named_max) return;
    const auto record = session_->workspace().read(id);
    if (!record || !*record) continue;
    records.push_back(
        {id, (*record)->kind, record_in_words(session_->workspace(), session_->directory(), id)});
  }
}

void Program::look_for_unfinished_import() {
  state_.unfinished_import.reset();
  auto imports = list_imports(session_->workspace());
  if (!imports) return;
  for (const ImportSummary& import : *imports) {
    if (import.state == kith::ImportState::running) state_.unfinished_import = import.import;
  }
}

// -- settings --

void Program::run(ui::SetTheme command) {
  state_.preferences.theme = command.theme;
  platform_.remember(state_.preferences);
}

void Program::run(ui::SetLockAfter command) {
  state_.preferences.lock_after_minutes = command.minutes;
  platform_.remember(state_.preferences);
  check_idle();
}

void Program::set_preferences(const ui::Preferences& preferences) {
  if (preferences.theme <= ui::ThemeChoice::dark) state_.preferences.theme = preferences.theme;
  if (std::ranges::find(ui::lock_after_choices, preferences.lock_after_minutes) !=
      ui::lock_after_choices.end())
    state_.preferences.lock_after_minutes = preferences.lock_after_minutes;
}

void Program::run(ui::RefreshStorageHealth) {
  if (session_) {
    look_at_last_backup();
    if (auto health = session_->vault().health()) {
      state_.storage.vault_bytes = static_cast<std::int64_t>(
          health->pages_file_bytes + health->log_file_bytes + health->index_file_bytes);
      state_.storage.log_bytes = static_cast<std::int64_t>(health->log_bytes);
    }
  }
  platform_.estimate_storage([this](Result<StorageEstimate> estimate) {
    if (!estimate) return;
    state_.storage.used_bytes = estimate->used_bytes;
    state_.storage.quota_bytes = estimate->quota_bytes;
    if (estimate->persisted) state_.storage.persisted = true;
    note_room_left();
    platform_.request_frame();
  });
}

// Of the workspace it is what a checkpoint or an import may need for a while.
void Program::note_room_left() {
  ui::StorageFacts& facts = state_.storage;
  const std::int64_t left = facts.quota_bytes - facts.used_bytes;
  facts.nearly_full = facts.on_device && facts.quota_bytes > 0 &&
                      left < std::max(room_worth_a_warning, facts.vault_bytes / 4);
}

void Program::run(ui::AskToPersist) {
  asked_to_persist_ = true;
  if (!state_.storage.on_device) return;
  platform_.ask_to_persist([this](Result<bool> persisted) {
    if (persisted) state_.storage.persisted = *persisted;
    platform_.request_frame();
  });
}

void Program::toast(std::string text, std::optional<ChangesetId> undo,
                    std::optional<RecordId> undo_import) {
  state_.toast = {.text = std::move(text),
                  .undo = undo,
                  .undo_import = undo_import,
                  .serial = state_.toast.serial + 1};
}

}  // namespace kith::wasm
