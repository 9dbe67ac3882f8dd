#include "ui/font/shaping.h"

#include "core/base/text_script.h"
#include "core/base/text_utf8.h"

#include <algorithm>

namespace kith::ui {
namespace {

// Letters that stand alone whatever is beside them. Everything else of a script is shaped.
bool stands_alone(Script script) {
  switch (script) {
    case Script::common:
    case Script::latin:
    case Script::greek:
    case Script::cyrillic:
    case Script::armenian:
    case Script::georgian:
    case Script::ethiopic:
    case Script::hangul:
    case Script::hiragana:
    case Script::katakana:
    case Script::bopomofo:
    case Script::han:
      return true;
    default:
      return false;
  }
}

bool is_conjoining_jamo(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97F) ||
         (c >= 0xD7B0 && c <= 0xD7FF);
}

// Flags are pairs of these, skin tones follow what they colour.
bool joins_emoji(char32_t c) {
  return (c >= 0x1F1E6 && c <= 0x1F1FF) || (c >= 0x1F3FB && c <= 0x1F3FF);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

bool needs_shaping(std::string_view text) {
  if (is_ascii(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    if (c < 0x300) continue;
    if (!stands_alone(script_of(c)) || is_joiner(c) || is_conjoining_jamo(c) || joins_emoji(c))
      return true;
  }
  return false;
}

bool starts_right_to_left(std::string_view text) {
  if (is_ascii(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    if (is_word_character(c) && script_of(c) != Script::common)
      return is_right_to_left(script_of(c));
  }
  return false;
}

}  // namespace kith::ui
