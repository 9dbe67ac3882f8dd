#include "core/base/text_script.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

// Also what ties the enumeration to the numbers in the generated table.
TEST_CASE("each script is known by a letter of it") {
  CHECK(script_of(U'7') == Script::common);
  CHECK(script_of(U'ø') == Script::latin);
  CHECK(script_of(U'Ω') == Script::greek);
  CHECK(script_of(U'Ж') == Script::cyrillic);
  CHECK(script_of(U'Հ') == Script::armenian);
  CHECK(script_of(U'ש') == Script::hebrew);
  CHECK(script_of(U'د') == Script::arabic);
  CHECK(script_of(U'ܐ') == Script::syriac);
  CHECK(script_of(U'ހ') == Script::thaana);
  CHECK(script_of(U'क') == Script::devanagari);
  CHECK(script_of(U'ক') == Script::bengali);
  CHECK(script_of(U'ਕ') == Script::gurmukhi);
  CHECK(script_of(U'ક') == Script::gujarati);
  CHECK(script_of(U'କ') == Script::oriya);
  CHECK(script_of(U'க') == Script::tamil);
  CHECK(script_of(U'క') == Script::telugu);
  CHECK(script_of(U'ಕ') == Script::kannada);
  CHECK(script_of(U'ക') == Script::malayalam);
  CHECK(script_of(U'ක') == Script::sinhala);
  CHECK(script_of(U'ก') == Script::thai);
  CHECK(script_of(U'ກ') == Script::lao);
  CHECK(script_of(U'ཀ') == Script::tibetan);
  CHECK(script_of(U'က') == Script::myanmar);
  CHECK(script_of(U'ქ') == Script::georgian);
  CHECK(script_of(U'한') == Script::hangul);
  CHECK(script_of(U'ሀ') == Script::ethiopic);
  CHECK(script_of(U'ក') == Script::khmer);
  CHECK(script_of(U'ᠮ') == Script::mongolian);
  CHECK(script_of(U'か') == Script::hiragana);
  CHECK(script_of(U'カ') == Script::katakana);
  CHECK(script_of(U'ㄅ') == Script::bopomofo);
  CHECK(script_of(U'李') == Script::han);
  CHECK(script_of(U'Ꭰ') == Script::other);  // Cherokee
}

TEST_CASE("letters and digits make words, marks join them, signs do neither") {
  CHECK(is_word_character(U'7'));
  CHECK(is_word_character(U'李'));
  CHECK_FALSE(is_word_character(U'-'));
  CHECK_FALSE(is_word_character(U'🙂'));
  CHECK(is_joiner(U'\u0301'));
  CHECK(is_joiner(U'\u200D'));
  CHECK_FALSE(is_joiner(U'a'));
}
