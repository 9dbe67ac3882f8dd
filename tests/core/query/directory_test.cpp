#include "core/query/directory.h"

#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace person = kith::fields::person;

TEST_CASE("a person's row shows job and organisation, then city, household and label") {
  QueryWorkspace kith;
  const RecordId library = kith.organisation("Riverbend Seed Library");
  const RecordId home =
      kith.add(kinds::household, {{fields::household::name, Value::text("Borowska-Holt")}});
  const RecordId amara =
      kith.person("Amara Okafor-Lind", {{person::job_title, Value::text("Board")},
                                        {person::organisation, Value::link(library)},
                                        {person::city, Value::text("Lowmere")}});
  const RecordId kata = kith.person("Katarzyna Borowska", {{person::household, Value::link(home)}});
  const RecordId jose = kith.person(
      "José", {{person::city, Value::text("Lowmere")}, {person::labels, Value::text("Gardeners")}});
  CHECK(kith.row(amara).subtitle == "Board · Riverbend Seed Library");
  CHECK(kith.row(kata).subtitle == "Household: Borowska-Holt");
  CHECK(kith.row(jose).subtitle == "Lowmere · Gardeners");
}

TEST_CASE("renaming an organisation changes the rows of its people") {
  QueryWorkspace kith;
  const RecordId choir = kith.organisation("Choir");
  const RecordId bruno = kith.person("Bruno", {{person::organisation, Value::link(choir)}});
  kith.set(choir, fields::organisation::name, Value::text("Tide Street Choir"));
  CHECK(kith.row(bruno).subtitle == "Tide Street Choir");
  kith.trash(choir);
  CHECK(kith.row(bruno).subtitle.empty());
}

TEST_CASE("a link to an organisation that comes later shows when it has come") {
  QueryWorkspace kith;
  const RecordId later = kith.workspace.new_id();
  const RecordId bruno = kith.person("Bruno", {{person::organisation, Value::link(later)}});
  CHECK(kith.row(bruno).subtitle.empty());
  Draft draft(Intent{IntentCode::add_organisation, {later}});
  draft.create(kinds::organisation, later, {{fields::organisation::name, Value::text("Choir")}});
  kith.workspace.commit(draft);
  CHECK(kith.row(bruno).subtitle == "Choir");
}

TEST_CASE("the last contact is the latest living interaction, whatever happens to them") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana");
  CHECK_FALSE(kith.row(ana).last_contact);
  const RecordId march = kith.contact({ana}, "2026-03-01");
  const RecordId may = kith.contact({ana}, "2026-05");
  kith.contact({ana}, "--12-24");  // in no known year
  CHECK(kith.row(ana).last_contact == PartialDate{2026, 5, 31});
  kith.set(march, fields::interaction::on, Value::date("2026-06-01"));
  CHECK(kith.row(ana).last_contact == PartialDate{2026, 6, 1});
  kith.trash(march);
  CHECK(kith.row(ana).last_contact == PartialDate{2026, 5, 31});
  Draft draft(Intent{IntentCode::edit_field, {may}});
  draft.remove(may, fields::interaction::people, Value::link(ana));
  kith.workspace.commit(draft);
  CHECK_FALSE(kith.row(ana).last_contact);
}

TEST_CASE("nameless people have something to be called by") {
  QueryWorkspace kith;
  const RecordId parts = kith.add(kinds::person, {{person::given_name, Value::text("Femi")},
                                                  {person::family_name, Value::text("Tanaka")}});
  const RecordId nobody = kith.add(kinds::person, {{person::city, Value::text("Lowmere")}});
  CHECK(kith.row(parts).name == "Femi Tanaka");
  CHECK(kith.row(nobody).name == "No name");
  CHECK(kith.row(nobody).initials.empty());
}

TEST_CASE("initials are the first letters of the first and last word, one for Han") {
  CHECK(initials_of("Amara Okafor-Lind") == "AO");
  CHECK(initials_of("Bruno") == "B");
  CHECK(initials_of("دينا حسن") == "دح");
  CHECK(initials_of("李晓雨 Li Xiaoyu") == "李");
  CHECK(initials_of("  (Ana) \"Bee\" Cole ") == "AC");
  CHECK(initials_of("🙂").empty());
}

TEST_CASE("people are found by name: whole, by nickname, by first words, by any words") {
  QueryWorkspace kith;
  kith.person("Ana Okafor");
  kith.person("Ana");
  kith.person("Mariana Costa", {{person::nickname, Value::text("Ana")}});
  kith.person("Luz Ana Reyes");
  kith.person("Bruno");
  const auto names = [&](std::string_view typed) {
    std::string all;
    for (const NameCandidate& one : must(kith.directory.find_by_name(kith.db(), typed, 10)))
      all += one.record.name + ";";
    return all;
  };
  CHECK(names("ana") == "Ana;Mariana Costa;Ana Okafor;Luz Ana Reyes;");
  CHECK(names("an ok") == "Ana Okafor;");
  CHECK(names("OKAFOR") == "Ana Okafor;");
  CHECK(names("anna").empty());
  CHECK(names("").empty());
}

TEST_CASE("somebody in the trash is neither found nor counted, and comes back with undo") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana");
  Draft draft(Intent{IntentCode::trash, {ana}});
  draft.trash(ana);
  const Committed trashed = kith.workspace.commit(draft);
  CHECK(must(kith.directory.count(kith.db(), kinds::person)) == 0);
  CHECK_FALSE(must(kith.directory.find(kith.db(), ana)));
  must(kith.workspace->undo(trashed.id));
  CHECK(must(kith.directory.count(kith.db(), kinds::person)) == 1);
  CHECK(must(kith.directory.find(kith.db(), ana))->name == "Ana");
}

TEST_CASE("made again from the log the directory says the same") {
  QueryWorkspace kith;
  const RecordId choir = kith.organisation("Choir");
  const RecordId ana = kith.person("Ana", {{person::organisation, Value::link(choir)}});
  kith.contact({ana}, "2026-05-03");
  kith.trash(kith.person("Bruno"));
  const auto rebuilt = kith.workspace->rebuild();
  REQUIRE(rebuilt);
  CHECK(kith.row(ana).subtitle == "Choir");
  CHECK(kith.row(ana).last_contact == PartialDate{2026, 5, 3});
  CHECK(kith.found("ana") == "Ana");
  CHECK(kith.found("bruno").empty());
}
