#include "tests/core/record/workspace_fixture.h"
#include "tests/core/store/seeds.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

using namespace kith;

namespace {

UndoOutcome undo(TestWorkspace& workspace, ChangesetId id) {
  workspace.clock().advance_ms(10);
  auto outcome = workspace->undo(id);
  if (!outcome) UNSCOPED_INFO(outcome.error().text << " " << outcome.error().detail);
  REQUIRE(outcome);
  return *outcome;
}

// Random drafts over a few records of two kinds.
class RandomDrafts {
 public:
  RandomDrafts(TestWorkspace& workspace, std::uint64_t seed)
      : workspace_(workspace), random_(seed) {}

  Draft make() {
    Draft draft(Intent{IntentCode::edit_field});
    for (std::uint64_t i = 1 + random_.below(6); i > 0; --i)
      put(draft);
    return draft;
  }

 private:
  RecordId pick(std::vector<RecordId>& from) { return from[random_.below(from.size())]; }

  void put(Draft& draft) {
    const std::uint64_t what = people_.empty() ? 0 : random_.below(8);
    if (what == 0) {
      const bool is_again = !people_.empty() && random_.below(2) == 0;
      const RecordId id = is_again ? pick(people_) : workspace_.new_id();
      if (!is_again) people_.push_back(id);
      draft.create(
          kinds::person, id,
          {{fields::person::name, text()},
           {fields::person::labels, text()},
           {fields::person::labels, text()},
           {random_.below(2) == 0 ? fields::person::city : fields::person::nickname, text()}});
    } else if (what <= 2) {
      draft.set(pick(people_), single(), random_.below(4) == 0 ? Value() : text());
    } else if (what == 3) {
      draft.add(pick(people_), fields::person::labels, text());
    } else if (what == 4) {
      draft.remove(pick(people_), fields::person::labels, text());
    } else if (what == 5) {
      draft.trash(pick(people_));
    } else if (what == 6) {
      draft.restore(pick(people_));
    } else {
      draft.create(kinds::fact, workspace_.new_id(),
                   {{fields::fact::subject, Value::link(pick(people_))}});
    }
  }
  FieldId single() {
    static constexpr std::array some = {fields::person::name, fields::person::city,
                                        fields::person::nickname};
    return some[random_.below(some.size())];
  }
  Value text() { return Value::text(std::string(1, static_cast<char>('a' + random_.below(3)))); }

  TestWorkspace& workspace_;
  SeededRandom random_;
  std::vector<RecordId> people_;
};

}  // namespace

TEST_CASE("undo of a commit gives the state before it") {
  const test::Seeds wanted = test::seeds(200);
  for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.count; ++seed) {
    TestWorkspace workspace;
    RandomDrafts drafts(workspace, seed);
    for (int i = 0; i < 10; ++i) {
      const StateDigest before = workspace.digest();
      const Committed committed = workspace.commit(drafts.make());
      if (committed.op_count == 0) continue;
      const StateDigest after = workspace.digest();
      const UndoOutcome undone = undo(workspace, committed.id);
      INFO(test::replay_command(seed, "core/record/test_core_record", "undo of a commit*"));
      REQUIRE(workspace.digest() == before);
      REQUIRE(undone.kept.empty());
      if (undone.committed.op_count == 0) {
        REQUIRE(before == after);
        continue;
      }
      // Redo is undo of the undo.
      undo(workspace, undone.committed.id);
      REQUIRE(workspace.digest() == after);
    }
  }
}

TEST_CASE("undo goes down the past step by step, and redo up again") {
  for (std::uint64_t seed = 100; seed < 140; ++seed) {
    TestWorkspace workspace;
    RandomDrafts drafts(workspace, seed);
    std::vector<std::pair<ChangesetId, StateDigest>> steps;  // and the state before each
    for (int i = 0; i < 12; ++i) {
      const StateDigest before = workspace.digest();
      const Committed committed = workspace.commit(drafts.make());
      if (committed.op_count > 0) steps.emplace_back(committed.id, before);
    }
    for (int round = 0; round < 2; ++round) {
      std::vector<std::pair<ChangesetId, StateDigest>> back;
      INFO("seed " << seed << " round " << round);
      for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        const StateDigest now = workspace.digest();
        const UndoOutcome undone = undo(workspace, step->first);
        REQUIRE(workspace.digest() == step->second);
        REQUIRE(undone.kept.empty());
        if (undone.committed.op_count > 0) back.emplace_back(undone.committed.id, now);
      }
      steps = std::move(back);
    }
    const StateDigest digest = workspace.digest();
    REQUIRE(workspace->rebuild());
    CHECK(workspace.digest() == digest);
  }
}

TEST_CASE("a later value is kept and listed") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  Draft draft(Intent{});
  draft.set(ana, fields::person::city, Value::text("Lagos"));
  draft.set(ana, fields::person::nickname, Value::text("Nana"));
  const Committed first = workspace.commit(draft);
  workspace.set(ana, fields::person::city, Value::text("Nantes"));
  const UndoOutcome undone = undo(workspace, first.id);
  REQUIRE(undone.kept.size() == 1);
  CHECK(undone.kept[0].record == ana);
  CHECK(undone.kept[0].field == fields::person::city);
  CHECK(workspace.value(ana, fields::person::city).as_text() == "Nantes");
  CHECK(workspace.value(ana, fields::person::nickname).is_null());
}

TEST_CASE("a record somebody edited since survives the undo of what made it") {
  TestWorkspace workspace;
  Draft import_draft(Intent{IntentCode::import_rows});
  std::vector<RecordId> people;
  for (int i = 0; i < 5; ++i) {
    people.push_back(import_draft.create(kinds::person, workspace.new_id(),
                                         {{fields::person::name, Value::text("P")},
                                          {fields::person::labels, Value::text("Imported")}}));
  }
  const Committed imported = workspace.commit(import_draft);
  workspace.set(people[0], fields::person::nickname, Value::text("Zoe"));
  Draft draft(Intent{IntentCode::add_fact});
  draft.create(kinds::fact, workspace.new_id(), {{fields::fact::subject, Value::link(people[1])}});
  draft.add(people[2], fields::person::labels, Value::text("Board"));
  workspace.commit(draft);

  const UndoOutcome undone = undo(workspace, imported.id);
  CHECK(undone.committed.op_count == 2);
  REQUIRE(undone.kept.size() == 3);
  CHECK(undone.kept[0].record == people[0]);
  CHECK(undone.kept[0].field == fields::person::nickname);
  CHECK(undone.kept[1].field == fields::fact::subject);
  CHECK(undone.kept[2].record == people[2]);
  for (int i = 0; i < 5; ++i)
    CHECK(workspace.read(people[static_cast<std::size_t>(i)])->alive == (i < 3));
}

TEST_CASE("an edit that was itself undone does not hold back the undo before it") {
  TestWorkspace workspace;
  Draft draft(Intent{});
  const RecordId ana =
      draft.create(kinds::person, workspace.new_id(), {{fields::person::name, Value::text("A")}});
  const Committed made = workspace.commit(draft);
  const Committed edit = workspace.set(ana, fields::person::name, Value::text("Ana"));
  const Committed more = workspace.set(ana, fields::person::city, Value::text("Lagos"));
  undo(workspace, more.id);
  undo(workspace, edit.id);
  const UndoOutcome undone = undo(workspace, made.id);
  CHECK(undone.kept.empty());
  CHECK_FALSE(workspace.read(ana)->alive);
}

TEST_CASE("undoing twice changes nothing the second time") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const Committed edit = workspace.set(ana, fields::person::city, Value::text("Lagos"));
  undo(workspace, edit.id);
  const UndoOutcome again = undo(workspace, edit.id);
  CHECK(again.committed.op_count == 0);
  CHECK(again.kept.empty());
}

TEST_CASE("an unknown change cannot be undone") {
  TestWorkspace workspace;
  workspace.add_person("Ana");
  const auto outcome = workspace->undo(ChangesetId{{1, 2, 3}});
  REQUIRE(!outcome);
  CHECK(outcome.error().code == ErrorCode::not_found);
}

TEST_CASE("later edits can be undone with the change they came after") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const StateDigest before = workspace.digest();
  Draft draft(Intent{IntentCode::edit_field});
  draft.set(ana, fields::person::nickname, Value::text("Nana"));
  draft.set(ana, fields::person::city, Value::text("Leeds"));
  const RecordId fact =
      draft.create(kinds::fact, workspace.new_id(), {{fields::fact::subject, Value::link(ana)}});
  const Committed made = workspace.commit(draft);
  workspace.set(ana, fields::person::nickname, Value::text("Annie"));
  workspace.set(fact, fields::fact::text, Value::text("loves tea"));

  const UndoOutcome first = undo(workspace, made.id);
  CHECK(first.kept.size() == 2);
  CHECK(workspace.value(ana, fields::person::nickname).as_text() == "Annie");
  CHECK(workspace.read(fact)->alive);
  workspace.clock().advance_ms(10);
  const auto second = workspace->undo(made.id, Durability::now, LaterEdits::undone);
  REQUIRE(second);
  CHECK(second->kept.empty());
  CHECK(workspace.digest() == before);
  // And that can be taken back again.
  undo(workspace, second->committed.id);
  CHECK(workspace.value(ana, fields::person::nickname).as_text() == "Annie");
  CHECK(workspace.value(fact, fields::fact::text).as_text() == "loves tea");
}
