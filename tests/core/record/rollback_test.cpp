// When there is no room, a change is refused whole, and what is in memory agrees with what is
// stored: the next change goes on as if nothing had been tried.
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;

namespace {

// A projection that fails when told to, in the midst of a commit.
class FailingProjection final : public Projection {
 public:
  std::string_view name() const override { return "failing"; }
  int version() const override { return 1; }
  Result<void> create(Database& db, const Schema&) override {
    return db.execute("DROP TABLE IF EXISTS seen; CREATE TABLE seen(kind, row)");
  }
  Result<void> update(Database& db, const Schema&, std::span<const RowRef> rows) override {
    for (const RowRef& row : rows) {
      Statement add = TRY(db.prepare("INSERT INTO seen(kind, row) VALUES(?, ?)"));
      TRY(add.run(static_cast<std::int64_t>(row.kind.low), row.row));
    }
    if (fails) return fail(ErrorCode::storage_full, "No room.");
    return {};
  }

  bool fails = false;
};

void set_page_limit(Database& db, const std::string& pages) {
  REQUIRE(db.execute("PRAGMA max_page_count=" + pages));
}

}  // namespace

TEST_CASE("a refused change leaves no trace") {
  FailingProjection projection;
  TestWorkspace workspace(1, {&projection});
  TestWorkspace twin;
  const RecordId ana = workspace.add_person("Ana");
  REQUIRE(twin.add_person("Ana") == ana);

  const StateDigest before = workspace.digest();
  projection.fails = true;
  Draft draft(Intent{IntentCode::edit_field});
  draft.set(ana, fields::person::city, Value::text("Lagos"));
  draft.create(kinds::fact, RecordId{{1}}, {{fields::fact::subject, Value::link(ana)}});
  const auto refused = workspace->commit(draft);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::storage_full);
  CHECK(workspace.digest() == before);
  CHECK(workspace.changesets().size() == 1);

  // Byte for byte the log that a workspace without the failure has.
  projection.fails = false;
  workspace.set(ana, fields::person::nickname, Value::text("Nana"));
  twin.set(ana, fields::person::nickname, Value::text("Nana"));
  CHECK(workspace.changesets() == twin.changesets());
  REQUIRE(workspace->rebuild());
  CHECK(workspace.digest() == twin.digest());
}

TEST_CASE("a full disk refuses a change whole, and takes the next that fits") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const StateDigest before = workspace.digest();
  set_page_limit(workspace->database(), "1");  // no more than it has
  Draft draft(Intent{IntentCode::import_rows});
  for (int i = 0; i < 500; ++i) {
    draft.create(kinds::person, workspace.new_id(),
                 {{fields::person::notes, Value::long_text(std::string(2000, 'n'))}});
  }
  const auto refused = workspace->commit(draft);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::storage_full);
  CHECK(workspace.digest() == before);
  set_page_limit(workspace->database(), "100000");
  workspace.set(ana, fields::person::nickname, Value::text("Nana"));
  CHECK(workspace.value(ana, fields::person::nickname).as_text() == "Nana");
  REQUIRE(workspace->rebuild());
  CHECK(workspace.value(ana, fields::person::nickname).as_text() == "Nana");
}

TEST_CASE("changes that wait go together, and a failure takes back to the last flush") {
  FailingProjection projection;
  TestWorkspace workspace(1, {&projection});
  TestWorkspace twin;
  const RecordId ana = workspace.add_person("Ana");
  REQUIRE(twin.add_person("Ana") == ana);
  const auto nickname = [&](const char* text) {
    Draft draft(Intent{IntentCode::edit_field, {ana}});
    draft.set(ana, fields::person::nickname, Value::text(text));
    return draft;
  };
  const auto shown = [&] { return workspace.value(ana, fields::person::nickname); };

  REQUIRE(workspace->commit(nickname("A"), Durability::later));
  CHECK(shown().as_text() == "A");
  const std::uint64_t version = workspace->data_version();
  projection.fails = true;
  CHECK_FALSE(workspace->commit(nickname("B"), Durability::later));
  projection.fails = false;
  CHECK(shown().is_null());
  CHECK(workspace.changesets() == twin.changesets());
  CHECK(workspace->data_version() > version);  // who shows "A" must look again

  // A change made now that fails does not take along what waits.
  REQUIRE(workspace->commit(nickname("C"), Durability::later));
  projection.fails = true;
  CHECK_FALSE(workspace->commit(nickname("D")));
  projection.fails = false;
  CHECK(shown().as_text() == "C");
  CHECK(workspace.changesets().size() == 2);
  REQUIRE(workspace->undo(workspace->history(ana, 1)->front().id, Durability::later));
  REQUIRE(workspace->flush());
  CHECK(shown().is_null());
  REQUIRE(workspace->rebuild());
  CHECK(workspace.digest() == twin.digest());
}

TEST_CASE("projections are told of each changed row once, in order") {
  FailingProjection projection;
  TestWorkspace workspace(1, {&projection});
  Draft draft(Intent{});
  const RecordId fact = draft.create(kinds::fact, workspace.new_id());
  const RecordId ana = draft.create(kinds::person, workspace.new_id());
  draft.set(ana, fields::person::name, Value::text("Ana"));
  draft.set(fact, fields::fact::text, Value::text("x"));
  draft.set(ana, fields::person::city, Value::text("Lagos"));
  workspace.commit(draft);
  auto seen = workspace->database().prepare("SELECT kind, row FROM seen ORDER BY rowid");
  REQUIRE(seen);
  REQUIRE(*seen->step());
  CHECK(seen->get<int>(0) == 16);
  REQUIRE(*seen->step());
  CHECK(seen->get<int>(0) == 20);
  CHECK_FALSE(*seen->step());
}

TEST_CASE("a failure while projections catch up lets them begin again") {
  FailingProjection projection;
  TestWorkspace workspace(1, {&projection});
  const RecordId ana = workspace.add_person("Ana");
  const Committed bruno = [&] {
    Draft draft(Intent{IntentCode::add_person});
    draft.create(kinds::person, workspace.new_id());
    return workspace.commit(draft);
  }();
  const auto seen = [&] {
    auto find = workspace->database().prepare("SELECT count(*) FROM seen");
    REQUIRE(find);
    REQUIRE(find->step());
    return find->get<int>(0);
  };
  REQUIRE(seen() == 2);
  REQUIRE(
      workspace->undo(bruno.id, Durability::later, LaterEdits::kept, ProjectionUpkeep::put_off));
  CHECK(seen() == 2);  // was not told
  REQUIRE(workspace->flush());
  projection.fails = true;
  const std::uint64_t losses = workspace->loss_count();
  Result<double> done = 0;
  while (done && *done < 1)
    done = workspace->catch_up_slice();
  REQUIRE_FALSE(done);
  CHECK(workspace->loss_count() == losses + 1);
  projection.fails = false;
  done = 0;
  while (done && *done < 1)
    done = workspace->catch_up_slice();
  REQUIRE(done);
  CHECK(seen() == 1);  // made again: of Ana alone
  CHECK(workspace.read(ana)->alive);
}

TEST_CASE("projections that caught up and were lost again with what waited are made again") {
  FailingProjection projection;
  TestWorkspace workspace(1, {&projection});
  const RecordId ana = workspace.add_person("Ana");
  workspace.add_person("Bruno");
  Draft draft(Intent{IntentCode::add_person});
  draft.create(kinds::person, workspace.new_id());
  const Committed gone = workspace.commit(draft);
  const auto catch_up = [&] {
    Result<double> done = 0;
    while (done && *done < 1)
      done = workspace->catch_up_slice();
    REQUIRE(done);
  };
  REQUIRE(workspace->undo(gone.id, Durability::later, LaterEdits::kept, ProjectionUpkeep::put_off));
  REQUIRE(workspace->flush());
  catch_up();  // of two that live, by the one that went
  projection.fails = true;
  Draft edit(Intent{IntentCode::edit_field, {ana}});
  edit.set(ana, fields::person::nickname, Value::text("A"));
  REQUIRE_FALSE(workspace->commit(edit, Durability::later));
  projection.fails = false;
  catch_up();
  auto seen = workspace->database().prepare("SELECT count(*) FROM seen");
  REQUIRE(seen);
  REQUIRE(seen->step());
  CHECK(seen->get<int>(0) == 2);  // as many as live, each told once
}
