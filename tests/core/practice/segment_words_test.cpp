// Filters as sentences: money, gifts, and the rows of a team's own tables.
#include "core/practice/segment_words.h"

#include "core/practice/team_tables.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace {

struct WordsWorkspace : QueryWorkspace {
  FieldId add(KindId kind, const FieldWish& wish) {
    const NewRecord made = add_field(*workspace, kind, wish);
    workspace.commit(made.draft);
    return field_of(made.id);
  }
  std::string words(FilterNode root) {
    return filter_in_words(*workspace, directory, {kinds::person, std::move(root)});
  }
};

Value euros(std::int64_t cents) {
  return Value::money({cents, "EUR", 2});
}

}  // namespace

TEST_CASE("a sentence says how much money is asked for, and of which currency") {
  WordsWorkspace kith;
  const FieldId pledge = kith.add(kinds::person, {.label = "Pledge", .sort = FieldSort::money});
  const auto asked = [&](Value least, Value most) {
    return on_field(pledge, between(TestType::money_between, std::move(least), std::move(most)));
  };
  CHECK(kith.words(asked(euros(10'000), {})) == "People whose pledge is at least 100.00 EUR");
  CHECK(kith.words(asked({}, euros(50))) == "People whose pledge is at most 0.50 EUR");
  CHECK(kith.words(negation(asked(euros(10'000), {}))) ==
        "People whose pledge is not at least 100.00 EUR");
}

TEST_CASE("a sentence says who gave how much, and since when") {
  WordsWorkspace kith;
  namespace f = fields::interaction;
  const auto number = [](auto choice) { return one_of({static_cast<std::uint32_t>(choice)}); };
  const auto gift = [&](Direction direction, std::vector<FilterNode> more) {
    more.insert(more.begin(), {on_field(f::channel, number(Channel::gift)),
                               on_field(f::direction, number(direction))});
    return linked_by(f::people, all_of(std::move(more)));
  };
  const FilterNode amount =
      on_field(f::amount, between(TestType::money_between, euros(10'000), {}));
  const FilterNode lately = on_field(f::on, in_days(TestType::last_days, 365));
  const FilterNode theirs = gift(Direction::from_them, {amount, lately});
  CHECK(kith.words(theirs) == "People who gave at least 100.00 EUR in the last 365 days");
  CHECK(kith.words(negation(theirs)) ==
        "People who have not given at least 100.00 EUR in the last 365 days");
  CHECK(kith.words(gift(Direction::from_us, {})) == "People who were given something");
  CHECK(kith.words(negation(gift(Direction::from_us, {lately}))) ==
        "People who have not been given anything in the last 365 days");
}

TEST_CASE("a sentence says in which table somebody has a row, and under what") {
  WordsWorkspace kith;
  const NewRecord made = make_table(*kith.workspace, "Skills of volunteers", nullptr);
  kith.workspace.commit(made.draft);
  const KindId table = kind_of(made.id);
  const FieldId skill =
      kith.add(table, {.label = "Skill", .sort = FieldSort::choice, .choices = {"Driving", "Tax"}});
  const FieldId whose =
      kith.add(table, {.label = "Who", .sort = FieldSort::links, .links_to = {kinds::person}});
  const FilterNode drives = linked_by(whose, all_of({on_field(skill, one_of({1}))}));
  CHECK(kith.words(drives) ==
        "People who have a row in “Skills of volunteers” whose skill is Driving");
  CHECK(kith.words(negation(drives)) ==
        "People who have no row in “Skills of volunteers” whose skill is Driving");
  CHECK(kith.words(linked_by(whose, all_of({}))) ==
        "People who have a row in “Skills of volunteers”");
  kith.add(table, {.label = "Asked by", .sort = FieldSort::link, .links_to = {kinds::person}});
  CHECK(kith.words(drives) ==
        "People who have a row in “Skills of volunteers” under “Who” whose skill is Driving");
}
