#include "tests/core/exchange/parse_support.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using kith::test::parse;

namespace {

constexpr std::string_view sample =
    "First Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
    "Phone 2 - Value,Relation 1 - Label,Relation 1 - Value,Event 1 - Label,Event 1 - Value,"
    "Custom Field 1 - Label,Custom Field 1 - Value\n"
    "Wren,Adeyemi-Holt,Birdie,Saltmarsh Trust,Ranger,1974-02-11,\"Met at the weir clean-up.\n"
    "Allergic to lilies\",Volunteers ::: * myContacts ::: * starred,* Work,"
    "wren@saltmarsh.example,Mobile,+44 7700 900123 ::: +44 7700 900124,Signal,+44 7700 900125,"
    "Spouse,Marek Holt,Anniversary,2001-06-30,Favourite author,Ursula K. Le Guin\n";

}  // namespace

TEST_CASE("a Google contact of today's schema is read with all its blocks") {
  const auto parsed = parse(sample);
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::google_csv);
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  CHECK(card.kind == CardKind::person);
  CHECK(card.line == 2);
  CHECK(card.name == "Wren Adeyemi-Holt");
  CHECK(card.given == "Wren");
  CHECK(card.family == "Adeyemi-Holt");
  CHECK(card.nickname == "Birdie");
  CHECK(card.organisation == "Saltmarsh Trust");
  CHECK(card.job_title == "Ranger");
  CHECK(card.birthday == StagedDate{"1974-02-11", "1974-02-11", false});
  CHECK(card.notes == "Met at the weir clean-up.\nAllergic to lilies");
  CHECK(card.labels == std::vector<std::string>{"Volunteers", "starred"});
  CHECK(card.emails == std::vector<ContactWay>{{"wren@saltmarsh.example", "Work", true}});
  CHECK(card.phones == std::vector<ContactWay>{{"+44 7700 900123", "Mobile", false},
                                               {"+44 7700 900124", "Mobile", false},
                                               {"+44 7700 900125", "Signal", false}});
  CHECK(test::ties(card) == "Spouse: Marek Holt");
  CHECK(test::fact(card, "Anniversary") == "2001-06-30");
  CHECK(test::fact(card, "Favourite author") == "Ursula K. Le Guin");
  CHECK(card.facts.size() == 2);
}

TEST_CASE("the legacy Google schema is read by name too") {
  const auto parsed = parse(
      "Name,Given Name,Additional Name,Family Name,Yomi Name,Birthday,Hobby,Group Membership,"
      "Language,E-mail 1 - Type,E-mail 1 - Value,IM 1 - Type,IM 1 - Service,IM 1 - Value,"
      "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,"
      "Address 1 - Type,Address 1 - Formatted,Address 1 - City,Mileage\n"
      "Jun Delgado,Jun,,Delgado,,--07-20,Kites,* Friends ::: * myContacts,,* Home,jun@example.org,"
      "Other,Jabber,jun@chat.example,,Fernway,Cook,Home,\"4 Quay\nLowmere\",Lowmere,12\n");
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::google_csv);
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  CHECK(card.name == "Jun Delgado");
  CHECK(card.birthday.edtf == "--07-20");
  CHECK(card.labels == std::vector<std::string>{"Friends"});
  CHECK(card.emails[0] == ContactWay{"jun@example.org", "Home", true});
  CHECK(card.handles == std::vector<ContactWay>{{"jun@chat.example", "Jabber", false}});
  CHECK(card.organisation == "Fernway");
  CHECK(card.job_title == "Cook");
  REQUIRE(card.addresses.size() == 1);
  CHECK(card.addresses[0].label == "Home");
  CHECK(card.addresses[0].city == "Lowmere");
  CHECK(test::fact(card, "Hobby") == "Kites");
  CHECK(test::fact(card, "Mileage") == "12");
}

TEST_CASE("a Google address without parts is kept as it was formatted") {
  const auto parsed = parse(
      "First Name,Last Name,Address 1 - Label,Address 1 - Formatted,Address 1 - Street\n"
      "Ana,Reed,Home,\"12 Mill Lane\r\nFlat 3\",\n");
  REQUIRE(parsed.cards.size() == 1);
  REQUIRE(parsed.cards[0].addresses.size() == 1);
  CHECK(parsed.cards[0].addresses[0].street == "12 Mill Lane\nFlat 3");
}

TEST_CASE("several Google addresses in one block stay apart") {
  const auto parsed = parse(
      "First Name,Last Name,Address 1 - Label,Address 1 - Street,Address 1 - City\n"
      "Ana,Reed,Home,1 Weir ::: 2 Quay,Lowmere ::: Fairhaven\n");
  REQUIRE(parsed.cards.size() == 1);
  REQUIRE(parsed.cards[0].addresses.size() == 2);
  CHECK(parsed.cards[0].addresses[1].street == "2 Quay");
  CHECK(parsed.cards[0].addresses[1].city == "Fairhaven");
}

TEST_CASE("a birthday without a year may have a space in front") {
  const auto parsed = parse(
      "First Name,Last Name,Birthday,Labels,E-mail 1 - Value\n"
      "Ana,Reed, --07-20,,ana@example.org\n");
  REQUIRE(parsed.cards.size() == 1);
  CHECK(parsed.cards[0].birthday.edtf == "--07-20");
}

TEST_CASE("double-encoded names are put right and reported") {
  const auto parsed = parse(
      "First Name,Last Name,Labels,E-mail 1 - Value\n"
      "Jos\xc3\x83\xc2\xa9,\xc3\x83\xc2\x81lvarez-Ruiz,,jose@example.org\n"
      "Zo\xc3\xab,D\xc4\x85"
      "browska,,zoe@example.org\n");
  REQUIRE(parsed.cards.size() == 2);
  CHECK(parsed.cards[0].name == "José Álvarez-Ruiz");
  CHECK(parsed.cards[1].name == "Zoë Dąbrowska");
  CHECK(parsed.report.count(ProblemCode::repaired_text) == 2);
  CHECK(parsed.report.problems[0].line == 2);
}

TEST_CASE("a Google contact that is only a company becomes an organisation") {
  const auto parsed = parse(
      "First Name,Last Name,Organization Name,Labels,Phone 1 - Value\n"
      ",,Harbor Food Bank,,+1 555 0100\n"
      "Ravi,,Harbor Food Bank,,\n");
  REQUIRE(parsed.cards.size() == 2);
  CHECK(parsed.cards[0].kind == CardKind::organisation);
  CHECK(parsed.cards[0].name == "Harbor Food Bank");
  CHECK(parsed.cards[1].kind == CardKind::person);
  CHECK(parsed.cards[1].organisation == "Harbor Food Bank");
}

TEST_CASE("the natural key of a Google row does not depend on the order of the columns") {
  const auto one = parse("First Name,Last Name,Labels,E-mail 1 - Value\nAna,Reed,,ana@x.example\n");
  const auto two = parse(
      "E-mail 1 - Value,Last Name,First Name,Labels,E-mail 2 - Value\n"
      "ana@x.example,Reed,Ana,,\n");
  REQUIRE(one.cards.size() == 1);
  REQUIRE(two.cards.size() == 1);
  CHECK(one.cards[0].natural_key == two.cards[0].natural_key);
  CHECK(one.cards[0].natural_key.starts_with("content:"));
}

TEST_CASE("two rows that read the same are two contacts with different keys") {
  const auto parsed =
      parse("First Name,Last Name,Labels,E-mail 1 - Value\nSam,Reed,,\nSam,Reed,,\n");
  REQUIRE(parsed.cards.size() == 2);
  CHECK(parsed.cards[0].natural_key != parsed.cards[1].natural_key);
  CHECK(parsed.report.count(ProblemCode::repeated_row) == 1);
}

TEST_CASE("a cell of an e-mail column without an @ is kept as a fact") {
  const auto parsed = parse("First Name,Last Name,Labels,E-mail 1 - Value\nSam,Reed,,nope\n");
  REQUIRE(parsed.cards.size() == 1);
  CHECK(parsed.cards[0].emails.empty());
  CHECK(test::fact(parsed.cards[0], "E-mail 1 - Value") == "nope");
  CHECK(parsed.report.count(ProblemCode::not_an_email) == 1);
}
