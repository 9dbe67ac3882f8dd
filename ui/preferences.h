// What is remembered of this device outside the vault, since the door has a colour too.
#pragma once

#include "ui/widget/theme.h"

#include <array>

namespace kith::ui {

// Minutes without a key, a press or a movement after which the workspace is locked.
inline constexpr std::array<int, 5> lock_after_choices = {1, 5, 10, 30, 60};
inline constexpr int lock_after_default = 10;

struct Preferences {
  ThemeChoice theme = ThemeChoice::system;
  int lock_after_minutes = lock_after_default;
};

}  // namespace kith::ui
