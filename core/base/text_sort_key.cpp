// A key is: one byte of class · the primary codes of the folded name · 0 · the name in small
// letters, when it is more than ASCII · 0 · one bit for each character, whether it is a capital.
// Codes never begin with 0, so a name sorts before every longer one that starts with it.
#include "core/base/text_sort_key.h"

#include "core/base/text_fold.h"
#include "core/base/text_script.h"
#include "core/base/text_utf8.h"

#include <cstdint>

#include "unicode_tables.h"

namespace kith {
namespace {

constexpr char class_letters = 0x10;
constexpr char class_symbols = 0x20;
constexpr char class_nothing = 0x30;

// The first bytes of the codes for the scripts that the generated table leaves out; its own are
// below.
constexpr unsigned char lead_other = 0xF0;
constexpr unsigned char lead_hangul = 0xF4;
constexpr unsigned char lead_han = 0xF8;

constexpr std::size_t key_characters_max = 256;

void put_primary(std::string& key, char32_t code_point) {
  if (const std::uint16_t code = unicode_tables::sort_code[code_point]; code != 0) {
    if (code > 0xFF) key += static_cast<char>(code >> 8);
    key += static_cast<char>(code);
    return;
  }
  const Script script = script_of(code_point);
  const unsigned char lead = script == Script::han      ? lead_han
                             : script == Script::hangul ? lead_hangul
                                                        : lead_other;
  key += static_cast<char>(lead);
  key += static_cast<char>(code_point >> 16);
  key += static_cast<char>(code_point >> 8);
  key += static_cast<char>(code_point);
}

// Spaces and hyphens part words; other punctuation does not count.
void put_primaries(std::string& key, std::string_view name) {
  const std::string folded = fold(name);
  bool parts_words = false;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t code_point = next_code_point(folded, at);
    if (code_point == ' ' || code_point == '-') {
      parts_words = key.size() > 1;
    } else if (is_word_character(code_point) || unicode_tables::sort_code[code_point] != 0) {
      if (parts_words) key += static_cast<char>(unicode_tables::sort_code_space);
      parts_words = false;
      put_primary(key, code_point);
    }
  }
}

void put_marks_and_case(std::string& key, std::string_view name) {
  std::string small;
  std::string capitals;
  bool is_ascii = true;
  unsigned bits = 1;  // a guard bit in front of seven
  for (std::size_t at = 0; at < name.size();) {
    const char32_t code_point = next_code_point(name, at);
    const char32_t small_letter = lower(code_point);
    is_ascii = is_ascii && code_point < 0x80;
    append_utf8(small, small_letter);
    bits = bits << 1 | (small_letter != code_point ? 1U : 0U);
    if (bits >= 0x80) {
      capitals += static_cast<char>(bits);
      bits = 1;
    }
  }
  if (bits > 1) capitals += static_cast<char>(bits);
  key += '\0';
  if (!is_ascii) key += small;
  key += '\0';
  key += capitals;
}

}  // namespace

std::string name_sort_key(std::string_view name) {
  // Cut to what is compared: nobody tells names apart behind that.
  std::size_t end = 0;
  for (std::size_t count = 0; end < name.size() && count < key_characters_max; ++count)
    next_code_point(name, end);
  name = name.substr(0, end);

  std::string key(1, class_letters);
  put_primaries(key, name);
  if (key.size() == 1) {
    const bool is_blank = fold(name).find_first_not_of(' ') == std::string::npos;
    key[0] = is_blank ? class_nothing : class_symbols;
  }
  put_marks_and_case(key, name);
  return key;
}

}  // namespace kith
