// Random filters over a random workspace find whom the plain model finds, also when they are found
// in slices and with what was kept from before a change.
#include "core/base/text_utf8.h"
#include "core/record/schema.h"
#include "tests/core/query/filter_model.h"

#include <cstdlib>

using namespace kith;

namespace {

class RandomWorld {
 public:
  explicit RandomWorld(std::uint64_t seed) : kith_(seed), random_(seed) {
    for (int i = 0; i < 6; ++i)
      organisations_.push_back(remember(kith_.organisation(pick(names))));
    for (int i = 0; i < 30; ++i)
      add_person();
    make_table();
    for (int i = 0; i < 80; ++i)
      add_other();
    for (int i = 0; i < 5; ++i)
      merge_or_not();
    make_list();
    make_segment(kinds::person);
    make_segment(kinds::organisation);
  }

  QueryWorkspace& kith() { return kith_; }
  const std::vector<RecordId>& ids() const { return ids_; }

  void change() {
    const std::uint64_t what = random_.below(8);
    if (what >= 6) return merge_or_not();
    if (what == 0) return add_person();
    if (what <= 2) return add_other();
    const RecordId id = people_[random_.below(people_.size())];
    if (what == 3) return kith_.set(id, fields::person::city, text(cities));
    if (what == 4) return kith_.set(id, fields::person::birthday, date());
    Draft draft(Intent{IntentCode::trash});
    chance(2) ? draft.trash(id) : draft.restore(id);
    kith_.workspace.commit(draft);
  }

  Filter filter() {
    const KindId kind = chance(5) ? kinds::organisation : kinds::person;
    return {kind, node(kind, 1)};
  }

 private:
  using Words = std::initializer_list<const char*>;
  static constexpr Words names = {"Ana Okafor", "Idris", "Zoë Lind", "李晓雨", "Łódź Mill"};
  static constexpr Words cities = {"Leeds", "leeds", "York", "Łódź"};
  static constexpr Words labels = {"Donor", "donor 2023", "Board", "Volunteer"};
  static constexpr Words topics = {"loves", "Loves", "allergic to", "reads"};
  static constexpr Words texts = {"Octavia Butler", "nuts and olives", "the river", "Butler",
                                  "an ox"};
  static constexpr Words relations = {"friend", "Friend", "spouse"};
  static constexpr Words dates = {"2023-11-14",
                                  "2023-11-10",
                                  "2023-08-20",
                                  "2023-11",
                                  "2023",
                                  "2022-05",
                                  "2024-01-02",
                                  "--02-29",
                                  "--11-20",
                                  "2023-11-30",
                                  "2021-03-01/2023-11-01",
                                  "2020-06-01/..",
                                  "../2023-10"};

  bool chance(std::uint64_t of) { return random_.below(of) == 0; }
  const char* pick(Words words) { return words.begin()[random_.below(words.size())]; }
  Value text(Words words) { return chance(6) ? Value() : Value::text(pick(words)); }
  Value date() { return Value::date(pick(dates)); }
  RecordId remember(RecordId id) {
    ids_.push_back(id);
    return id;
  }
  RecordId anybody() {
    return chance(4) ? organisations_[random_.below(organisations_.size())]
                     : people_[random_.below(people_.size())];
  }

  void add_person() {
    namespace f = fields::person;
    std::vector<FieldValue> values;
    const auto add = [&](FieldId field, Value value) {
      if (!value.is_null()) values.push_back({field, std::move(value)});
    };
    add(f::city, text(cities));
    if (chance(2)) add(f::birthday, date());
    if (chance(8)) add(f::birthday, Value::text("some day in May"));
    for (int i = 0; i < 2; ++i) {
      if (chance(2)) add(f::labels, text(labels));
    }
    if (chance(2)) {
      add(f::emails,
          Value::contact(ValueType::email, {.text = "ana@river.example", .label = "Work"}));
    }
    if (chance(3)) add(f::addresses, Value::address({.street = "3 Mill Lane", .city = "Leeds"}));
    if (chance(2)) add(f::notes, Value::long_text(pick(texts)));
    if (chance(2)) {
      add(f::organisation, Value::link(organisations_[random_.below(organisations_.size())]));
    }
    people_.push_back(remember(kith_.person(pick(names), std::move(values))));
  }

  void add_other() {
    const std::uint64_t what = random_.below(4);
    std::vector<FieldValue> values;
    KindId kind = kinds::fact;
    if (what == 3) return add_row();
    if (what == 0) {
      namespace f = fields::fact;
      values = {{f::subject, Value::link(anybody())},
                {f::topic, Value::text(pick(topics))},
                {f::text, Value::text(pick(texts))},
                {f::sensitivity, Value::choice(1 + static_cast<std::uint32_t>(random_.below(4)))}};
    } else if (what == 1) {
      namespace f = fields::interaction;
      kind = kinds::interaction;
      values = {{f::people, Value::link(anybody())},
                {f::on, date()},
                {f::channel, Value::choice(1 + static_cast<std::uint32_t>(random_.below(3)))}};
      if (chance(2)) values.push_back({f::people, Value::link(anybody())});
      if (chance(2)) values.push_back({f::amount, amount()});
    } else {
      namespace f = fields::tie;
      kind = kinds::tie;
      values = {{f::from, Value::link(anybody())},
                {f::to, Value::link(anybody())},
                {f::relation, Value::text(pick(relations))}};
    }
    const RecordId id = remember(kith_.add(kind, std::move(values)));
    if (chance(8)) kith_.trash(id);
  }

  // A table of the team's own, whose rows say who can do what and who asked them.
  void make_table() {
    namespace k = fields::schema_kind;
    skills_ = kind_of(kith_.add(kinds::schema_kind, {{k::label, Value::text("Skills")}}));
    skill_ = describe(ValueType::text, false);
    worth_ = describe(ValueType::money, false);
    whose_ = describe(ValueType::link, true);
    asked_by_ = describe(ValueType::link, false);
  }
  FieldId describe(ValueType type, bool is_set) {
    namespace f = fields::schema_field;
    std::vector<FieldValue> values = {
        {f::of_kind, Value::link(description_of(skills_))},
        {f::value_type, Value::integer(static_cast<std::int64_t>(type))},
        {f::is_set, Value::yes_no(is_set)}};
    if (type == ValueType::link) {
      for (const KindId kind : {kinds::person, kinds::organisation})
        values.push_back({f::links_to, Value::link(description_of(kind))});
    }
    return field_of(kith_.add(kinds::schema_field, std::move(values)));
  }

  void add_row() {
    std::vector<FieldValue> values = {{skill_, Value::text(pick(topics))},
                                      {whose_, Value::link(anybody())}};
    if (chance(2)) values.push_back({whose_, Value::link(anybody())});
    if (chance(2)) values.push_back({asked_by_, Value::link(anybody())});
    if (chance(2)) values.push_back({worth_, amount()});
    const RecordId id = remember(kith_.add(skills_, std::move(values)));
    if (chance(8)) kith_.trash(id);
  }

  Value amount() {
    return Value::money(
        {static_cast<std::int64_t>(random_.below(5)) * 1000, chance(4) ? "GBP" : "EUR", 2});
  }
  FieldTest money_test() {
    if (chance(6)) return has_value();
    const Value end = Value::money({20, "EUR", 0});
    return chance(2) ? between(TestType::money_between, end, {})
                     : between(TestType::money_between, {}, end);
  }

  // Two become one, or one that is merged is itself again.
  void merge_or_not() {
    const auto& all = chance(3) ? organisations_ : people_;
    const RecordId one = all[random_.below(all.size())];
    if (must(kith_.workspace->merge_of(one)) && chance(2)) {
      must(kith_.workspace->unmerge(one, Draft(Intent{IntentCode::unmerge})));
      return;
    }
    Draft draft(Intent{IntentCode::merge});
    draft.merge(one, all[random_.below(all.size())]);
    kith_.workspace.commit(draft);
  }

  void make_list() {
    std::vector<FieldValue> members;
    for (int i = 0; i < 12; ++i)
      members.push_back({fields::list::members, Value::link(anybody())});
    list_ = remember(kith_.add(kinds::list, std::move(members)));
  }

  void make_segment(KindId kind) {
    const Filter meant{kind, node(kind, 3)};
    segments_.push_back(remember(
        kith_.add(kinds::segment, {{fields::segment::filter, Value::text(filter_text(meant))}})));
  }

  FilterNode group(KindId kind, std::size_t depth) {
    std::vector<FilterNode> children;
    for (std::uint64_t i = random_.below(4); i > 0; --i)
      children.push_back(node(kind, depth + 1));
    return chance(2) ? any_of(std::move(children)) : all_of(std::move(children));
  }

  FilterNode node(KindId kind, std::size_t depth) {
    const bool may_nest = depth < 4;
    switch (random_.below(may_nest ? 9 : 3)) {
      case 3:
      case 4:
        return group(kind, depth);
      case 5:
        return negation(node(kind, depth + 1));
      case 6:
        if (kind == kinds::person)
          return links_to(fields::person::organisation, node(kinds::organisation, depth + 1));
        if (kind == kinds::tie)
          return links_to(fields::tie::to,
                          node(chance(3) ? kinds::organisation : kinds::person, 4));
        return on_any(kind);
      case 7:
        if (kind != kinds::person && kind != kinds::organisation) return on_any(kind);
        if (chance(3)) return linked_by(fields::fact::subject, group(kinds::fact, 2));
        if (chance(4)) return linked_by(chance(2) ? whose_ : asked_by_, group(skills_, 2));
        if (chance(2)) return linked_by(fields::interaction::people, group(kinds::interaction, 2));
        return linked_by(chance(2) ? fields::tie::from : fields::tie::to, group(kinds::tie, 3));
      case 8:
        if (kind == kinds::person || kind == kinds::organisation) {
          if (chance(2) && !segments_.empty())
            return in_segment(segments_[random_.below(segments_.size())]);
          if (chance(2)) return in_list(list_);
          return linked_by(fields::interaction::people,
                           on_field(fields::interaction::on, days_test()));
        }
        return on_any(kind);
      default:
        return on_any(kind);
    }
  }

  FieldTest days_test() {
    constexpr TestType types[] = {TestType::last_days, TestType::before_days, TestType::next_days,
                                  TestType::anniversary};
    return in_days(types[random_.below(4)], static_cast<std::uint32_t>(random_.below(120)));
  }

  FieldTest date_test() {
    if (chance(2)) return days_test();
    Value least = chance(3) ? Value() : Value::date(chance(2) ? "2023-08-15" : "2023");
    Value most =
        chance(3) || least.is_null() ? Value::date(chance(2) ? "2023-11" : "2023-11-14") : Value();
    return between(TestType::date_between, std::move(least), std::move(most));
  }

  FieldTest text_test(std::string word) {
    if (chance(8)) return has_value();
    if (chance(3)) return text_is(std::move(word));
    if (chance(2)) return text_mentions(std::move(word));
    std::string part = word.substr(0, 3);
    if (!is_valid_utf8(part)) part = word;
    return chance(2) ? text_begins(std::move(part)) : text_contains(std::move(part));
  }

  FilterNode on_any(KindId kind) {
    if (kind == kinds::fact) {
      namespace f = fields::fact;
      if (chance(3)) return on_field(f::topic, text_test(pick(topics)));
      if (chance(2)) return on_field(f::text, text_test(pick(texts)));
      return on_field(f::sensitivity,
                      one_of({1, 1 + static_cast<std::uint32_t>(random_.below(4))}));
    }
    if (kind == kinds::interaction) {
      namespace f = fields::interaction;
      if (chance(4)) return on_field(f::amount, money_test());
      return chance(2) ? on_field(f::on, date_test()) : on_field(f::channel, one_of({1, 2}));
    }
    if (kind == skills_) {
      if (chance(3)) return on_field(worth_, money_test());
      return chance(3) ? on_field(whose_, is_record({anybody()}))
                       : on_field(skill_, text_test(pick(topics)));
    }
    if (kind == kinds::tie) {
      namespace f = fields::tie;
      return chance(2) ? on_field(f::relation, text_test(pick(relations)))
                       : on_field(f::to, is_record({anybody()}));
    }
    if (kind == kinds::organisation)
      return on_field(fields::organisation::name, text_test(pick(names)));
    namespace f = fields::person;
    switch (random_.below(8)) {
      case 0:
        return on_field(f::birthday, date_test());
      case 1:
        return on_field(f::labels, text_test(pick(labels)));
      case 2:
        return on_field(f::emails, text_test("river"));
      case 3:
        return on_field(f::addresses, text_test("Leeds"));
      case 4:
        return on_field(f::notes, text_test(pick(texts)));
      case 5:
        return on_field(f::organisation, is_record({organisations_[0], organisations_[1]}));
      case 6:
        return on_field(f::name, text_test(pick(names)));
      default:
        return on_field(f::city, text_test(pick(cities)));
    }
  }

  QueryWorkspace kith_;
  SeededRandom random_;
  std::vector<RecordId> ids_, people_, organisations_, segments_;
  RecordId list_;
  KindId skills_;
  FieldId skill_, worth_, whose_, asked_by_;
};

std::set<std::int64_t> all_of_set(const RowSet& rows) {
  std::set<std::int64_t> all;
  rows.each([&](std::int64_t row) {
    all.insert(row);
    return true;
  });
  return all;
}

// In steps, each as short as may be.
RowSet run_in_slices(FilterRunner& runner, const Filter& filter) {
  for (int slice = 0; slice < 1000; ++slice) {
    if (auto rows = must(runner.run(filter, 0))) return std::move(*rows);
  }
  FAIL("never ends");
  return {};
}

}  // namespace

TEST_CASE("a filter finds whom the plain model finds, before and after each change") {
  const char* set = std::getenv("KITH_RUNS");
  const int worlds = set == nullptr ? 60 : std::max(1, std::atoi(set) / 20);
  std::size_t found = 0, tried = 0;
  for (int seed = 1; seed <= worlds; ++seed) {
    RandomWorld world(static_cast<std::uint64_t>(seed));
    FilterRunner runner(*world.kith().workspace);
    for (int round = 0; round < 5; ++round) {
      FilterModel model(world.kith(), world.ids());
      for (int i = 0; i < 30; ++i) {
        const Filter filter = world.filter();
        REQUIRE(is_valid(filter));
        const auto expected = model.rows(filter);
        INFO("seed " << seed << " round " << round << " filter " << filter_text(filter));
        REQUIRE(all_of_set(run_in_slices(runner, filter)) == expected);
        REQUIRE(read_filter_text(filter_text(filter)) == filter);
        found += expected.size();
        ++tried;
      }
      world.change();
    }
  }
  CHECK(found > tried);  // a fair share of filters finds somebody
}
