#include "ui/room/settings.h"

#include "ui/room/backup.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>

#include "third_party.h"

namespace kith::ui {
namespace {

void appearance(Ui& ui, const ProgramState& program, Commands& commands) {
  static constexpr std::array<std::string_view, 3> names = {"As the system", "Light", "Dark"};
  heading(ui, 2, "Appearance");
  if (auto chosen = radio_group(ui, "Theme", names, static_cast<int>(program.preferences.theme))) {
    commands.push_back(SetTheme{static_cast<ThemeChoice>(*chosen)});
  }
}

void lock_after(Ui& ui, const ProgramState& program, Commands& commands) {
  static constexpr std::array<std::string_view, lock_after_choices.size()> names = {
      "1 minute", "5 minutes", "10 minutes", "30 minutes", "1 hour"};
  const auto now = std::ranges::find(lock_after_choices, program.preferences.lock_after_minutes);
  const auto chosen = select(ui, "Lock when nobody has used it for", names,
                             static_cast<int>(now - lock_after_choices.begin()), {.width = 240});
  if (chosen) {
    commands.push_back(SetLockAfter{lock_after_choices.at(static_cast<std::size_t>(*chosen))});
  }
}

void locking(Ui& ui, SettingsState& state, const ProgramState& program, Commands& commands) {
  heading(ui, 2, "Lock");
  text(ui,
       "Locking drops the key and everything read from this tab's memory. The passphrase opens it "
       "again.",
       {.tone = Tone::second});
  lock_after(ui, program, commands);
  space(ui, 4);
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Lock now", {.icon = Icon::lock})) commands.push_back(Lock{});
    if (button(ui, "Change the passphrase", {.icon = Icon::edit})) {
      state.passphrase.begin(program.passphrase);
    }
    const bool can_seal = !program.passphrase.is_forgotten && !program.sealing.is_running;
    if (button(ui, "Seal everything anew", {.icon = Icon::shield, .disabled = !can_seal})) {
      state.sealing.begin(program.sealing);
    }
  });
  change_passphrase(ui, state.passphrase, program, commands);
  seal_anew(ui, state.sealing, program, commands);
  passkey_part(ui, state.passkey, program, commands);
}

std::string_view persistence_words(const StorageFacts& facts) {
  if (!facts.on_device) return "Nothing is kept: this window holds it in memory only";
  if (!facts.persisted) return "Not asked yet: the browser may clear it when the disk is full";
  return *facts.persisted ? "The browser has promised to keep it"
                          : "The browser may clear it when the disk is full";
}

void storage_health(Ui& ui, const ProgramState& program, Commands& commands) {
  const StorageFacts& facts = program.storage;
  heading(ui, 2, "Storage health");
  if (!facts.known) {
    text(ui, "Looking …", {.tone = Tone::second});
    return;
  }
  definition(ui, "Where", [&] {
    text(ui, facts.on_device ? "Only on this device, sealed" : "In the memory of this window");
  });
  definition(ui, "Kept", [&] { text(ui, persistence_words(facts)); });
  definition(ui, "Workspace", [&] { text(ui, size_words(facts.vault_bytes)); });
  definition(ui, "Not yet tidied", [&] { text(ui, size_words(facts.log_bytes)); });
  if (facts.quota_bytes > 0) {
    const float share =
        static_cast<float>(facts.used_bytes) / static_cast<float>(facts.quota_bytes);
    progress_bar(ui, "Space used of what the browser gives", share,
                 size_words(facts.used_bytes) + " of " + size_words(facts.quota_bytes));
  }
  if (button(ui, "Save what can be read",
             {.icon = Icon::download,
              .description = "As plain text that anybody can read: keep it safe."})) {
    commands.push_back(ExportReadable{});
  }
  if (facts.on_device && !facts.persisted.value_or(false) &&
      button(ui, "Ask the browser to keep it")) {
    commands.push_back(AskToPersist{});
  }
}

void past_panel(Ui& ui) {
  heading(ui, 2, "History and trash");
  text(
      ui,
      "Who changed what, and when. What was moved to the trash stays there until somebody restores "
      "it.",
      {.tone = Tone::second});
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Open the history", {.icon = Icon::undo})) ui.navigate("#/history");
    if (button(ui, "Open the trash", {.icon = Icon::trash})) ui.navigate("#/trash");
  });
}

void duplicates_panel(Ui& ui) {
  heading(ui, 2, "Duplicates");
  text(ui, "People and organisations that may be here twice are looked for on this device.",
       {.tone = Tone::second});
  if (button(ui, "Look for duplicates", {.icon = Icon::people})) ui.navigate("#/duplicates");
}

void about(Ui& ui) {
  heading(ui, 2, "About Kith");
  text(ui,
       "Free software under the Apache License 2.0. It stands on the work of others, with thanks:",
       {.tone = Tone::second});
  for (const generated::ThirdParty& part : generated::third_party) {
    definition(ui, part.name, [&] { text(ui, part.licence, {.tone = Tone::second}); });
  }
}

}  // namespace

void settings_room(Ui& ui, SettingsState& state, const ProgramState& program, Commands& commands) {
  if (!state.asked_for_health) {
    state.asked_for_health = true;
    commands.push_back(RefreshStorageHealth{});
  }
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Settings", [&] {
      scroll_area(ui, "Settings", {.padding = 24}, [&] {
        column(ui, {.gap = 16, .width_max = prose_width_max}, [&] {
          heading(ui, 1, "Settings", {.size = 24, .focusable = true});
          panel(ui, {}, [&] { appearance(ui, program, commands); });
          panel(ui, {}, [&] { locking(ui, state, program, commands); });
          panel(ui, {}, [&] { backup_panel(ui, program, commands); });
          panel(ui, {}, [&] { storage_health(ui, program, commands); });
          panel(ui, {}, [&] { duplicates_panel(ui); });
          panel(ui, {}, [&] { past_panel(ui); });
          panel(ui, {}, [&] { about(ui); });
        });
      });
    });
  });
}

}  // namespace kith::ui
