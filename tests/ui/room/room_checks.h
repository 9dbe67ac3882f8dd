// What every room must keep at every width, and the widths.
#pragma once

#include "tests/ui/room/visitor.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>
#include <vector>

namespace kith::ui {

inline constexpr std::array<float, 3> widths = {360, 740, 1280};
// Higher than any window, so that what one would scroll to is drawn too.
inline constexpr float tall = 4000;

// Nothing is drawn or can be pressed that no node speaks of, and nothing sticks out of the window.
inline void check_room(Visitor& visitor, float width) {
  CHECK(visitor.ui().take_lint() == std::vector<std::string>{});
  for (const Node& node : visitor.mirror.nodes()) {
    if (node.states & state_clipped) continue;
    INFO(node.name);
    CHECK(node.rect.x >= -0.5F);
    CHECK(node.rect.x + node.rect.width <= width + 0.5F);
  }
}

}  // namespace kith::ui
