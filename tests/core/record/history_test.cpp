#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace kith;
using enum ValueChangeType;

namespace {

std::vector<HistoryEntry> past_of(TestWorkspace& workspace, RecordId record) {
  auto entries = workspace->history(record, 100, HistoryDetail::values);
  REQUIRE(entries);
  return std::move(*entries);
}

}  // namespace

TEST_CASE("history says what was done, the newest first") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const Committed second = workspace.set(ana, fields::person::city, Value::text("Lagos"));
  const Committed third = workspace.set(ana, fields::person::city, Value::text("Nantes"));
  auto history = workspace->history(ana, 10);
  REQUIRE(history);
  REQUIRE(history->size() == 3);
  CHECK((*history)[0].id == third.id);
  CHECK((*history)[1].id == second.id);
  CHECK((*history)[2].intent.code == IntentCode::add_person);
  CHECK((*history)[0].intent.records == std::vector{ana});
  CHECK((*history)[0].wall_ms == workspace.clock().wall_ms());
  history = workspace->history(ana, 2);
  REQUIRE(history);
  CHECK(history->size() == 2);
  CHECK((*history)[0].id == third.id);
}

TEST_CASE("the past of a field is each value it had, what was there before, and who put it") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  workspace.set(ana, fields::person::city, Value::text("Lagos"));
  const Committed last = workspace.set(ana, fields::person::city, {});
  const auto past = past_of(workspace, ana);
  REQUIRE(past.size() == 3);
  CHECK(past[0].id == last.id);
  REQUIRE(past[0].changes.size() == 1);
  CHECK(past[0].changes[0].type == set);
  CHECK(past[0].changes[0].field == fields::person::city);
  CHECK(past[0].changes[0].value.is_null());
  CHECK(past[0].changes[0].before == Value::text("Lagos"));
  CHECK(past[1].changes[0].value == Value::text("Lagos"));
  CHECK(past[1].changes[0].before.is_null());
  REQUIRE(past[2].changes.size() == 1);
  CHECK(past[2].changes[0].value == Value::text("Ana"));
}

TEST_CASE("the past of a set is what was added and removed, of a record that it was in the trash") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  Draft draft(Intent{IntentCode::edit_field, {ana}});
  draft.add(ana, fields::person::labels, Value::text("Board"));
  draft.add(ana, fields::person::labels, Value::text("Choir"));
  workspace.commit(draft);
  Draft away(Intent{IntentCode::edit_field, {ana}});
  away.remove(ana, fields::person::labels, Value::text("Choir"));
  away.trash(ana);
  const Committed gone = workspace.commit(away);
  REQUIRE(workspace->undo(gone.id));
  const auto past = past_of(workspace, ana);
  REQUIRE(past.size() == 4);
  REQUIRE(past[1].changes.size() == 2);
  CHECK(past[1].changes[0].type == removed);
  CHECK(past[1].changes[0].value == Value::text("Choir"));
  CHECK(past[1].changes[1].type == trashed);
  REQUIRE(past[2].changes.size() == 2);
  CHECK(past[2].changes[1].type == added);
  // The undo says the opposite of each.
  REQUIRE(past[0].changes.size() == 2);
  const auto& undone = past[0].changes;
  CHECK(std::ranges::count(undone, restored, &ValueChange::type) == 1);
  CHECK(std::ranges::count(undone, Value::text("Choir"), &ValueChange::value) == 1);
}

TEST_CASE("the trash holds what was moved there, the last first, until it is restored or erased") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId ben = workspace.add_person("Ben");
  const RecordId carla = workspace.add_person("Carla");
  const auto commit = [&](auto act) {
    Draft draft(Intent{});
    act(draft);
    workspace.commit(draft);
  };
  for (const RecordId id : {ben, ana, carla})
    commit([&](Draft& draft) { draft.trash(id); });
  auto trash = workspace->trash(kinds::person, 10);
  REQUIRE(trash);
  REQUIRE(trash->size() == 3);
  CHECK((*trash)[0].id == carla);
  CHECK((*trash)[0].wall_ms == workspace.clock().wall_ms());
  CHECK((*trash)[2].id == ben);
  CHECK(workspace->trash(kinds::person, 2)->size() == 2);
  CHECK(workspace->trash(kinds::fact, 10)->empty());
  commit([&](Draft& draft) { draft.restore(carla); });
  commit([&](Draft& draft) { draft.erase(ana); });
  REQUIRE(workspace->rebuild());
  trash = workspace->trash(kinds::person, 10);
  REQUIRE(trash->size() == 1);
  CHECK((*trash)[0].id == ben);
}

TEST_CASE("a change in many parts is one entry with all that it said of the record") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  Draft draft(Intent{IntentCode::import_rows});
  draft.set(ana, fields::person::city, Value::text("Lagos"));
  for (int i = 0; i < 3000; ++i)
    draft.create(kinds::person, workspace.new_id(), {{fields::person::name, Value::text("N")}});
  draft.set(ana, fields::person::nickname, Value::text("Nana"));
  workspace.commit(draft);
  const auto past = past_of(workspace, ana);
  REQUIRE(past.size() == 2);
  REQUIRE(past[0].changes.size() == 2);
  CHECK(past[0].changes[0].field == fields::person::city);
  CHECK(past[0].changes[1].field == fields::person::nickname);
}

TEST_CASE("the past of what was erased names no value") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  workspace.set(ana, fields::person::city, Value::text("Lagos"));
  workspace.set(ana, fields::person::city, Value::text("Nantes"));
  Draft draft(Intent{IntentCode::erase, {ana}});
  draft.erase(ana, fields::person::city);
  workspace.commit(draft);
  const auto past = past_of(workspace, ana);
  REQUIRE_FALSE(past.empty());
  CHECK(past[0].changes.at(0).type == erased);
  for (const HistoryEntry& entry : past) {
    for (const ValueChange& change : entry.changes) {
      CHECK((change.field != fields::person::city || change.value.is_null()));
      CHECK((change.field != fields::person::city || change.before.is_null()));
    }
  }
}
