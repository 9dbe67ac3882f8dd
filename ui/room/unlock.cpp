#include "ui/room/unlock.h"

#include "core/crypto/secret.h"
#include "ui/room/passphrase_strength.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>

namespace kith::ui {
namespace {

// Which words are asked back: one from each third, not the first or last.
constexpr std::array<std::size_t, 3> asked_positions = {3, 10, 20};

void page_heading(Ui& ui, std::string_view title, std::string_view words) {
  heading(ui, 1, title, {.size = 24});
  text(ui, words, {.tone = Tone::second});
  space(ui, 8);
}

void show_error(Ui& ui, const ProgramState& program) {
  if (program.error) banner(ui, program.error->text, {.severity = Severity::danger});
}

void memory_only_warning(Ui& ui, const ProgramState& program) {
  if (!program.storage.known || program.storage.on_device) return;
  banner(ui,
         "This window cannot keep data on this device. Everything is lost when it is closed. Open "
         "Kith in a normal window of an up-to-date browser to keep your work.",
         {.severity = Severity::danger});
}

// -- create --

struct FormCheck {
  std::string_view passphrase, again;
  bool good() const { return passphrase.empty() && again.empty(); }
};

FormCheck check_form(const UnlockState& state) {
  FormCheck check{.passphrase = passphrase_objection(state.passphrase), .again = {}};
  if (state.passphrase != state.passphrase_again) check.again = "The two are not the same.";
  return check;
}

void choose_passphrase(Ui& ui, UnlockState& state, Commands& commands) {
  page_heading(ui, "Welcome to Kith",
               "A place to keep what you know of the people you care about. It is sealed on this "
               "device with a passphrase that only you know; nobody can reset it for you.");
  const FormCheck check = check_form(state);
  const auto error = [&](std::string_view words) { return state.tried ? words : ""; };
  bool sent = false;
  group(ui, Role::form, "Make a workspace", [&] {
    sent |=
        text_field(
            ui, "Passphrase", state.passphrase,
            {.password = true, .required = true, .focus = true, .error = error(check.passphrase)})
            .by_enter;
    if (!state.passphrase.empty()) {
      const PassphraseStrength strength = passphrase_strength(state.passphrase);
      progress_bar(ui, "Strength of the passphrase", strength.share, strength.words);
    }
    sent |= text_field(ui, "Passphrase again", state.passphrase_again,
                       {.password = true, .required = true, .error = error(check.again)})
                .by_enter;
    space(ui, 8);
    sent |= button(ui, "Continue", {.kind = ButtonKind::primary, .fills_width = true});
  });
  if (button(ui, "Restore a backup", {.kind = ButtonKind::quiet, .icon = Icon::import_file})) {
    commands.push_back(PickBackupFile{});
  }
  if (!sent) return;
  state.tried = true;
  if (!check_form(state).good()) return;
  state.step = UnlockState::Step::write_down;
  commands.push_back(MakeRecoveryPhrase{});
}

void recovery_words(Ui& ui, const std::vector<std::string>& words) {
  if (words.empty()) return;  // asked for, but made only when this frame is done
  const std::size_t column_count = ui.screen() == ScreenSize::narrow ? 2 : 3;
  const std::size_t per_column = (words.size() + column_count - 1) / column_count;
  panel(ui, {.surface = Surface::sunken, .border = false}, [&] {
    group(ui, Role::list, "Recovery phrase", [&] {
      begin_columns(ui, {.tracks = std::vector<Track>(column_count, fill()), .gap = 16});
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (i % per_column == 0) next_column(ui);
        keyed(ui, static_cast<std::int64_t>(i), [&] {
          const std::string number = std::to_string(i + 1);
          group(ui, Role::list_item, number + " " + words[i], [&] {
            text(ui, {{.words = number + "  ", .tone = Tone::second},
                      {.words = words[i], .strong = true}});
          });
        });
      }
      end_columns(ui);
    });
  });
}

void write_down(Ui& ui, UnlockState& state, const ProgramState& program) {
  page_heading(
      ui, "Write these 24 words down",
      "They open this workspace when the passphrase is forgotten. Keep them on paper, away "
      "from this laptop. They are shown only now.");
  recovery_words(ui, program.recovery_words);
  space(ui, 8);
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Back", {.kind = ButtonKind::quiet})) {
      state.step = UnlockState::Step::choose_passphrase;
    }
    spacer(ui);
    if (button(ui, "I have written them down",
               {.kind = ButtonKind::primary, .disabled = program.recovery_words.empty()})) {
      state.step = UnlockState::Step::ask_back;
    }
  });
}

std::string trimmed_lower(std::string text) {
  std::erase(text, ' ');
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 128 ? std::tolower(c) : c); });
  return text;
}

bool asked_back_right(const UnlockState& state, const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < asked_positions.size(); ++i) {
    const std::size_t at = asked_positions.at(i);
    if (at >= words.size() || trimmed_lower(state.asked_back.at(i)) != words[at]) return false;
  }
  return true;
}

void ask_back(Ui& ui, UnlockState& state, const ProgramState& program, Commands& commands) {
  page_heading(ui, "Three words, to be sure",
               "Type these from your paper. It is the only way back in without the passphrase.");
  bool sent = false;
  const auto right = [&] { return asked_back_right(state, program.recovery_words); };
  const auto named = [&] { return state.name.find_first_not_of(' ') != std::string::npos; };
  group(ui, Role::form, "Check the recovery phrase", [&] {
    for (std::size_t i = 0; i < asked_positions.size(); ++i) {
      const std::string label = "Word " + std::to_string(asked_positions.at(i) + 1);
      sent |= text_field(ui, label, state.asked_back.at(i), {.focus = i == 0}).by_enter;
    }
    // Asked only here: browsers keep what is typed before a passphrase as the name of a login.
    sent |= text_field(ui, "Workspace name", state.name,
                       {.required = true,
                        .placeholder = "Your organisation's name",
                        .error = state.tried && !named() ? "Give it a name." : ""})
                .by_enter;
    if (state.tried && !right()) {
      banner(ui, "These are not the words that were shown. Look at your paper again.",
             {.severity = Severity::warning});
    }
    space(ui, 8);
    row(ui, {.wraps = true}, [&] {
      if (button(ui, "Show the words again", {.kind = ButtonKind::quiet})) {
        state.step = UnlockState::Step::write_down;
        state.tried = false;
      }
      spacer(ui);
      sent |= button(ui, "Make the workspace", {.kind = ButtonKind::primary});
    });
  });
  if (!sent) return;
  state.tried = true;
  if (!right() || !named()) return;  // asked now: the last words may have come with the press
  commands.push_back(CreateWorkspace{state.name, state.passphrase});
  state.forget();
}

void create(Ui& ui, UnlockState& state, const ProgramState& program, Commands& commands) {
  const UnlockState::Step before = state.step;
  switch (state.step) {
    case UnlockState::Step::choose_passphrase:
      choose_passphrase(ui, state, commands);
      break;
    case UnlockState::Step::write_down:
      write_down(ui, state, program);
      break;
    case UnlockState::Step::ask_back:
      ask_back(ui, state, program, commands);
      break;
  }
  if (state.step != before) {
    state.tried = false;
    ui.want_frame();
  }
}

// -- open --

void open_with_passphrase(Ui& ui, UnlockState& state, const ProgramState& program,
                          Commands& commands) {
  const PasskeyStatus& passkey = program.passkey;
  page_heading(ui, "Unlock", "What is kept here is sealed until you do.");
  show_error(ui, program);
  if (passkey.was_declined) banner(ui, "No passkey was used.");
  bool sent = false;
  group(ui, Role::form, "Unlock", [&] {
    sent |=
        text_field(ui, "Passphrase", state.passphrase, {.password = true, .focus = true}).by_enter;
    space(ui, 8);
    sent |= button(ui, "Unlock",
                   {.kind = ButtonKind::primary, .icon = Icon::lock, .fills_width = true});
  });
  if (passkey.is_there && passkey.is_offered &&
      button(ui, "Unlock with the passkey",
             {.icon = Icon::key, .busy = passkey.is_asking, .fills_width = true}) &&
      !passkey.is_asking) {
    commands.push_back(OpenWithPasskey{});
  }
  if (button(ui, "Use the recovery phrase", {.kind = ButtonKind::quiet})) state.by_phrase = true;
  if (!sent || state.passphrase.empty()) return;
  commands.push_back(OpenWithPassphrase{state.passphrase});
  wipe(state.passphrase);
}

void open_with_phrase(Ui& ui, UnlockState& state, const ProgramState& program, Commands& commands) {
  page_heading(ui, "Recovery phrase", "The 24 words from your paper, in order, with spaces.");
  show_error(ui, program);
  bool sent = false;
  group(ui, Role::form, "Unlock with the recovery phrase", [&] {
    text_field(ui, "Recovery phrase", state.phrase, {.password = true, .focus = true});
    space(ui, 8);
    sent |= button(ui, "Unlock",
                   {.kind = ButtonKind::primary, .icon = Icon::lock, .fills_width = true});
  });
  if (button(ui, "Use the passphrase", {.kind = ButtonKind::quiet})) state.by_phrase = false;
  if (!sent || state.phrase.empty()) return;
  commands.push_back(OpenWithRecoveryPhrase{state.phrase});
  wipe(state.phrase);
}

void opening(Ui& ui, const ProgramState& program) {
  page_heading(ui, "One moment", "");
  progress_bar(ui, "Opening the workspace", -1, program.vault_progress);
}

void damaged(Ui& ui, const ProgramState& program, Commands& commands) {
  page_heading(ui, "This workspace is damaged",
               "Its files are kept as they are; nothing was changed. You can save them to a file "
               "for somebody who can help; then a backup can be restored in their place.");
  show_error(ui, program);
  if (program.can_read_damaged &&
      button(ui, "Save what can be read",
             {.kind = ButtonKind::primary,
              .icon = Icon::download,
              .description = "As plain text that anybody can read: keep it safe."})) {
    commands.push_back(ExportReadable{});
  }
  if (button(ui, "Save the sealed files", {.icon = Icon::download})) {
    commands.push_back(ExportSalvage{});
  }
  if (!program.damaged_files_saved) return;
  space(ui, 16);
  text(ui,
       "The sealed files were saved. Once you have found them among your downloads, they need "
       "not stay here.",
       {.tone = Tone::second});
  if (button(ui, "Remove the damaged files here", {.kind = ButtonKind::danger})) {
    commands.push_back(RemoveDamaged{});
  }
}

void unavailable(Ui& ui, const ProgramState& program, Commands& commands) {
  page_heading(ui, "The storage does not open", "Nothing was changed.");
  show_error(ui, program);
  if (button(ui, "Try again", {.kind = ButtonKind::primary})) commands.push_back(TryAgain{});
}

void door(Ui& ui, UnlockState& state, const ProgramState& program, Commands& commands) {
  switch (program.vault) {
    case VaultStatus::none:
      if (program.restore.phase != RestorePhase::idle) {
        return restore_door(ui, state.restore, program, commands);
      }
      show_error(ui, program);
      create(ui, state, program, commands);
      break;
    case VaultStatus::locked:
      if (state.by_phrase)
        open_with_phrase(ui, state, program, commands);
      else
        open_with_passphrase(ui, state, program, commands);
      break;
    case VaultStatus::damaged:
      damaged(ui, program, commands);
      break;
    case VaultStatus::unavailable:
      unavailable(ui, program, commands);
      break;
    case VaultStatus::looking:
    case VaultStatus::opening:
    case VaultStatus::open:
      opening(ui, program);
      break;
  }
}

}  // namespace

void UnlockState::forget() {
  for (std::string* secret : {&passphrase, &passphrase_again, &phrase})
    wipe(*secret);
  for (std::string& word : asked_back)
    wipe(word);
  restore.forget();
  *this = UnlockState{};
}

void unlock_room(Ui& ui, UnlockState& state, const ProgramState& program, Commands& commands) {
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Unlock", [&] {
      scroll_area(ui, "Unlock", {.padding = 24}, [&] {
        column(ui, {.width_max = 440, .centred = true}, [&] {
          space(ui, ui.screen() == ScreenSize::narrow ? 16 : 64);
          memory_only_warning(ui, program);
          door(ui, state, program, commands);
        });
      });
    });
  });
}

}  // namespace kith::ui
