// The search for duplicates: each reason, what speaks against it, and the same pairs as comparing
// everybody with everybody gives.
#include "core/query/duplicates.h"

#include "core/query/duplicate_queries.h"
#include "tests/core/query/query_fixture.h"

#include <algorithm>
#include <map>
#include <set>

using namespace kith;

namespace {

namespace person = fields::person;
using Reason = DuplicateReason;

FieldValue email(std::string text) {
  return {person::emails, Value::contact(ValueType::email, {.text = std::move(text)})};
}
FieldValue phone(std::string text) {
  return {person::phones, Value::contact(ValueType::phone, {.text = std::move(text)})};
}
FieldValue url(std::string text) {
  return {person::urls, Value::contact(ValueType::url, {.text = std::move(text)})};
}
FieldValue handle(std::string network, std::string text) {
  return {person::handles, Value::contact(ValueType::handle,
                                          {.text = std::move(text), .label = std::move(network)})};
}
FieldValue street(std::string text, std::string city = {}) {
  return {person::addresses, Value::address({.street = std::move(text), .city = std::move(city)})};
}
FieldValue birthday(std::string edtf) {
  return {person::birthday, Value::date(std::move(edtf))};
}
FieldValue city(std::string name) {
  return {person::city, Value::text(std::move(name))};
}
FieldValue link(FieldId field, RecordId to) {
  return {field, Value::link(to)};
}

using Values = std::vector<FieldValue>;

std::vector<DuplicatePair> search(Workspace& workspace, std::int64_t budget_us = 1'000'000) {
  DuplicateSearch search(workspace);
  while (!must(search.step(budget_us))) {
    CHECK(search.progress() >= 0);
    CHECK(search.progress() <= 1);
  }
  CHECK(search.progress() == 1);
  return search.found();
}

// The verdict on two people who are alone in a workspace.
struct Two {
  QueryWorkspace kith;

  Verdict judge(std::string a, Values of_a, std::string b, Values of_b) {
    const RecordId first = kith.person(std::move(a), std::move(of_a));
    const RecordId second = kith.person(std::move(b), std::move(of_b));
    const auto pairs = search(*kith.workspace);
    if (pairs.empty()) return {};
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].kind == kinds::person);
    CHECK(pairs[0].first == std::min(first, second));
    CHECK(pairs[0].second == std::max(first, second));
    return pairs[0].verdict;
  }
};

Verdict verdict(std::string a, Values of_a, std::string b, Values of_b) {
  return Two().judge(std::move(a), std::move(of_a), std::move(b), std::move(of_b));
}

DuplicateLevel level(std::string a, Values of_a, std::string b, Values of_b) {
  return verdict(std::move(a), std::move(of_a), std::move(b), std::move(of_b)).level;
}

constexpr auto none = DuplicateLevel::none;
constexpr auto maybe = DuplicateLevel::maybe;
constexpr auto likely = DuplicateLevel::likely;
constexpr auto surely = DuplicateLevel::surely;

}  // namespace

TEST_CASE("the same name and address of one's own are surely one person") {
  CHECK(level("Ana Okafor", {email("ana@mail.example")}, "Ana Okafor",
              {email("Ana+x@Mail.example")}) == surely);
  CHECK(level("Ana Okafor", {phone("+49 30 1234567")}, "Okafor, Ana", {phone("030 1234567")}) ==
        surely);
  CHECK(level("Bill Yarrow", {url("https://x.com/yarrow")}, "William Yarrow",
              {handle("Twitter", "@Yarrow")}) == surely);
  CHECK(level("Ana Okafor", {email("ana@mail.example")}, "Ana Okafro",
              {email("ana@mail.example"), birthday("1974-05-03")}) == likely);
}

TEST_CASE("a name alone is never more than a maybe") {
  CHECK(level("Ana Okafor", {}, "Ana Okafor", {}) == maybe);
  CHECK(level("Ana Okafor", {}, "Okafor Ana", {}) == maybe);
  CHECK(level("Ana Okafor", {}, "Ana Okafro", {}) == none);
  CHECK(level("A. Okafor", {}, "Ana Okafor", {}) == none);
  CHECK(level("Ana Okafor", {email("a@mail.example")}, "Ana Okafor", {email("b@mail.example")}) ==
        none);
  CHECK(level("Ana Okafor", {city("Leeds")}, "Ana Okafor", {city("York")}) == none);
}

TEST_CASE("what else is the same supports a name") {
  const auto same = [](const FieldValue& value) {
    return level("Ana Okafor", {value}, "Ana Okafor", {value});
  };
  CHECK(same(birthday("1974-05-03")) == likely);
  CHECK(same(birthday("--05-03")) == likely);
  CHECK(same(birthday("1974")) == maybe);
  CHECK(same(street("12 Mill Street")) == likely);
  CHECK(same(city("Leeds")) == maybe);
  QueryWorkspace kith;
  const RecordId library = kith.organisation("Riverbend Seed Library");
  const RecordId home = kith.add(kinds::household, {});
  kith.person("Ana Okafor", {link(person::organisation, library)});
  kith.person("Ana Okafro", {link(person::organisation, library)});
  kith.person("Beatriz Cobb", {link(person::household, home)});
  kith.person("B. Cobb", {link(person::household, home), birthday("--05-03")});
  const auto pairs = search(*kith.workspace);
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].verdict.level == maybe);
  CHECK(pairs[0].verdict.has(Reason::spelling));
  CHECK(pairs[0].verdict.has(Reason::same_organisation));
}

TEST_CASE("birthdays agree as far as they are known") {
  const auto with = [](std::string a, std::string b) {
    return verdict("Ana Okafor", {birthday(std::move(a)), email("ana@mail.example")}, "Ana Okafor",
                   {birthday(std::move(b)), email("ana@mail.example")});
  };
  CHECK(with("1974-05-03", "1974-05-03").has(Reason::same_birthday));
  CHECK(with("1974-05-03", "--05-03").has(Reason::same_day));
  CHECK_FALSE(with("1974", "1974-05").has(Reason::other_birthday));
  CHECK(with("1974-05-03", "1975-05-03").has(Reason::other_birthday));
  CHECK(with("1974-05", "1974-06-03").has(Reason::other_birthday));
  CHECK(with("--05-03", "--05-04").has(Reason::other_birthday));
  CHECK(with("1974-05-03", "1975-05-03").level == maybe);
}

TEST_CASE("members of one family are no duplicates") {
  const Values home = {email("okafor@mail.example"), phone("030 1234567"), street("12 Mill Street"),
                       birthday("2011-05-03")};
  CHECK(level("Ana Okafor", home, "Ben Okafor", home) == none);
  CHECK(level("A. Okafor", home, "B. Okafor", home) == none);
  CHECK(level("John Holt Jr", home, "John Holt Sr", home) == none);
  CHECK(level("John Holt Jr", {street("12 Mill Street")}, "John Holt",
              {street("12 Mill Street")}) == none);
  CHECK(level("李晓雨", home, "李明", home) == none);
}

TEST_CASE("an office's address tells little") {
  CHECK(level("Ana Okafor", {email("info@river.example")}, "Ben Nwosu",
              {email("info@river.example")}) == none);
  CHECK(level("Ana Okafor", {email("info@river.example")}, "Ana Okafor",
              {email("info@river.example")}) == maybe);
  QueryWorkspace kith;
  for (const char* name : {"Ana Okafor", "Ben Nwosu", "Cem Öztürk", "Dana Weiß", "Eli Katz"})
    kith.person(name, {phone("030 1234567")});
  CHECK(search(*kith.workspace).empty());
}

TEST_CASE("somebody without a name may be known by an address") {
  CHECK(level("ana@mail.example", {email("ana@mail.example")}, "Ana Okafor",
              {email("ana@mail.example")}) == likely);
  CHECK(level("030 1234567", {phone("030 1234567")}, "Ana Okafor", {phone("030 1234567")}) ==
        maybe);
  CHECK(level("Ana Okafor", {email("ana@mail.example")}, "Ben Nwosu",
              {email("ana@mail.example")}) == maybe);
}

TEST_CASE("a name that many bear is no reason") {
  QueryWorkspace kith;
  for (int i = 0; i < 5; ++i)
    kith.person("Maria Garcia");
  CHECK(search(*kith.workspace).empty());
  kith.person("Maria Garcia", {birthday("1974-05-03")});
  kith.person("Maria Garcia", {birthday("1974-05-03")});
  const auto pairs = search(*kith.workspace);
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].verdict.level == maybe);
}

TEST_CASE("organisations go by their site, address and name") {
  namespace org = fields::organisation;
  const auto site = [](std::string text) {
    return FieldValue{org::urls, Value::contact(ValueType::url, {.text = std::move(text)})};
  };
  const auto two = [](std::string a, Values of_a, std::string b, Values of_b) {
    QueryWorkspace kith;
    of_a.push_back({org::name, Value::text(std::move(a))});
    of_b.push_back({org::name, Value::text(std::move(b))});
    kith.add(kinds::organisation, std::move(of_a));
    kith.add(kinds::organisation, std::move(of_b));
    const auto pairs = search(*kith.workspace);
    return pairs.empty() ? none : pairs[0].verdict.level;
  };
  CHECK(two("The Seed Library, Inc.", {site("https://www.seeds.example/about")}, "Seed Library",
            {site("http://seeds.example")}) == surely);
  CHECK(two("Seed Library", {{org::city, Value::text("Leeds")}}, "Seed Library",
            {{org::city, Value::text("Leeds")}}) == likely);
  CHECK(two("Seed Library", {}, "Seed Library", {}) == maybe);
  CHECK(two("Seed Library", {{org::city, Value::text("Leeds")}}, "Seed Library",
            {{org::city, Value::text("York")}}) == none);
  CHECK(two("Red Cross Leeds", {site("redcross.example")}, "Red Cross York",
            {site("redcross.example")}) == none);
}

TEST_CASE("whoever is in the trash is not found") {
  QueryWorkspace kith;
  kith.person("Ana Okafor");
  const RecordId twice = kith.person("Ana Okafor");
  CHECK(search(*kith.workspace).size() == 1);
  kith.trash(twice);
  CHECK(search(*kith.workspace).empty());
}

namespace {

// People drawn from so few words that many have something in common.
void fill(QueryWorkspace& kith, SeededRandom& random, int count) {
  const auto pick = [&](auto... options) {
    const std::string all[] = {options...};
    return all[random.next_u64() % sizeof...(options)];
  };
  std::vector<RecordId> organisations = {kith.organisation("Seed Library"),
                                         kith.organisation("Choir"), kith.organisation("Choir")};
  for (int i = 0; i < count; ++i) {
    const std::string given =
        pick("Ana", "Anna", "A.", "William", "Bill", "Katharina", "Katharine", "Jo");
    const std::string family = pick("Okafor", "Okafro", "Holt", "Błażejewski", "Blazejewski");
    Values values;
    const auto now_and_then = [&] { return random.next_u64() % 3 == 0; };
    if (now_and_then())
      values.push_back(email(
          pick("a@x.example", "b@x.example", "info@x.example", "c@x.example", "d@x.example")));
    if (now_and_then()) values.push_back(phone(pick("030 1234567", "+49 30 1234567", "0555 1234")));
    if (now_and_then()) values.push_back(handle("Signal", pick("ana", "okafor", "holt")));
    if (now_and_then())
      values.push_back(street(pick("1 Mill Lane", "2 Mill Lane"), pick("", "Ely")));
    if (now_and_then())
      values.push_back(birthday(pick("1974-05-03", "--05-03", "1974", "1980-01")));
    if (now_and_then()) values.push_back(city(pick("Leeds", "York")));
    if (now_and_then())
      values.push_back(link(person::organisation, organisations[random.next_u64() % 3]));
    const std::string name = pick("", "Dr. ") + given + " " + family + pick("", "", "", " Jr");
    kith.person(random.next_u64() % 6 == 0 ? family + " " + given : name, std::move(values));
  }
}

using Pairs =
    std::map<std::pair<RecordId, RecordId>, std::tuple<DuplicateLevel, int, std::uint32_t>>;

// Everybody with everybody, and the bearers of each mark counted one by one.
Pairs brute_force(Workspace& workspace) {
  const auto people = must(duplicate_queries::next(workspace.database(), workspace.schema(),
                                                   kinds::person, 0, 1'000'000));
  std::map<std::uint64_t, std::set<RecordId>> bearers;
  for (const auto& one : people) {
    for (Mark mark : one.profile.marks)
      bearers[block_key(mark)].insert(one.id);
  }
  CommonMarks common;
  for (const auto& [key, who] : bearers) {
    if (who.size() > bearers_max) common.add(key);
  }
  common.sort();
  Pairs pairs;
  for (const auto& a : people) {
    for (const auto& b : people) {
      if (!(a.id < b.id)) continue;
      const Verdict verdict = judge(a.profile.view(), b.profile.view(), common);
      const Verdict other_way = judge(b.profile.view(), a.profile.view(), common);
      CHECK(verdict.points == other_way.points);
      CHECK(verdict.reasons == other_way.reasons);
      if (verdict.level != none)
        pairs[{a.id, b.id}] = {verdict.level, verdict.points, verdict.reasons};
    }
  }
  return pairs;
}

Pairs as_map(const std::vector<DuplicatePair>& found) {
  Pairs pairs;
  for (const DuplicatePair& pair : found) {
    if (pair.kind == kinds::person)
      pairs[{pair.first, pair.second}] = {pair.verdict.level, pair.verdict.points,
                                          pair.verdict.reasons};
  }
  return pairs;
}

}  // namespace

TEST_CASE("the search finds what comparing everybody finds, in slices of any size") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    QueryWorkspace kith(seed);
    SeededRandom random(seed);
    fill(kith, random, 8 + static_cast<int>(seed % 40));
    const Pairs found = as_map(search(*kith.workspace));
    CHECK(found == brute_force(*kith.workspace));
    CHECK(found == as_map(search(*kith.workspace, 0)));
  }
}

TEST_CASE("pairs come the surest first and each once") {
  QueryWorkspace kith(7);
  SeededRandom random(7);
  fill(kith, random, 200);
  const auto pairs = search(*kith.workspace);
  REQUIRE(pairs.size() > 20);
  std::set<std::pair<RecordId, RecordId>> seen;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    CHECK(seen.insert({pairs[i].first, pairs[i].second}).second);
    CHECK(pairs[i].first < pairs[i].second);
    if (i > 0) CHECK(pairs[i - 1].verdict.level >= pairs[i].verdict.level);
  }
}

TEST_CASE("thousands of one name and address take no square of time") {
  QueryWorkspace kith;
  const RecordId choir = kith.organisation("Choir");
  Draft draft(Intent{IntentCode::import_rows});
  for (int i = 0; i < 4000; ++i) {
    draft.create(kinds::person, kith.workspace.new_id(),
                 {{person::name, Value::text("Maria Garcia")},
                  email("all@mail.example"),
                  birthday("1974-05-03"),
                  link(person::organisation, choir)});
  }
  kith.workspace.commit(draft);
  const auto pairs = search(*kith.workspace);
  CHECK(pairs.size() == DuplicateSearch::found_max);
}
