#include "core/record/changeset.h"
#include "core/record/hlc.h"
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>

using namespace kith;

namespace {

Committed merge(TestWorkspace& workspace, RecordId record, RecordId target) {
  Draft draft(Intent{IntentCode::merge, {target, record}});
  draft.merge(record, target);
  return workspace.commit(draft);
}

UndoOutcome unmerge(TestWorkspace& workspace, RecordId record) {
  auto outcome = workspace->unmerge(record, Draft(Intent{IntentCode::unmerge, {record}}));
  REQUIRE(outcome);
  return std::move(*outcome);
}

RecordId canonical(TestWorkspace& workspace, RecordId record) {
  const auto found = workspace->canonical(record);
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("one record stands for those merged into it, and nothing of theirs is rewritten") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId annie = workspace.add_person("Annie");
  const RecordId nana = workspace.add_person("Nana");
  merge(workspace, annie, ana);
  merge(workspace, nana, annie);
  CHECK(canonical(workspace, ana) == ana);
  CHECK(canonical(workspace, annie) == ana);
  CHECK(canonical(workspace, nana) == ana);
  CHECK(workspace->members(ana)->size() == 3);
  CHECK(workspace.value(annie, fields::person::name).as_text() == "Annie");
  CHECK(workspace->merge_of(nana)->value().target == annie);
  CHECK_FALSE(workspace->merge_of(ana)->has_value());
}

TEST_CASE("merging what is one already changes nothing") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId annie = workspace.add_person("Annie");
  merge(workspace, annie, ana);
  CHECK(merge(workspace, annie, ana).op_count == 0);
  CHECK(merge(workspace, ana, annie).op_count == 0);
}

TEST_CASE("records of two kinds, and what is not there, are not merged") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  Draft draft(Intent{});
  const RecordId trust = draft.create(kinds::organisation, workspace.new_id());
  workspace.commit(draft);
  for (const RecordId other : {trust, workspace.new_id()}) {
    Draft wrong(Intent{});
    wrong.merge(ana, other);
    CHECK_FALSE(workspace->commit(wrong));
  }
  CHECK_FALSE(workspace->unmerge(ana, Draft(Intent{})));
}

TEST_CASE("un-merging takes back the choices of the merge but not what was changed since") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId annie = workspace.add_person("Annie");
  workspace.set(ana, fields::person::city, Value::text("Nantes"));
  Draft draft(Intent{IntentCode::merge, {ana, annie}});
  draft.merge(annie, ana);
  draft.set(ana, fields::person::city, Value::text("Lagos"));
  draft.set(ana, fields::person::nickname, Value::text("Annie"));
  workspace.commit(draft);
  workspace.set(ana, fields::person::nickname, Value::text("Nan"));
  const UndoOutcome undone = unmerge(workspace, annie);
  CHECK(canonical(workspace, annie) == annie);
  CHECK(workspace.value(ana, fields::person::city).as_text() == "Nantes");
  CHECK(workspace.value(ana, fields::person::nickname).as_text() == "Nan");
  REQUIRE(undone.kept.size() == 1);
  CHECK(undone.kept[0].field == fields::person::nickname);
}

TEST_CASE("what is handed over and the un-merge are one change") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId annie = workspace.add_person("Annie");
  merge(workspace, annie, ana);
  workspace.set(ana, fields::person::city, Value::text("Lagos"));
  const StateDigest merged = workspace.digest();
  Draft handed(Intent{IntentCode::unmerge, {ana, annie}});
  handed.set(annie, fields::person::city, Value::text("Lagos"));
  handed.set(ana, fields::person::city, {});
  const auto outcome = workspace->unmerge(annie, handed);
  REQUIRE(outcome);
  CHECK(workspace.value(annie, fields::person::city).as_text() == "Lagos");
  CHECK(workspace.value(ana, fields::person::city).is_null());
  REQUIRE(workspace->undo(outcome->committed.id));
  CHECK(workspace.digest() == merged);
}

TEST_CASE("a record that is merged into one in the trash, or erased, is seen by itself") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId annie = workspace.add_person("Annie");
  merge(workspace, annie, ana);
  Draft trash(Intent{IntentCode::trash});
  trash.trash(ana);
  const Committed trashed = workspace.commit(trash);
  CHECK(canonical(workspace, annie) == annie);
  REQUIRE(workspace->undo(trashed.id));
  CHECK(canonical(workspace, annie) == ana);
  Draft erase(Intent{IntentCode::erase});
  erase.erase(ana);
  workspace.commit(erase);
  CHECK(canonical(workspace, annie) == annie);
}

TEST_CASE("two merges that close a circle leave the earlier one standing") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId annie = workspace.add_person("Annie");
  ChangesetHeader header;
  header.circle = workspace->commons();
  header.stream = {1, 99};
  header.first_counter = header.start_counter = 1;
  header.hlc = static_cast<std::uint64_t>(workspace.clock().wall_ms() - 60'000) << 16;
  header.wall_ms = wall_ms_of(header.hlc);
  ChangesetWriter writer(header);
  writer.put({.type = OpType::alias, .record = ana, .kind = kinds::person, .target = annie});
  merge(workspace, annie, ana);
  const Bytes theirs = writer.finish(1);
  REQUIRE(workspace->apply(std::array{ByteView(theirs)}));
  CHECK(canonical(workspace, ana) == annie);
  CHECK(canonical(workspace, annie) == annie);
  unmerge(workspace, ana);
  CHECK(canonical(workspace, annie) == ana);
}

TEST_CASE("undoing the making of a record keeps it when it was merged since") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  Draft draft(Intent{IntentCode::import_rows});
  const RecordId annie = draft.create(kinds::person, workspace.new_id());
  const Committed made = workspace.commit(draft);
  merge(workspace, annie, ana);
  const auto undone = workspace->undo(made.id);
  REQUIRE(undone);
  CHECK(undone->kept.size() == 1);
  CHECK(workspace.read(annie)->alive);
  CHECK(canonical(workspace, annie) == ana);
}

TEST_CASE("a merge made elsewhere is un-merged here") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId annie = workspace.add_person("Annie");
  const StateDigest before = workspace.digest();
  ChangesetHeader header;
  header.circle = workspace->commons();
  header.stream = {3, 7};
  header.first_counter = header.start_counter = 1;
  header.hlc = static_cast<std::uint64_t>(workspace.clock().wall_ms()) << 16;
  header.wall_ms = wall_ms_of(header.hlc);
  ChangesetWriter writer(header);
  writer.put({.type = OpType::alias, .record = annie, .kind = kinds::person, .target = ana});
  writer.put({.type = OpType::set,
              .record = ana,
              .field = fields::person::city,
              .value = Value::text("Lagos")});
  const Bytes theirs = writer.finish(1);
  REQUIRE(workspace->apply(std::array{ByteView(theirs)}));
  CHECK(workspace.value(ana, fields::person::city).as_text() == "Lagos");
  unmerge(workspace, annie);
  CHECK(workspace.digest() == before);
}

TEST_CASE("the history of either side tells of a merge and of its end") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId annie = workspace.add_person("Annie");
  merge(workspace, annie, ana);
  unmerge(workspace, annie);
  for (const auto& [here, there] : {std::pair(ana, annie), std::pair(annie, ana)}) {
    const auto past = workspace->history(here, 10, HistoryDetail::values);
    REQUIRE(past);
    REQUIRE(past->size() == 3);
    REQUIRE((*past)[0].changes.size() == 1);
    CHECK((*past)[0].changes[0].type == ValueChangeType::unmerged);
    CHECK((*past)[0].changes[0].value == Value::link(there));
    REQUIRE((*past)[1].changes.size() == 1);
    CHECK((*past)[1].changes[0].type == ValueChangeType::merged);
    CHECK((*past)[1].changes[0].value == Value::link(there));
  }
}
