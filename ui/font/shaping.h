// Which texts can be put together from single letters, and which only the text engine can draw.
#pragma once

#include <string_view>

namespace kith::ui {

// True for scripts that join, reorder or stack their letters, for right-to-left text, combining
// marks and emoji sequences: such a text is drawn as one run.
bool needs_shaping(std::string_view text);

// Whether the first letter with a direction runs from right to left.
bool starts_right_to_left(std::string_view text);

}  // namespace kith::ui
