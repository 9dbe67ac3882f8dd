#include "core/query/filter.h"

#include "core/query/filter_runner.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace {

// The clock of the tests stands at 2023-11-14.
struct Town : QueryWorkspace {
  FilterRunner runner{*workspace};

  RecordId person_in(std::string name, std::string city) {
    return person(std::move(name), {{fields::person::city, Value::text(std::move(city))}});
  }
  Result<RowSet> run(FilterNode root, KindId kind = kinds::person) {
    auto rows = runner.run({kind, std::move(root)}, 1'000'000);
    if (!rows) return std::unexpected<Error>(rows.error());
    REQUIRE(rows->has_value());
    return std::move(**rows);
  }
  std::string names(FilterNode root, KindId kind = kinds::person) {
    std::string all;
    must(run(std::move(root), kind)).each([&](std::int64_t row) {
      all += (all.empty() ? "" : ", ") + must(directory.row(db(), kind, row))->name;
      return true;
    });
    return all;
  }
  RecordId segment(const Filter& filter) {
    return add(kinds::segment, {{fields::segment::filter, Value::text(filter_text(filter))}});
  }
};

FilterNode city(std::string name) {
  return on_field(fields::person::city, text_is(std::move(name)));
}

FilterNode spoken_to(std::uint32_t days) {
  return linked_by(fields::interaction::people,
                   on_field(fields::interaction::on, in_days(TestType::last_days, days)));
}

}  // namespace

TEST_CASE("people of a city who have not been spoken to for 90 days") {
  Town town;
  const RecordId ana = town.person_in("Ana", "Leeds");
  const RecordId ben = town.person_in("Ben", "LEEDS");
  town.person_in("Cem", "Leeds");
  town.person_in("Dov", "York");
  town.contact({ana}, "2023-10-01");
  town.contact({ben}, "2023-05-01");
  const FilterNode root = all_of({city("leeds"), negation(spoken_to(90))});
  CHECK(town.names(root) == "Ben, Cem");
  town.contact({ben}, "2023-11-14");
  CHECK(town.names(root) == "Cem");
  // A meeting that is still to come is none that has been.
  town.contact({ana}, "2024-02-01");
  CHECK(town.names(root) == "Cem");
  CHECK(town.names(spoken_to(90)) == "Ana, Ben");
}

TEST_CASE("people who gave so much of late, in one currency, and those who did not") {
  Town town;
  namespace f = fields::interaction;
  const auto gave = [&](RecordId who, Direction direction, const char* on, Money amount) {
    town.add(kinds::interaction,
             {{f::people, Value::link(who)},
              {f::channel, Value::choice(static_cast<std::uint32_t>(Channel::gift))},
              {f::direction, Value::choice(static_cast<std::uint32_t>(direction))},
              {f::on, Value::date(on)},
              {f::amount, Value::money(std::move(amount))}});
  };
  const RecordId ana = town.person("Ana");
  const RecordId ben = town.person("Ben");
  const RecordId cem = town.person("Cem");
  gave(ana, Direction::from_them, "2023-10-01", {10'000, "EUR", 2});
  gave(ben, Direction::from_them, "2023-10-01", {9'999, "EUR", 2});
  gave(ben, Direction::from_them, "2021-10-01", {50'000, "EUR", 2});
  gave(ben, Direction::from_them, "2023-11-01", {50'000, "GBP", 2});
  gave(cem, Direction::from_us, "2023-11-01", {50'000, "EUR", 2});
  const auto asked = [&](std::vector<FilterNode> more) {
    more.push_back(on_field(f::channel, one_of({static_cast<std::uint32_t>(Channel::gift)})));
    more.push_back(
        on_field(f::direction, one_of({static_cast<std::uint32_t>(Direction::from_them)})));
    return linked_by(f::people, all_of(std::move(more)));
  };
  const FilterNode much =
      on_field(f::amount, between(TestType::money_between, Value::money({100, "EUR", 0}), Value()));
  const FilterNode lately = on_field(f::on, in_days(TestType::last_days, 365));
  CHECK(town.names(asked({much, lately})) == "Ana");
  CHECK(town.names(asked({lately, much})) == "Ana");
  CHECK(town.names(negation(asked({much, lately}))) == "Ben, Cem");
  CHECK(town.names(asked({much})) == "Ana, Ben");
  CHECK(town.names(asked({})) == "Ana, Ben");
}

TEST_CASE("friends of the members of another segment") {
  Town town;
  const RecordId ana = town.person_in("Ana", "Leeds");
  const RecordId ben = town.person_in("Ben", "York");
  const RecordId cem = town.person_in("Cem", "York");
  namespace f = fields::tie;
  town.add(kinds::tie, {{f::from, Value::link(ben)},
                        {f::to, Value::link(ana)},
                        {f::relation, Value::text("friend")}});
  town.add(kinds::tie, {{f::from, Value::link(cem)},
                        {f::to, Value::link(ana)},
                        {f::relation, Value::text("brother")}});
  const RecordId in_leeds = town.segment({kinds::person, city("Leeds")});
  const auto tied = [&](const char* relation) {
    return linked_by(f::from, all_of({on_field(f::relation, text_is(relation)),
                                      links_to(f::to, in_segment(in_leeds))}));
  };
  CHECK(town.names(tied("friend")) == "Ben");
  CHECK(town.names(tied("brother")) == "Cem");
}

TEST_CASE("what a filter asks for and is not here is said, and nobody is found instead") {
  Town town;
  town.person_in("Ana", "Leeds");
  const auto refused = [&](FilterNode node) {
    const auto rows = town.run(std::move(node));
    REQUIRE_FALSE(rows.has_value());
    return rows.error().code;
  };
  CHECK(refused(on_field({7, 7}, has_value())) == ErrorCode::not_found);
  CHECK(refused(negation(on_field({7, 7}, has_value()))) == ErrorCode::not_found);
  CHECK(refused(in_segment(town.workspace.new_id())) == ErrorCode::not_found);
  CHECK(refused(in_list(town.workspace.new_id())) == ErrorCode::not_found);

  const RecordId one = town.segment({kinds::person, city("Leeds")});
  const RecordId other = town.segment({kinds::person, in_segment(one)});
  CHECK(town.names(in_segment(other)) == "Ana");
  town.set(one, fields::segment::filter,
           Value::text(filter_text({kinds::person, in_segment(other)})));
  CHECK(refused(in_segment(other)) == ErrorCode::conflict);
  town.trash(one);
  CHECK(refused(in_segment(other)) == ErrorCode::not_found);
}

TEST_CASE("a filter is kept in one spelling, and nothing else is taken") {
  const Filter filter{kinds::person,
                      all_of({city("Leeds"), negation(spoken_to(90)),
                              on_field(fields::person::birthday,
                                       between(TestType::date_between, Value::date("1974"), {}))})};
  const Bytes bytes = encode_filter(filter);
  CHECK(to_hex(bytes) ==
        "01200103"              // version, people, all of three
        "04a80402054c65656473"  // city is Leeds
        "03068007"              // not: named as somebody in a contact by one
        "0486070"
        "95a"  // of the last 90 days
        "04900408060431393734"
        "00");
  CHECK(decode_filter(bytes) == filter);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(decode_filter(ByteView(bytes).first(size)));
  Bytes longer = bytes;
  longer.push_back(0);
  CHECK_FALSE(decode_filter(longer));
  CHECK_FALSE(read_filter_text("0120ZZ"));
  CHECK_FALSE(
      read_filter_text("012001"
                       "0A"));
}

TEST_CASE("a filter has limits") {
  FilterNode deep = city("Leeds");
  for (std::size_t depth = 1; depth < filter_depth_max; ++depth)
    deep = negation(std::move(deep));
  CHECK(is_valid(Filter{kinds::person, deep}));
  CHECK_FALSE(is_valid(Filter{kinds::person, negation(deep)}));

  std::vector<FilterNode> many(filter_nodes_max - 1, city("Leeds"));
  CHECK(is_valid(Filter{kinds::person, any_of(many)}));
  many.push_back(city("York"));
  CHECK_FALSE(is_valid(Filter{kinds::person, any_of(many)}));

  CHECK(is_valid(Filter{kinds::person, city(std::string(filter_text_max, 'a'))}));
  CHECK_FALSE(is_valid(Filter{kinds::person, city(std::string(filter_text_max + 1, 'a'))}));
  CHECK_FALSE(is_valid(Filter{kinds::person, city("")}));
  CHECK_FALSE(is_valid(Filter{kinds::person, on_field(fields::person::city, one_of({}))}));
  // The largest that is valid fits a field of text.
  std::vector<FilterNode> large(27, city(std::string(filter_text_max - 200, 'a')));
  const Filter largest{kinds::person, any_of(large)};
  REQUIRE(is_valid(largest));
  CHECK(Value::text(filter_text(largest)).is_valid());
}
