#include "core/exchange/parser.h"

#include "core/base/random.h"
#include "tests/core/exchange/parse_support.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using kith::test::parse;

namespace {

std::string many_rows(int count) {
  std::string file = "Name,E-mail,Phone,City,Colour\r\n";
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    file += "Person " + n + ",p" + n + "@x.example,+1 555 " + n + ",\"Town, " + n +
            "\",\"line\nbreak " + n + "\"\r\n";
  }
  return file;
}

constexpr std::string_view cards =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\xc3\xab\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\r\n "
    "b=C3"
    "=AB\r\nTEL;TYPE=home:1\r\n 23\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\rFN:Old Mac\rEND:VCARD\r";

}  // namespace

TEST_CASE("any slicing of a file gives the same cards and the same report") {
  const std::string files[] = {many_rows(40), "\xef\xbb\xbf" + many_rows(3), std::string(cards),
                               "Notes:\n\"x\ny\"\n\nFirst Name,Last Name,URL,Connected On\n"
                               "Zo\xc3\xab,R,linkedin.com/in/z,1 Jan 2020\n,,,2 Jan 2020\n"};
  SeededRandom random(3);
  for (const std::string& file : files) {
    const auto whole = parse(file);
    REQUIRE(whole.error == "");
    for (int round = 0; round < 40; ++round) {
      const auto sliced = parse(file, 1 + random.below(50));
      REQUIRE(sliced.error == "");
      REQUIRE(sliced.cards == whole.cards);
      REQUIRE(sliced.report == whole.report);
    }
  }
}

TEST_CASE("a file longer than what is looked at first is read across the boundary") {
  const std::string file = many_rows(3'000);
  REQUIRE(file.size() > 2 * 64 * 1024);
  const auto parsed = parse(file, 10'000);
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 3'000);
  CHECK(parsed.cards[2'999].name == "Person 2999");
  CHECK(parsed.cards[2'999].line == 2 + 2 * 2'999);
  CHECK(parsed.cards == parse(file).cards);
}

TEST_CASE("staged cards survive their encoding, and damaged batches are refused") {
  const auto parsed = parse(many_rows(5));
  const Bytes batch = encode_batch({"csv", parsed.cards});
  const auto decoded = decode_batch(batch);
  REQUIRE(decoded);
  CHECK(decoded->source_key == "csv");
  CHECK(decoded->cards == parsed.cards);
  CHECK(batch_card_count(batch) == 5);
  for (std::size_t size = 0; size < batch.size(); ++size)
    CHECK_FALSE(decode_batch(ByteView(batch).first(size)).has_value());
}

TEST_CASE("reports and options survive their encoding") {
  const auto parsed = parse("Name,When\nAna,x\n,\nAna,x,y\n");
  const auto report = ParseReport::decode(parsed.report.encode());
  REQUIRE(report);
  CHECK(*report == parsed.report);
  const auto refused = parse("Name\nBeno\xeet\n");
  CHECK(ParseReport::decode(refused.report.encode()).value_or(ParseReport{}) == refused.report);
  const ParseOptions options{"a.csv", Encoding::windows_1252, Bytes{1, 2, 3}};
  const auto decoded = ParseOptions::decode(options.encode());
  REQUIRE(decoded);
  CHECK(decoded->file_name == "a.csv");
  CHECK(decoded->encoding == Encoding::windows_1252);
  CHECK(decoded->mapping == Bytes{1, 2, 3});
}

TEST_CASE("ragged rows are padded or kept, and reported by line") {
  const auto parsed =
      parse("Name,E-mail,Phone\nAna,a@x.example\nBo,b@x.example,1,extra,more\n\n\n");
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 2);
  CHECK(parsed.report.count(ProblemCode::short_row) == 1);
  CHECK(parsed.report.count(ProblemCode::long_row) == 1);
  CHECK(parsed.report.problems[0].line == 2);
  CHECK(parsed.report.problems[1].line == 3);
  CHECK(test::fact(parsed.cards[1], "Column 4") == "extra");
  CHECK(test::fact(parsed.cards[1], "Column 5") == "more");
}

TEST_CASE("files that are not lists of contacts are refused with the reason") {
  const auto error = [](std::string_view file) { return parse(file).error; };
  CHECK(error("") == "contacts.csv, line 1: the file is empty.");
  CHECK(error("\n\n  \n").find("nothing in the file") != std::string::npos);
  CHECK(error("PK\x03\x04zzzz").find("zip archive or a workbook") != std::string::npos);
  CHECK(error("\xd0\xcf\x11\xe0zz").find("Excel") != std::string::npos);
  CHECK(error("%PDF-1.7").find("PDF") != std::string::npos);
  CHECK(error("<!DOCTYPE html><html>").find("web page") != std::string::npos);
  CHECK(error("{\"friends_v2\": []}").find("JSON") != std::string::npos);
  CHECK(error(std::string("Name,E-mail\nAna\0,x", 18)).find("not text") != std::string::npos);
  CHECK(error(std::string(100'000, 'x')).find("no row of headings") != std::string::npos);
}

TEST_CASE("a zero byte far into a file is refused with its line") {
  std::string file = many_rows(3'000);
  file += std::string("Ana\0\n", 5);
  CHECK(parse(file, 4096).error ==
        "contacts.csv, line 6002: this is not text. Choose a CSV or vCard "
        "(.vcf) file; unpack it first if it is in a zip.");
}

TEST_CASE("cells that look like HTML or formulas stay the text they are") {
  const auto parsed = parse(
      "Name,E-mail,Note\n<script>alert(1)</script>,a@x.example,=cmd|' /C'!A0\n"
      "'=SUM(A1),b@x.example,'+1 555\n");
  REQUIRE(parsed.cards.size() == 2);
  CHECK(parsed.cards[0].name == "<script>alert(1)</script>");
  CHECK(parsed.cards[0].notes == "=cmd|' /C'!A0");
  CHECK(parsed.cards[1].name == "=SUM(A1)");
  CHECK(parsed.cards[1].notes == "+1 555");
}

TEST_CASE("a contact with absurdly many values is refused by line, soon") {
  std::string row = "Ana,";
  for (int i = 0; i < 90'000; ++i)
    row += "a;";
  CHECK(parse("Name,Labels\n" + row + "\n").error == "");
  std::string cards = "BEGIN:VCARD\nFN:Ana\n";
  for (int i = 0; i < 100'001; ++i)
    cards += "TEL:" + std::to_string(i) + "\n";
  CHECK(parse(cards + "END:VCARD\n").error.find("line 1: this card holds more than 100,000") !=
        std::string::npos);
}

TEST_CASE("a line sep= names the delimiter") {
  const auto parsed = parse("sep=|\nName|E-mail,x\nAna|a@x.example\n");
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.delimiter == '|');
  CHECK(parsed.cards.at(0).line == 3);
}

TEST_CASE("reading a large file holds no more than a slice of it") {
  // 24 MB in slices of 64 KiB; what is held shows in the size of the batches waiting.
  ParseOptions options;
  options.file_name = "big.csv";
  Parser parser(options);
  const std::string rows = many_rows(2'000);
  std::size_t waiting_max = 0, cards_seen = 0;
  for (int round = 0; round < 200; ++round) {
    const std::string_view text =
        round == 0 ? std::string_view(rows) : std::string_view(rows).substr(rows.find('\n') + 1);
    for (std::size_t at = 0; at < text.size(); at += 65'536) {
      REQUIRE(parser.feed(as_bytes(text.substr(at, 65'536))));
      std::size_t waiting = 0;
      while (auto batch = parser.take_batch()) {
        waiting += batch->size();
        cards_seen += batch_card_count(*batch);
      }
      waiting_max = std::max(waiting_max, waiting);
    }
  }
  REQUIRE(parser.finish());
  while (auto batch = parser.take_batch())
    cards_seen += batch_card_count(*batch);
  CHECK(cards_seen == 400'000);
  CHECK(parser.report().cards == 400'000);
  CHECK(waiting_max < 1'000'000);
}
