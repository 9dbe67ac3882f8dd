// Merged records as people see them, and what merging must never do to somebody.
#include "core/practice/merge.h"

#include "core/practice/commands.h"
#include "core/practice/erasure.h"
#include "core/practice/history.h"
#include "core/practice/person_page.h"
#include "core/practice/trash.h"
#include "core/record/schema.h"
#include "tests/core/query/query_fixture.h"

#include <algorithm>

using namespace kith;

namespace person = kith::fields::person;

namespace {

Value email(std::string text, std::string label = {}, bool preferred = false) {
  return Value::contact(ValueType::email, {std::move(text), std::move(label), preferred});
}
Value phone(std::string text) {
  return Value::contact(ValueType::phone, {std::move(text), "", false});
}

struct MergeWorkspace : QueryWorkspace {
  RecordPage page(RecordId id) {
    auto found = must(read_page(*workspace, directory, id));
    REQUIRE(found);
    return std::move(*found);
  }
  MergeSides sides(RecordId here, RecordId there) {
    auto found = must(read_merge(*workspace, directory, here, there));
    REQUIRE(found);
    return std::move(*found);
  }
  // By the defaults.
  Committed merge(RecordId here, RecordId there) {
    return workspace.commit(merge_records(sides(here, there)));
  }
  UnmergeView since(RecordId there) {
    auto found = must(read_unmerge(*workspace, directory, there));
    REQUIRE(found);
    return std::move(*found);
  }
  void unmerge(const UnmergeView& view) {
    workspace.clock().advance_ms(10);
    REQUIRE(workspace->unmerge(view.there, unmerge_draft(view)));
  }
  std::string name(RecordId id) {
    const auto found = must(directory.find(db(), id));
    return found ? found->name : std::string();
  }
  std::int64_t people() { return must(directory.count(db(), kinds::person)); }
  RecordId household(std::string name) {
    return add(kinds::household, {{fields::household::name, Value::text(std::move(name))}});
  }
};

std::string texts(const RecordPage& page, FieldId field) {
  std::string all;
  for (const PageElement& one : page.elements) {
    if (one.field == field) all += one.text + (one.preferred ? "*;" : ";");
  }
  return all;
}

const MergeField& field_of(const MergeSides& sides, FieldId field) {
  const auto found = std::ranges::find(sides.fields, field, &MergeField::field);
  REQUIRE(found != sides.fields.end());
  return *found;
}

}  // namespace

TEST_CASE("two merged people are one on their page, in lists, in search and in the history") {
  MergeWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor", {{person::emails, email("ana@x.example")}});
  const RecordId annie = kith.person("Annie Smith", {{person::notes, Value::long_text("cellist")}});
  const RecordId idris = kith.person("Idris");
  kith.fact(ana, "loves", "rivers");
  kith.fact(annie, "loves", "mountains");
  kith.contact({ana}, "2024-01-01");
  kith.contact({annie, idris}, "2026-05-05", "About the garden");
  kith.contact({ana, annie}, "2023-01-01");
  const TieInput tie{.from = annie, .relation = "sister", .to = idris, .to_name = {}};
  kith.workspace.commit(add_tie(*kith.workspace, tie).draft);
  kith.merge(ana, annie);

  for (const RecordId id : {ana, annie}) {
    const RecordPage page = kith.page(id);
    CHECK(page.id == ana);
    CHECK(page.header.name == "Ana Okafor");
    CHECK(page.facts.size() == 2);
    CHECK(page.interactions.size() == 3);
    CHECK(page.ties.size() == 1);
    REQUIRE(page.merged.size() == 1);
    CHECK(page.merged[0].name == "Annie Smith");
    CHECK(page.field(person::name)->also == std::vector<std::string>{"Annie Smith"});
  }
  CHECK(kith.page(ana).header.last_contact == PartialDate{2026, 5, 5});
  CHECK(kith.page(idris).ties.at(0).other_name == "Ana Okafor");
  CHECK(kith.page(idris).interactions.at(0).others.at(0).id == ana);
  CHECK(kith.people() == 2);
  for (const char* words : {"annie", "smith", "mountains", "cellist", "an"}) {
    INFO(words);
    const auto found = must(search(*kith.workspace, kith.directory, words, 10));
    REQUIRE(found.hits.size() == 1);
    CHECK(found.hits[0].record == ana);
  }
  const auto named = must(kith.directory.find_by_name(kith.db(), "Annie Smith", 5));
  REQUIRE(named.size() == 1);
  CHECK(named[0].record.id == ana);
  CHECK(named[0].match == NameMatch::exact);
  const auto past = must(read_history(*kith.workspace, kith.directory, ana, 50));
  const auto has_words = [&](std::string_view words) {
    return std::ranges::any_of(past, [&](const PastChange& one) { return one.words == words; });
  };
  CHECK(has_words("Merged Annie Smith into Ana Okafor"));
  CHECK(past.size() == 3);
}

TEST_CASE("un-merging gives both back as they were, in lists and search too") {
  MergeWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  const RecordId annie = kith.person("Annie Smith", {{person::nickname, Value::text("Nan")}});
  const StateDigest before = kith.workspace.digest();
  kith.merge(ana, annie);
  CHECK(kith.page(ana).known_as == "“Nan”");
  kith.unmerge(kith.since(annie));
  CHECK(kith.workspace.digest() == before);
  CHECK(kith.people() == 2);
  CHECK(kith.name(annie) == "Annie Smith");
  CHECK(kith.page(ana).known_as.empty());
  const auto found = must(search(*kith.workspace, kith.directory, "annie", 10));
  REQUIRE(found.hits.size() == 1);
  CHECK(found.hits[0].record == annie);
}

TEST_CASE("what was said since the merge is listed and goes to either side") {
  MergeWorkspace kith;
  const RecordId ana = kith.person("Ana", {{person::city, Value::text("Nantes")}});
  const RecordId annie = kith.person("Annie");
  kith.fact(ana, "loves", "rivers");
  kith.merge(ana, annie);
  const RecordId fact = kith.fact(ana, "plays", "the cello");
  const RecordId stays = kith.fact(ana, "allergic to", "nuts");
  const RecordId call = kith.contact({ana}, "2026-06-01", "Called");
  kith.workspace.set(ana, person::city, Value::text("Lagos"));
  kith.workspace.set(ana, person::city, Value::text("Accra"));
  kith.workspace.commit(add_element(ana, person::emails, email("annie@x.example")));
  UnmergeView view = kith.since(annie);
  REQUIRE(view.edits.size() == 5);
  for (EditSince& edit : view.edits)
    edit.goes_there = edit.words != "Fact: Allergic to nuts";
  kith.unmerge(view);
  CHECK(kith.workspace.value(fact, fields::fact::subject) == Value::link(annie));
  CHECK(kith.workspace.value(stays, fields::fact::subject) == Value::link(ana));
  CHECK(kith.workspace.read(call)->all(fields::interaction::people).size() == 1);
  CHECK(kith.workspace.value(call, fields::interaction::people) == Value::link(annie));
  CHECK(kith.workspace.value(ana, person::city).as_text() == "Nantes");
  CHECK(kith.workspace.value(annie, person::city).as_text() == "Accra");
  CHECK(kith.workspace.value(ana, person::emails).is_null());
  CHECK(kith.workspace.value(annie, person::emails).as_text() == "annie@x.example");
}

TEST_CASE("the better guess is what is there, made by hand, and newer") {
  MergeWorkspace kith;
  const RecordId ana = kith.person("Ana", {{person::city, Value::text("Nantes")}});
  Draft import(Intent{IntentCode::import_rows});
  const RecordId annie = import.create(kinds::person, kith.workspace.new_id(),
                                       {{person::name, Value::text("Annie")},
                                        {person::city, Value::text("Lagos")},
                                        {person::nickname, Value::text("Nan")}});
  kith.workspace.commit(import);
  CHECK_FALSE(field_of(kith.sides(ana, annie), person::city).takes_there);
  CHECK(field_of(kith.sides(ana, annie), person::nickname).takes_there);
  kith.workspace.clock().advance_ms(1000);
  kith.workspace.set(annie, person::city, Value::text("Accra"));
  CHECK(field_of(kith.sides(ana, annie), person::city).takes_there);
}

TEST_CASE("a merged person goes to the trash, comes back and is erased as one") {
  MergeWorkspace kith;
  const RecordId ana = kith.person("Ana");
  const RecordId annie = kith.person("Annie");
  kith.fact(annie, "loves", "rivers");
  kith.merge(ana, annie);
  kith.workspace.commit(must(trash_whole(*kith.workspace, ana)));
  CHECK(kith.people() == 0);
  CHECK(must(read_trash(*kith.workspace, kith.directory, 10)).size() == 1);
  kith.workspace.commit(must(restore_whole(*kith.workspace, ana)));
  CHECK(kith.people() == 1);
  CHECK(kith.page(annie).id == ana);
  const Erasure erasure = must(erase_record(*kith.workspace, ana));
  CHECK(erasure.facts == 1);
  kith.workspace.commit(erasure.draft);
  CHECK(must(kith.workspace->is_erased(annie)));
}

TEST_CASE("an element is changed where it is held") {
  MergeWorkspace kith;
  const RecordId ana = kith.person("Ana", {{person::emails, email("one@x.example")}});
  const RecordId annie = kith.person("Annie", {{person::emails, email("ONE@x.example", "Work")},
                                               {person::emails, email("two@x.example")}});
  kith.merge(ana, annie);
  RecordPage page = kith.page(ana);
  REQUIRE(texts(page, person::emails) == "one@x.example;two@x.example;");
  kith.workspace.commit(
      change_element(person::emails, page.elements[1].held, email("new@x.example")));
  CHECK(kith.workspace.read(annie)->all(person::emails).size() == 2);
  page = kith.page(ana);
  kith.workspace.commit(remove_element(person::emails, page.elements[0].held));
  CHECK(texts(kith.page(ana), person::emails) == "new@x.example;");
}

// -- what merging did to people elsewhere --

TEST_CASE("merging one person does not drag their household along") {
  MergeWorkspace kith;
  const RecordId home = kith.household("Okafor");
  const RecordId other = kith.household("Smith");
  const RecordId ana = kith.person("Ana", {{person::household, Value::link(home)}});
  const RecordId annie = kith.person("Annie", {{person::household, Value::link(other)}});
  const RecordId ben = kith.person("Ben", {{person::household, Value::link(other)}});
  kith.merge(ana, annie);
  CHECK(kith.name(other) == "Smith");
  CHECK(kith.workspace.value(ben, person::household) == Value::link(other));
  // Ana is in one of the two, as her page says; Ben is where he was.
  const auto of_other = kith.page(other).members, of_home = kith.page(home).members;
  CHECK(of_other.size() + of_home.size() == 2);
  CHECK(std::ranges::find(of_other, ben, &NamedRecord::id) != of_other.end());
  CHECK(std::ranges::find(of_home, annie, &NamedRecord::id) == of_home.end());
}

TEST_CASE("of two preferred addresses one stays preferred") {
  MergeWorkspace kith;
  const RecordId ana = kith.person("Ana", {{person::emails, email("ana@x.example", "", true)}});
  const RecordId annie =
      kith.person("Annie", {{person::emails, email("annie@x.example", "Work", true)}});
  kith.merge(ana, annie);
  CHECK(texts(kith.page(ana), person::emails) == "ana@x.example*;annie@x.example;");
}

TEST_CASE("a household keeps its name when its only member is merged away") {
  MergeWorkspace kith;
  const RecordId home = kith.household("Okafor-Smith");
  const RecordId ana = kith.person("Ana");
  const RecordId annie = kith.person("Annie", {{person::household, Value::link(home)}});
  kith.merge(ana, annie);
  CHECK(kith.name(home) == "Okafor-Smith");
  REQUIRE(kith.page(home).members.size() == 1);
  CHECK(kith.page(home).members[0].id == ana);
}

TEST_CASE("the loser's address, phone and e-mail stay") {
  MergeWorkspace kith;
  const RecordId ana = kith.person("Ana", {{person::phones, phone("+33 1")}});
  const RecordId annie =
      kith.person("Annie", {{person::phones, phone("+33 2")},
                            {person::emails, email("annie@x.example")},
                            {person::addresses, Value::address({.street = "12 Mill Lane"})}});
  kith.merge(ana, annie);
  const RecordPage page = kith.page(ana);
  CHECK(texts(page, person::phones) == "+33 1;+33 2;");
  CHECK(texts(page, person::emails) == "annie@x.example;");
  CHECK(texts(page, person::addresses) == "12 Mill Lane;");
}

TEST_CASE("merging somebody's spouse leaves their address alone") {
  MergeWorkspace kith;
  const Value lane = Value::address({.street = "12 Mill Lane"});
  const RecordId ana = kith.person("Ana", {{person::addresses, lane}});
  const RecordId ben = kith.person("Ben", {{person::addresses, lane}});
  const RecordId benny = kith.person("Benny");
  const TieInput tie{.from = ana, .relation = "spouse", .to = benny, .to_name = {}};
  kith.workspace.commit(add_tie(*kith.workspace, tie).draft);
  kith.merge(benny, ben);
  CHECK(texts(kith.page(ana), person::addresses) == "12 Mill Lane;");
  CHECK(texts(kith.page(benny), person::addresses) == "12 Mill Lane;");
  CHECK(kith.page(benny).ties.at(0).other->id == ana);
}

TEST_CASE("merging the second person of a household makes no new household") {
  MergeWorkspace kith;
  const RecordId home = kith.household("Okafor");
  const RecordId ana = kith.person("Ana", {{person::household, Value::link(home)}});
  const RecordId ben = kith.person("Ben", {{person::household, Value::link(home)}});
  const RecordId benny = kith.person("Benny");
  kith.merge(benny, ben);
  CHECK(must(kith.directory.count(kith.db(), kinds::household)) == 1);
  const RecordPage page = kith.page(home);
  REQUIRE(page.members.size() == 2);
  CHECK(page.members[0].id == ana);
  CHECK(page.members[1].id == benny);
}

TEST_CASE("values that say the same are no choice") {
  MergeWorkspace kith;
  const RecordId ana = kith.person(
      "Ana Okafor", {{person::city, Value::text("Nantes")}, {person::phones, phone("+33 1 23")}});
  const RecordId other = kith.person(
      "ana okafor ", {{person::city, Value::text("nantes")}, {person::phones, phone("+33123")}});
  const MergeSides sides = kith.sides(ana, other);
  CHECK(std::ranges::all_of(sides.fields, &MergeField::is_same));
  kith.merge(ana, other);
  const RecordPage page = kith.page(ana);
  CHECK(page.field(person::city)->also.empty());
  CHECK(texts(page, person::phones) == "+33 1 23;");
}

TEST_CASE("organisations merge with their people") {
  MergeWorkspace kith;
  const RecordId trust = kith.organisation("River Trust");
  const RecordId rt = kith.organisation("RT");
  const RecordId ana = kith.person("Ana", {{person::organisation, Value::link(rt)}});
  CHECK(kith.page(ana).header.subtitle == "RT");
  kith.merge(trust, rt);
  CHECK(kith.page(ana).header.subtitle == "River Trust");
  CHECK(kith.page(ana).field(person::organisation)->text == "River Trust");
  CHECK(kith.page(rt).members.at(0).id == ana);
  kith.workspace.set(trust, fields::organisation::name, Value::text("River & Sea Trust"));
  CHECK(kith.page(ana).header.subtitle == "River & Sea Trust");
  kith.unmerge(kith.since(rt));
  CHECK(kith.page(ana).header.subtitle == "RT");
}

TEST_CASE("the queries of un-merging use indexes") {
  MergeWorkspace kith;
  for (const std::string& sql : merge_queries::statements(kith.workspace->schema())) {
    Statement explain = must(kith.db().prepare("EXPLAIN QUERY PLAN " + sql));
    while (must(explain.step())) {
      const std::string plan(explain.get<std::string_view>(3));
      INFO(sql << "\n" << plan);
      CHECK(plan.find("SCAN") == plan.npos);
    }
  }
}
