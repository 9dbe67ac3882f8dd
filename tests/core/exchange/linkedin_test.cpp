#include "core/query/match_keys.h"
#include "tests/core/exchange/parse_support.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using kith::test::parse;

namespace {

constexpr std::string_view note =
    "Notes:\r\n\"When exporting your connection data, you may notice that some of the email "
    "addresses are missing.\"\r\n\r\n";
constexpr std::string_view rows =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    "Ottoline,Nkemelu,https://www.linkedin.com/in/ottoline-nkemelu-00x/,,\"Fernway Legal Aid, "
    "Inc.\",\"Director, Intake\",12 Mar 2024\r\n"
    "Ravi,\"Castellanos, CFRE\",https://www.linkedin.com/in/RaviCastellanos,ravi@example.org,"
    "Harbor Food Bank,\"Lead \"\"Gleaner\"\"\",03 Jan 2023\r\n"
    ",,,,,,28 Feb 2019\r\n";

}  // namespace

TEST_CASE("LinkedIn connections are found behind their note") {
  const auto parsed = parse("\xef\xbb\xbf" + std::string(note) + std::string(rows));
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::linkedin_csv);
  REQUIRE(parsed.cards.size() == 2);
  const StagedCard& first = parsed.cards[0];
  CHECK(first.line == 5);
  CHECK(first.name == "Ottoline Nkemelu");
  CHECK(first.natural_key == "in/ottoline-nkemelu-00x");
  CHECK(first.organisation == "Fernway Legal Aid, Inc.");
  CHECK(first.job_title == "Director, Intake");
  CHECK(first.known_on.edtf == "2024-03-12");
  CHECK(first.facts.empty());
  const StagedCard& second = parsed.cards[1];
  CHECK(second.natural_key == "in/ravicastellanos");
  CHECK(second.family == "Castellanos, CFRE");
  CHECK(second.job_title == "Lead \"Gleaner\"");
  CHECK(second.emails[0].text == "ravi@example.org");
}

TEST_CASE("LinkedIn rows of people who left are counted and reported") {
  const auto parsed = parse(std::string(note) + std::string(rows));
  CHECK(parsed.cards.size() == 2);
  CHECK(parsed.report.count(ProblemCode::blank_row) == 1);
  REQUIRE_FALSE(parsed.report.problems.empty());
  CHECK(parsed.report.problems.back().line == 7);
}

TEST_CASE("old LinkedIn files have neither note nor addresses") {
  const auto parsed = parse(
      "First Name,Last Name,Email Address,Company,Position,Connected On\n"
      "Ana,Reed,,Acme,Cook,7-Feb-22\n"
      "Bo,Reed,,Acme,Cook,10/15/2023\n");
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::linkedin_csv);
  REQUIRE(parsed.cards.size() == 2);
  CHECK(parsed.cards[0].known_on.edtf == "2022-02-07");
  CHECK(parsed.cards[1].known_on.edtf == "2023-10-15");
  CHECK(parsed.report.dates_month_first == 1);
  CHECK(parsed.report.likely_date_order() == DateOrder::month_first);
  CHECK(parsed.cards[0].natural_key == "name:Ana Reed\n7-Feb-22");
}

TEST_CASE("LinkedIn names keep their emoji and credentials") {
  const auto parsed = parse(
      "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
      "Zoë 🌻,\"Dąbrowska, PhD\",https://linkedin.com/in/zoe?x=1,,,,1 Jan 2020\n");
  REQUIRE(parsed.cards.size() == 1);
  CHECK(parsed.cards[0].name == "Zoë 🌻 Dąbrowska, PhD");
  CHECK(parsed.cards[0].natural_key == "in/zoe");
}

TEST_CASE("other lists of LinkedIn are refused by name") {
  const auto parsed = parse("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE\n");
  CHECK(parsed.error.find("Connections.csv") != std::string::npos);
}

TEST_CASE("a LinkedIn slug is found in every spelling of the address") {
  CHECK(linkedin_slug("https://www.linkedin.com/in/RaviCastellanos") == "ravicastellanos");
  CHECK(linkedin_slug("linkedin.com/in/ravi/") == "ravi");
  CHECK(linkedin_slug("http://uk.linkedin.com/in/ravi?trk=x") == "ravi");
  CHECK(linkedin_slug("https://example.org/in/ravi") == "");
}
