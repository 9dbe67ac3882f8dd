#include "core/base/text_fold.h"

#include "core/base/random.h"
#include "core/base/text_utf8.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;

TEST_CASE("folding makes equal what people take for the same word") {
  CHECK(fold("José ÁLVAREZ-Ruiz") == "jose alvarez-ruiz");
  CHECK(fold("Łódź") == "lodz");
  CHECK(fold("Ørsted Đặng Ħal ıI") == "orsted dang hal ii");
  CHECK(fold("Straße STRASSE") == "strasse strasse");
  CHECK(fold("Æsir Œuvre Þór") == "aesir oeuvre thor");
  CHECK(fold("ＡＢＣ１２３") == "abc123");
  CHECK(fold("ﬁne ℡") == "fine tel");
  CHECK(fold("Ἀθῆναι ΟΔΟΣ οδος") == "αθηναι οδοσ οδοσ");
  CHECK(fold("Ёлкин Йовович") == "елкин иовович");
  CHECK(fold("O’Brien") == "o'brien");
}

TEST_CASE("folding drops what Arabic and Hebrew are read without") {
  CHECK(fold("مُحَمَّد") == "محمد");
  CHECK(fold("محـــمد") == "محمد");
  CHECK(fold("أحمد إيمان آمنة") == fold("احمد ايمان امنه"));
  CHECK(fold("علی کریم") == fold("علي كريم"));
  CHECK(fold("שָׁלוֹם") == "שלום");
  CHECK(fold("٢٠٢٤") == "2024");
}

TEST_CASE("folding joins the writings of kana and Hangul") {
  CHECK(fold("カタカナ") == "かたかな");
  CHECK(fold("ｶﾞｷﾞ") == fold("ガギ"));
  CHECK(fold("か\u3099") == "が");
  CHECK(fold("は") != fold("ば"));
  CHECK(fold(fold(" ﾞ")) == fold(" ﾞ"));
  CHECK(fold("\u1112\u1161\u11ab") == "한");
}

TEST_CASE("folding keeps the vowel signs that make other words") {
  CHECK(fold("कि") != fold("कु"));
  CHECK(fold("ไม้") != fold("ไม่"));
}

TEST_CASE("folding twice changes nothing more") {
  for (char32_t code_point = 1; code_point < 0x110000; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code_point);
    const std::string once = fold(text);
    if (fold(once) != once) FAIL("U+" << std::hex << static_cast<unsigned>(code_point));
  }
  SeededRandom random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 8; ++i)
      append_utf8(text, static_cast<char32_t>(random.below(0xD7FF) + 1));
    const std::string once = fold(text);
    REQUIRE(fold(once) == once);
  }
}

TEST_CASE("broken UTF-8 folds to something well formed") {
  CHECK(fold("a\xff\xc3") == "a\xef\xbf\xbd\xef\xbf\xbd");
  CHECK(fold("\xed\xa0\x80") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("small letters are found one to one") {
  CHECK(lower(U'Ä') == U'ä');
  CHECK(lower(U'Ж') == U'ж');
  CHECK(lower(U'ß') == U'ß');
}
