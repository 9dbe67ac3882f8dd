#include "tests/generate/files.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <string>

namespace {

using namespace kith::generate;

// FNV-1a: enough to see that a byte moved.
uint64_t hash(std::string_view bytes) {
  uint64_t value = 14695981039346656037u;
  for (const char c : bytes)
    value = (value ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return value;
}

// Strict: no overlong forms, surrogates, or anything past U+10FFFF. Calls with each code point.
template <class Visit>
bool is_utf8(std::string_view text, const Visit& visit) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 0 || lead > 0xF4 || i + static_cast<size_t>(length) > text.size()) return false;
    char32_t code = length == 1 ? lead : lead & (0x7F >> length);
    for (int k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + static_cast<size_t>(k)]);
      if ((next & 0xC0) != 0x80) return false;
      code = code << 6 | (next & 0x3F);
    }
    constexpr char32_t first[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < first[length] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
    visit(code);
    i += static_cast<size_t>(length);
  }
  return true;
}

size_t count_of(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("A seed gives the same bytes for ever") {
  const World world = make_world({.seed = 7, .people = 500});
  CHECK(hash(google_csv(world)) == 0xa5c669a8d729ad17u);
  CHECK(hash(google_csv_short(world)) == 0xa5ccca78719fa8f1u);
  CHECK(hash(outlook_csv(world)) == 0xe852ef90f46f156du);
  CHECK(hash(linkedin_csv(world)) == 0x2949dbd260a3aad3u);
  CHECK(hash(vcards(world)) == 0x2d9e3b35f057f0dfu);
  CHECK(hash(json(world)) == 0xd48ffdf974490b66u);
}

TEST_CASE("Another seed gives another world") {
  CHECK(json(make_world({.seed = 1, .people = 10})) != json(make_world({.seed = 2, .people = 10})));
}

TEST_CASE("More facts leave the people as they were") {
  const World few = make_world({.people = 200, .facts_per_person = 1});
  const World many = make_world({.people = 200, .facts_per_person = 9});
  CHECK(vcards(few) == vcards(many));
  CHECK(few.facts.size() < many.facts.size());
}

TEST_CASE("The world has the size asked for") {
  for (const uint32_t people : {0u, 1u, 2u, 100u, 20'000u}) {
    const World world = make_world({.people = people});
    CHECK(world.people.size() == people);
    if (people < 20'000) continue;
    CHECK(std::abs(static_cast<double>(world.facts.size()) / people - 3) < 0.3);
    CHECK(std::abs(static_cast<double>(world.interactions.size()) / people - 5) < 0.5);
    CHECK(world.ties.size() > people);
    CHECK(world.households.size() > people / 20);
    CHECK(world.organisations.size() == people / 12);
  }
}

TEST_CASE("Everything points at something that is there") {
  const World world = make_world({.seed = 3, .people = 5000});
  for (const Tie& tie : world.ties) {
    REQUIRE(tie.from < world.people.size());
    REQUIRE(tie.to < world.people.size());
    REQUIRE(tie.from != tie.to);
  }
  for (const Fact& fact : world.facts)
    REQUIRE(fact.person < world.people.size());
  for (const Interaction& talk : world.interactions)
    REQUIRE(talk.person < world.people.size());
  for (const Household& home : world.households) {
    REQUIRE(home.size >= 2);
    for (uint32_t i = 0; i < home.size; ++i) {
      const Person& member = world.people.at(home.first_person + i);
      REQUIRE(member.street == home.street);
      REQUIRE(&world.households.at(*member.household) == &home);
    }
  }
}

TEST_CASE("People come in every script") {
  const World world = make_world({.people = 5000});
  std::set<Script> scripts;
  for (const Person& person : world.people)
    scripts.insert(person.script);
  CHECK(scripts.size() == script_count);
}

TEST_CASE("Names are written in the script they claim") {
  struct Block {
    Script script;
    char32_t first, last;
  };
  // One block each; Han and Kana mix, and Latin reaches into several.
  constexpr Block blocks[] = {
      {Script::cyrillic, 0x400, 0x52F},   {Script::greek, 0x370, 0x3FF},
      {Script::arabic, 0x600, 0x6FF},     {Script::hebrew, 0x590, 0x5FF},
      {Script::hangul, 0xAC00, 0xD7A3},   {Script::devanagari, 0x900, 0x97F},
      {Script::bengali, 0x980, 0x9FF},    {Script::tamil, 0xB80, 0xBFF},
      {Script::thai, 0xE00, 0xE7F},       {Script::ethiopic, 0x1200, 0x137F},
      {Script::georgian, 0x10A0, 0x10FF}, {Script::armenian, 0x530, 0x58F}};
  for (const Person& person : make_world({.people = 5000}).people) {
    for (const Block& block : blocks) {
      if (block.script != person.script) continue;
      INFO(person.display);
      const bool is_valid = is_utf8(person.given + person.family, [&](char32_t code) {
        const bool is_mark = code == ' ' || code == '-' || code == '\'';
        if (!is_mark && (code < block.first || code > block.last)) {
          FAIL("U+" << std::hex << static_cast<uint32_t>(code) << " is of another script");
        }
      });
      CHECK(is_valid);
    }
  }
}

TEST_CASE("No two people share an address, and nobody's address is real") {
  std::set<std::string> seen;
  for (const Person& person : make_world({.people = 20'000}).people) {
    for (const std::string& email : person.emails) {
      REQUIRE(seen.insert(email).second);
      REQUIRE(email.ends_with(".example"));
    }
    for (const std::string& phone : person.phones)
      REQUIRE(phone.find("555") != std::string::npos);
  }
}

TEST_CASE("Every file is valid UTF-8 and has the quirks of its kind") {
  const World world = make_world({.seed = 5, .people = 2000});
  const auto nothing = [](char32_t) {};
  const std::string google = google_csv(world);
  CHECK(is_utf8(google, nothing));
  CHECK(google.starts_with("First Name,Middle Name,Last Name,"));
  CHECK(count_of(google, " ::: ") > 1000);
  CHECK(count_of(google, "* myContacts") == 2000);
  CHECK(google.find("\"\"Gleaner\"\"") != std::string::npos);
  CHECK(google.find(",--") != std::string::npos);

  const std::string outlook = outlook_csv(world);
  CHECK(is_utf8(outlook, nothing));
  CHECK(count_of(outlook.substr(0, outlook.find("\r\n")), "\",\"") == 91);

  const std::string linkedin = linkedin_csv(world);
  CHECK(is_utf8(linkedin, nothing));
  CHECK(linkedin.starts_with("\xEF\xBB\xBFNotes:\r\n"));
  CHECK(count_of(linkedin, "\r\n,,,,,,") == 40);
  CHECK(count_of(linkedin, "\r\n") == 2004);

  const std::string cards = vcards(world);
  CHECK(is_utf8(cards, nothing));
  CHECK(count_of(cards, "BEGIN:VCARD\r\n") == 2000);
  CHECK(count_of(cards, "X-APPLE-OMIT-YEAR=1604:1604-") > 10);
  CHECK(count_of(cards, "VERSION:4.0") == 1000);
  for (size_t begin = 0; begin < cards.size();) {
    const size_t end = cards.find("\r\n", begin);
    REQUIRE(end - begin <= 75);
    begin = end + 2;
  }
  CHECK(is_utf8(json(world), nothing));
}

TEST_CASE("Two hundred thousand people are there in a few seconds") {
  const auto begin = std::chrono::steady_clock::now();
  const World world = make_world({.people = 200'000});
  const std::string file = google_csv_short(world);
  CHECK(world.people.size() == 200'000);
  CHECK(file.size() > 16'000'000);
  // Generous, for a busy machine and for sanitizers: it is to catch what grows with the square.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));
}
