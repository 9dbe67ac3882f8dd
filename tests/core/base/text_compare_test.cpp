#include "core/base/text_compare.h"

#include "core/base/random.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;

namespace {

std::string told(std::string_view before, std::string_view after) {
  std::string words;
  for (const ComparedLine& line : compare_lines(before, after)) {
    words += line.change == LineChange::same ? ' ' : line.change == LineChange::added ? '+' : '-';
    words += line.text;
  }
  return words;
}

std::string random_text(Random& random) {
  std::string text;
  for (std::uint64_t i = random.below(8); i > 0; --i)
    text += std::string(1, static_cast<char>('a' + random.below(4))) + "\n";
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

TEST_CASE("lines that were added, removed and changed are told in order") {
  CHECK(told("a\nb\nc", "a\nb\nc") == " a b c");
  CHECK(told("a\nb\nc", "a\nx\nc") == " a-b+x c");
  CHECK(told("a\nc", "a\nb\nc\nd") == " a+b c+d");
  CHECK(told("", "a") == "+a");
  CHECK(told("a", "") == "-a");
  CHECK(told("", "").empty());
}

TEST_CASE("each version can be read off a comparison") {
  SeededRandom random(1);
  for (int round = 0; round < 20'000; ++round) {
    const std::string before = random_text(random), after = random_text(random);
    std::string old_lines, new_lines;
    for (const ComparedLine& line : compare_lines(before, after)) {
      if (line.change != LineChange::added) old_lines.append(line.text).append("\n");
      if (line.change != LineChange::removed) new_lines.append(line.text).append("\n");
    }
    CHECK(old_lines == (before.empty() ? "" : before + "\n"));
    CHECK(new_lines == (after.empty() ? "" : after + "\n"));
  }
}

TEST_CASE("changes of different places come together") {
  CHECK(merge_lines("a\nb\nc", "x\na\nb\nc", "a\nb\nc\ny") == "x\na\nb\nc\ny");
  CHECK(merge_lines("a\nb\nc", "a\nc", "a\nb\nd") == std::nullopt);
  CHECK(merge_lines("a\nb\nc\nd", "a\nc\nd", "a\nb\nc\ne") == "a\nc\ne");
  CHECK(merge_lines("a\nb", "a\nx", "a\nx") == "a\nx");
  CHECK(merge_lines("a\nb", "a\nx", "a\ny") == std::nullopt);
  CHECK(merge_lines("", "x", "y") == std::nullopt);
  CHECK(merge_lines("\na", "\na\nb", "\na") == "\na\nb");
}

TEST_CASE("who changed nothing leaves the other's text, whichever side they are on") {
  SeededRandom random(2);
  for (int round = 0; round < 20'000; ++round) {
    const std::string before = random_text(random);
    const std::string ours = random_text(random), theirs = random_text(random);
    CHECK(merge_lines(before, ours, before) == ours);
    CHECK(merge_lines(before, before, theirs) == theirs);
    CHECK(merge_lines(before, ours, ours) == ours);
    CHECK(merge_lines(before, ours, theirs) == merge_lines(before, theirs, ours));
  }
}

TEST_CASE("texts of very many lines are compared as a whole") {
  std::string before, after;
  for (int i = 0; i < 30'000; ++i) {
    before += std::to_string(i) + "\n";
    after += std::to_string(-i) + "\n";
  }
  CHECK(compare_lines(before, after).size() >= 59'999);
}
