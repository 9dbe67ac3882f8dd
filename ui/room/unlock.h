// The door: make a workspace (name, passphrase, recovery phrase shown once and asked back), or
// open the one that is here. Tells a wrong passphrase from damage.
#pragma once

#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/room/backup.h"
#include "ui/widget/frame.h"

#include <array>
#include <string>
#include <vector>

namespace kith::ui {

struct UnlockState {
  enum class Step { choose_passphrase, write_down, ask_back };
  Step step = Step::choose_passphrase;
  std::string name;
  std::string passphrase;
  std::string passphrase_again;
  bool tried = false;  // the form was sent once: show what is missing
  std::array<std::string, 3> asked_back;
  bool by_phrase = false;  // opening with the recovery phrase
  std::string phrase;
  RestoreForm restore;

  // Overwrites what was typed.
  void forget();
};

void unlock_room(Ui& ui, UnlockState& state, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
