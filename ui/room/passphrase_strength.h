// How long a stolen, sealed workspace would stand against guessing: an estimate in bits, honest
// about what people really type (words, years, rows of keys), put into words for the create form.
// Guessing costs half a second each here, so 40 bits are centuries on one machine.
#pragma once

#include <string_view>

namespace kith::ui {

enum class StrengthLevel { too_short, weak, fair, strong };

struct PassphraseStrength {
  StrengthLevel level;
  float bits;
  float share;             // for the bar: 0 to 1
  std::string_view words;  // "Fair: two more words would make it strong"
};

PassphraseStrength passphrase_strength(std::string_view passphrase);

// What speaks against choosing it; empty: nothing.
std::string_view passphrase_objection(std::string_view passphrase);

}  // namespace kith::ui
