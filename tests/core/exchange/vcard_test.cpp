#include "tests/core/exchange/parse_support.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using kith::test::parse;

namespace {

StagedCard only_card(std::string_view body) {
  const auto parsed = parse("BEGIN:VCARD\r\nVERSION:3.0\r\n" + std::string(body) + "END:VCARD\r\n");
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 1);
  return parsed.cards[0];
}

}  // namespace

TEST_CASE("an Apple card is read with its groups, labels and birthday without a year") {
  const auto parsed = parse(
      "BEGIN:VCARD\nVERSION:3.0\nN:Marchetti;Odalys;;;\nFN:Odalys Marchetti\nNICKNAME:Ody\n"
      "ORG:Tide Street Choir;\nitem1.TEL;type=pref:+1 555 0119\nitem1.X-ABLabel:Signal\n"
      "item2.X-ABRELATEDNAMES;type=pref:Bruno Marchetti\nitem2.X-ABLabel:_$!<Spouse>!$_\n"
      "item3.URL;type=pref:http\\://tidestreet.example\nitem3.X-ABLabel:_$!<HomePage>!$_\n"
      "BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-20\nNOTE:Sings alto\\, bakes rye\\nDo not ask in Lent\n"
      "END:VCARD\n");
  REQUIRE(parsed.error == "");
  CHECK(parsed.report.format == FileFormat::vcard);
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  CHECK(card.name == "Odalys Marchetti");
  CHECK(card.nickname == "Ody");
  CHECK(card.organisation == "Tide Street Choir");
  CHECK(card.department == "");
  CHECK(card.phones == std::vector<ContactWay>{{"+1 555 0119", "Signal", true}});
  CHECK(test::ties(card) == "Spouse: Bruno Marchetti");
  CHECK(card.urls == std::vector<ContactWay>{{"http://tidestreet.example", "HomePage", true}});
  CHECK(card.birthday.edtf == "--07-20");
  CHECK(card.notes == "Sings alto, bakes rye\nDo not ask in Lent");
  CHECK(card.facts.empty());
}

TEST_CASE("an Outlook card of version 2.1 is read with bare types and soft line breaks") {
  const auto parsed = parse(
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=en-us:Brandvold;Henrike;;Dr.;\r\n"
      "FN:Dr. Henrike Brandvold\r\nTEL;WORK;VOICE:(555) 010-0166\r\n"
      "ADR;WORK;PREF:;;4 Kelp Row;Lowmere;ME;04000;United States of America\r\n"
      "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:4 Kelp Row=0D=0A=\r\nLowmere, ME  04000\r\n"
      "BDAY:19610402\r\nX-MS-SPOUSE:Idris\r\nEMAIL;PREF;INTERNET:henrike@example.org\r\n"
      "END:VCARD\r\n");
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  CHECK(card.name == "Dr. Henrike Brandvold");
  CHECK(card.family == "Brandvold");
  CHECK(card.prefix == "Dr.");
  CHECK(card.phones == std::vector<ContactWay>{{"(555) 010-0166", "Work", false}});
  REQUIRE(card.addresses.size() == 1);
  CHECK(card.addresses[0].city == "Lowmere");
  CHECK(card.addresses[0].postal_code == "04000");
  CHECK(card.birthday.edtf == "1961-04-02");
  CHECK(test::ties(card) == "Spouse: Idris");
  CHECK(card.emails == std::vector<ContactWay>{{"henrike@example.org", "", true}});
  CHECK(card.facts.empty());
}

TEST_CASE("a card of version 4.0 is read with its uid, kinds of value and ties") {
  const auto parsed = parse(
      "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:3f2a6c1e-0000-4000-8000-000000000001\n"
      "KIND:individual\nFN:Wren Adeyemi-Holt\nN:Adeyemi-Holt;Wren;;;\nBDAY:--0211\n"
      "TEL;VALUE=uri;PREF=1;TYPE=\"voice,cell\":tel:+44-7700-900123\n"
      "RELATED;TYPE=spouse:urn:uuid:3f2a6c1e-0000-4000-8000-000000000002\n"
      "RELATED;TYPE=colleague;VALUE=text:Sam at the Ranger station\n"
      "CATEGORIES:Volunteers,River\nEND:VCARD\n");
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 1);
  const StagedCard& card = parsed.cards[0];
  CHECK(card.natural_key == "uid:3f2a6c1e-0000-4000-8000-000000000001");
  CHECK(card.birthday.edtf == "--02-11");
  CHECK(card.phones == std::vector<ContactWay>{{"+44-7700-900123", "Mobile", true}});
  CHECK(test::ties(card) ==
        "Spouse: uid:3f2a6c1e-0000-4000-8000-000000000002|"
        "Colleague: Sam at the Ranger station");
  CHECK(card.labels == std::vector<std::string>{"Volunteers", "River"});
  CHECK(card.facts.empty());
}

TEST_CASE("folds may split a character") {
  // "ë" is C3 AB; the fold stands between its bytes.
  const StagedCard card = only_card("FN:Zo\xc3\r\n \xab Reed\r\n");
  CHECK(card.name == "Zoë Reed");
}

TEST_CASE("every spelling of a birthday without a year gives a day of every year") {
  for (std::string_view line :
       {"BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-31", "BDAY;X-APPLE-OMIT-YEAR=1604:16041231",
        "BDAY;X-APPLE-OMIT-YEAR=\"1604\":1604-12-31", "BDAY:--1231", "BDAY:--12-31",
        "BDAY;VALUE=date:--12-31"}) {
    CHECK(only_card("FN:Ana\r\n" + std::string(line) + "\r\n").birthday.edtf == "--12-31");
  }
}

TEST_CASE("birthdays with a time or a stray semicolon are days") {
  CHECK(only_card("FN:Ana\r\nBDAY:2019-02-10T00:00:33\r\n").birthday.edtf == "2019-02-10");
  CHECK(only_card("FN:Ana\r\nBDAY:1990-01-01;\r\n").birthday.edtf == "1990-01-01");
  CHECK(only_card("FN:Ana\r\nBDAY:19220310\r\n").birthday.edtf == "1922-03-10");
  CHECK(only_card("FN:Ana\r\nBDAY;VALUE=text:circa 1800\r\n").birthday.edtf == "");
  CHECK(only_card("FN:Ana\r\nBDAY;VALUE=text:circa 1800\r\n").birthday.source == "circa 1800");
}

TEST_CASE("Google writes the whole address into its second component") {
  const StagedCard card = only_card(
      "FN:Reed, Ana\r\nADR;TYPE=HOME:;4 Quay\\nLowmere\\n04000;;;;;\r\n"
      "CATEGORIES:myContacts,starred,River\r\nURL:http\\://ana.example\r\n"
      "X-PHONETIC-FIRST-NAME:Ahna\r\n");
  CHECK(card.name == "Reed, Ana");
  REQUIRE(card.addresses.size() == 1);
  CHECK(card.addresses[0].street == "4 Quay\nLowmere\n04000");
  CHECK(card.addresses[0].label == "Home");
  CHECK(card.labels == std::vector<std::string>{"starred", "River"});
  CHECK(card.urls[0].text == "http://ana.example");
  CHECK(card.phonetic_name == "Ahna");
}

TEST_CASE("Android cards say their character set and encoding for each property") {
  const auto parsed = parse(
      "BEGIN:VCARD\r\nVERSION:2.1\r\n"
      "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=81lvarez;Jos=C3=A9;;;\r\n"
      "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 =C3=81lva=\r\nrez\r\n"
      "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ana;1;;;\r\nCATEGORIES:My Contacts\r\n"
      "END:VCARD\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nN:Reed;Sam;;;\r\nEND:VCARD\r\n");
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 2);
  CHECK(parsed.cards[0].name == "José Álvarez");
  CHECK(parsed.cards[0].family == "Álvarez");
  CHECK(parsed.cards[0].labels.empty());
  CHECK(test::fact(parsed.cards[0], "X-ANDROID-CUSTOM") ==
        "vnd.android.cursor.item/relation;Ana;1;;;");
  CHECK(parsed.cards[1].name == "Sam Reed");
}

TEST_CASE("character sets of old cards are read, and unknown ones are not guessed at") {
  CHECK(only_card("FN;CHARSET=ISO-8859-1:Beno\xeet\r\n").name == "Benoît");
  const auto guessed = parse("BEGIN:VCARD\nVERSION:2.1\nFN:Beno\xeet\nEND:VCARD\n");
  CHECK(guessed.error.starts_with("contacts.csv, line 3: "));
  REQUIRE(guessed.report.encoding_guess);
  CHECK(guessed.report.encoding_guess->preview == "Benoît");
  const auto accepted = parse("BEGIN:VCARD\nVERSION:2.1\nFN:Beno\xeet\nEND:VCARD\n", 0,
                              {.encoding = Encoding::windows_1252});
  CHECK(accepted.cards.at(0).name == "Benoît");
  const auto unknown = parse("BEGIN:VCARD\nFN:Ana\nNOTE;CHARSET=KOI8-R:\xf0\xf1\nEND:VCARD\n");
  CHECK(unknown.error == "");
  CHECK(unknown.report.count(ProblemCode::unknown_charset) == 1);
}

TEST_CASE("pictures are left out and counted, however they are written") {
  const std::string base64(200'000, 'A');
  const auto parsed =
      parse("BEGIN:VCARD\nVERSION:2.1\nFN:Ana\nPHOTO;TYPE=JPEG;ENCODING=BASE64:\n " + base64 +
            "\n\nTEL:1\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nPHOTO;ENCODING=b;TYPE=JPEG:" +
            base64 + base64 + base64 + base64 +
            "\nTEL:2\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:4.0\nFN:Cy\nPHOTO:data:image/jpeg;base64," +
            base64 +
            "\nTEL:3\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:2.1\nFN:Di\nPHOTO;BASE64:AAAA\nBBBB\nCCCC\n\n"
            "TEL:4\nEND:VCARD\n");
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 4);
  CHECK(parsed.report.count(ProblemCode::binary_left_out) == 4);
  for (const StagedCard& card : parsed.cards) {
    CHECK(card.phones.size() == 1);
    CHECK(card.facts.empty());
  }
}

TEST_CASE("a date told twice is one fact") {
  const StagedCard card = only_card(
      "FN:Ana\r\nITEM1.X-ABDATE:2001-06-30\r\nITEM1.X-ABLABEL:_$!<Anniversary>!$_\r\n"
      "X-ANNIVERSARY:20010630\r\nX-EVOLUTION-ANNIVERSARY:2001-06-30\r\n");
  CHECK(test::fact(card, "Anniversary") == "2001-06-30");
  CHECK(card.facts.size() == 1);
}

TEST_CASE("names of ties come from every program's own property") {
  const StagedCard card = only_card(
      "FN:Ana\r\nX-EVOLUTION-SPOUSE:Bo\r\nX-EVOLUTION-MANAGER:Cy\r\nX-SPOUSE:Di\r\n"
      "X-MS-MANAGER:Ed\r\nAGENT:Flo\r\n");
  CHECK(test::ties(card) == "Spouse: Bo|Manager: Cy|Spouse: Di|Manager: Ed|Agent: Flo");
}

TEST_CASE("handles keep the service they are on") {
  const StagedCard card = only_card(
      "FN:Ana\r\nX-SOCIALPROFILE;type=mastodon;x-user=ana:x-apple:ana\r\n"
      "IMPP;X-SERVICE-TYPE=Skype:skype:ana.reed\r\nIMPP:xmpp:ana@chat.example\r\nX-ICQ:123\r\n"
      "X-MS-IMADDRESS:ana@im.example\r\n");
  CHECK(card.handles == std::vector<ContactWay>{{"ana", "Mastodon", false},
                                                {"ana.reed", "Skype", false},
                                                {"ana@chat.example", "Xmpp", false},
                                                {"123", "ICQ", false},
                                                {"ana@im.example", "Chat", false}});
}

TEST_CASE("Nextcloud quotes lists of types and escapes semicolons") {
  const StagedCard card = only_card("FN:Ana\r\nTEL;TYPE=\"HOME,VOICE\":123\\;ext=4\r\n");
  CHECK(card.phones == std::vector<ContactWay>{{"123;ext=4", "Home", false}});
}

TEST_CASE("hand-made cards are read as they are") {
  const auto parsed = parse(
      "# my cards\n\nbegin:vCard\nFN:Ana Reed\nFN:Annie\nN:Reed;Ana\nN:Other;Name\n\nADR:;;4 Quay\n"
      "# a comment\nthis is no property\nNICKNAME:A\\,B\nEND:vcard\n"
      "BEGIN:VCARD\nFN:No End\nBEGIN:VCARD\nFN:Last\n");
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 3);
  CHECK(parsed.cards[0].name == "Ana Reed");
  CHECK(parsed.cards[0].line == 3);
  CHECK(parsed.cards[0].family == "Reed");
  CHECK(parsed.cards[0].nickname == "A,B");
  CHECK(parsed.cards[0].addresses[0].street == "4 Quay");
  CHECK(test::fact(parsed.cards[0], "Also called") == "Annie");
  CHECK(test::fact(parsed.cards[0], "vCard line") == "this is no property");
  CHECK(parsed.cards[1].name == "No End");
  CHECK(parsed.cards[2].name == "Last");
  CHECK(parsed.report.count(ProblemCode::missing_end) == 2);
  CHECK(parsed.report.count(ProblemCode::unreadable_line) == 1);
}

TEST_CASE("a card in an AGENT property is a contact and a tie") {
  const auto parsed = parse(
      "BEGIN:VCARD\nFN:Ana\nAGENT:\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nTEL:1\n"
      "END:VCARD\n");
  REQUIRE(parsed.error == "");
  REQUIRE(parsed.cards.size() == 2);
  CHECK(parsed.cards[0].name == "Bo");
  CHECK(parsed.cards[1].name == "Ana");
  CHECK(parsed.cards[1].phones.size() == 1);
  CHECK(test::ties(parsed.cards[1]) == "Agent: Bo");
}

TEST_CASE("groups carry the uids of their members") {
  const auto parsed = parse(
      "BEGIN:VCARD\nVERSION:3.0\nFN:Choir\nUID:G1\n"
      "X-ADDRESSBOOKSERVER-KIND:group\n"
      "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A-1\nEND:VCARD\n");
  REQUIRE(parsed.cards.size() == 1);
  CHECK(parsed.cards[0].kind == CardKind::group);
  CHECK(parsed.cards[0].members == std::vector<std::string>{"uid:a-1"});
}

TEST_CASE("companies are organisations") {
  CHECK(only_card("FN:Acme\r\nORG:Acme;\r\nX-ABShowAs:COMPANY\r\n").kind == CardKind::organisation);
  CHECK(only_card("FN:Acme\r\nKIND:org\r\n").kind == CardKind::organisation);
  const StagedCard card = only_card("FN:Ana\r\nORG:Acme;Kitchen;Bread\r\nTITLE:Cook\r\n");
  CHECK(card.organisation == "Acme");
  CHECK(card.department == "Kitchen, Bread");
  CHECK(card.job_title == "Cook");
}

TEST_CASE("a UTF-16 card file is read by its mark") {
  std::string file = "\xff\xfe";
  for (char c : std::string_view("BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n")) {
    file += c;
    file += '\0';
  }
  const auto parsed = parse(file);
  REQUIRE(parsed.error == "");
  CHECK(parsed.cards.at(0).name == "Ana");
}
