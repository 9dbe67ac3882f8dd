#include "ui/room/backup.h"

#include "core/base/date.h"
#include "core/base/date_words.h"
#include "core/crypto/secret.h"
#include "core/record/workspace.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

namespace kith::ui {
namespace {

// -- in the settings --

PartialDate local_day(std::int64_t wall_ms, Clock& clock) {
  constexpr std::int64_t minute_ms = 60'000;
  constexpr std::int64_t day_ms = 24 * 60 * minute_ms;
  return civil_from_days((wall_ms + clock.utc_offset_minutes() * minute_ms) / day_ms);
}

std::string last_words(const BackupStatus& status, Clock& clock) {
  if (!status.last_ms) return "None was made on this device yet";
  const std::string day = date_in_words(local_day(*status.last_ms, clock), today(clock));
  if (status.changes_since == 0) return day + "; nothing has changed since";
  return day + "; " + count_words(status.changes_since, "change", "changes") + " since";
}

void show_running(Ui& ui, const BackupStatus& status, Commands& commands) {
  const bool is_checking = status.phase == BackupPhase::checking;
  progress_bar(ui, "Backup", static_cast<float>(status.progress),
               is_checking ? "Reading it back, to be sure" : "Writing");
  if (button(ui, "Cancel the backup", {.kind = ButtonKind::quiet})) {
    commands.push_back(CancelBackup{});
  }
}

// -- at the door --

void page_heading(Ui& ui, std::string_view title, std::string_view words) {
  heading(ui, 1, title, {.size = 24});
  text(ui, words, {.tone = Tone::second});
  space(ui, 8);
}

void show_error(Ui& ui, const RestoreStatus& status) {
  if (status.error) banner(ui, status.error->text, {.severity = Severity::danger});
}

bool key_fields(Ui& ui, RestoreForm& form, bool is_unlocking) {
  bool sent = false;
  group(ui, Role::form, "Restore a backup", [&] {
    if (form.by_phrase) {
      text_field(ui, "Recovery phrase", form.phrase, {.password = true, .focus = true});
    } else {
      sent |= text_field(ui, "Passphrase of the backup", form.passphrase,
                         {.password = true, .focus = true})
                  .by_enter;
    }
    space(ui, 8);
    sent |= button(ui, "Restore it",
                   {.kind = ButtonKind::primary, .busy = is_unlocking, .fills_width = true});
  });
  return sent && !is_unlocking;
}

void ask_for_key(Ui& ui, RestoreForm& form, const RestoreStatus& status, Commands& commands) {
  page_heading(ui, "Restore a backup",
               "It opens with the passphrase from when it was made, or with the recovery phrase. "
               "They stay those of the workspace.");
  definition(ui, "File", [&] { text(ui, status.file_name); });
  definition(ui, "Size", [&] { text(ui, size_words(status.bytes)); });
  space(ui, 8);
  show_error(ui, status);
  const bool sent = key_fields(ui, form, status.phase == RestorePhase::unlocking);
  row(ui, {.wraps = true}, [&] {
    if (button(ui, form.by_phrase ? "Use the passphrase" : "Use the recovery phrase",
               {.kind = ButtonKind::quiet})) {
      form.by_phrase = !form.by_phrase;
    }
    spacer(ui);
    if (button(ui, "Back", {.kind = ButtonKind::quiet})) commands.push_back(CancelRestore{});
  });
  if (!sent) return;
  if (form.by_phrase && !form.phrase.empty()) {
    commands.push_back(RestoreWithRecoveryPhrase{form.phrase});
    wipe(form.phrase);
  } else if (!form.by_phrase && !form.passphrase.empty()) {
    commands.push_back(RestoreWithPassphrase{form.passphrase});
    wipe(form.passphrase);
  }
}

void show_restoring(Ui& ui, const RestoreStatus& status, Commands& commands) {
  page_heading(ui, "Restoring", "Nothing is kept before all of it is here.");
  const float share = status.bytes > 0
                          ? static_cast<float>(status.bytes_read) / static_cast<float>(status.bytes)
                          : 0;
  progress_bar(ui, "Restoring the backup", share,
               size_words(status.bytes_read) + " of " + size_words(status.bytes));
  space(ui, 8);
  if (button(ui, "Cancel")) commands.push_back(CancelRestore{});
}

void show_failed(Ui& ui, const RestoreStatus& status, Commands& commands) {
  page_heading(ui, "This was not restored", "Nothing of it is kept on this device.");
  definition(ui, "File", [&] { text(ui, status.file_name); });
  space(ui, 8);
  show_error(ui, status);
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Choose another file", {.kind = ButtonKind::primary})) {
      commands.push_back(PickBackupFile{});
    }
    spacer(ui);
    if (button(ui, "Back", {.kind = ButtonKind::quiet})) commands.push_back(CancelRestore{});
  });
}

}  // namespace

void backup_panel(Ui& ui, const ProgramState& program, Commands& commands) {
  const BackupStatus& status = program.backup;
  heading(ui, 2, "Backup");
  text(ui,
       "One sealed file with everything in it, its history too. It opens with the passphrase of "
       "the day, or the recovery phrase, in Kith on any device. Keep it elsewhere than here.",
       {.tone = Tone::second});
  definition(ui, "Last backup", [&] { text(ui, last_words(status, program.workspace->clock())); });
  if (status.error) banner(ui, status.error->text, {.severity = Severity::danger});
  if (status.phase == BackupPhase::writing || status.phase == BackupPhase::checking) {
    return show_running(ui, status, commands);
  }
  if (button(ui, "Make a backup",
             {.kind = status.is_due ? ButtonKind::primary : ButtonKind::secondary,
              .icon = Icon::download})) {
    commands.push_back(MakeBackup{});
  }
}

void RestoreForm::forget() {
  wipe(passphrase);
  wipe(phrase);
  *this = {};
}

void restore_door(Ui& ui, RestoreForm& form, const ProgramState& program, Commands& commands) {
  const RestoreStatus& status = program.restore;
  switch (status.phase) {
    case RestorePhase::idle:
      return;
    case RestorePhase::locked:
    case RestorePhase::unlocking:
      return ask_for_key(ui, form, status, commands);
    case RestorePhase::reading:
      return show_restoring(ui, status, commands);
    case RestorePhase::failed:
      return show_failed(ui, status, commands);
  }
}

}  // namespace kith::ui
