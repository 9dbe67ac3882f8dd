// Duplicates and look-alikes planted among believable people of many cultures: how many of the ones
// are found, and that none of the others is taken for one.
#include "core/query/duplicate_names.h"
#include "core/query/duplicates.h"
#include "tests/core/query/query_fixture.h"
#include "tests/generate/world.h"

#include <set>

using namespace kith;

namespace {

using Pair = std::pair<RecordId, RecordId>;

Pair in_order(RecordId a, RecordId b) {
  return {std::min(a, b), std::max(a, b)};
}

// How the second record of somebody came to differ from the first.
enum class Slip { other_order, misspelt, other_phone_format, short_name, without_marks, count };

std::string misspelt(std::string text) {
  const std::size_t at = text.size() / 2;
  if (at > 0 && text[at] > 0 && text[at - 1] > 0) std::swap(text[at], text[at - 1]);
  return text;
}

// Of a world's people; those planted come behind.
class Planted {
 public:
  explicit Planted(std::uint32_t people)
      : world_(generate::make_world({.seed = 3, .people = people})) {
    Draft draft(Intent{IntentCode::import_rows});
    for (const generate::Organisation& one : world_.organisations)
      organisations_.push_back(draft.create(kinds::organisation, kith_.new_id(),
                                            {{fields::organisation::name, Value::text(one.name)}}));
    for (const generate::Household& one : world_.households)
      households_.push_back(draft.create(kinds::household, kith_.new_id(),
                                         {{fields::household::name, Value::text(one.name)}}));
    kith_.commit(draft);
    for (const generate::Person& one : world_.people)
      ids_.push_back(add(one));
  }

  void plant_duplicates(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = static_cast<std::size_t>(i * world_.people.size() / count);
      generate::Person copy = world_.people[at];
      copy.household.reset();
      slip(copy, static_cast<Slip>(i % static_cast<std::size_t>(Slip::count)));
      duplicates_.insert(in_order(ids_[at], add(copy)));
    }
  }

  // A twin, a parent of the same name, and a stranger of the same name for each.
  void plant_look_alikes(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const generate::Person& one = world_.people[(i * 7 + 3) % world_.people.size()];
      generate::Person twin = one;
      twin.given = other_given(one);
      twin.display = twin.given + " " + twin.family;
      twin.nickname.clear();
      look_alikes_.insert(add(twin));
      generate::Person parent = one;
      parent.birthday = "1931-02-03";
      parent.emails.clear();
      parent.phones.clear();
      parent.organisation.reset();
      look_alikes_.insert(add(parent, "Sr"));
      generate::Person stranger = one;
      stranger.birthday = "1999-09-09";
      stranger.emails = {"stranger" + std::to_string(i) + "@elsewhere.example"};
      stranger.phones = {"+999 12345" + std::to_string(10000 + i)};
      stranger.organisation.reset();
      stranger.household.reset();
      stranger.street = std::to_string(300 + i) + " Elsewhere";
      stranger.city = "Elsewhere";
      look_alikes_.insert(add(stranger));
    }
  }

  std::vector<DuplicatePair> search() {
    kith_.commit(draft_);
    DuplicateSearch search(*kith_);
    while (!must(search.step(1'000'000))) {
    }
    return search.found();
  }

  bool is_duplicate(const DuplicatePair& pair) const {
    return duplicates_.contains({pair.first, pair.second});
  }
  // Two under one roof whose names were drawn alike: nobody could tell them from one.
  bool is_by_chance(const DuplicatePair& pair) const {
    const auto has = [&](DuplicateReason reason) { return pair.verdict.has(reason); };
    return has(DuplicateReason::same_street) && !is_duplicate(pair) &&
           (has(DuplicateReason::same_name) || has(DuplicateReason::longer_name));
  }
  bool is_look_alike(const DuplicatePair& pair) const {
    return look_alikes_.contains(pair.first) || look_alikes_.contains(pair.second);
  }
  std::size_t duplicate_count() const { return duplicates_.size(); }

 private:
  // Of the same script, and not known for the same: somebody's in this world.
  std::string other_given(const generate::Person& one) {
    for (const generate::Person& other : world_.people) {
      const std::string name = other.given.substr(0, other.given.find(' '));
      const bool is_other = other.script == one.script &&
                            compare_names(comparable_name({.display = name + " Holt"}),
                                          comparable_name({.display = one.given + " Holt"}))
                                    .relation == NameRelation::other_given;
      if (is_other) return name;
    }
    return "Zebedee";
  }

  void slip(generate::Person& copy, Slip how) {
    if (how == Slip::other_order) copy.display = copy.family + " " + copy.given;
    if (how == Slip::misspelt) copy.display = copy.given + " " + misspelt(copy.family);
    if (how == Slip::short_name && !copy.given.empty()) {
      std::size_t letter = 1;
      while (letter < copy.given.size() && (copy.given[letter] & 0xC0) == 0x80)
        ++letter;
      copy.display = copy.given.substr(0, letter) + ". " + copy.family;
    }
    if (how == Slip::other_phone_format && !copy.phones.empty()) {
      std::string& phone = copy.phones.front();
      if (phone.starts_with('+')) phone = "00" + phone.substr(1);
    }
    if (how == Slip::without_marks) {
      copy.emails.clear();
      copy.phones.clear();
    }
    has_parts_ = how != Slip::misspelt && how != Slip::short_name && how != Slip::other_order;
  }

  RecordId add(const generate::Person& one, std::string suffix = {}) {
    namespace f = fields::person;
    std::vector<FieldValue> values = {{f::name, Value::text(one.display)},
                                      {f::city, Value::text(one.city)}};
    if (has_parts_) {
      values.push_back({f::given_name, Value::text(one.given)});
      values.push_back({f::family_name, Value::text(one.family)});
    }
    has_parts_ = true;
    if (!suffix.empty()) values.push_back({f::name_suffix, Value::text(suffix)});
    if (!one.birthday.empty()) values.push_back({f::birthday, Value::date(one.birthday)});
    for (const std::string& email : one.emails)
      values.push_back({f::emails, Value::contact(ValueType::email, {.text = email})});
    for (const std::string& phone : one.phones)
      values.push_back({f::phones, Value::contact(ValueType::phone, {.text = phone})});
    values.push_back({f::addresses, Value::address({.street = one.street, .city = one.city})});
    if (one.organisation)
      values.push_back({f::organisation, Value::link(organisations_[*one.organisation])});
    if (one.household) values.push_back({f::household, Value::link(households_[*one.household])});
    return draft_.create(kinds::person, kith_.new_id(), std::move(values));
  }

  generate::World world_;
  TestWorkspace kith_;
  Draft draft_{Intent{IntentCode::import_rows}};
  std::vector<RecordId> organisations_, households_, ids_;
  std::set<Pair> duplicates_;
  std::set<RecordId> look_alikes_;
  bool has_parts_ = true;
};

}  // namespace

TEST_CASE("planted duplicates are found, and planted look-alikes are not taken for any") {
  Planted planted(3000);
  planted.plant_duplicates(300);
  planted.plant_look_alikes(100);
  std::size_t found = 0, likely = 0, likely_wrong = 0, surely_wrong = 0, looked_alike = 0;
  std::size_t all = 0;
  for (const DuplicatePair& pair : planted.search()) {
    if (pair.kind != kinds::person || planted.is_by_chance(pair)) continue;
    ++all;
    const bool is_right = planted.is_duplicate(pair);
    const bool is_likely = pair.verdict.level >= DuplicateLevel::likely;
    found += is_right ? 1 : 0;
    likely += is_likely ? 1 : 0;
    likely_wrong += is_likely && !is_right ? 1 : 0;
    surely_wrong += pair.verdict.level == DuplicateLevel::surely && !is_right ? 1 : 0;
    looked_alike += is_likely && planted.is_look_alike(pair) ? 1 : 0;
  }
  CAPTURE(planted.duplicate_count(), all, found, likely, likely_wrong, surely_wrong, looked_alike);
  CHECK(found * 100 >= planted.duplicate_count() * 95);
  CHECK(likely_wrong * 100 <= likely * 2);
  CHECK(surely_wrong == 0);
  CHECK(looked_alike == 0);
  CHECK(all - found < 100);
}
