#include "core/practice/duplicates.h"

#include "core/practice/erasure.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace {

FieldValue email(std::string text) {
  return {fields::person::emails, Value::contact(ValueType::email, {.text = std::move(text)})};
}

struct Twice {
  QueryWorkspace kith;
  RecordId ana = kith.person("Ana Okafor", {email("ana@mail.example")});
  RecordId other = kith.person("Okafor, Ana", {email("ana@mail.example")});

  std::vector<DuplicatePair> search() {
    DuplicateSearch search(*kith.workspace);
    while (!must(search.step(1'000'000))) {
    }
    return search.found();
  }
  std::optional<DuplicateView> read(const DuplicatePair& pair) {
    return must(read_duplicate(*kith.workspace, kith.directory, pair));
  }
};

}  // namespace

TEST_CASE("a pair is shown with both sides and the reasons in words") {
  Twice twice;
  const auto pairs = twice.search();
  REQUIRE(pairs.size() == 1);
  const auto view = twice.read(pairs[0]);
  REQUIRE(view);
  CHECK(view->reasons == "Same e-mail address, same name");
  CHECK(view->first.lines == std::vector<std::string>{"ana@mail.example"});
  Verdict against;
  against.reasons = 1u << static_cast<int>(DuplicateReason::same_name) |
                    1u << static_cast<int>(DuplicateReason::other_birthday) |
                    1u << static_cast<int>(DuplicateReason::one_suffix);
  CHECK(reasons_in_words(against) ==
        "Same name; but the birthdays differ and only one is called Jr or Sr");
}

TEST_CASE("whoever is told apart is no pair any more, until that is undone") {
  Twice twice;
  const auto pairs = twice.search();
  REQUIRE(pairs.size() == 1);
  const Committed said =
      twice.kith.workspace.commit(tell_apart(*twice.kith.workspace, twice.other, twice.ana));
  CHECK(twice.search().empty());
  CHECK_FALSE(twice.read(pairs[0]));
  const auto undone = twice.kith.workspace->undo(said.id);
  REQUIRE(undone);
  CHECK(twice.search().size() == 1);
  CHECK(twice.read(pairs[0]));
  // Said again, by the same record.
  twice.kith.workspace.commit(tell_apart(*twice.kith.workspace, twice.ana, twice.other));
  CHECK(twice.search().empty());
}

TEST_CASE("two devices that tell a pair apart make one record") {
  Twice twice;
  TestWorkspace theirs(*twice.kith.workspace, 1);
  theirs.hear(twice.kith.workspace);
  theirs.commit(tell_apart(*theirs, twice.ana, twice.other));
  twice.kith.workspace.commit(tell_apart(*twice.kith.workspace, twice.other, twice.ana));
  twice.kith.workspace.hear(theirs);
  theirs.hear(twice.kith.workspace);
  CHECK(theirs.digest() == twice.kith.workspace.digest());
  Statement count = must(theirs->database().prepare("SELECT count(*) FROM k23"));
  REQUIRE(must(count.first()));
  CHECK(count.get<int>(0) == 1);
}

TEST_CASE("what was merged is no pair, and an answer holds for whoever it was merged into") {
  Twice twice;
  const auto pairs = twice.search();
  const RecordId third = twice.kith.person("Ana Okafor", {email("ana@mail.example")});
  twice.kith.workspace.commit(tell_apart(*twice.kith.workspace, twice.ana, third));
  CHECK(twice.search().size() == 2);
  Draft merge(Intent{.code = IntentCode::merge, .records = {twice.other, twice.ana}});
  merge.merge(twice.ana, twice.other);
  twice.kith.workspace.commit(merge);
  CHECK_FALSE(twice.read(pairs[0]));
  CHECK(twice.search().empty());  // other is Ana now, who is not the third
  REQUIRE(twice.kith.workspace->unmerge(twice.ana, Draft(Intent{IntentCode::unmerge})));
  CHECK(twice.search().size() == 2);
}

TEST_CASE("erasing somebody erases that they were told apart from another") {
  Twice twice;
  twice.kith.workspace.commit(tell_apart(*twice.kith.workspace, twice.ana, twice.other));
  twice.kith.workspace.commit(must(erase_record(*twice.kith.workspace, twice.ana)).draft);
  const RecordId said = not_same_id(*twice.kith.workspace, twice.ana, twice.other);
  CHECK(must(twice.kith.workspace->is_erased(said)));
}
