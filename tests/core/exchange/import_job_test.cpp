#include "core/exchange/import_job.h"

#include "core/base/random.h"
#include "core/practice/erasure.h"
#include "tests/core/exchange/import_support.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace kith;
using kith::test::count;
using kith::test::finish;
using kith::test::Imported;
using kith::test::person;
using kith::test::run_import;

namespace {

namespace f = fields::person;

constexpr std::string_view google =
    "First Name,Last Name,Nickname,Organization Name,Birthday,Notes,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Relation 1 - Label,Relation 1 - Value,"
    "Address 1 - City,Custom Field 1 - Label,Custom Field 1 - Value,File As\n"
    "Wren,Holt,Birdie,Saltmarsh Trust,1974-02-11,Ranger,Volunteers,* Work,wren@x.example,Mobile,"
    "+44 7700 900123,Spouse,Marek Holt,Lowmere,Favourite author,Le Guin,\"Holt, Wren\"\n"
    "Ana,Reed,,saltmarsh  trust,,,,,ana@x.example,,,Child,\"Ilse\",,,,\n"
    ",,,Harbor Food Bank,,,,,hello@bank.example,,,,,,,,\n";

std::string linkedin(std::string_view position) {
  return "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
         "Wren,Holt,https://www.linkedin.com/in/wren/,,Saltmarsh Trust," +
         std::string(position) +
         ",12 Mar 2024\n"
         "Ravi,Cole,https://www.linkedin.com/in/Ravi,,Saltmarsh Trust,Cook,03 Jan 2023\n";
}

std::string many(int people) {
  std::string file = "Name,E-mail,Phone,Company,City,Colour\n";
  for (int i = 0; i < people; ++i) {
    const std::string n = std::to_string(i);
    file += "Person " + n + ",p" + n + "@x.example,+1 555 01" + n + ",Company " +
            std::to_string(i % 20) + ",Town " + std::to_string(i % 7) + ",blue " + n + "\n";
  }
  return file;
}

}  // namespace

TEST_CASE("an import makes people, organisations, ties and facts") {
  TestWorkspace workspace;
  const auto imported = run_import(*workspace, google);
  CHECK(imported.state == ImportState::done);
  CHECK(imported.counts.created == 3);
  CHECK(imported.counts.matched == 0);
  CHECK(count(*workspace, kinds::person) == 2);
  CHECK(count(*workspace, kinds::organisation) == 2);

  const RecordId wren = person(*workspace, "Wren Holt");
  const auto view = workspace.read(wren);
  CHECK(view->find(f::nickname)->as_text() == "Birdie");
  CHECK(view->find(f::birthday)->as_text() == "1974-02-11");
  CHECK(view->find(f::city)->as_text() == "Lowmere");
  CHECK(*view->all(f::emails).at(0) ==
        Value::contact(ValueType::email, {"wren@x.example", "Work", true}));
  CHECK(view->all(f::labels).at(0)->as_text() == "Volunteers");
  CHECK(test::ties(*workspace, wren) == "spouse > Marek Holt\n");
  CHECK(test::facts(*workspace, wren) == "Favourite author: Le Guin\nFile As: Holt, Wren\n");

  const RecordId ana = person(*workspace, "Ana Reed");
  CHECK(test::ties(*workspace, ana) == "parent > Ilse\n");
  // One organisation, however its name is spelt.
  CHECK(workspace.value(ana, f::organisation) == workspace.value(wren, f::organisation));

  const auto imports = list_imports(*workspace);
  REQUIRE(imports);
  REQUIRE(imports->size() == 1);
  CHECK(imports->front().source == "Google Contacts");
  CHECK(imports->front().state == ImportState::done);
  CHECK(imports->front().rows == 3);
  CHECK(imports->front().rows_done == 3);
  CHECK(imports->front().created == 3);
  CHECK(imports->front().kept_raw == 1);
}

TEST_CASE("importing the same file again adds nothing") {
  TestWorkspace workspace;
  run_import(*workspace, google);
  const StateDigest before = workspace.digest();
  const auto again = run_import(*workspace, google);
  CHECK(again.state == ImportState::done);
  CHECK(again.import.is_null());
  CHECK(workspace.digest() == before);
}

TEST_CASE("importing the same contacts from another file adds nothing but the import") {
  TestWorkspace workspace;
  for (const std::string& file : {std::string(google), linkedin("Ranger"), many(50)}) {
    run_import(*workspace, file);
    const StateDigest before = workspace.digest();
    const auto again = run_import(*workspace, file + "\n\n");
    CHECK(again.import.is_null());
    CHECK(again.counts.created == 0);
    CHECK(workspace.digest() == before);
  }
}

TEST_CASE("two devices importing one file make the same records") {
  TestWorkspace one(1);
  // The same workspace on another device: it has what the first had before the import.
  TestWorkspace two(1);
  REQUIRE(one->id() == two->id());
  run_import(*one, google);
  run_import(*two, google);
  CHECK(person(*one, "Wren Holt") == person(*two, "Wren Holt"));
  CHECK(one.value(person(*one, "Ana Reed"), f::organisation) ==
        two.value(person(*two, "Ana Reed"), f::organisation));
}

TEST_CASE("a contact from another program is matched, completed and never overwritten") {
  TestWorkspace workspace;
  run_import(*workspace, google);
  const RecordId wren = person(*workspace, "Wren Holt");
  const auto imported = run_import(*workspace, linkedin("Head ranger"));
  CHECK(imported.counts.matched == 1);  // by name and organisation
  CHECK(imported.counts.created == 1);
  CHECK(count(*workspace, kinds::person) == 3);
  CHECK(workspace.value(wren, f::job_title).as_text() == "Head ranger");
  CHECK(workspace.read(wren)->all(f::urls).size() == 1);
  // A year later the position differs: it is kept as a fact.
  const auto later = run_import(*workspace, linkedin("Director"));
  CHECK(later.counts.matched == 2);
  CHECK(later.counts.differing == 1);
  CHECK(workspace.value(wren, f::job_title).as_text() == "Head ranger");
  CHECK(test::facts(*workspace, wren) ==
        "Connected on LinkedIn: 12 Mar 2024\nFavourite author: Le Guin\nFile As: Holt, Wren\n"
        "Job title: Director\n");
}

TEST_CASE("what the user changed after an import stays when the file is imported again") {
  TestWorkspace workspace;
  run_import(*workspace, google);
  const RecordId wren = person(*workspace, "Wren Holt");
  workspace.set(wren, f::nickname, Value::text("Wrennie"));
  const StateDigest before = workspace.digest();
  run_import(*workspace, std::string(google) + "\n");
  CHECK(workspace.digest() == before);
}

TEST_CASE("an e-mail address makes two one only when the names do not speak against it") {
  TestWorkspace workspace;
  run_import(*workspace, "Name,E-mail\nAna Reed,home@x.example\n");
  const auto imported = run_import(*workspace,
                                   "Name,E-mail,Nickname,Phone\n"
                                   "Bruno Reed,home@x.example,,\n"
                                   "Ana Okafor,HOME@x.example,Annie,1\n");
  CHECK(imported.counts.created == 1);
  CHECK(imported.counts.matched == 1);
  const RecordId ana = person(*workspace, "Ana Reed");
  CHECK(workspace.value(ana, f::nickname).as_text() == "Annie");
  CHECK(workspace.read(ana)->all(f::emails).size() == 1);
  CHECK(test::facts(*workspace, ana) == "Name: Ana Okafor\n");
  person(*workspace, "Bruno Reed");
}

TEST_CASE("a telephone number matches with and without its country code") {
  TestWorkspace workspace;
  run_import(*workspace, "Name,Phone\nAna Reed,+44 7700 900123\n");
  const auto imported = run_import(*workspace, "Name,Phone,City\nAna,07700 900-123,Lowmere\n");
  CHECK(imported.counts.matched == 1);
  CHECK(count(*workspace, kinds::person) == 1);
}

TEST_CASE("somebody who is twice in one file is made once") {
  TestWorkspace workspace;
  const auto imported = run_import(*workspace,
                                   "Name,E-mail,Phone,City\nAna Reed,ana@x.example,,Lowmere\n"
                                   "Ana Reed,ana@x.example,+1 555 0100,\nSam,,,\nSam,,,\n");
  CHECK(imported.counts.created == 3);
  CHECK(imported.counts.matched == 1);
  const auto view = workspace.read(person(*workspace, "Ana Reed"));
  CHECK(view->all(f::emails).size() == 1);
  CHECK(view->all(f::phones).size() == 1);
  CHECK(view->find(f::city)->as_text() == "Lowmere");
  CHECK(count(*workspace, kinds::person) == 3);
}

TEST_CASE("the preview counts what the import then does") {
  TestWorkspace workspace;
  run_import(*workspace, "Name,E-mail\nAna Reed,ana@x.example\n");
  for (const std::string& file : {std::string(google), linkedin("Cook"), many(300)}) {
    const ImportCounts seen = test::preview(*workspace, file);
    const ImportCounts done = run_import(*workspace, file).counts;
    CHECK(seen.cards == done.cards);
    CHECK(seen.created == done.created);
    CHECK(seen.matched == done.matched);
    CHECK(seen.ties == done.ties);
    CHECK(seen.kept_raw == done.kept_raw);
  }
}

TEST_CASE("dates are read in the order the user chose, and kept as written otherwise") {
  constexpr std::string_view file = "Name,Birthday,Anniversary\nAna,03/04/1981,05/06/2001\n";
  TestWorkspace open, chosen;
  run_import(*open, file);
  const RecordId ana = person(*open, "Ana");
  CHECK(open.read(ana)->find(f::birthday) == nullptr);
  CHECK(test::facts(*open, ana) == "Anniversary: 05/06/2001\nBirthday: 03/04/1981\n");
  run_import(*chosen, file, DateOrder::day_first);
  const RecordId same = person(*chosen, "Ana");
  CHECK(chosen.value(same, f::birthday).as_text() == "1981-04-03");
  CHECK(test::facts(*chosen, same) ==
        "Anniversary: 2001-06-05 (written 05/06/2001)\nBirthday as written: 03/04/1981\n");
}

TEST_CASE("vCard ties and groups that name others by uid find them") {
  TestWorkspace workspace;
  run_import(*workspace,
             "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:a\nFN:Ana\nRELATED;TYPE=spouse:urn:uuid:b\n"
             "RELATED;TYPE=friend:urn:uuid:gone\nEND:VCARD\n"
             "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:b\nFN:Bo\nEND:VCARD\n"
             "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Choir\nMEMBER:urn:uuid:b\nEND:VCARD\n");
  CHECK(count(*workspace, kinds::person) == 2);
  CHECK(test::ties(*workspace, person(*workspace, "Ana")) == "friend > uid:gone\nspouse > [Bo]\n");
  CHECK(workspace.read(person(*workspace, "Bo"))->all(f::labels).at(0)->as_text() == "Choir");
}

TEST_CASE("texts too long for their fields are kept as facts") {
  TestWorkspace workspace;
  const std::string long_title(100 * 1024, 'x');
  run_import(*workspace, "Name,Job title,E-mail\nAna," + long_title + "," +
                             std::string(20'000, 'y') + "@x.example\n");
  const RecordId ana = person(*workspace, "Ana");
  CHECK(workspace.read(ana)->find(f::job_title) == nullptr);
  CHECK(test::facts(*workspace, ana).size() > 100 * 1024 + 20'000);
}

TEST_CASE("batches that are damaged stop the import with an error") {
  TestWorkspace workspace;
  test::ReadFile read = test::read_file(many(10));
  read.batches[0].pop_back();
  ImportJob job(*workspace, make_import_plan(read.report, "a.csv"));
  job.offer(read.batches[0]);
  REQUIRE(job.finish_input(read.report));
  const auto state = job.step(1'000);
  REQUIRE_FALSE(state);
  CHECK(state.error().code == ErrorCode::malformed);
}

TEST_CASE("a file that changed between the readings is not imported") {
  TestWorkspace workspace;
  const StateDigest before = workspace.digest();
  test::ReadFile first = test::read_file(many(10)), second = test::read_file(many(11));
  ImportJob job(*workspace, make_import_plan(first.report, "a.csv"));
  for (Bytes& batch : second.batches)
    job.offer(std::move(batch));
  const auto finished = job.finish_input(second.report);
  REQUIRE_FALSE(finished);
  CHECK(finished.error().code == ErrorCode::conflict);
  test::finish(job);
  CHECK(job.state() == ImportState::cancelled);
  CHECK(workspace.digest() == before);
}

namespace {

// There is no room for anything while it is full.
class FullDisk final : public Projection {
 public:
  std::string_view name() const override { return "full disk"; }
  int version() const override { return 1; }
  Result<void> create(Database&, const Schema&) override { return {}; }
  Result<void> update(Database&, const Schema&, std::span<const RowRef>) override {
    return full ? fail(ErrorCode::storage_full, "No room.") : Result<void>();
  }
  bool full = false;
};

}  // namespace

TEST_CASE("rows that could not be stored stop the import, which is then taken back whole") {
  FullDisk disk;
  TestWorkspace workspace(1, {&disk});
  const RecordId ana = workspace.add_person("Ana Osei");
  const bool user_hits_it = GENERATE(false, true);
  test::ReadFile read = test::read_file(many(3000));
  ImportJob job(*workspace, make_import_plan(read.report, "a.csv"));
  for (Bytes& batch : read.batches)
    job.offer(std::move(batch));
  job.finish_input(read.report);
  while (job.progress().rows_done < 1000)
    REQUIRE(job.step(0));
  REQUIRE(count(*workspace, kinds::person) > 1000);

  disk.full = true;
  if (user_hits_it) {
    // A change of the user's that is made to wait as well, as a bulk edit would be.
    Draft draft(Intent{});
    draft.set(ana, f::nickname, Value::text("A"));
    REQUIRE_FALSE(workspace->commit(draft, Durability::later));
    disk.full = false;
  }
  const auto refused = job.step(0);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::storage_full);
  disk.full = false;
  job.cancel();
  test::finish(job);
  CHECK(job.state() == ImportState::cancelled);
  CHECK(count(*workspace, kinds::person) == 1);
  CHECK(count(*workspace, kinds::organisation) == 0);
}

TEST_CASE("an import taken back while there is no room goes on when there is") {
  TestWorkspace workspace;
  const auto imported = run_import(*workspace, many(3000));
  ImportUndo undo(*workspace, imported.import, ImportState::undone);
  for (int i = 0; i < 3; ++i)
    REQUIRE(undo.step(0));
  REQUIRE(workspace->database().execute("PRAGMA max_page_count=1"));  // no more than it has
  Result<StepState> refused = undo.step(0);
  for (int i = 0; refused && i < 100; ++i)
    refused = undo.step(0);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::storage_full);
  REQUIRE(workspace->database().execute("PRAGMA max_page_count=1000000"));
  test::finish(undo);
  CHECK(count(*workspace, kinds::person) == 0);
}

TEST_CASE("who was erased does not come back with the same file") {
  constexpr const char* file =
      "Name,E-mail,Company,Colour\nAna Okafor,ana@x.example,River Trust,blue\nZoe,z@x.example,,\n";
  for (const bool was_taken_back : {false, true}) {
    TestWorkspace workspace;
    const Imported first = run_import(*workspace, file);
    const RecordId ana = person(*workspace, "Ana Okafor");
    auto erasure = erase_record(*workspace, ana);
    REQUIRE(erasure);
    workspace.commit(erasure->draft);
    if (was_taken_back) {
      ImportUndo undo(*workspace, first.import, ImportState::undone);
      finish(undo);
    }
    run_import(*workspace, file);
    CHECK(count(*workspace, kinds::person) == 1);
    CHECK(count(*workspace, kinds::fact) == 0);
    CHECK(person(*workspace, "Zoe") != ana);
    for (const Bytes& body : workspace.changesets())
      CHECK(as_text(body).find("Okafor") == std::string_view::npos);
  }
}
