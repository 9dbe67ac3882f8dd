#include "core/practice/history.h"

#include "core/practice/commands.h"
#include "core/practice/trash.h"
#include "core/practice/words.h"
#include "tests/core/query/query_fixture.h"

#include <limits>

using namespace kith;

namespace person = kith::fields::person;

namespace {

constexpr std::int64_t noon_2026_11_22 = 1'795'348'800'000;

struct PastWorkspace : QueryWorkspace {
  PastWorkspace() { workspace.clock().set_wall_ms(noon_2026_11_22); }

  void commit(const Draft& draft) { workspace.commit(draft); }
  void edit(RecordId record, FieldId field, std::string_view typed) {
    commit(must(edit_field(*workspace, record, field, typed)));
  }
  std::vector<PastChange> past(RecordId record) {
    return must(read_history(*workspace, directory, record, 100));
  }
  std::string words(FieldId field, const Value& value) {
    return value_in_words(*workspace, directory, field, value);
  }
};

const Value board = Value::text("Board");

}  // namespace

TEST_CASE("each change is told with what it said, and what stood there before") {
  PastWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  kith.edit(ana, person::nickname, "Anna");
  kith.edit(ana, person::nickname, "Nana");
  kith.edit(ana, person::birthday, "3 May 1974");
  kith.edit(ana, person::nickname, "");
  const auto past = kith.past(ana);
  REQUIRE(past.size() == 5);
  CHECK(past[0].words == "Changed the nickname of Ana Okafor");
  CHECK(past[0].when == "today, 12:00");
  REQUIRE(past[0].lines.size() == 1);
  CHECK(past[0].lines[0].label == "Nickname");
  CHECK(past[0].lines[0].words == "emptied, before: Nana");
  CHECK(past[1].lines[0].words == "3 May 1974");
  CHECK(past[2].lines[0].words == "Nana, before: Anna");
  CHECK(past[3].lines[0].words == "Anna");
}

TEST_CASE("a past value can be put back, and that is an edit with a past of its own") {
  PastWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  kith.edit(ana, person::nickname, "Anna");
  kith.edit(ana, person::nickname, "Nana");
  auto past = kith.past(ana);
  CHECK(past[0].lines[0].value.is_null());  // it stands there now
  REQUIRE(past[1].lines[0].value == Value::text("Anna"));
  kith.commit(put_value(*kith.workspace, ana, person::nickname, past[1].lines[0].value));
  past = kith.past(ana);
  REQUIRE(past.size() == 4);
  CHECK(past[0].lines[0].words == "Anna, before: Nana");
  CHECK(past[1].lines[0].value == Value::text("Nana"));
  CHECK(past[2].lines[0].value.is_null());
}

TEST_CASE("what was taken out of a set can be added again") {
  PastWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor", {{person::labels, board}});
  kith.commit(remove_element(person::labels, {{ana, board}}));
  auto past = kith.past(ana);
  REQUIRE(past[0].lines.size() == 1);
  CHECK(past[0].lines[0].words == "took out Board");
  REQUIRE(past[0].lines[0].value == board);
  kith.commit(put_value(*kith.workspace, ana, person::labels, board));
  past = kith.past(ana);
  CHECK(past[0].lines[0].words == "added Board");
  CHECK(past[1].lines[0].value.is_null());
}

TEST_CASE("a long text is cut to a line, and an unknown record has no past") {
  PastWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  kith.edit(ana, person::notes, "first\n" + std::string(5000, 'n'));
  const std::string words = kith.past(ana)[0].lines[0].words;
  CHECK(words.starts_with("first n"));
  CHECK(words.size() < 300);
  CHECK(kith.past(RecordId{}).empty());
}

TEST_CASE("the trash tells what is in it, of any kind, the last first") {
  PastWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  const NewRecord fact = add_fact(*kith.workspace, {.subject = ana, .topic = "loves", .text = "x"});
  kith.commit(fact.draft);
  kith.commit(trash(ana));
  kith.commit(trash(fact.id));
  const auto items = must(read_trash(*kith.workspace, kith.directory, 10));
  REQUIRE(items.size() == 2);
  CHECK(items[0].words == "A fact about Ana Okafor");
  CHECK(items[0].when == "today, 12:00");
  CHECK(items[1].id == ana);
  CHECK(items[1].words == "Ana Okafor");
  CHECK(must(read_trash(*kith.workspace, kith.directory, 1)).size() == 1);
  kith.commit(restore(ana));
  CHECK(must(read_trash(*kith.workspace, kith.directory, 10)).size() == 1);
}

TEST_CASE("values of every type have words") {
  PastWorkspace kith;
  const RecordId choir = kith.organisation("Tide Street Choir");
  const FieldId any = person::notes;
  CHECK(kith.words(any, Value::link(choir)) == "Tide Street Choir");
  CHECK(kith.words(any, Value::link(RecordId{})) == "somebody");
  CHECK(kith.words(any, Value::yes_no(true)) == "yes");
  CHECK(kith.words(any, Value::integer(-3)) == "-3");
  CHECK(kith.words(any, Value::real(0.1)) == "0.1");
  CHECK(kith.words(any, Value::money({-5, "EUR", 2})) == "-0.05 EUR");
  CHECK(kith.words(any, Value::money({1200, "JPY", 0})) == "1200 JPY");
  CHECK(kith.words(any, Value::money({std::numeric_limits<std::int64_t>::min(), "EUR", 2})) ==
        "-92233720368547758.08 EUR");
  CHECK(kith.words(any, Value::instant({noon_2026_11_22, 90})) == "today, 13:30");
  CHECK(kith.words(any, Value::instant({-1, 0})).ends_with(", 23:59"));
  CHECK(kith.words(any, Value::contact(ValueType::email, {"a@x.example", "Work"})) ==
        "a@x.example (Work)");
  CHECK(kith.words(any, Value::choice(77)) == "77");
  CHECK(kith.words(any, Value::address({.street = "1 Quay", .city = "Lagos"})) == "1 Quay, Lagos");
}
