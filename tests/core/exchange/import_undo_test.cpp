#include "core/exchange/import_undo.h"

#include "tests/core/exchange/import_support.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using kith::test::count;
using kith::test::person;
using kith::test::run_import;

namespace {

namespace f = fields::person;

std::string many(int people) {
  std::string file = "Name,E-mail,Company,Colour\n";
  for (int i = 0; i < people; ++i) {
    const std::string n = std::to_string(i);
    file += "Person " + n + ",p" + n + "@x.example,Company " + std::to_string(i % 5) + ",blue\n";
  }
  return file;
}

// The state but for the records of imports, which stay and tell what happened.
StateDigest digest_without_imports(TestWorkspace& workspace) {
  auto imports = list_imports(*workspace);
  REQUIRE(imports);
  Draft hide(Intent{IntentCode::trash}), show(Intent{IntentCode::restore});
  for (const ImportSummary& import : *imports) {
    hide.trash(import.import);
    show.restore(import.import);
  }
  if (hide.empty()) return workspace.digest();
  workspace.commit(hide);
  const StateDigest digest = workspace.digest();
  workspace.commit(show);
  return digest;
}

// As many steps as commit the first rows.
void step_until_rows(ImportJob& job, std::uint64_t rows) {
  while (job.progress().rows_done < rows) {
    const auto state = job.step(0);
    REQUIRE(state);
    REQUIRE(*state != StepState::finished);
  }
}

}  // namespace

TEST_CASE("a cancelled import leaves everything as it was") {
  TestWorkspace workspace;
  run_import(*workspace, "Name,E-mail\nPerson 3,p3@x.example\n");
  const StateDigest before = digest_without_imports(workspace);
  test::ReadFile read = test::read_file(many(2'000));
  ImportJob job(*workspace, make_import_plan(read.report, "a.csv"));
  for (Bytes& batch : read.batches)
    job.offer(batch);
  REQUIRE(job.finish_input(read.report));
  step_until_rows(job, 500);
  CHECK(count(*workspace, kinds::person) > 400);
  job.cancel();
  test::finish(job);
  CHECK(job.state() == ImportState::cancelled);
  CHECK(count(*workspace, kinds::person) == 1);
  CHECK(count(*workspace, kinds::organisation) == 0);
  CHECK(count(*workspace, kinds::fact) == 0);
  CHECK(digest_without_imports(workspace) == before);
  CHECK(list_imports(*workspace)->front().state == ImportState::cancelled);
}

TEST_CASE("the user's edits during an import survive its cancel") {
  TestWorkspace workspace;
  const RecordId mine = workspace.add_person("Ana");
  test::ReadFile read = test::read_file(many(1'000));
  ImportJob job(*workspace, make_import_plan(read.report, "a.csv"));
  for (Bytes& batch : read.batches)
    job.offer(batch);
  REQUIRE(job.finish_input(read.report));
  step_until_rows(job, 300);
  workspace.set(mine, f::nickname, Value::text("Annie"));
  const RecordId touched = person(*workspace, "Person 7");
  workspace.set(touched, f::nickname, Value::text("Seven"));
  step_until_rows(job, 600);
  const RecordId added = workspace.add_person("Added meanwhile");
  job.cancel();
  test::finish(job);
  CHECK(workspace.value(mine, f::nickname).as_text() == "Annie");
  CHECK(workspace.read(added)->alive);
  // Somebody whom the user has edited stays, with the edit.
  CHECK(workspace.read(touched)->alive);
  CHECK(workspace.value(touched, f::nickname).as_text() == "Seven");
  CHECK(count(*workspace, kinds::person) == 3);
}

TEST_CASE("an import is undone whole, and the same file can be imported again") {
  TestWorkspace workspace;
  run_import(*workspace, "Name,E-mail,Nickname\nPerson 3,p3@x.example,Three\n");
  const StateDigest before = digest_without_imports(workspace);
  const auto imported = run_import(*workspace, many(1'500));
  CHECK(count(*workspace, kinds::person) == 1'500);
  ImportUndo undo(*workspace, imported.import, ImportState::undone);
  test::finish(undo);
  CHECK(undo.kept().empty());
  CHECK(undo.progress() == 1);
  CHECK(digest_without_imports(workspace) == before);
  CHECK(count(*workspace, kinds::organisation) == 0);
  CHECK(list_imports(*workspace)->front().state == ImportState::undone);

  const auto again = run_import(*workspace, many(1'500));
  CHECK(again.state == ImportState::done);
  CHECK(count(*workspace, kinds::person) == 1'500);
  CHECK(count(*workspace, kinds::organisation) == 5);
  CHECK(count(*workspace, kinds::fact) == 1'500);
}

TEST_CASE("an undo that was interrupted is taken up where it stopped") {
  TestWorkspace workspace;
  const StateDigest before = digest_without_imports(workspace);
  const auto imported = run_import(*workspace, many(1'500));
  {
    ImportUndo undo(*workspace, imported.import, ImportState::undone);
    workspace.clock().advance_ms(1);
    REQUIRE(undo.step(0).value_or(StepState::finished) == StepState::busy);
  }
  const std::int64_t left = count(*workspace, kinds::person);
  CHECK(left < 1'500);
  CHECK(left > 0);
  ImportUndo undo(*workspace, imported.import, ImportState::undone);
  test::finish(undo);
  CHECK(digest_without_imports(workspace) == before);
}

TEST_CASE("an import that was cut off is resumed by the same file and ends the same") {
  TestWorkspace whole, cut;
  const std::string file = many(1'200);
  run_import(*whole, file);
  {
    test::ReadFile read = test::read_file(file);
    ImportJob job(*cut, make_import_plan(read.report, "a.csv"));
    for (Bytes& batch : read.batches)
      job.offer(batch);
    REQUIRE(job.finish_input(read.report));
    step_until_rows(job, 400);
  }  // the tab is gone
  const auto left = list_imports(*cut);
  REQUIRE(left);
  REQUIRE(left->size() == 1);
  CHECK(left->front().state == ImportState::running);
  CHECK(left->front().rows_done >= 400);

  test::ReadFile read = test::read_file(file);
  ImportPreview preview(*cut);
  preview.finish_input(read.report);
  REQUIRE(preview.step(1'000'000).value_or(StepState::busy) == StepState::finished);
  REQUIRE(preview.earlier());
  CHECK(preview.earlier()->running);
  const auto resumed = run_import(*cut, file);
  CHECK(resumed.import == left->front().import);
  CHECK(resumed.counts.created == 1'200);
  CHECK(count(*cut, kinds::person) == 1'200);
  CHECK(digest_without_imports(cut) == digest_without_imports(whole));
  CHECK(list_imports(*cut)->front().state == ImportState::done);
}

TEST_CASE("somebody the user threw away stays away when a newer file has them") {
  TestWorkspace workspace;
  constexpr std::string_view head =
      "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
  const std::string row = "Ana,Reed,https://linkedin.com/in/ana,,,,1 Jan 2020\n";
  run_import(*workspace, std::string(head) + row);
  Draft draft(Intent{IntentCode::trash});
  draft.trash(person(*workspace, "Ana Reed"));
  workspace.commit(draft);
  run_import(*workspace,
             std::string(head) + row + "Bo,Cole,https://linkedin.com/in/bo,,,,1 Jan 2021\n");
  CHECK(count(*workspace, kinds::person) == 1);
}

TEST_CASE("undoing an import keeps whom the user has written about since") {
  TestWorkspace workspace;
  const auto imported = run_import(*workspace, many(20));
  const RecordId about = person(*workspace, "Person 5");
  Draft draft(Intent{IntentCode::add_fact});
  draft.create(kinds::fact, workspace.new_id(),
               {{fields::fact::subject, Value::link(about)},
                {fields::fact::text, Value::text("sings alto")}});
  workspace.commit(draft);
  ImportUndo undo(*workspace, imported.import, ImportState::undone);
  test::finish(undo);
  CHECK(workspace.read(about)->alive);
  CHECK(count(*workspace, kinds::person) == 1);
  CHECK_FALSE(undo.kept().empty());
}

TEST_CASE("an import that was taken back comes again as it was, and can go again") {
  TestWorkspace workspace;
  const StateDigest before = digest_without_imports(workspace);
  const auto imported = run_import(*workspace, many(1'500));
  const StateDigest with = digest_without_imports(workspace);
  for (int times = 0; times < 2; ++times) {
    ImportUndo undo(*workspace, imported.import, ImportState::undone);
    test::finish(undo);
    CHECK(digest_without_imports(workspace) == before);
    ImportUndo redo(*workspace, imported.import, ImportState::done);
    test::finish(redo);
    CHECK(redo.kept().empty());
    CHECK(digest_without_imports(workspace) == with);
    CHECK(list_imports(*workspace)->front().state == ImportState::done);
  }
  ImportUndo undo(*workspace, imported.import, ImportState::undone);
  test::finish(undo);
  CHECK(digest_without_imports(workspace) == before);
}

TEST_CASE("bringing an import back leaves what was said since as it is") {
  TestWorkspace workspace;
  const auto imported = run_import(*workspace, many(20));
  const RecordId touched = person(*workspace, "Person 7");
  workspace.set(touched, f::nickname, Value::text("Seven"));
  ImportUndo undo(*workspace, imported.import, ImportState::undone);
  test::finish(undo);
  REQUIRE(count(*workspace, kinds::person) == 1);
  workspace.set(touched, f::nickname, Value::text("Lucky"));
  ImportUndo redo(*workspace, imported.import, ImportState::done);
  test::finish(redo);
  CHECK(count(*workspace, kinds::person) == 20);
  CHECK(count(*workspace, kinds::organisation) == 5);
  CHECK(workspace.value(touched, f::nickname).as_text() == "Lucky");
}

TEST_CASE("what was left for later edits goes too when they are to be undone") {
  TestWorkspace workspace;
  const auto imported = run_import(*workspace, many(20));
  const RecordId touched = person(*workspace, "Person 7");
  workspace.set(touched, f::nickname, Value::text("Seven"));
  const RecordId mine = workspace.add_person("Ana");
  ImportUndo undo(*workspace, imported.import, ImportState::undone);
  test::finish(undo);
  REQUIRE(undo.kept().size() >= 1);
  ImportUndo rest(*workspace, imported.import, ImportState::undone, LaterEdits::undone);
  test::finish(rest);
  CHECK(rest.kept().empty());
  CHECK_FALSE(workspace.read(touched)->alive);
  CHECK(workspace.read(mine)->alive);
  CHECK(count(*workspace, kinds::person) == 1);
  ImportUndo redo(*workspace, imported.import, ImportState::done);
  test::finish(redo);
  CHECK(count(*workspace, kinds::person) == 21);
  CHECK(workspace.value(touched, f::nickname).as_text() == "Seven");
}
