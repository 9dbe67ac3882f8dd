// Folding: what two texts must share to count as the same when people search. Case, diacritics,
// full and half width, ligatures, Arabic vowel signs and tatweel, strokes (ł, ø), digits of other
// scripts, katakana and hiragana are all the same after it. fold(fold(x)) == fold(x).
//
//   fold("Łódź") == "lodz"     fold("ＡＢＣ") == "abc"     fold("مُحَمَّد") == "محمد"
#pragma once

#include <string>
#include <string_view>

namespace kith {

std::string fold(std::string_view text);
// The same, added to the end of `to`, which saves the allocation where many words are folded.
void append_folded(std::string& to, std::string_view text);

// The small letter of a capital one, all others unchanged (simple mapping, one to one).
char32_t lower(char32_t code_point);

}  // namespace kith
