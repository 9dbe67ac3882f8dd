#pragma once
// A believable world of people, the same for the same seed on every machine and compiler.
//
//   const World world = make_world({.seed = 1, .people = 1000});
//   std::string file = google_csv(world);        // tests/generate/files.h
//
// Nobody in it is anybody: names are drawn part by part, addresses end in `.example`, and telephone
// numbers lie in area 555, which is given to nobody.

#include "tests/generate/cultures.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::generate {

struct Options {
  uint64_t seed = 1;
  uint32_t people = 1000;
  uint32_t facts_per_person = 3;         // on average
  uint32_t interactions_per_person = 5;  // on average
};

struct Organisation {
  std::string name;
  std::string domain;
  std::string city;
};

/// People living together. Its members follow each other in World::people.
struct Household {
  std::string name;
  std::string street;
  std::string city;
  uint32_t first_person;
  uint32_t size;
};

struct Person {
  Script script;
  std::string given;
  std::string family;
  std::string display;  // the whole name, in the order its language writes it
  std::string nickname;
  std::string birthday;  // EDTF: 1974-02-11, --02-11, 1974, or empty
  std::vector<std::string> emails;
  std::vector<std::string> phones;
  std::optional<uint32_t> organisation;
  std::string position;
  std::optional<uint32_t> household;
  std::string street;
  std::string city;
  std::string postcode;
  std::vector<std::string_view> labels;
  std::string note;     // may hold several lines
  std::string profile;  // the last part of a profile's address
  std::string met_on;   // 2021-05-30
};

struct Tie {
  uint32_t from;
  uint32_t to;
  std::string_view kind;  // `from` is the <kind> of `to`: vCard's words for RELATED
  std::string since;      // a year, or empty
};

struct Fact {
  uint32_t person;
  std::string_view topic;  // likes, reads, avoids, family, hopes, work, language
  std::string text;
  std::string told_on;
  bool confirmed;  // said by the person, not heard from another
};

struct Interaction {
  uint32_t person;
  std::string_view kind;  // call, meeting, message, letter, visit
  std::string on;
  uint32_t minutes;  // 0 when nobody counted
  std::string note;
};

struct World {
  std::vector<Organisation> organisations;
  std::vector<Household> households;
  std::vector<Person> people;
  std::vector<Tie> ties;
  std::vector<Fact> facts;
  std::vector<Interaction> interactions;
};

World make_world(const Options& options);

}  // namespace kith::generate
