// Lists and search that were put off during a long undo end as if they had followed every change:
// whatever else was changed meanwhile, and wherever it was interrupted.
#include "tests/core/query/query_fixture.h"
#include "tests/core/store/vault_fixture.h"

using namespace kith;
using namespace kith::test;

namespace {

namespace person = fields::person;

// All that lists and search know, without when they came to know it.
std::string knowledge(Workspace& workspace, const Directory& directory) {
  std::string all;
  for (const char* sql :
       {"SELECT row || name || subtitle || coalesce(last_contact, '') FROM directory_16 ORDER BY 1",
        "SELECT row || name || subtitle || coalesce(last_contact, '') FROM directory_17 ORDER BY 1",
        "SELECT word || kind || '/' || row FROM name_word ORDER BY 1"}) {
    auto find = workspace.database().prepare(sql);
    REQUIRE(find);
    while (find->step().value_or(false))
      all += std::string(find->get<std::string_view>(0)) + "\n";
  }
  for (const char* words : {"person", "choir", "sings", "renamed", "met"}) {
    const auto results = must(search(workspace, directory, words, 1000));
    all += std::string(words) + " " + std::to_string(results.count);
    for (const SearchHit& hit : results.hits)
      all += " " + hit.row.name + " " + hit.snippet + ";";
    all += "\n";
  }
  return all;
}

void catch_up(Workspace& workspace) {
  double before = -1;
  for (int steps = 0;; ++steps) {
    REQUIRE(steps < 1000);
    const double done = must(workspace.catch_up_slice());
    CHECK(done >= before);
    before = done;
    if (done == 1) return;
  }
}

// Some changes that each bring a choir, people in it, facts of them and contacts with them.
struct Brought {
  std::vector<ChangesetId> changes;
  std::vector<RecordId> people;
};

Brought bring(QueryWorkspace& kith, int changes, int people_each) {
  Brought brought;
  for (int i = 0; i < changes; ++i) {
    Draft draft(Intent{IntentCode::import_rows});
    const std::string number = std::to_string(i);
    const RecordId choir =
        draft.create(kinds::organisation, kith.workspace.new_id(),
                     {{fields::organisation::name, Value::text("Choir " + number)}});
    for (int j = 0; j < people_each; ++j) {
      const RecordId one =
          draft.create(kinds::person, kith.workspace.new_id(),
                       {{person::name, Value::text("Person " + number + " " + std::to_string(j))},
                        {person::organisation, Value::link(choir)}});
      draft.create(kinds::fact, kith.workspace.new_id(),
                   {{fields::fact::subject, Value::link(one)},
                    {fields::fact::text, Value::text("sings alto")}});
      draft.create(kinds::interaction, kith.workspace.new_id(),
                   {{fields::interaction::on, Value::date("2026-05-03")},
                    {fields::interaction::summary, Value::text("met")},
                    {fields::interaction::people, Value::link(one)}});
      brought.people.push_back(one);
    }
    brought.changes.push_back(kith.workspace.commit(draft).id);
  }
  return brought;
}

void undo(QueryWorkspace& kith, ChangesetId change) {
  must(
      kith.workspace->undo(change, Durability::later, LaterEdits::kept, ProjectionUpkeep::put_off));
}

void check_as_made_again(QueryWorkspace& kith) {
  const std::string caught_up = knowledge(*kith.workspace, kith.directory);
  REQUIRE(kith.workspace->rebuild());
  CHECK(caught_up == knowledge(*kith.workspace, kith.directory));
}

}  // namespace

TEST_CASE("lists that were put off show what was there before, and then what is left") {
  QueryWorkspace kith;
  kith.person("Ana Okafor");
  const Brought brought = bring(kith, 3, 5);
  for (ChangesetId change : brought.changes)
    undo(kith, change);
  CHECK(must(kith.directory.count(kith.db(), kinds::person)) == 16);
  const std::uint64_t version = kith.workspace->data_version();
  catch_up(*kith.workspace);
  CHECK(kith.workspace->data_version() > version);
  CHECK(must(kith.directory.count(kith.db(), kinds::person)) == 1);
  CHECK(kith.found("person").empty());
  CHECK(kith.found("ana") == "Ana Okafor");
  CHECK(must(kith.workspace->catch_up_slice()) == 1);
  check_as_made_again(kith);
}

TEST_CASE("few rows that were put off are taken out of lists that stay") {
  QueryWorkspace kith;
  const Brought stays = bring(kith, 4, 20);
  const Brought goes = bring(kith, 2, 3);
  const std::uint64_t serial = kith.directory.change_serial();
  for (ChangesetId change : goes.changes)
    undo(kith, change);
  catch_up(*kith.workspace);
  CHECK(kith.directory.changes_since(serial));  // was not made again
  CHECK(must(kith.directory.count(kith.db(), kinds::person)) == 80);
  check_as_made_again(kith);
}

TEST_CASE("what is changed while lists are put off is in them at the end") {
  for (const int staying : {0, 60}) {
    QueryWorkspace kith;
    if (staying > 0) bring(kith, 2, staying / 2);
    const Brought brought = bring(kith, 6, 4);
    const RecordId kept = brought.people[21];
    for (std::size_t i = brought.changes.size(); i-- > 0;) {
      undo(kith, brought.changes[i]);
      if (i == 5) kith.person("Person of mine");
      if (i == 4) kith.fact(brought.people[2], "Voice", "sings tenor");
    }
    kith.set(brought.people[2], person::name, Value::text("Renamed"));
    must(kith.workspace->catch_up_slice());
    kith.contact({brought.people[2]}, "2026-06-01", "met again");
    must(kith.workspace->catch_up_slice());
    Draft back(Intent{IntentCode::restore, {kept}});
    back.restore(kept);
    kith.workspace.commit(back);
    catch_up(*kith.workspace);
    CHECK(kith.found("renamed") == "Renamed");
    CHECK(kith.row(brought.people[2]).last_contact == PartialDate{2026, 6, 1});
    check_as_made_again(kith);
  }
}

TEST_CASE("lists that were put off again while they caught up begin again") {
  QueryWorkspace kith;
  const Brought brought = bring(kith, 4, 4);
  undo(kith, brought.changes[3]);
  undo(kith, brought.changes[2]);
  while (must(kith.workspace->catch_up_slice()) == 0) {
  }
  undo(kith, brought.changes[1]);
  catch_up(*kith.workspace);
  CHECK(must(kith.directory.count(kith.db(), kinds::person)) == 4);
  check_as_made_again(kith);
}

TEST_CASE("opening a workspace makes lists again that were left behind") {
  MemoryDisk disk;
  ManualClock clock;
  SeededRandom random(5);
  Directory directory;
  SearchIndex index(directory);
  auto storage = must(OpenDatabase::create(disk, random));
  auto workspace = must(Workspace::create(std::move(*storage.db), "River Trust",
                                          {clock, random, {&directory, &index}}));
  storage.db.reset();
  std::vector<ChangesetId> changes;
  for (const char* name : {"Person A", "Person B", "Person C"}) {
    Draft draft(Intent{IntentCode::import_rows});
    draft.create(kinds::person, make_uuid_v7<RecordId>(clock, random),
                 {{person::name, Value::text(name)}});
    changes.push_back(must(workspace->commit(draft)).id);
  }
  for (std::size_t i = 0; i < 2; ++i)
    must(workspace->undo(changes[i], Durability::later, LaterEdits::kept,
                         ProjectionUpkeep::put_off));
  REQUIRE(workspace->flush());
  const std::string before = knowledge(*workspace, directory);
  workspace.reset();
  storage.close();

  storage = must(OpenDatabase::open(disk, random));
  workspace = must(Workspace::open(std::move(*storage.db), {clock, random, {&directory, &index}}));
  storage.db.reset();
  const std::string opened = knowledge(*workspace, directory);
  CHECK(opened != before);
  CHECK(opened.find("Person C") != std::string::npos);
  CHECK(opened.find("Person A") == std::string::npos);
  CHECK(must(workspace->catch_up_slice()) == 1);
  workspace.reset();
  storage.close();
}
