// Where the lines of a paragraph end. The pieces of a line are measured each in its own font; runs
// of scripts written from right to left stand whole in their line.
#pragma once

#include "ui/font/text_engine.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace kith::ui {

// From `begin` on, up to the next style's begin, the text has this font.
struct FontRange {
  std::size_t begin = 0;
  Font font;
};

struct TextLine {
  std::size_t begin = 0, end = 0;  // without the spaces it was broken at
  float width = 0;                 // device pixels
};

// At least one line. `ranges` starts at 0 and covers the text.
std::vector<TextLine> break_lines(TextEngine& engine, std::string_view text,
                                  std::span<const FontRange> ranges, float width);

// The width of a part of the text.
float part_width(TextEngine& engine, std::string_view text, std::span<const FontRange> ranges,
                 std::size_t begin, std::size_t end);

}  // namespace kith::ui
