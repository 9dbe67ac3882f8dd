#include "core/record/backup.h"

#include "core/record/builtin.h"
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

using namespace kith;

namespace {

Bytes content_of(BackupSource& source) {
  Bytes content;
  for (;;) {
    auto some = source.next();
    REQUIRE(some);
    if (some->empty()) return content;
    append(content, *some);
  }
}

Bytes content_of(Workspace& workspace) {
  auto source = BackupSource::begin(workspace);
  REQUIRE(source);
  return content_of(*source);
}

struct Copy {
  ManualClock clock;
  SeededRandom random;
  std::unique_ptr<Workspace> workspace;

  explicit Copy(std::uint64_t seed = 2) : random(seed) {}

  Result<void> restore(ByteView content, std::size_t step = 1000) {
    WorkspaceRestore restore(TRY(Database::open_in_memory()), {clock, random});
    for (std::size_t at = 0; at < content.size(); at += step) {
      TRY(restore.feed(content.subspan(at, std::min(step, content.size() - at))));
      while (TRY(restore.step())) {
      }
    }
    workspace = TRY(restore.finish());
    return {};
  }
};

// With values that were replaced, taken back and thrown away.
void fill(TestWorkspace& workspace) {
  const RecordId ana = workspace.add_person("Ana");
  const RecordId ben = workspace.add_person("Ben");
  workspace.set(ana, fields::person::nickname, Value::text("An"));
  const Committed wrong = workspace.set(ana, fields::person::nickname, Value::text("Annie"));
  REQUIRE(workspace->undo(wrong.id));
  Draft draft(Intent{IntentCode::edit_field, {ben}});
  draft.add(ben, fields::person::labels, Value::text("Board"));
  workspace.commit(draft);
  Draft trash(Intent{IntentCode::edit_field, {ben}});
  trash.trash(ben);
  workspace.commit(trash);
}

}  // namespace

TEST_CASE("A workspace restored from its backup is the same, with all its history") {
  TestWorkspace workspace;
  fill(workspace);
  const Bytes content = content_of(*workspace);
  for (const std::size_t step : {1u, 7u, 1000u, 1'000'000u}) {
    Copy copy;
    REQUIRE(copy.restore(content, step));
    CHECK(copy.workspace->state_digest() == workspace.digest());
    CHECK(copy.workspace->changesets_after(0, 1000) == workspace.changesets());
    CHECK(copy.workspace->id() == workspace->id());
    CHECK(copy.workspace->name() == workspace->name());
    CHECK(copy.workspace->commons() == workspace->commons());
    REQUIRE(copy.workspace->rebuild());
    CHECK(copy.workspace->state_digest() == workspace.digest());
  }
}

TEST_CASE("A backup of an empty workspace restores as an empty workspace") {
  TestWorkspace workspace;
  Copy copy;
  REQUIRE(copy.restore(content_of(*workspace)));
  CHECK(copy.workspace->state_digest() == workspace.digest());
}

TEST_CASE("A backup of a restored copy is as good as the first") {
  TestWorkspace workspace;
  fill(workspace);
  Copy first(2);
  REQUIRE(first.restore(content_of(*workspace)));
  Copy second(3);
  REQUIRE(second.restore(content_of(*first.workspace)));
  CHECK(second.workspace->state_digest() == workspace.digest());
}

TEST_CASE("A restored copy knows that it is one: both go on, and their changes can be joined") {
  TestWorkspace workspace;
  fill(workspace);
  Copy copy;
  REQUIRE(copy.restore(content_of(*workspace)));
  const auto shared = static_cast<std::int64_t>(workspace.changesets().size());

  workspace.add_person("Only here");
  Draft draft(Intent{IntentCode::add_person});
  draft.create(kinds::person, make_uuid_v7<RecordId>(copy.clock, copy.random),
               {{fields::person::name, Value::text("Only there")}});
  REQUIRE(copy.workspace->commit(draft));

  const auto news_of = [&](Workspace& from) {
    auto news = from.changesets_after(shared, 1000);
    REQUIRE(news);
    return *news;
  };
  const auto bring = [&](const std::vector<Bytes>& news, Workspace& to) {
    const std::vector<ByteView> views(news.begin(), news.end());
    REQUIRE(to.apply(views));
  };
  const auto here = news_of(*workspace);
  const auto there = news_of(*copy.workspace);
  bring(here, *copy.workspace);
  bring(there, *workspace);
  CHECK(copy.workspace->state_digest() == workspace.digest());
}

TEST_CASE("A backup is of the moment in which it began") {
  TestWorkspace workspace;
  fill(workspace);
  const StateDigest before = workspace.digest();
  auto source = BackupSource::begin(*workspace);
  REQUIRE(source);
  REQUIRE(source->next());  // the identity
  workspace.add_person("Too late");
  Copy copy;
  auto again = BackupSource::begin(*workspace);
  REQUIRE(again);
  Bytes content = *again->next();
  append(content, content_of(*source));
  REQUIRE(copy.restore(content));
  CHECK(copy.workspace->state_digest() == before);
}

TEST_CASE("Changes that wait for their flush are flushed before a backup begins") {
  TestWorkspace workspace;
  Draft draft(Intent{IntentCode::add_person});
  draft.create(kinds::person, workspace.new_id(), {{fields::person::name, Value::text("Ana")}});
  REQUIRE(workspace->commit(draft, Durability::later));
  Copy copy;
  REQUIRE(copy.restore(content_of(*workspace)));
  CHECK(copy.workspace->state_digest() == workspace.digest());
  CHECK(workspace->loss_count() == 0);
}

TEST_CASE("A backup holds nothing that was erased before it, and its copy knows what was") {
  TestWorkspace workspace;
  fill(workspace);
  const RecordId gone = workspace.add_person("Marker-Name");
  workspace.set(gone, fields::person::nickname, Value::text("Marker-Nick"));
  const auto holds_marker = [](const Bytes& content) {
    return as_text(content).find("Marker") != std::string_view::npos;
  };
  REQUIRE(holds_marker(content_of(*workspace)));
  Draft erase(Intent{IntentCode::erase});
  erase.erase(gone);
  workspace.commit(erase);
  const Bytes content = content_of(*workspace);
  CHECK_FALSE(holds_marker(content));
  Copy copy;
  REQUIRE(copy.restore(content));
  CHECK(copy.workspace->state_digest() == workspace.digest());
  CHECK(*copy.workspace->is_erased(gone));
}

TEST_CASE("Content that is cut off, altered or joined on is refused, and nothing is there after") {
  TestWorkspace workspace;
  fill(workspace);
  const Bytes content = content_of(*workspace);
  for (std::size_t size = 0; size < content.size(); ++size) {
    Copy copy;
    INFO(size);
    REQUIRE_FALSE(copy.restore(ByteView(content).first(size)));
  }
  Bytes joined = content;
  append(joined, content);
  Copy copy;
  CHECK_FALSE(copy.restore(joined));
}

TEST_CASE("The entry that founds a workspace must be the one its id is made of") {
  TestWorkspace one(1);
  TestWorkspace two(5);
  auto mine = one->identity();
  auto other = two->identity();
  REQUIRE(mine);
  REQUIRE(other);
  Encoder good;
  encode_identity(good, *mine);
  CHECK(decode_identity(good.bytes()));
  std::swap(mine->control, other->control);
  Encoder mixed;
  encode_identity(mixed, *mine);
  const auto refused = decode_identity(mixed.bytes());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::damaged);
}

TEST_CASE("A database that holds something else is damaged, not empty") {
  ManualClock clock;
  SeededRandom random(9);
  auto empty = Database::open_in_memory();
  REQUIRE(empty);
  CHECK(Workspace::open(std::move(*empty), {clock, random}).error().code == ErrorCode::not_found);
  auto other = Database::open_in_memory();
  REQUIRE(other);
  REQUIRE(other->execute("CREATE TABLE log(row INTEGER PRIMARY KEY)"));
  CHECK(Workspace::open(std::move(*other), {clock, random}).error().code == ErrorCode::damaged);
}

TEST_CASE("A restore that is given up leaves the database empty") {
  TestWorkspace workspace;
  fill(workspace);
  const Bytes content = content_of(*workspace);
  ManualClock clock;
  SeededRandom random(9);
  auto db = Database::open_in_memory();
  REQUIRE(db);
  WorkspaceRestore restore(std::move(*db), {clock, random});
  REQUIRE(restore.feed(ByteView(content).first(content.size() / 2)));
  while (restore.step().value_or(false)) {
  }
  CHECK_FALSE(restore.finish());
}
