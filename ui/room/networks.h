// The networks that people are on: which are known, alive or closed, and what leads to a profile.
//
//   if (button(ui, "Networks")) state.networks.step = NetworkForm::Step::list;
//   network_dialog(ui, state.networks, program, commands);        // nothing while it is closed
#pragma once

#include "core/practice/networks.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <optional>
#include <string>

namespace kith::ui {

struct NetworkForm {
  enum class Step : std::uint8_t { closed, list, edit } step = Step::closed;
  Network wish;  // being added or changed
  std::string error;
  // As of `revision`.
  std::optional<Networks> known;
  std::uint64_t revision = 0;
};

// Reads them again when one has changed.
const Networks& networks_of(NetworkForm& form, const ProgramState& program);
void network_dialog(Ui& ui, NetworkForm& form, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
