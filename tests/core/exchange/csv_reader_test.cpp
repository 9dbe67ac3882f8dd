#include "core/exchange/csv_reader.h"

#include "core/base/random.h"
#include "core/exchange/csv_writer.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace kith;

namespace {

using Rows = std::vector<std::vector<std::string>>;

class Collect : public CsvSink {
 public:
  Result<void> row(const CsvRow& row) override {
    rows.emplace_back(row.cells.begin(), row.cells.end());
    lines.push_back(row.line);
    stray_quotes += row.stray_quote ? 1 : 0;
    return {};
  }
  Rows rows;
  std::vector<std::uint64_t> lines;
  int stray_quotes = 0;
};

struct Read : Collect {
  std::string error;
};

Read read(std::string_view text, std::size_t slice = 0, char delimiter = ',') {
  Read out;
  CsvReader reader({.delimiter = delimiter}, out);
  if (slice == 0) slice = text.size() + 1;
  Result<void> result;
  for (std::size_t at = 0; at < text.size() && result; at += slice)
    result = reader.feed(text.substr(at, slice));
  if (result) result = reader.finish();
  if (!result) out.error = result.error().text;
  return out;
}

}  // namespace

TEST_CASE("rows end with any line ending, and the last may have none") {
  const Rows expected = {{"a", "b"}, {"c", "d"}};
  for (std::string_view text : {"a,b\nc,d", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\n\n\nc,d\n\n\n"}) {
    CHECK(read(text).rows == expected);
    CHECK(read(text, 1).rows == expected);
  }
}

TEST_CASE("quoted cells hold delimiters, quotes and line breaks") {
  const Read out = read("\"a,1\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\nnext,,\r\n");
  CHECK(out.rows == Rows{{"a,1", "say \"hi\"", "two\r\nlines"}, {"next", "", ""}});
  CHECK(out.lines == std::vector<std::uint64_t>{1, 3});
}

TEST_CASE("a quote inside a plain cell is text, and text after a closing quote is kept") {
  const Read out = read("5\" pipe,\"a\"b,c\n");
  CHECK(out.rows == Rows{{"5\" pipe", "ab", "c"}});
  CHECK(out.stray_quotes == 1);
}

TEST_CASE("a quote that is never closed names the line where it begins") {
  CHECK(read("a,b\nc,\"d\ne,f\n").error.starts_with("line 2: the quoted cell"));
  CHECK(read("a\n\"" + std::string(300 * 1024, 'x')).error.starts_with("line 2: the quoted cell"));
}

TEST_CASE("cells, rows and columns have limits that are named") {
  CHECK(read("a,b\nc," + std::string(200 * 1024, 'x')).error.starts_with("line 2: column 2 holds"));
  CHECK(read(std::string(1000, ',')).error.starts_with("line 1: the row has more than 1,000"));
  std::string row;
  for (int i = 0; i < 10; ++i)
    row += std::string(150 * 1024, 'x') + ",";
  CHECK(read(row).error.starts_with("line 1: the row is longer"));
}

TEST_CASE("the delimiter is the one the headings have most of") {
  CHECK(guess_csv_delimiter("a,b,c") == ',');
  CHECK(guess_csv_delimiter("a;b;c,d") == ';');
  CHECK(guess_csv_delimiter("a\tb") == '\t');
  CHECK(guess_csv_delimiter("a|b|c") == '|');
  CHECK(guess_csv_delimiter("\"a,b,c\";d") == ';');
  CHECK(guess_csv_delimiter("name") == ',');
}

TEST_CASE("what is written is read back, for random cells and any slices") {
  SeededRandom random(11);
  constexpr std::string_view alphabet = "ab,;\t\"\r\n'=+ \xc3\xab";
  for (int round = 0; round < 3'000; ++round) {
    const char delimiter = ",;\t|"[random.below(4)];
    Rows rows(1 + random.below(4));
    std::string text;
    for (auto& row : rows) {
      row.resize(1 + random.below(5));
      for (std::string& cell : row) {
        for (std::uint64_t n = random.below(8); n > 0; --n)
          cell += alphabet[random.below(alphabet.size())];
      }
      const std::vector<std::string_view> cells(row.begin(), row.end());
      append_csv_row(text, cells, delimiter);
    }
    const Read out = read(text, random.below(2) * (1 + random.below(7)), delimiter);
    REQUIRE(out.error == "");
    REQUIRE(out.rows == rows);
    REQUIRE(out.stray_quotes == 0);
  }
}

TEST_CASE("guarded formulas are inert and come back exactly") {
  CHECK(guard_formula("=1+1") == "'=1+1");
  CHECK(guard_formula("+44 7700") == "'+44 7700");
  CHECK(guard_formula("Ana") == "Ana");
  CHECK(guard_formula("'quoted'") == "'quoted'");
  CHECK(unguard_formula("'Ana") == "'Ana");
  SeededRandom random(12);
  constexpr std::string_view alphabet = "'=+-@\t\ra ";
  for (int round = 0; round < 20'000; ++round) {
    std::string cell;
    for (std::uint64_t n = random.below(6); n > 0; --n)
      cell += alphabet[random.below(alphabet.size())];
    const std::string guarded = guard_formula(cell);
    CHECK(unguard_formula(guarded) == cell);
    CHECK(guarded.find_first_of("=+-@\t\r") != 0);
  }
}
