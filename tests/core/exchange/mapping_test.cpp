#include "core/exchange/mapping.h"

#include "tests/core/exchange/parse_support.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using kith::test::parse;

TEST_CASE("headings are compared trimmed, folded and with white space collapsed") {
  CHECK(header_key("  E-Mail   1 -\tValue ") == "e-mail 1 - value");
  CHECK(header_key("Prénom") == "prenom");
}

TEST_CASE("the signature is of the set of headings, not of their order") {
  const std::vector<std::string> one = {"Name", "E-mail"}, two = {"e-mail ", "NAME"},
                                 three = {"Name", "Phone"};
  CHECK(mapping_signature(one) == mapping_signature(two));
  CHECK(mapping_signature(one) != mapping_signature(three));
}

TEST_CASE("a mapping fits the same headings in another order") {
  const std::vector<std::string> one = {"Who", "Mail", "Extra"}, two = {"extra", "who", "mail"};
  const Mapping mapping = {
      {TargetField::full_name}, {TargetField::email, 4, "Work"}, {TargetField::ignore}};
  const Bytes bytes = encode_mapping(one, mapping);
  CHECK(decode_mapping(one, bytes) == mapping);
  CHECK(decode_mapping(two, bytes) == Mapping{mapping[2], mapping[0], mapping[1]});
  const std::vector<std::string> other = {"who", "mail", "more"};
  CHECK_FALSE(decode_mapping(other, bytes));
  CHECK_FALSE(decode_mapping(one, ByteView(bytes).first(bytes.size() - 1)));
}

TEST_CASE("a mapping is suggested for headings in several languages") {
  const auto parsed = parse(
      "Vorname;Nachname;E-Mail;Mobil;Firma;PLZ;Ort;Geburtstag;Lieblingsfarbe\n"
      "Jörg;Weiß;j@x.example;0170;Kiosk;04000;Köln;1.2.1970;blau\n");
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::other_csv);
  CHECK(parsed.report.delimiter == ';');
  CHECK(parsed.report.mapping_suggested);
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  CHECK(card.name == "Jörg Weiß");
  CHECK(card.emails[0].text == "j@x.example");
  CHECK(card.phones[0] == ContactWay{"0170", "Mobile", false});
  CHECK(card.organisation == "Kiosk");
  CHECK(card.addresses[0].postal_code == "04000");
  CHECK(card.addresses[0].city == "Köln");
  CHECK(card.birthday.edtf == "1970-02-01");
  CHECK(test::fact(card, "Lieblingsfarbe") == "blau");
}

TEST_CASE("the mapping that was made is used, and nothing else of the row is lost") {
  const std::string file = "Who,Reach,Colour,Secret\nAna,ana@x.example,blue,hush\n";
  const std::vector<std::string> headers = {"Who", "Reach", "Colour", "Secret"};
  const Mapping mapping = {{TargetField::full_name},
                           {TargetField::email, 1},
                           {TargetField::raw_fact},
                           {TargetField::ignore}};
  const auto parsed = parse(file, 0, {.mapping = encode_mapping(headers, mapping)});
  REQUIRE(parsed.cards.size() == 1);
  CHECK_FALSE(parsed.report.mapping_suggested);
  CHECK(parsed.cards[0].emails.size() == 1);
  CHECK(test::fact(parsed.cards[0], "Colour") == "blue");
  CHECK(parsed.cards[0].facts.size() == 1);
  CHECK(parse(file).report.content_hash != parsed.report.content_hash);
}

TEST_CASE("a column with the other program's id gives the natural key and stays a fact") {
  const auto parsed = parse("Contact ID,Display Name,Email\n00101,Nadia,n@x.example\n");
  REQUIRE(parsed.cards.size() == 1);
  CHECK(parsed.cards[0].natural_key == "id:00101");
  CHECK(test::fact(parsed.cards[0], "Contact ID") == "00101");
}
