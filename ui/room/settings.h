// Settings: how it looks, locking, the health of the storage, and what Kith is made of.
#pragma once

#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

namespace kith::ui {

struct SettingsState {
  bool asked_for_health = false;
};

void settings_room(Ui& ui, SettingsState& state, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
