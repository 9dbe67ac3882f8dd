// What two people say of one field without knowing of each other.
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>
#include <vector>

using namespace kith;

namespace {

constexpr FieldId nickname = fields::person::nickname;

// Two devices of one workspace that both know Ana.
struct Pair {
  TestWorkspace ours;
  TestWorkspace theirs{*ours, 1};
  RecordId ana = ours.add_person("Ana Okafor");

  Pair() { exchange(); }
  void exchange() {
    theirs.hear(ours);
    ours.hear(theirs);
  }
};

std::vector<Conflict> conflicts(TestWorkspace& workspace, RecordId id) {
  auto found = workspace->conflicts(id);
  REQUIRE(found);
  return *found;
}

Committed choose(TestWorkspace& workspace, RecordId id, Value value) {
  Draft draft(Intent{IntentCode::edit_field, {id}});
  draft.choose(id, nickname, std::move(value));
  return workspace.commit(draft);
}

std::vector<std::string> texts(const Conflict& conflict) {
  std::vector<std::string> found;
  for (const ConflictingValue& one : conflict.values)
    found.push_back(one.value.as_text());
  return found;
}

}  // namespace

TEST_CASE("two edits that did not know of each other are both kept, the newer shown") {
  Pair pair;
  pair.ours.set(pair.ana, nickname, Value::text("Anna"));
  pair.exchange();
  pair.ours.set(pair.ana, nickname, Value::text("Nana"));
  pair.theirs.clock().advance_ms(1000);
  pair.theirs.set(pair.ana, nickname, Value::text("Annie"));
  pair.exchange();
  for (TestWorkspace* workspace : {&pair.ours, &pair.theirs}) {
    CHECK(workspace->value(pair.ana, nickname).as_text() == "Annie");
    const auto found = conflicts(*workspace, pair.ana);
    REQUIRE(found.size() == 1);
    CHECK(found[0].field == nickname);
    CHECK(texts(found[0]) == std::vector<std::string>{"Annie", "Nana"});
    CHECK(found[0].before.as_text() == "Anna");
    CHECK(found[0].values[0].is_own == (workspace == &pair.theirs));
    CHECK(found[0].values[1].is_own == (workspace == &pair.ours));
    const auto all = (*workspace)->all_conflicts(10);
    REQUIRE(all);
    CHECK(all->size() == 1);
  }
}

TEST_CASE("a plain later edit of a teammate's value is no conflict") {
  Pair pair;
  pair.ours.set(pair.ana, nickname, Value::text("Nana"));
  pair.exchange();
  pair.theirs.set(pair.ana, nickname, Value::text("Annie"));
  pair.exchange();
  CHECK(conflicts(pair.ours, pair.ana).empty());
  CHECK(pair.ours.value(pair.ana, nickname).as_text() == "Annie");
}

TEST_CASE("the same said twice is no conflict, and one edit replaces both") {
  Pair pair;
  pair.ours.set(pair.ana, nickname, Value::text("Nana"));
  pair.theirs.set(pair.ana, nickname, Value::text("Nana"));
  pair.exchange();
  CHECK(conflicts(pair.ours, pair.ana).empty());
  CHECK(conflicts(pair.theirs, pair.ana).empty());
  pair.ours.set(pair.ana, nickname, Value::text("Annie"));
  pair.exchange();
  CHECK(conflicts(pair.ours, pair.ana).empty());
  CHECK(conflicts(pair.theirs, pair.ana).empty());
}

TEST_CASE("a file that both imported makes no conflict with what one edits later") {
  Pair pair;
  const RecordId idris = pair.ours.new_id();
  Draft draft(Intent{IntentCode::add_person});
  draft.create(kinds::person, idris, {{nickname, Value::text("Id")}});
  pair.ours.commit(draft);
  pair.theirs.commit(draft);
  pair.ours.set(idris, nickname, Value::text("Idi"));
  pair.exchange();
  for (TestWorkspace* workspace : {&pair.ours, &pair.theirs}) {
    CHECK(conflicts(*workspace, idris).empty());
    CHECK(workspace->value(idris, nickname).as_text() == "Idi");
  }
}

TEST_CASE("choosing one value, or another, ends the conflict for everybody") {
  for (const char* chosen : {"Nana", "Annie", "Ana"}) {
    Pair pair;
    pair.ours.set(pair.ana, nickname, Value::text("Nana"));
    pair.theirs.set(pair.ana, nickname, Value::text("Annie"));
    pair.exchange();
    REQUIRE(conflicts(pair.ours, pair.ana).size() == 1);
    choose(pair.ours, pair.ana, Value::text(chosen));
    CHECK(conflicts(pair.ours, pair.ana).empty());
    pair.exchange();
    CHECK(conflicts(pair.theirs, pair.ana).empty());
    CHECK(pair.theirs.value(pair.ana, nickname).as_text() == chosen);
    // A later edit meets none of the old ones.
    pair.theirs.set(pair.ana, nickname, Value::text("Ann"));
    pair.exchange();
    CHECK(conflicts(pair.ours, pair.ana).empty());
    CHECK(pair.ours.digest() == pair.theirs.digest());
  }
}

TEST_CASE("a choice can be undone: what was shown before is shown again") {
  Pair pair;
  pair.ours.set(pair.ana, nickname, Value::text("Nana"));
  pair.theirs.clock().advance_ms(1000);
  pair.theirs.set(pair.ana, nickname, Value::text("Annie"));
  pair.exchange();
  const Committed made = choose(pair.ours, pair.ana, Value::text("Nana"));
  pair.ours.clock().advance_ms(10);
  REQUIRE(pair.ours->undo(made.id));
  CHECK(pair.ours.value(pair.ana, nickname).as_text() == "Annie");
}

TEST_CASE("an edit of what is shown leaves the other value standing") {
  Pair pair;
  pair.ours.set(pair.ana, nickname, Value::text("Nana"));
  pair.theirs.clock().advance_ms(1000);
  pair.theirs.set(pair.ana, nickname, Value::text("Annie"));
  pair.exchange();
  pair.theirs.set(pair.ana, nickname, Value::text("Ann"));
  pair.exchange();
  for (TestWorkspace* workspace : {&pair.ours, &pair.theirs}) {
    const auto found = conflicts(*workspace, pair.ana);
    REQUIRE(found.size() == 1);
    CHECK(texts(found[0]) == std::vector<std::string>{"Ann", "Nana"});
  }
}

TEST_CASE("emptying a field and filling it are a conflict too") {
  Pair pair;
  pair.ours.set(pair.ana, nickname, Value::text("Nana"));
  pair.exchange();
  pair.ours.set(pair.ana, nickname, {});
  pair.theirs.set(pair.ana, nickname, Value::text("Annie"));
  pair.exchange();
  const auto found = conflicts(pair.ours, pair.ana);
  REQUIRE(found.size() == 1);
  CHECK(found[0].values.size() == 2);
}

TEST_CASE("what is erased or in the trash has no conflicts to settle") {
  Pair pair;
  pair.ours.set(pair.ana, nickname, Value::text("Nana"));
  pair.theirs.set(pair.ana, nickname, Value::text("Annie"));
  pair.exchange();
  Draft trash(Intent{IntentCode::trash, {pair.ana}});
  trash.trash(pair.ana);
  pair.ours.commit(trash);
  CHECK(pair.ours->all_conflicts(10)->empty());
  Draft erase(Intent{IntentCode::erase, {pair.ana}});
  erase.erase(pair.ana);
  pair.ours.commit(erase);
  CHECK(conflicts(pair.ours, pair.ana).empty());
  pair.exchange();
  CHECK(conflicts(pair.theirs, pair.ana).empty());
}

TEST_CASE("three devices that edit, choose and exchange at random agree in the end") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    TestWorkspace ours;
    TestWorkspace ana_device(*ours, 1);
    TestWorkspace idris_device(*ours, 2);
    const std::array<TestWorkspace*, 3> team = {&ours, &ana_device, &idris_device};
    SeededRandom random(seed);
    const std::array<RecordId, 2> records = {ours.add_person("Ana"), ours.add_person("Idris")};
    for (TestWorkspace* workspace : team)
      workspace->hear(ours);
    const auto word = [&] {
      return Value::text(std::string(1, static_cast<char>('a' + random.below(4))));
    };
    for (int step = 0; step < 60; ++step) {
      TestWorkspace& workspace = *team[random.below(3)];
      const RecordId record = records[random.below(2)];
      workspace.clock().advance_ms(static_cast<std::int64_t>(random.below(40)));
      const std::uint64_t what = random.below(8);
      if (what < 4) workspace.set(record, nickname, word());
      if (what == 4) choose(workspace, record, word());
      if (what > 4) workspace.hear(*team[random.below(3)]);
    }
    for (int round = 0; round < 2; ++round) {
      for (TestWorkspace* workspace : team) {
        for (TestWorkspace* other : team)
          workspace->hear(*other);
      }
    }
    for (const RecordId& record : records) {
      for (TestWorkspace* workspace : team) {
        const auto mine = conflicts(*workspace, record);
        const auto first = conflicts(ours, record);
        REQUIRE(mine.size() == first.size());
        for (std::size_t i = 0; i < mine.size(); ++i) {
          CHECK(texts(mine[i]) == texts(first[i]));
          CHECK(texts(mine[i])[0] == workspace->value(record, nickname).as_text());
        }
      }
      choose(ours, record, word());
    }
    for (TestWorkspace* workspace : team) {
      workspace->hear(ours);
      CHECK((*workspace)->all_conflicts(10)->empty());
      CHECK(workspace->digest() == ours.digest());
      REQUIRE((*workspace)->rebuild());
      CHECK((*workspace)->all_conflicts(10)->empty());
    }
  }
}
