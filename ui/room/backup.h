// Backups: made in the settings, brought back at the door.
#pragma once

#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <string>

namespace kith::ui {

// Making one, how far it is, and when the last one was made.
void backup_panel(Ui& ui, const ProgramState& program, Commands& commands);

// What opens the chosen backup, while it is typed.
struct RestoreForm {
  bool by_phrase = false;
  std::string passphrase;
  std::string phrase;

  // Overwrites what was typed.
  void forget();
};

// In place of making a workspace, from the choice of a file on.
void restore_door(Ui& ui, RestoreForm& form, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
