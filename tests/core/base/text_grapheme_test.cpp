#include "core/base/text_grapheme.h"

#include "core/base/random.h"
#include "core/base/text_utf8.h"
#include "tests/core/base/unicode_data.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

TEST_CASE("a family of emoji, a flag and a letter with marks are one character each") {
  CHECK(grapheme_count("👩‍👩‍👧‍👦") == 1);
  CHECK(grapheme_count("🇰🇪🇵🇹") == 2);
  CHECK(grapheme_count("e\u0301\u0323a") == 2);
  CHECK(grapheme_count("한국") == 2);
  CHECK(grapheme_count("") == 0);
  CHECK(first_graphemes("👍🏽ok", 1) == "👍🏽");
}

TEST_CASE("a shortened text never cuts a character and ends in an ellipsis") {
  CHECK(with_ellipsis("Bruno", 5) == "Bruno");
  CHECK(with_ellipsis("Bruno Marchetti", 7) == "Bruno…");
  CHECK(with_ellipsis("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
  CHECK(with_ellipsis("abc", 0).empty());
}

TEST_CASE("grapheme boundaries agree with Unicode's test file") {
  const auto cases = test::read_break_cases("GraphemeBreakTest.txt");
  if (cases.empty()) SKIP("GraphemeBreakTest.txt is not installed");
  for (const auto& one : cases) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < one.text.size();) {
      at = grapheme_end(one.text, at);
      found.push_back(at);
    }
    INFO(one.line);
    CHECK(found == one.breaks);
  }
}

TEST_CASE("graphemes of any bytes part the whole text") {
  SeededRandom random(3);
  for (int round = 0; round < 5'000; ++round) {
    std::string text(random.below(40), ' ');
    for (char& c : text)
      c = static_cast<char>(random.below(256));
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = grapheme_end(text, at);
      REQUIRE(end > at);
      at = end;
    }
    REQUIRE(at == text.size());
  }
}
