#include "tests/generate/world.h"

#include "tests/generate/phrases.h"
#include "tests/generate/prng.h"

#include <algorithm>
#include <array>

// Each part of the world draws from a stream of its own, so that a change in how facts are made
// leaves the people as they were. No expression draws twice outside braces: C++ leaves open which
// operand comes first, and compilers differ.

namespace kith::generate {
namespace {

enum Stream : uint64_t {
  organisation_stream = 1,
  people_stream,
  tie_stream,
  fact_stream,
  interaction_stream
};

struct Day {
  int year, month, day;
};

// Howard Hinnant's civil_from_days, for days from 1970-01-01 on.
Day civil(int days) {
  days += 719'468;
  const int era = days / 146'097;
  const int day_of_era = days - era * 146'097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string month_and_day(const Day& day) {
  return two_digits(day.month) + "-" + two_digits(day.day);
}

std::string iso(const Day& day) {
  return std::to_string(day.year) + "-" + month_and_day(day);
}

// A day between 2015 and the end of 2025.
std::string recent_day(Prng& prng) {
  return iso(civil(16'436 + static_cast<int>(prng.below(4018))));
}

// A birthday between 1930 and 2010, as much of it as people tell.
std::string birthday(Prng& prng) {
  const uint32_t kind = prng.below(100);
  Day day = civil(static_cast<int>(prng.below(29'219)));
  day.year -= 40;
  // 29 February keeps its meaning only in a leap year.
  if (day.month == 2 && day.day == 29) day.day = 28;
  if (kind < 45) return "";
  if (kind < 85) return iso(day);
  if (kind < 95) return "--" + month_and_day(day);
  return std::to_string(day.year);
}

std::string number_of_digits(Prng& prng, int count) {
  std::string digits;
  for (int i = 0; i < count; ++i)
    digits += static_cast<char>('0' + prng.below(10));
  return digits;
}

std::string phone(Prng& prng) {
  const std::string exchange = number_of_digits(prng, 3);
  const std::string line = number_of_digits(prng, 4);
  switch (prng.below(4)) {
    case 0:
      return "+1 555 " + exchange + " " + line;
    case 1:
      return "(555) " + exchange + "-" + line;
    case 2:
      return "+1-555-" + exchange + "-" + line;
    default:
      return "555." + exchange + "." + line;
  }
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Lower-case letters and digits of the text; everything between becomes one hyphen.
std::string slug(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
      result += lower;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (result.ends_with('-'))
    result.pop_back();
  return result;
}

// What somebody whose name is not Latin would be called in an address.
std::string handle(Prng& prng) {
  std::string text;
  for (uint32_t count = 2 + prng.below(3); count > 0; --count)
    text += prng.pick(syllables());
  return text;
}

const Culture& pick_culture(Prng& prng) {
  static const uint32_t total = [] {
    uint32_t sum = 0;
    for (const Culture& culture : cultures())
      sum += static_cast<uint32_t>(culture.weight);
    return sum;
  }();
  uint32_t at = prng.below(total);
  for (const Culture& culture : cultures()) {
    if (at < static_cast<uint32_t>(culture.weight)) return culture;
    at -= static_cast<uint32_t>(culture.weight);
  }
  return cultures().front();
}

// -- Organisations --

std::vector<Organisation> make_organisations(const Options& options) {
  Prng prng(options.seed, organisation_stream);
  const auto names = organisation_names();
  const auto kinds = organisation_kinds();
  std::vector<Organisation> organisations(std::max<uint32_t>(1, options.people / 12));
  // Every name with every kind once; then the city is said too.
  const uint32_t pairs = static_cast<uint32_t>(names.size() * kinds.size());
  for (uint32_t i = 0; i < organisations.size(); ++i) {
    Organisation& organisation = organisations[i];
    const Culture& culture = pick_culture(prng);
    organisation.city = prng.pick(culture.cities);
    const uint32_t pair = static_cast<uint32_t>(uint64_t{i} * 7919 % pairs);
    organisation.name =
        std::string(names[pair % names.size()]) + " " + std::string(kinds[pair / names.size()]);
    organisation.domain = slug(organisation.name);
    if (i >= pairs) {
      organisation.name += " of " + organisation.city;
      organisation.domain += "-" + std::to_string(i / pairs);
    }
    organisation.domain += ".example";
  }
  return organisations;
}

// -- People and households --

class PeopleMaker {
 public:
  PeopleMaker(const Options& options, World& world)
      : prng_(options.seed, people_stream), count_(options.people), world_(world) {}

  void run() {
    world_.people.reserve(count_);
    while (world_.people.size() < count_) {
      const uint32_t left = count_ - static_cast<uint32_t>(world_.people.size());
      const Culture& culture = pick_culture(prng_);
      if (left >= 2 && prng_.chance(12)) {
        add_household(culture, std::min(left, 2 + prng_.below(4)));
      } else {
        add_person(culture, family_name(culture));
      }
    }
  }

 private:
  std::string family_name(const Culture& culture) {
    std::string family(prng_.pick(culture.family));
    if (culture.compounds && prng_.chance(20)) {
      const std::string_view second = prng_.pick(culture.family);
      if (second != family) (family += '-') += second;
    }
    return family;
  }

  std::string given_name(const Culture& culture) {
    std::string given(prng_.pick(culture.given));
    if (culture.compounds && prng_.chance(15)) {
      const std::string_view second = prng_.pick(culture.given);
      if (second != given) (given += ' ') += second;
    }
    return given;
  }

  std::string street() {
    std::string number = std::to_string(1 + prng_.below(240));
    return number + " " + std::string(prng_.pick(streets()));
  }

  Person& add_person(const Culture& culture, std::string family) {
    const auto index = static_cast<uint32_t>(world_.people.size());
    Person& person = world_.people.emplace_back();
    person.script = culture.script;
    person.given = given_name(culture);
    person.family = std::move(family);
    person.display = culture.family_first
                         ? person.family + std::string(culture.joiner) + person.given
                         : person.given + std::string(culture.joiner) + person.family;
    if (prng_.chance(12)) person.nickname = prng_.pick(nicknames());
    person.birthday = birthday(prng_);
    person.street = street();
    if (prng_.chance(10)) person.street += "\nFlat " + std::to_string(1 + prng_.below(30));
    person.city = prng_.pick(culture.cities);
    person.postcode = number_of_digits(prng_, 5);
    person.met_on = recent_day(prng_);
    if (prng_.chance(65)) {
      person.organisation = prng_.below(static_cast<uint32_t>(world_.organisations.size()));
      person.position = prng_.pick(positions());
    }
    add_addresses(person, index);
    for (uint32_t count = prng_.below(3); count > 0; --count) {
      const std::string_view label = prng_.pick(labels());
      if (std::ranges::find(person.labels, label) == person.labels.end()) {
        person.labels.push_back(label);
      }
    }
    if (prng_.chance(25)) person.note = prng_.pick(notes());
    return person;
  }

  // The number in a name keeps addresses apart: no two people share one.
  void add_addresses(Person& person, uint32_t index) {
    const bool has_latin_name = is_ascii(person.given) && is_ascii(person.family);
    const std::string name =
        has_latin_name ? slug(person.given) + "." + slug(person.family) : handle(prng_);
    const std::string number = std::to_string(index);
    person.profile = slug(name) + "-" + number;
    if (prng_.chance(80)) person.emails.push_back(name + number + "@mail.example");
    if (person.organisation && prng_.chance(60)) {
      person.emails.push_back(name + number + "@" +
                              world_.organisations[*person.organisation].domain);
    }
    for (uint32_t count = prng_.below(3); count > 0; --count)
      person.phones.push_back(phone(prng_));
  }

  void add_household(const Culture& culture, uint32_t size) {
    const auto first = static_cast<uint32_t>(world_.people.size());
    const auto index = static_cast<uint32_t>(world_.households.size());
    const std::string family = family_name(culture);
    for (uint32_t i = 0; i < size; ++i)
      add_person(culture, family).household = index;
    const Person& head = world_.people[first];
    for (uint32_t i = 1; i < size; ++i) {
      Person& member = world_.people[first + i];
      member.street = head.street;
      member.city = head.city;
      member.postcode = head.postcode;
    }
    world_.households.push_back({.name = "The " + family + " family",
                                 .street = head.street,
                                 .city = head.city,
                                 .first_person = first,
                                 .size = size});
  }

  Prng prng_;
  uint32_t count_;
  World& world_;
};

// -- Ties, facts, interactions --

std::vector<Tie> make_ties(const Options& options, const World& world) {
  Prng prng(options.seed, tie_stream);
  std::vector<Tie> ties;
  const auto since = [&prng] {
    return prng.chance(40) ? std::to_string(1980 + prng.below(46)) : std::string();
  };
  for (const Household& home : world.households) {
    ties.push_back({home.first_person, home.first_person + 1, "spouse", since()});
    for (uint32_t child = 2; child < home.size; ++child) {
      ties.push_back({home.first_person, home.first_person + child, "parent", ""});
      ties.push_back({home.first_person + 1, home.first_person + child, "parent", ""});
    }
  }
  constexpr auto kinds = std::to_array<std::string_view>(
      {"friend", "friend", "colleague", "neighbor", "acquaintance", "met", "sibling"});
  for (uint32_t from = 0; from < options.people && options.people > 1; ++from) {
    for (uint32_t count = prng.below(3); count > 0; --count) {
      const uint32_t to = (from + 1 + prng.below(options.people - 1)) % options.people;
      ties.push_back({from, to, prng.pick(kinds), since()});
    }
  }
  return ties;
}

// `average` times as many as people, unevenly: most have few, some have many.
template <class Add>
void for_some_people(Prng& prng, uint32_t people, uint32_t average, const Add& add) {
  for (uint32_t person = 0; person < people; ++person) {
    uint32_t count = prng.below(average + 1);
    if (prng.chance(10)) count += prng.below(10 * average + 1);
    for (; count > 0; --count)
      add(person);
  }
}

std::vector<Fact> make_facts(const Options& options) {
  Prng prng(options.seed, fact_stream);
  std::vector<Fact> facts;
  for_some_people(prng, options.people, options.facts_per_person, [&](uint32_t person) {
    const FactPhrases& phrases = prng.pick(fact_phrases());
    facts.push_back({.person = person,
                     .topic = phrases.topic,
                     .text = std::string(phrases.lead) + std::string(prng.pick(phrases.rests)),
                     .told_on = recent_day(prng),
                     .confirmed = prng.chance(70)});
  });
  return facts;
}

std::vector<Interaction> make_interactions(const Options& options) {
  Prng prng(options.seed, interaction_stream);
  std::vector<Interaction> interactions;
  for_some_people(prng, options.people, options.interactions_per_person, [&](uint32_t person) {
    interactions.push_back({.person = person,
                            .kind = prng.pick(interaction_kinds()),
                            .on = recent_day(prng),
                            .minutes = prng.chance(50) ? 5 * (1 + prng.below(24)) : 0,
                            .note = std::string(prng.pick(interaction_notes()))});
  });
  return interactions;
}

}  // namespace

World make_world(const Options& options) {
  World world;
  world.organisations = make_organisations(options);
  PeopleMaker(options, world).run();
  world.ties = make_ties(options, world);
  world.facts = make_facts(options);
  world.interactions = make_interactions(options);
  return world;
}

}  // namespace kith::generate
