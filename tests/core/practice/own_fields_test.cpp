// The fields that a team made of people: shown, edited, merged, undone, asked for and exported as
// those that come with Kith.
#include "core/practice/own_fields.h"

#include "core/exchange/record_csv.h"
#include "core/practice/field_age.h"
#include "core/practice/history.h"
#include "core/practice/merge.h"
#include "core/practice/person_page.h"
#include "core/practice/team_tables.h"
#include "tests/core/query/query_fixture.h"

#include <array>

using namespace kith;

namespace {

struct OwnWorkspace : QueryWorkspace {
  FieldId shirt, member_no, knows, born;
  RecordId ana = person("Ana Okafor", {{fields::person::birthday, Value::date("1980-05-03")}});
  RecordId annie = person("Annie Okafor");

  OwnWorkspace() {
    workspace.clock().set_wall_ms(1'795'348'800'000);  // 22 November 2026
    shirt = add_own({.label = "Shirt", .sort = FieldSort::choice, .choices = {"S", "M", "L"}});
    member_no = add_own({.label = "Member number", .sort = FieldSort::whole_number});
    knows =
        add_own({.label = "Knows", .sort = FieldSort::links, .links_to = {kinds::organisation}});
    born = add_own(
        {.label = "Age", .sort = FieldSort::computed, .formula = "years_since([Birthday])"});
  }
  FieldId add_own(const FieldWish& wish) {
    const NewRecord made = add_field(*workspace, kinds::person, wish);
    workspace.commit(made.draft);
    return field_of(made.id);
  }
  Committed type(RecordId record, FieldId field, std::string_view typed) {
    const CellEdit edit = must(edit_cell(*workspace, directory, record, field, typed));
    REQUIRE_FALSE(edit.draft.empty());
    return workspace.commit(edit.draft);
  }
  std::vector<OwnField> own(RecordId record) {
    return must(read_page(*workspace, directory, record))->own;
  }
  std::string shown(RecordId record, FieldId field) {
    for (const OwnField& one : own(record)) {
      if (one.field.id == field) return one.cell.words;
    }
    return "not shown";
  }
  std::string who(FieldId field, FieldTest test) {
    FilterRunner runner(*workspace);
    std::string names;
    for (const RecordId id : {ana, annie}) {
      const auto rows =
          must(runner.run({kinds::person, on_field(field, test)}, std::int64_t{1'000'000}));
      REQUIRE(rows);
      if (rows->contains(must(workspace->read(id))->row)) names += own_name_of(id);
    }
    return names;
  }
  std::string own_name_of(RecordId id) { return id == ana ? "Ana" : "Annie"; }
};

}  // namespace

TEST_CASE("a page shows the team's own fields in their order, and not twice") {
  OwnWorkspace kith;
  kith.type(kith.ana, kith.shirt, "m");
  kith.type(kith.ana, kith.member_no, "17");
  const auto own = kith.own(kith.ana);
  REQUIRE(own.size() == 4);
  CHECK(own[0].field.label == "Shirt");
  CHECK(own[0].cell.words == "M");
  CHECK(own[1].cell.words == "17");
  CHECK(own[3].cell.words == "46");
  const auto page = must(read_page(*kith.workspace, kith.directory, kith.ana));
  CHECK(page->field(kith.shirt) == nullptr);
  kith.workspace.commit(move_field(*kith.workspace, kith.shirt, true));
  kith.workspace.commit(hide_field(kith.born, true));
  CHECK(kith.own(kith.ana)[0].field.label == "Member number");
  CHECK(kith.own(kith.ana).size() == 3);
  CHECK(move_field(*kith.workspace, kith.member_no, false).empty());
}

TEST_CASE("formulas go on to name a field that is called otherwise, and undo takes both back") {
  OwnWorkspace kith;
  const auto formula = [&](FieldId field) {
    return kith.workspace->schema().field(field)->formula;
  };
  const auto rename = [&](FieldId field, const std::string& label) {
    const FieldInfo& info = *kith.workspace->schema().field(field);
    return kith.workspace.commit(describe_field(kith.workspace->schema(), info,
                                                {.label = label, .formula = info.formula}, {}));
  };
  const FieldId twice = kith.add_own({.label = "Twice",
                                      .sort = FieldSort::computed,
                                      .formula = "2 * [Member number] & \"[Member number]\""});
  const NewRecord table = make_table(*kith.workspace, "Loans", nullptr);
  kith.workspace.commit(table.draft);
  const auto add_to_loans = [&](const FieldWish& wish) {
    const NewRecord made = add_field(*kith.workspace, kind_of(table.id), wish);
    kith.workspace.commit(made.draft);
    return field_of(made.id);
  };
  const FieldId lent =
      add_to_loans({.label = "Lent to", .sort = FieldSort::link, .links_to = {kinds::person}});
  const FieldId number = add_to_loans({.label = "Number",
                                       .sort = FieldSort::computed,
                                       .formula = "sum([Lent to].[Member number])"});
  kith.type(kith.ana, kith.member_no, "17");
  CHECK(kith.shown(kith.ana, twice) == "34[Member number]");

  const Committed renamed = rename(kith.member_no, "No.");
  CHECK(formula(twice) == "2 * [No.] & \"[Member number]\"");
  CHECK(formula(number) == "sum([Lent to].[No.])");
  CHECK(kith.shown(kith.ana, twice) == "34[Member number]");
  rename(lent, "Who has it");
  CHECK(formula(number) == "sum([Who has it].[No.])");
  REQUIRE(kith.workspace->undo(renamed.id));
  CHECK(formula(twice) == "2 * [Member number] & \"[Member number]\"");
  CHECK(kith.shown(kith.ana, twice) == "34[Member number]");

  // A name that another field has, or that no formula can say, is not put into one.
  rename(kith.member_no, "Shirt");
  CHECK(formula(twice) == "2 * [Member number] & \"[Member number]\"");
  rename(kith.member_no, "No. [old]");
  CHECK(formula(twice) == "2 * [Member number] & \"[Member number]\"");
}

TEST_CASE("own fields are undone, stand in the history and keep what is no value of theirs") {
  OwnWorkspace kith;
  kith.type(kith.ana, kith.member_no, "17");
  const Committed odd = kith.type(kith.ana, kith.member_no, "none yet");
  CHECK(kith.own(kith.ana)[1].cell.is_odd);
  const auto past = must(read_history(*kith.workspace, kith.directory, kith.ana, 10));
  REQUIRE_FALSE(past.empty());
  REQUIRE_FALSE(past[0].lines.empty());
  CHECK(past[0].lines[0].label == "Member number");
  CHECK(past[0].lines[0].words == "none yet, before: 17");
  REQUIRE(kith.workspace->undo(odd.id));
  CHECK(kith.shown(kith.ana, kith.member_no) == "17");
}

TEST_CASE("a retyped field of people tells what does not convert and gives all of it back") {
  OwnWorkspace kith;
  kith.type(kith.ana, kith.member_no, "17");
  kith.type(kith.annie, kith.member_no, "none yet");
  const RetypePreview preview =
      must(preview_retype(*kith.workspace, kith.member_no, FieldSort::rating));
  CHECK(preview.does_not == 2);
  kith.workspace.commit(must(retype_field(*kith.workspace, kith.member_no, FieldSort::text)));
  CHECK_FALSE(kith.own(kith.annie)[1].cell.is_odd);
  kith.workspace.commit(
      must(retype_field(*kith.workspace, kith.member_no, FieldSort::whole_number)));
  CHECK(kith.workspace.value(kith.ana, kith.member_no) == Value::integer(17));
}

TEST_CASE("merged people have the own fields of both, and two again each has its own") {
  OwnWorkspace kith;
  kith.organisation("Tide Street Choir");
  kith.organisation("Seed Library");
  kith.type(kith.ana, kith.shirt, "S");
  kith.type(kith.annie, kith.shirt, "L");
  kith.type(kith.ana, kith.knows, "Tide Street Choir");
  kith.type(kith.annie, kith.knows, "Seed Library");
  const StateDigest before = kith.workspace.digest();
  const auto sides = must(read_merge(*kith.workspace, kith.directory, kith.ana, kith.annie));
  REQUIRE(sides);
  MergeSides chosen = *sides;
  for (MergeField& field : chosen.fields)
    field.takes_there = false;
  kith.workspace.commit(merge_records(chosen));
  CHECK(kith.shown(kith.ana, kith.shirt) == "S");
  CHECK(kith.own(kith.annie)[0].also == std::vector<std::string>{"L"});
  CHECK(kith.shown(kith.ana, kith.knows) == "Tide Street Choir, Seed Library");
  const auto unmerge = must(read_unmerge(*kith.workspace, kith.directory, kith.annie));
  REQUIRE(kith.workspace->unmerge(kith.annie, unmerge_draft(*unmerge)));
  CHECK(kith.workspace.digest() == before);
}

TEST_CASE("sensitive values are covered where two people are compared, until somebody asks") {
  OwnWorkspace kith;
  const FieldId health = kith.add_own({.label = "Health", .sensitivity = Sensitivity::stewards});
  const FieldId needs = kith.add_own({.label = "Needs",
                                      .sort = FieldSort::choices,
                                      .choices = {"Ramp", "Lift"},
                                      .sensitivity = Sensitivity::sealed});
  kith.type(kith.ana, health, "Diabetic");
  kith.type(kith.annie, needs, "Ramp");
  const auto told = [&](SensitiveFields sensitive) {
    const auto sides =
        must(read_merge(*kith.workspace, kith.directory, kith.ana, kith.annie, sensitive));
    std::string words = sides->has_covered ? "! " : "";
    for (const MergeField& field : sides->fields) {
      if (field.field == health) words += field.here_words + field.there_words;
    }
    for (const std::string& line : sides->kept)
      words += " " + line;
    return words;
  };
  CHECK(told(SensitiveFields::covered) == "! Covered Needs: Covered");
  CHECK(told(SensitiveFields::shown) == "Diabetic Needs: Ramp");
  const auto sides = must(read_merge(*kith.workspace, kith.directory, kith.ana, kith.annie));
  kith.workspace.commit(merge_records(*sides));
  kith.type(kith.ana, health, "Well");
  const auto since = must(read_unmerge(*kith.workspace, kith.directory, kith.annie));
  REQUIRE(since->edits.size() == 1);
  CHECK(since->edits[0].words == "Health: Covered");
  CHECK(since->has_covered);
}

TEST_CASE("an element of one that was merged is removed where it is said") {
  OwnWorkspace kith;
  kith.organisation("Tide Street Choir");
  kith.organisation("Seed Library");
  kith.type(kith.annie, kith.knows, "Seed Library");
  kith.workspace.commit(
      merge_records(*must(read_merge(*kith.workspace, kith.directory, kith.ana, kith.annie))));
  kith.type(kith.ana, kith.knows, "Seed Library, Tide Street Choir");
  CHECK(must(kith.workspace->read(kith.ana))->all(kith.knows).size() == 1);
  kith.type(kith.ana, kith.knows, "Tide Street Choir");
  CHECK(kith.shown(kith.ana, kith.knows) == "Tide Street Choir");
  CHECK(must(kith.workspace->read(kith.annie))->all(kith.knows).empty());
}

TEST_CASE("segments ask for own fields, and a spreadsheet gets those that are not hidden") {
  OwnWorkspace kith;
  kith.type(kith.ana, kith.shirt, "S");
  kith.type(kith.annie, kith.shirt, "L");
  kith.type(kith.annie, kith.member_no, "40");
  CHECK(kith.who(kith.shirt, one_of({3})) == "Annie");
  CHECK(kith.who(kith.member_no, between(TestType::number_between, Value::integer(30), {})) ==
        "Annie");
  const std::array people = {kith.ana, kith.annie};
  CHECK(must(records_as_csv(*kith.workspace, kinds::person, people)) ==
        "Name,Birthday,Shirt,Member number\r\n"
        "Ana Okafor,1980-05-03,S,\r\n"
        "Annie Okafor,,L,40\r\n");
  kith.workspace.commit(hide_field(kith.shirt, true));
  CHECK(must(records_as_csv(*kith.workspace, kinds::person, people))
            .starts_with("Name,Birthday,Member number\r\n"));
}

TEST_CASE("a value that a merge took is as old as it was, and as fresh as whoever said it last") {
  OwnWorkspace kith;
  const FieldId job = kith.add_own({.label = "Job", .expires_months = 6});
  const FieldId town = kith.add_own({.label = "Town", .expires_months = 6});
  kith.type(kith.annie, job, "Ranger");
  kith.type(kith.ana, town, "Leeds");
  constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
  kith.workspace.clock().set_wall_ms(kith.workspace.clock().wall_ms() + 200 * day_ms);
  kith.type(kith.annie, town, "Leeds");
  const auto sides = must(read_merge(*kith.workspace, kith.directory, kith.ana, kith.annie));
  kith.workspace.commit(merge_records(*sides));
  REQUIRE(kith.workspace.value(kith.ana, job) == Value::text("Ranger"));
  const auto old = must(old_values(*kith.workspace, kith.ana));
  REQUIRE(old.size() == 1);
  CHECK(old[0].field == job);
  kith.workspace.commit(must(say_again(*kith.workspace, kith.ana, job)));
  CHECK(must(old_values(*kith.workspace, kith.ana)).empty());
}

TEST_CASE("a value older than its field's rule is asked again, until somebody says it again") {
  OwnWorkspace kith;
  const FieldId job = kith.add_own({.label = "Job", .expires_months = 6});
  kith.type(kith.ana, job, "Ranger");
  kith.type(kith.ana, kith.shirt, "S");
  CHECK(must(old_values(*kith.workspace, kith.ana)).empty());
  constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
  const std::int64_t said = kith.workspace.clock().wall_ms();
  kith.workspace.clock().set_wall_ms(said + 180 * day_ms);  // 21 May
  CHECK(must(old_values(*kith.workspace, kith.ana)).empty());
  kith.workspace.clock().set_wall_ms(said + 181 * day_ms);
  const auto old = must(old_values(*kith.workspace, kith.ana));
  REQUIRE(old.size() == 1);
  CHECK(old[0].field == job);
  CHECK(old[0].words.starts_with("Said "));
  const Committed again = kith.workspace.commit(must(say_again(*kith.workspace, kith.ana, job)));
  CHECK(must(old_values(*kith.workspace, kith.ana)).empty());
  const UndoOutcome undone = must(kith.workspace->undo(again.id));
  CHECK(must(old_values(*kith.workspace, kith.ana)).size() == 1);
  must(kith.workspace->undo(undone.committed.id));
  CHECK(must(old_values(*kith.workspace, kith.ana)).empty());
  CHECK(kith.workspace.value(kith.ana, job) == Value::text("Ranger"));
  CHECK(must(say_again(*kith.workspace, kith.annie, job)).empty());
}

TEST_CASE("a spreadsheet has sensitive fields only where somebody asked for them") {
  OwnWorkspace kith;
  const FieldId health = kith.add_own({.label = "Health", .sensitivity = Sensitivity::stewards});
  const FieldId diet = kith.add_own({.label = "Diet", .sensitivity = Sensitivity::team});
  kith.type(kith.ana, health, "Asthma");
  kith.type(kith.ana, diet, "Vegan");
  const std::array people = {kith.ana};
  CHECK(must(records_as_csv(*kith.workspace, kinds::person, people)) ==
        "Name,Birthday,Diet\r\nAna Okafor,1980-05-03,Vegan\r\n");
  CHECK(must(records_as_csv(*kith.workspace, kinds::person, people, SensitiveFields::shown)) ==
        "Name,Birthday,Health,Diet\r\nAna Okafor,1980-05-03,Asthma,Vegan\r\n");
}

TEST_CASE("a sensitive value is told by no search and no history until somebody asks") {
  OwnWorkspace kith;
  const FieldId health = kith.add_own({.label = "Health", .sensitivity = Sensitivity::sealed});
  kith.type(kith.ana, health, "Asthma");
  kith.type(kith.ana, health, "Hayfever");
  CHECK(kith.search("hayfever").hits.empty());
  const auto told = [&](SensitiveFields sensitive) {
    const auto past = must(read_history(*kith.workspace, kith.directory, kith.ana, 1, sensitive));
    return past.at(0).lines.at(0).words;
  };
  CHECK(told(SensitiveFields::covered) == "changed");
  CHECK(told(SensitiveFields::shown) == "Hayfever, before: Asthma");
}
