// What two spellings of one address, number or page have in common, and what they have not.
#include "core/query/match_keys.h"

#include <catch2/catch_test_macros.hpp>

#include <string_view>

using namespace kith;

namespace {

bool same_phone(std::string_view a, std::string_view b) {
  const bool one_way = is_same_phone(parse_phone(a), parse_phone(b));
  CHECK(one_way == is_same_phone(parse_phone(b), parse_phone(a)));
  return one_way;
}

}  // namespace

TEST_CASE("a mailbox is the same however the address is written") {
  CHECK(mailbox_key(" Ana.Okafor@Mail.Example ") == "ana.okafor@mail.example");
  CHECK(mailbox_key("ana+news@mail.example") == mailbox_key("ana@mail.example"));
  CHECK(mailbox_key("a.n.a@gmail.com") == mailbox_key("ana+x@googlemail.com"));
  CHECK(mailbox_key("a.na@mail.example") != mailbox_key("ana@mail.example"));
  CHECK(mailbox_key("+ana@mail.example") == "+ana@mail.example");
  CHECK(mailbox_key("ana").empty());
  CHECK(mailbox_key("@mail.example").empty());
}

TEST_CASE("an office's mailbox is known by its name in many languages") {
  CHECK(is_shared_mailbox("info@river.example"));
  CHECK(is_shared_mailbox("kontakt@river.example"));
  CHECK(is_shared_mailbox("sekretariat@river.example"));
  CHECK_FALSE(is_shared_mailbox("ana@river.example"));
  CHECK_FALSE(is_shared_mailbox("information.ana@river.example"));
}

TEST_CASE("a telephone number is the same with and without what is only dialled") {
  CHECK(same_phone("+44 20 7946 0958", "020 7946 0958"));
  CHECK(same_phone("+44 (0)20 7946 0958", "0044 20 7946 0958"));
  CHECK(same_phone("+49 30 123456", "030/123456"));
  CHECK(same_phone("(555) 010-1234", "+1 555 010 1234"));
  CHECK(same_phone("1-555-010-1234", "555.010.1234"));
  CHECK(same_phone("8 (495) 123-45-67", "+7 495 123 45 67"));
  CHECK(same_phone("+86 138 1234 5678", "13812345678"));
  CHECK(same_phone("tel: 030 1234567 ext. 12", "030 1234567"));
}

TEST_CASE("telephone numbers of two areas or countries are two") {
  CHECK_FALSE(same_phone("(205) 551-0123", "(305) 551-0123"));
  CHECK_FALSE(same_phone("+49 30 1234567", "+43 30 1234567"));
  CHECK_FALSE(same_phone("030 1234567", "040 1234567"));
  CHECK_FALSE(same_phone("1234567", "030 1234567"));
  CHECK_FALSE(same_phone("110", "110"));
  CHECK_FALSE(same_phone("", ""));
  CHECK_FALSE(same_phone("no number", "no number"));
}

TEST_CASE("a page on a network and a name there are one account") {
  CHECK(account_key("https://www.instagram.com/Ana.O/") == account_key("Instagram", "@ana.o"));
  CHECK(account_key("https://x.com/ana") == account_key("Twitter", "ana"));
  CHECK(account_key("http://uk.linkedin.com/in/Ana?trk=x") == "linkedin/ana");
  CHECK(account_key("https://social.example/@ana") ==
        account_key("Mastodon", "@ana@social.example"));
  CHECK(account_key("Signal", "ana") != account_key("Telegram", "ana"));
  CHECK(account_key("https://river.example/about").empty());
  CHECK(account_key("Signal", " ").empty());
}

TEST_CASE("a street is the same with short words, and is nothing without a number") {
  CHECK(street_key("12 Mill Street, Flat 3") == street_key("12, Mill St."));
  CHECK(street_key("Hauptstraße 5") == street_key("Hauptstr. 5"));
  CHECK(street_key("12, rue des Lilas") == street_key("12 Rue des Lilas\nParis"));
  CHECK(street_key("12 Mill Street") != street_key("21 Mill Street"));
  CHECK(street_key("Mill Street").empty());
  CHECK(street_key("12").empty());
}
