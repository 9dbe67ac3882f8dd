// The keys that do something everywhere, and the sheet that lists them: "?" opens it.
#pragma once

#include "ui/commands.h"
#include "ui/widget/frame.h"

#include <optional>
#include <string_view>

namespace kith::ui {

struct ShortcutsState {
  bool is_open = false;
};

// As a sheet and a palette show them.
namespace shortcut_keys {
constexpr std::string_view go_to = "Ctrl K";
constexpr std::string_view undo = "Ctrl Z";
constexpr std::string_view redo = "Ctrl Shift Z";
constexpr std::string_view sheet = "?";
}  // namespace shortcut_keys

// Call in each frame behind the door.
void shortcuts(Ui& ui, ShortcutsState& state, Commands& commands);

}  // namespace kith::ui
