#include "core/base/text_script.h"

#include "unicode_tables.h"

namespace kith {
namespace {

constexpr int script_mask = 0x3F;
constexpr int word_bit = 0x40;
constexpr int joiner_bit = 0x80;

}  // namespace

Script script_of(char32_t code_point) {
  return static_cast<Script>(unicode_tables::script[code_point] & script_mask);
}

bool is_word_character(char32_t code_point) {
  return (unicode_tables::script[code_point] & word_bit) != 0;
}

bool is_joiner(char32_t code_point) {
  return (unicode_tables::script[code_point] & joiner_bit) != 0;
}

bool is_searched_by_pairs(Script script) {
  switch (script) {
    case Script::han:
    case Script::hiragana:
    case Script::katakana:
    case Script::bopomofo:
    case Script::hangul:
    case Script::thai:
    case Script::lao:
    case Script::khmer:
    case Script::myanmar:
      return true;
    default:
      return false;
  }
}

bool is_right_to_left(Script script) {
  return script == Script::hebrew || script == Script::arabic || script == Script::syriac ||
         script == Script::thaana;
}

}  // namespace kith
