// Which script a code point belongs to, for choosing fonts and for cutting words, and whether it
// belongs to a word at all.
#pragma once

#include <cstdint>

namespace kith {

// In the order of scripts/generate_unicode.mjs. `common` holds what scripts share: digits,
// punctuation, combining marks. `other` holds the rarer scripts.
enum class Script : std::uint8_t {
  common,
  latin,
  greek,
  cyrillic,
  armenian,
  hebrew,
  arabic,
  syriac,
  thaana,
  devanagari,
  bengali,
  gurmukhi,
  gujarati,
  oriya,
  tamil,
  telugu,
  kannada,
  malayalam,
  sinhala,
  thai,
  lao,
  tibetan,
  myanmar,
  georgian,
  hangul,
  ethiopic,
  khmer,
  mongolian,
  hiragana,
  katakana,
  bopomofo,
  han,
  other,
};

Script script_of(char32_t code_point);

// A letter, digit or numeral of any script.
bool is_word_character(char32_t code_point);
// A mark or an invisible character: part of the word before it.
bool is_joiner(char32_t code_point);
// Scripts that are written without spaces, or whose words change at their end by whole syllables.
bool is_searched_by_pairs(Script script);
bool is_right_to_left(Script script);

}  // namespace kith
