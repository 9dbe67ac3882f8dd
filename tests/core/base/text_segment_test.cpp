#include "core/base/text_segment.h"

#include "core/base/random.h"
#include "core/base/text_fold.h"
#include "core/base/text_utf8.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace kith;

namespace {

// The words with a space between; those in the place of the one before with a "=".
std::string words(std::string_view text, WordUse use) {
  std::string all;
  search_words(text, use, [&](const SearchWord& word) {
    if (!all.empty()) all += word.is_in_place ? "=" : " ";
    all += word.folded;
    return true;
  });
  return all;
}

}  // namespace

TEST_CASE("words of scripts with spaces are cut at what is no letter or digit") {
  CHECK(words("Ana María Okafor-Lind, 42!", WordUse::index) == "ana maria okafor lind 42");
  CHECK(words("ana@river.org", WordUse::query) == "ana river org");
  CHECK(words("  ", WordUse::index).empty());
  CHECK(words("دينا حسن", WordUse::index) == "دينا حسن");
}

TEST_CASE("a word with an apostrophe is found whole and by its parts") {
  CHECK(words("O'Brien", WordUse::index) == "o brien=obrien");
  CHECK(words("O’Brien", WordUse::query) == "obrien");
  CHECK(words("d'Artagnan's", WordUse::index) == "d artagnan s=dartagnans");
  CHECK(words("Marchetti' x", WordUse::index) == "marchetti x");
}

TEST_CASE("scripts without spaces are cut into pairs") {
  CHECK(words("李晓雨 Li Xiaoyu", WordUse::index) == "李晓 晓雨=雨 li xiaoyu");
  CHECK(words("李晓雨", WordUse::query) == "李晓 晓雨");
  CHECK(words("李", WordUse::index) == "李");
  CHECK(words("김민준", WordUse::query) == "김민 민준");
  CHECK(words("ラーメン", WordUse::query) == "らー ーめ めん");
  CHECK(words("ｶﾞｷ", WordUse::query) == "がき");
  CHECK(words("สวัสดี", WordUse::query) == "สวั วัส สดี");
  CHECK(words("李晓2024", WordUse::index) == "李晓=晓 2024");
}

TEST_CASE("giving words stops when the taker has enough") {
  int count = 0;
  search_words("a b c d", WordUse::index, [&](const SearchWord&) { return ++count < 2; });
  CHECK(count == 2);
}

TEST_CASE("the places of words lie in order inside the text and fold to their words") {
  SeededRandom random(11);
  constexpr std::string_view pieces[] = {"Ana",    "'",      "’", "李",   "晓", "ก",       "ู",
                                         "ｶ",      "ﾞ",      " ", "-",    "é",  "e\u0301", "한",
                                         "\u1112", "\u1161", "7", "🙂", "ـ"};
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i)
      text += pieces[random.below(std::size(pieces))];
    for (WordUse use : {WordUse::index, WordUse::query}) {
      std::size_t begin_before = 0;
      search_words(text, use, [&](const SearchWord& word) {
        REQUIRE(word.begin < word.end);
        REQUIRE(word.end <= text.size());
        if (!word.is_in_place) REQUIRE(word.begin >= begin_before);
        begin_before = word.is_in_place ? begin_before : word.begin;
        REQUIRE_FALSE(word.folded.empty());
        std::string folded = fold(text.substr(word.begin, word.end - word.begin));
        std::erase(folded, '\'');
        // The lone last character of a run of pairs stands for the second half of its place.
        REQUIRE(folded.ends_with(word.folded));
        return true;
      });
    }
  }
}
