#include "ui/room/passphrase_strength.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

namespace kith::ui {
namespace {

// What is tried first, everywhere. Longest first where one begins another.
constexpr std::array<std::string_view, 40> common_parts = {
    "password",  "passphrase", "correcthorsebatterystaple",
    "letmein",   "welcome",    "qwertyuiop",
    "qwerty",    "azerty",     "iloveyou",
    "admin",     "monkey",     "dragon",
    "sunshine",  "princess",   "football",
    "master",    "shadow",     "superman",
    "batman",    "michael",    "charlie",
    "jesus",     "secret",     "summer",
    "winter",    "spring",     "autumn",
    "hello",     "freedom",    "whatever",
    "trustno1",  "starwars",   "changeme",
    "default",   "office",     "charity",
    "nonprofit", "donor",      "contact",
    "kith"};

constexpr float common_part_bits = 6;  // one of the first few dozen guesses
constexpr float word_bits = 11;        // one of some two thousand usual words
constexpr float fair_bits = 40;
constexpr float strong_bits = 60;

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
// Part of a character outside ASCII.
bool is_wide(char c) {
  return (static_cast<unsigned char>(c) & 0x80) != 0;
}

// Bits of one character that was typed after `before`: next to nothing when it repeats it or
// continues a row (abc, 321).
float character_bits(char c, char before) {
  if (before != 0 && std::abs(c - before) <= 1) return 0.7f;
  if (is_digit(c)) return 3.3f;
  if (is_letter(c)) return std::isupper(static_cast<unsigned char>(c)) != 0 ? 5.0f : 4.2f;
  if (is_wide(c)) return 3.0f;  // two to four bytes a character
  return 5.0f;
}

std::size_t common_part_at(std::string_view lower, std::size_t at) {
  for (std::string_view part : common_parts) {
    if (lower.substr(at).starts_with(part)) return part.size();
  }
  return 0;
}

// A run of letters is a word, and words are guessed whole: it is worth no more than one.
float letters_bits(std::string_view letters) {
  float bits = 0;
  char before = 0;
  for (char c : letters) {
    bits += character_bits(c, before);
    before = c;
  }
  return std::min(bits, word_bits + static_cast<float>(letters.size()) * 0.4f);
}

// 1900 to 2099 by itself: a year somebody remembers.
bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

float estimate_bits(std::string_view passphrase) {
  std::string lower(passphrase);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  float bits = 0;
  char before = 0;
  for (std::size_t at = 0; at < lower.size();) {
    if (std::size_t length = common_part_at(lower, at); length > 0) {
      bits += common_part_bits;
      at += length;
      before = 0;
      continue;
    }
    std::size_t end = at;
    if (is_letter(lower[at])) {
      while (end < lower.size() && is_letter(lower[end]) && common_part_at(lower, end) == 0)
        ++end;
      bits += letters_bits(passphrase.substr(at, end - at));
    } else if (is_digit(lower[at])) {
      while (end < lower.size() && is_digit(lower[end]))
        ++end;
      std::string_view digits(lower.data() + at, end - at);
      if (is_year(digits)) {
        bits += 6;
      } else {
        for (char c : digits)
          bits += character_bits(c, std::exchange(before, c));
      }
    } else {
      end = at + 1;
      // The same separator again and again says nothing new.
      bits += lower.substr(0, at).find(lower[at]) == std::string::npos || is_wide(lower[at])
                  ? character_bits(lower[at], before)
                  : 0.5f;
    }
    before = lower[end - 1];
    at = end;
  }
  return bits;
}

}  // namespace

PassphraseStrength passphrase_strength(std::string_view passphrase) {
  const float bits = estimate_bits(passphrase);
  const float share = std::min(1.0f, bits / (strong_bits * 1.15f));
  if (passphrase.size() < 8) {
    return {StrengthLevel::too_short, bits, share,
            "Too short: four or five words are easy to keep"};
  }
  if (bits < fair_bits) {
    return {StrengthLevel::weak, bits, share,
            "Weak: add a word or two that do not belong together"};
  }
  if (bits < strong_bits) {
    return {StrengthLevel::fair, bits, share, "Fair: one or two more words make it strong"};
  }
  return {StrengthLevel::strong, bits, 1.0f, "Strong"};
}

std::string_view passphrase_objection(std::string_view passphrase) {
  const StrengthLevel level = passphrase_strength(passphrase).level;
  const bool is_weak = level == StrengthLevel::too_short || level == StrengthLevel::weak;
  return is_weak ? "Choose a longer one: whoever has this laptop could guess it." : "";
}

}  // namespace kith::ui
