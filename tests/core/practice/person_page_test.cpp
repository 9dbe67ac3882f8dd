#include "core/practice/person_page.h"

#include "core/practice/commands.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace person = kith::fields::person;

namespace {

constexpr std::int64_t noon_2026_11_22 = 1'795'348'800'000;

struct PageWorkspace : QueryWorkspace {
  PageWorkspace() { workspace.clock().set_wall_ms(noon_2026_11_22); }

  RecordPage page(RecordId id) {
    auto found = must(read_page(*workspace, directory, id));
    REQUIRE(found);
    return std::move(*found);
  }
  void commit(const Draft& draft) { workspace.commit(draft); }
  RecordId record(NewRecord added) {
    workspace.commit(added.draft);
    return added.id;
  }
};

}  // namespace

TEST_CASE("a page holds the fields of its record, dates and links in words") {
  PageWorkspace kith;
  const RecordId choir = kith.organisation("Tide Street Choir");
  const RecordId bruno = kith.person(
      "Bruno Marchetti",
      {{person::nickname, Value::text("Ody’s Bruno")},
       {person::birthday, Value::date("--07-20")},
       {person::organisation, Value::link(choir)},
       {person::emails, Value::contact(ValueType::email, {.text = "b@x.example", .label = "Work"})},
       {person::addresses, Value::address({.street = "12 Mill Lane", .city = "Lowmere"})}});
  const RecordPage page = kith.page(bruno);
  CHECK(page.header.name == "Bruno Marchetti");
  CHECK(page.header.subtitle == "Tide Street Choir");
  CHECK(page.known_as == "“Ody’s Bruno”");
  CHECK(page.last_contact_in_words == "No contact yet");
  CHECK(page.field(person::birthday)->text == "20 July");
  REQUIRE(page.field(person::organisation)->link);
  CHECK(page.field(person::organisation)->link->id == choir);
  CHECK(page.field(person::job_title)->text.empty());
  REQUIRE(page.elements.size() == 2);
  CHECK(page.elements[0].label == "Work");
  CHECK(page.elements[1].text == "12 Mill Lane, Lowmere");
  CHECK(kith.page(choir).members.at(0).id == bruno);
}

TEST_CASE("facts say how they are known and when to ask again") {
  PageWorkspace kith;
  const RecordId ana = kith.person("Ana");
  const auto add = [&](std::string topic, std::string text, std::optional<FactHow> how,
                       PartialDate on) {
    return kith.record(add_fact(*kith.workspace, {.subject = ana,
                                                  .topic = std::move(topic),
                                                  .text = std::move(text),
                                                  .how = how,
                                                  .said_by = {},
                                                  .learned_on = on}));
  };
  const RecordId old = add("", "no calls before 10", FactHow::told_us, {2023, 3, 1});
  add("loves", "Octavia Butler", FactHow::told_us, {2026, 5, 3});
  kith.add(kinds::fact, {{fields::fact::subject, Value::link(ana)},
                         {fields::fact::topic, Value::text("Anniversary")},
                         {fields::fact::text, Value::text("30 June")},
                         {fields::fact::source, Value::text("Google Contacts")}});
  RecordPage page = kith.page(ana);
  REQUIRE(page.facts.size() == 3);
  CHECK(page.facts[0].words == "Loves Octavia Butler");
  CHECK(page.facts[0].known_in_words == "told us, May 2026");
  CHECK(page.facts[1].words == "Anniversary: 30 June");
  CHECK(page.facts[1].known_in_words == "from Google Contacts — ask again");
  CHECK(page.facts[2].words == "No calls before 10");
  CHECK(page.facts[2].known_in_words == "told us, March 2023 — ask again");
  kith.commit(confirm_fact(*kith.workspace, old));
  page = kith.page(ana);
  CHECK(page.facts[1].fact == old);
  CHECK(page.facts[1].freshness == Freshness::fresh);
  CHECK(page.facts[1].known_in_words == "told us, today");
}

TEST_CASE("the timeline is one story, the newest first") {
  PageWorkspace kith;
  const RecordId ana = kith.person("Ana");
  const RecordId idris = kith.person("Idris Nkemelu");
  kith.record(add_interaction(*kith.workspace, {.people = {ana, idris},
                                                .channel = Channel::call,
                                                .direction = Direction::from_us,
                                                .on = PartialDate{2026, 11, 3},
                                                .summary = "20 min",
                                                .notes = {}}));
  kith.record(add_interaction(*kith.workspace, {.people = {ana},
                                                .channel = Channel::letter,
                                                .direction = Direction::from_them,
                                                .on = PartialDate{2025, 10, 2},
                                                .summary = "her Mondays changed",
                                                .notes = {}}));
  kith.record(add_fact(*kith.workspace, {.subject = ana,
                                         .topic = "loves",
                                         .text = "lilies",
                                         .how = FactHow::told_us,
                                         .said_by = {},
                                         .learned_on = PartialDate{2026, 5, 0}}));
  const RecordPage page = kith.page(ana);
  REQUIRE(page.timeline.size() == 3);
  CHECK(page.timeline[0].lead == "Called");
  CHECK(page.timeline[0].text == "20 min, with Idris Nkemelu");
  CHECK(page.timeline[0].when == "3 Nov");
  CHECK(page.timeline[0].when_exact == "Tuesday 3 November 2026");
  CHECK(page.timeline[1].lead == "Told us");
  CHECK(page.timeline[1].text == "Loves lilies");
  CHECK(page.timeline[1].when == "May 2026");
  CHECK(page.timeline[2].lead == "Wrote to us by letter");
  CHECK(page.timeline[2].when == "2 Oct 2025");
  CHECK(page.last_contact_in_words == "Last contact: 2 weeks ago");
  CHECK(kith.page(idris).timeline.at(0).text == "20 min, with Ana");
}

TEST_CASE("ties are seen from both ends") {
  PageWorkspace kith;
  const RecordId ana = kith.person("Ana");
  const RecordId bruno = kith.person("Bruno");
  kith.record(
      add_tie(*kith.workspace, {.from = ana, .relation = "spouse", .to = bruno, .to_name = {}}));
  kith.record(add_tie(*kith.workspace,
                      {.from = ana, .relation = "neighbour", .to = {}, .to_name = "Old Mr Kerr"}));
  const RecordPage page = kith.page(ana);
  REQUIRE(page.ties.size() == 2);
  CHECK(page.ties[0].other->id == bruno);
  CHECK(page.ties[0].is_from_here);
  CHECK(page.ties[1].other_name == "Old Mr Kerr");
  const RecordPage other = kith.page(bruno);
  REQUIRE(other.ties.size() == 1);
  CHECK(other.ties[0].other_name == "Ana");
  CHECK_FALSE(other.ties[0].is_from_here);
  kith.trash(ana);
  CHECK(kith.page(bruno).ties.empty());
}

TEST_CASE("there is no page of what is unknown or in the trash") {
  PageWorkspace kith;
  const RecordId ana = kith.person("Ana");
  kith.trash(ana);
  CHECK_FALSE(must(read_page(*kith.workspace, kith.directory, ana)));
  CHECK_FALSE(must(read_page(*kith.workspace, kith.directory, kith.workspace.new_id())));
}
