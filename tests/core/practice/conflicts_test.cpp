#include "core/practice/conflicts.h"

#include "core/practice/commands.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace {

// Ana is known to two devices.
struct Pair {
  QueryWorkspace kith;
  RecordId ana = kith.person("Ana Okafor");
  TestWorkspace theirs{*kith.workspace, 1};

  Pair() { exchange(); }
  void exchange() {
    theirs.hear(kith.workspace);
    kith.workspace.hear(theirs);
  }
  void both_write(RecordId record, FieldId field, Value ours, Value other) {
    exchange();
    kith.set(record, field, std::move(ours));
    theirs.clock().advance_ms(60'000);
    theirs.set(record, field, std::move(other));
    exchange();
  }
  std::vector<FieldVersions> versions(RecordId record) {
    return must(read_conflicts(*kith.workspace, kith.directory, record));
  }
};

}  // namespace

TEST_CASE("both versions are told with who wrote them, and either can be chosen") {
  Pair pair;
  pair.both_write(pair.ana, fields::person::nickname, Value::text("Nana"), Value::text("Annie"));
  const auto found = pair.versions(pair.ana);
  REQUIRE(found.size() == 1);
  CHECK(found[0].label == "Nickname");
  REQUIRE(found[0].of);
  CHECK(found[0].of->name == "Ana Okafor");
  REQUIRE(found[0].versions.size() == 2);
  CHECK(found[0].versions[0].author == "A teammate");
  CHECK(found[0].versions[0].words == "Annie");
  CHECK(found[0].versions[1].author == "You");
  CHECK(found[0].versions[1].words == "Nana");
  CHECK_FALSE(found[0].both);
  CHECK(found[0].versions[0].lines.empty());

  pair.kith.workspace.commit(choose_version(pair.ana, found[0].field, found[0].versions[1].value));
  CHECK(pair.versions(pair.ana).empty());
  CHECK(pair.kith.workspace.value(pair.ana, fields::person::nickname).as_text() == "Nana");
}

TEST_CASE("long texts are compared with what both began from, and come together") {
  Pair pair;
  const FieldId notes = fields::person::notes;
  pair.kith.set(pair.ana, notes, Value::long_text("Likes tea.\nLives in Leeds."));
  pair.both_write(pair.ana, notes, Value::long_text("Likes green tea.\nLives in Leeds."),
                  Value::long_text("Likes tea.\nLives in Leeds.\nHas two dogs."));
  const auto found = pair.versions(pair.ana);
  REQUIRE(found.size() == 1);
  CHECK(found[0].before.as_text() == "Likes tea.\nLives in Leeds.");
  REQUIRE(found[0].versions.size() == 2);
  const std::vector<ComparedLine> ours = {{LineChange::removed, "Likes tea."},
                                          {LineChange::added, "Likes green tea."},
                                          {LineChange::same, "Lives in Leeds."}};
  CHECK((found[0].versions[1].lines == ours));
  REQUIRE(found[0].both);
  CHECK(found[0].both->as_text() == "Likes green tea.\nLives in Leeds.\nHas two dogs.");
}

TEST_CASE("long texts that changed one place stand below each other when both are kept") {
  Pair pair;
  pair.both_write(pair.ana, fields::person::notes, Value::long_text("Likes tea."),
                  Value::long_text("Likes coffee."));
  const auto found = pair.versions(pair.ana);
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].both);
  CHECK(found[0].both->as_text() == "Likes coffee.\n\nLikes tea.");
}

TEST_CASE("a conflict about a fact says whose fact it is") {
  Pair pair;
  const RecordId fact = pair.kith.fact(pair.ana, "loves", "books");
  pair.both_write(fact, fields::fact::text, Value::text("novels"), {});
  const auto found = must(read_all_conflicts(*pair.kith.workspace, pair.kith.directory, 10));
  REQUIRE(found.size() == 1);
  CHECK(found[0].record == fact);
  CHECK(found[0].label == "A fact about Ana Okafor: What we know");
  CHECK_FALSE(found[0].of);
  CHECK(found[0].versions[0].words == "nothing");
}
