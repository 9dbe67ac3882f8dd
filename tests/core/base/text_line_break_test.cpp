#include "core/base/text_line_break.h"

#include "tests/core/base/unicode_data.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

TEST_CASE("a line may end behind spaces and hyphens and must end at a line feed") {
  CHECK(line_breaks("two trays\nOkafor-Lind") ==
        std::vector<LineBreak>{{4, false}, {10, true}, {17, false}, {21, true}});
  CHECK(line_breaks("").empty());
}

TEST_CASE("numbers, prices and quotations stay whole") {
  CHECK(line_breaks("$12,000.50%").size() == 1);
  CHECK(line_breaks("“Ody’s”").size() == 1);
  CHECK(line_breaks("(he)").size() == 1);
}

TEST_CASE("Han may break between any two characters but not before a full stop") {
  CHECK(line_breaks("李晓雨。") == std::vector<LineBreak>{{3, false}, {6, false}, {12, true}});
}

TEST_CASE("line breaks agree with Unicode's test file") {
  const auto cases = test::read_break_cases("LineBreakTest.txt");
  if (cases.empty()) SKIP("LineBreakTest.txt is not installed");
  for (const auto& one : cases) {
    std::vector<std::size_t> found;
    for (const LineBreak& line_break : line_breaks(one.text))
      found.push_back(line_break.at);
    INFO(one.line);
    CHECK(found == one.breaks);
  }
}
