#include "tests/core/exchange/parse_support.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using kith::test::parse;

TEST_CASE("an Outlook contact is read with names as ties and hobbies as facts") {
  const auto parsed = parse(
      "\"Title\",\"First Name\",\"Last Name\",\"Company\",\"Job Title\",\"Mobile Phone\","
      "\"E-mail "
      "Address\",\"Birthday\",\"Spouse\",\"Children\",\"Hobby\",\"Categories\",\"Notes\"\r\n"
      "\"Dr.\",\"Amara\",\"Voss-Delgado\",\"Lowmere Clinic\",\"Nurse lead\",\"+1 555 0188\","
      "\"amara@clinic.example\",\"11/3/1981\",\"Jun Delgado\",\"Ilse;Pío\","
      "\"Sacred Harp singing\",\"Health;Board prospects\",\"Never call before 10\"\r\n");
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::outlook_csv);
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  CHECK(card.name == "Amara Voss-Delgado");
  CHECK(card.prefix == "Dr.");
  CHECK(card.organisation == "Lowmere Clinic");
  CHECK(card.job_title == "Nurse lead");
  CHECK(card.phones == std::vector<ContactWay>{{"+1 555 0188", "Mobile", false}});
  CHECK(card.emails == std::vector<ContactWay>{{"amara@clinic.example", "", false}});
  CHECK(card.birthday == StagedDate{"11/3/1981", "", true});
  CHECK(parsed.report.count(ProblemCode::ambiguous_date) == 1);
  CHECK(test::ties(card) == "Spouse: Jun Delgado|Child: Ilse|Child: Pío");
  CHECK(test::fact(card, "Hobby") == "Sacred Harp singing");
  CHECK(card.labels == std::vector<std::string>{"Health", "Board prospects"});
  CHECK(card.notes == "Never call before 10");
}

TEST_CASE("the street lines of an Outlook address are one street, and defaults say nothing") {
  const auto parsed = parse(
      "First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name,Business Street,"
      "Business Street 2,Business City,Business Postal Code,Business Country/Region,Home Phone,"
      "Primary Phone,Priority,Private,Sensitivity,Gender,User 1,Web Page\n"
      "Ana,Reed,ana@x.example,SMTP,Ana Reed (ana@x.example),4 Kelp Row,Floor 2,Lowmere,04000,"
      "Norway,111,222,Normal,False,Normal,Unspecified,blue door,https://ana.example\n");
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::outlook_csv);
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  REQUIRE(card.addresses.size() == 1);
  CHECK(card.addresses[0].street == "4 Kelp Row\nFloor 2");
  CHECK(card.addresses[0].postal_code == "04000");
  CHECK(card.addresses[0].label == "Business");
  CHECK(card.phones == std::vector<ContactWay>{{"111", "Home", false}, {"222", "Primary", true}});
  CHECK(card.urls[0].text == "https://ana.example");
  REQUIRE(card.facts.size() == 1);
  CHECK(card.facts[0].topic == "User 1");
  CHECK(card.facts[0].text == "blue door");
  CHECK(card.facts[0].unmapped);
}

TEST_CASE("Google's Outlook file is an Outlook file") {
  const auto parsed = parse(
      "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Birthday,Anniversary,Notes,"
      "E-mail Address,E-mail 2 Address,Home Phone,Home Address,Spouse,Manager's Name,Categories\n"
      "Ana,,Reed,,,,,,2001-06-30,,ana@x.example,ana@y.example,1,\"1 Weir\nLowmere\",,Teo Okoro,"
      "Garden;River\n");
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::outlook_csv);
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  CHECK(card.emails.size() == 2);
  CHECK(card.addresses[0].street == "1 Weir\nLowmere");
  CHECK(test::ties(card) == "Manager: Teo Okoro");
  CHECK(test::fact(card, "Anniversary") == "2001-06-30");
  CHECK(card.labels == std::vector<std::string>{"Garden", "River"});
}

TEST_CASE("an Outlook file in Windows-1252 is refused with a guess and read when it is accepted") {
  const std::string file =
      "First Name,Last Name,E-mail Address,Job Title,Mobile Phone,Spouse,Company\r\n"
      "Beno\xeet,Achterberg,b@x.example,Ma\xeetre \x96 chef,1,,\r\n";
  const auto refused = parse(file);
  CHECK(refused.error.starts_with("contacts.csv, line 2: "));
  REQUIRE(refused.report.encoding_guess);
  CHECK(refused.report.encoding_guess->encoding == Encoding::windows_1252);
  CHECK(refused.report.encoding_guess->preview.find("Benoît") != std::string::npos);
  const auto parsed = parse(file, 0, {.encoding = Encoding::windows_1252});
  REQUIRE(parsed.error == "");
  CHECK(parsed.cards.at(0).name == "Benoît Achterberg");
  CHECK(parsed.cards.at(0).job_title == "Maître – chef");
}

TEST_CASE("empty dates of Outlook are no dates") {
  for (std::string_view empty : {"0/0/00", "1/1/4501", "0/0/0000"}) {
    const auto parsed = parse(
        "First Name,Last Name,E-mail Address,Job Title,Mobile Phone,Spouse,"
        "Birthday\nAna,Reed,a@x.example,,,," +
        std::string(empty) + "\n");
    REQUIRE(parsed.cards.size() == 1);
    CHECK(parsed.cards[0].birthday.edtf == "");
    CHECK_FALSE(parsed.cards[0].birthday.ambiguous);
  }
}
