#include "core/practice/journal.h"

#include "core/practice/commands.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace {

constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;

JournalLines lines_of(QueryWorkspace& kith, const JournalWish& wish = {}, int count_max = 100) {
  JournalLines lines;
  REQUIRE(read_journal(*kith.workspace, kith.directory, wish, count_max, lines));
  return lines;
}

std::vector<std::string> words_of(QueryWorkspace& kith, const JournalWish& wish = {}) {
  std::vector<std::string> words;
  for (const JournalLine& line : lines_of(kith, wish).lines)
    words.push_back(line.words);
  return words;
}

void put_rows(QueryWorkspace& kith, RecordId import, int first, int count) {
  Draft draft(Intent{IntentCode::import_rows, {import}, {first, count}});
  for (int i = 0; i < count; ++i)
    draft.create(kinds::person, kith.workspace.new_id(), {});
  kith.workspace.commit(draft);
}

}  // namespace

TEST_CASE("changes are told newest first, an undo with what it undid") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  kith.workspace.commit(must(edit_field(*kith.workspace, ana, fields::person::nickname, "Nana")));
  const auto undone = must(kith.workspace->undo(lines_of(kith).lines.at(0).id));
  CHECK(words_of(kith) == std::vector<std::string>{"Undid: Changed the nickname of Ana Okafor",
                                                   "Changed the nickname of Ana Okafor",
                                                   "Added somebody"});
  must(kith.workspace->undo(undone.committed.id));
  CHECK(words_of(kith).at(0) == "Did again: Changed the nickname of Ana Okafor");
}

TEST_CASE("a page goes on where the one before ended") {
  QueryWorkspace kith;
  for (int i = 0; i < 10; ++i)
    kith.person("Ana " + std::to_string(i));
  JournalLines lines = lines_of(kith, {}, 4);
  CHECK(lines.lines.size() == 4);
  while (lines.next_before != 0)
    REQUIRE(read_journal(*kith.workspace, kith.directory, {}, 4, lines));
  CHECK(lines.lines.size() == 10);
  for (std::size_t i = 1; i < lines.lines.size(); ++i)
    CHECK(lines.lines[i].id != lines.lines[i - 1].id);
}

TEST_CASE("changes are found by what they are, by whom and how old") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  kith.trash(ana);
  TestWorkspace theirs(*kith.workspace, 1);
  theirs.hear(kith.workspace);
  theirs.clock().set_wall_ms(kith.workspace.clock().wall_ms() + 10 * day_ms);
  Draft restore(Intent{IntentCode::restore, {ana}});
  restore.restore(ana);
  theirs.commit(restore);
  kith.workspace.hear(theirs);
  kith.workspace.clock().set_wall_ms(theirs.clock().wall_ms());

  CHECK(words_of(kith, {.sort = ChangeSort::removed}).size() == 2);
  CHECK(words_of(kith, {.sort = ChangeSort::merged}).empty());
  const JournalLines others = lines_of(kith, {.author = JournalFilter::Author::others});
  REQUIRE(others.lines.size() == 1);
  CHECK(others.lines[0].author == "A teammate");
  CHECK_FALSE(others.lines[0].can_undo);
  CHECK(lines_of(kith, {.author = JournalFilter::Author::own}).lines.size() == 2);
  CHECK(words_of(kith, {.days = 7}).size() == 1);
}

TEST_CASE("the rows of one import are one line, over the end of a page too") {
  QueryWorkspace kith;
  const RecordId import = kith.add(
      kinds::import,
      {{fields::import::file_name, Value::text("people.csv")},
       {fields::import::state, Value::choice(static_cast<std::uint32_t>(ImportState::done))}});
  for (int i = 0; i < 5; ++i)
    put_rows(kith, import, i * 3, 3);
  kith.person("Ana");
  JournalLines lines = lines_of(kith, {}, 3);
  CHECK(lines.lines.size() == 2);
  while (lines.next_before != 0)
    REQUIRE(read_journal(*kith.workspace, kith.directory, {}, 3, lines));
  REQUIRE(lines.lines.size() == 3);
  CHECK(lines.lines[1].words == "Imported 15 rows from people.csv");
  CHECK(lines.lines[1].import == import);
  CHECK_FALSE(lines.lines[1].can_undo);
}

TEST_CASE("a change says what it said of each record, up to a limit") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana"), zoe = kith.person("Zoë");
  Draft draft(Intent{IntentCode::edit_field});
  draft.set(ana, fields::person::city, Value::text("Leeds"));
  draft.add(zoe, fields::person::labels, Value::text("Board"));
  draft.trash(zoe);
  const Committed made = kith.workspace.commit(draft);
  CHECK(must(read_change(*kith.workspace, kith.directory, made.id, 10)) ==
        std::vector<std::string>{"Ana, City: Leeds", "Zoë, Labels: added Board",
                                 "Zoë: moved to the trash"});
  CHECK(must(read_change(*kith.workspace, kith.directory, made.id, 2)).size() == 2);
}
