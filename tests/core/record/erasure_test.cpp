// What is erased is gone for good: from what is read, from the log, for undo, and for whoever says
// it again.
#include "core/record/hlc.h"
#include "core/record/redaction.h"
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

using namespace kith;

namespace {

namespace p = fields::person;

Value email(const char* text) {
  return Value::contact(ValueType::email, {text, "Work", false});
}

bool holds(const std::vector<Bytes>& bodies, std::string_view marker) {
  return std::ranges::any_of(bodies, [&](const Bytes& body) {
    return as_text(body).find(marker) != std::string_view::npos;
  });
}

void erase(TestWorkspace& workspace, RecordId record, FieldId field = {}) {
  Draft draft(Intent{IntentCode::erase});
  draft.erase(record, field);
  workspace.commit(draft);
}

RecordId add_ana(TestWorkspace& workspace) {
  Draft draft(Intent{IntentCode::add_person});
  const RecordId ana = draft.create(kinds::person, workspace.new_id(),
                                    {{p::name, Value::text("Marker-Name")},
                                     {p::labels, Value::text("Marker-Label")},
                                     {p::emails, email("marker-mail")}});
  draft.create(kinds::person, workspace.new_id(), {{p::name, Value::text("Somebody Else")}});
  workspace.commit(draft);
  workspace.set(ana, p::nickname, Value::text("Marker-Nick"));
  workspace.set(ana, p::nickname, Value::text("Marker-Nick-2"));
  return ana;
}

}  // namespace

TEST_CASE("an erased record is not there, and its values are not in the log") {
  TestWorkspace workspace;
  const RecordId ana = add_ana(workspace);
  REQUIRE(holds(workspace.changesets(), "Marker"));
  const auto count = workspace.changesets().size();
  REQUIRE_FALSE(*workspace->is_erased(ana));
  const std::uint64_t erasures = workspace->erasure_count();
  erase(workspace, ana);
  CHECK_FALSE(workspace.read(ana));
  CHECK(*workspace->is_erased(ana));
  CHECK(workspace->erasure_count() > erasures);
  CHECK_FALSE(holds(workspace.changesets(), "Marker"));
  CHECK_FALSE(holds(workspace.changesets(), "marker"));
  CHECK(holds(workspace.changesets(), "Somebody Else"));
  CHECK(workspace.changesets().size() == count + 1);
  CHECK(workspace->history(ana, 10)->empty());
  const StateDigest digest = workspace.digest();
  REQUIRE(workspace->rebuild());
  CHECK(workspace.digest() == digest);
  CHECK(*workspace->is_erased(ana));
}

TEST_CASE("an erased field leaves the rest of the record") {
  TestWorkspace workspace;
  const RecordId ana = add_ana(workspace);
  erase(workspace, ana, p::nickname);
  erase(workspace, ana, p::emails);
  CHECK(workspace.value(ana, p::nickname).is_null());
  CHECK(workspace.value(ana, p::emails).is_null());
  CHECK(workspace.value(ana, p::name).as_text() == "Marker-Name");
  CHECK_FALSE(holds(workspace.changesets(), "Marker-Nick"));
  CHECK_FALSE(holds(workspace.changesets(), "marker-mail"));
  CHECK(holds(workspace.changesets(), "Marker-Label"));
  CHECK_FALSE(*workspace->is_erased(ana));
}

TEST_CASE("what was erased takes no values and no links any more") {
  TestWorkspace workspace;
  const RecordId ana = add_ana(workspace);
  const RecordId zoe = workspace.add_person("Zoë");
  erase(workspace, ana);
  erase(workspace, zoe, p::nickname);
  const auto refused = [&](auto&& fill) {
    Draft draft(Intent{IntentCode::edit_field});
    fill(draft);
    return !workspace->commit(draft);
  };
  CHECK(refused([&](Draft& d) { d.set(ana, p::name, Value::text("x")); }));
  CHECK(refused([&](Draft& d) { d.add(ana, p::labels, Value::text("x")); }));
  CHECK(refused([&](Draft& d) { d.restore(ana); }));
  CHECK(refused([&](Draft& d) { d.erase(ana); }));
  CHECK(refused([&](Draft& d) { d.set(zoe, p::nickname, Value::text("x")); }));
  CHECK(refused([&](Draft& d) { d.set(zoe, p::name, Value::erased()); }));
  // Creating it again, as an import of the same file does, changes nothing.
  Draft again(Intent{IntentCode::import_rows});
  again.create(kinds::person, ana, {{p::name, Value::text("Marker-Again")}});
  again.create(kinds::person, zoe, {{p::nickname, Value::text("Marker-Again")}});
  const RecordId fact = again.create(kinds::fact, workspace.new_id(),
                                     {{fields::fact::subject, Value::link(ana)},
                                      {fields::fact::text, Value::text("about nobody")}});
  workspace.commit(again);
  CHECK_FALSE(workspace.read(ana));
  CHECK_FALSE(holds(workspace.changesets(), "Marker-Again"));
  CHECK(workspace.value(fact, fields::fact::subject).is_null());
}

TEST_CASE("undo brings nothing back that was erased") {
  TestWorkspace workspace;
  const RecordId ana = add_ana(workspace);
  const RecordId zoe = workspace.add_person("Zoë");
  const Committed set = workspace.set(zoe, p::nickname, Value::text("First"));
  const Committed over = workspace.set(zoe, p::nickname, Value::text("Second"));
  Draft remove(Intent{IntentCode::edit_field});
  remove.remove(ana, p::labels, Value::text("Marker-Label"));
  const Committed removed = workspace.commit(remove);
  Draft trash(Intent{IntentCode::trash});
  trash.trash(ana);
  const Committed trashed = workspace.commit(trash);
  Draft erasing(Intent{IntentCode::erase});
  erasing.erase(ana);
  erasing.erase(zoe, p::nickname);
  const Committed erased = workspace.commit(erasing);
  const StateDigest digest = workspace.digest();
  for (const Committed& one : {trashed, removed, over, set}) {
    const auto undone = workspace->undo(one.id);
    REQUIRE(undone);
    CHECK(undone->committed.op_count == 0);
    CHECK(undone->kept.empty());
  }
  CHECK_FALSE(workspace->undo(erased.id));
  CHECK(workspace.digest() == digest);
  CHECK_FALSE(workspace.read(ana));
}

TEST_CASE("what one change makes and erases is not in the log") {
  TestWorkspace workspace;
  Draft draft(Intent{IntentCode::erase});
  const RecordId ana =
      draft.create(kinds::person, workspace.new_id(), {{p::name, Value::text("Marker-Name")}});
  // More than one part holds.
  for (int i = 0; i < 6; ++i)
    draft.set(ana, p::notes, Value::long_text(std::to_string(i) + std::string(100'000, 'm')));
  draft.set(ana, p::nickname, Value::text("Marker-Nick"));
  draft.erase(ana);
  workspace.commit(draft);
  REQUIRE(workspace.changesets().size() > 2);
  CHECK_FALSE(holds(workspace.changesets(), "Marker"));
  CHECK_FALSE(holds(workspace.changesets(), "mmmm"));
  CHECK_FALSE(workspace.read(ana));
}

TEST_CASE("what was typed about a record goes with it") {
  TestWorkspace workspace;
  const RecordId ana = add_ana(workspace);
  const RecordId zoe = workspace.add_person("Zoë");
  const auto place = [](RecordId id) { return "#/people/" + uuid_text(id.bytes) + " nickname"; };
  REQUIRE(workspace->keep_unsaved(
      std::array<UnsavedText, 2>{UnsavedText{place(ana), "Marker"}, {place(zoe), "stays"}}));
  erase(workspace, ana);
  const auto left = workspace->unsaved();
  REQUIRE(left);
  REQUIRE(left->size() == 1);
  CHECK(left->front().text == "stays");
  // What is typed later about a record whose field was erased stays, when the tables are remade
  // too.
  erase(workspace, zoe, p::name);
  CHECK(workspace->unsaved()->empty());
  REQUIRE(workspace->keep_unsaved(std::array<UnsavedText, 1>{UnsavedText{place(zoe), "later"}}));
  REQUIRE(workspace->rebuild());
  CHECK(workspace->unsaved()->size() == 1);
}

TEST_CASE("an original and its redacted form are one changeset, and other values are another") {
  TestWorkspace ours;
  TestWorkspace theirs(2);
  ChangesetHeader header;
  header.circle = ours->commons();
  header.stream = {1, 99};
  header.first_counter = header.start_counter = 1;
  header.hlc = std::uint64_t{1'700'000'000'000} << 16;
  header.wall_ms = wall_ms_of(header.hlc);
  const auto body_with = [&](const Value& value) {
    ChangesetWriter writer(header);
    Op op;
    op.type = OpType::set;
    op.record = RecordId{{1, 2, 3}};
    op.field = p::name;
    op.value = value;
    writer.put(op);
    return writer.finish(1);
  };
  const Bytes original = body_with(Value::text("Ana"));
  const Bytes redacted = body_with(Value::erased());
  const Bytes other = body_with(Value::text("Bea"));
  const Bytes emptied = body_with(Value());
  CHECK(are_same_but_for_erased(original, redacted));
  CHECK(are_same_but_for_erased(redacted, original));
  CHECK_FALSE(are_same_but_for_erased(original, other));
  CHECK_FALSE(are_same_but_for_erased(redacted, emptied));
  const auto apply = [&](const Bytes& body) { return ours->apply(std::array{ByteView(body)}); };
  REQUIRE(apply(redacted));
  CHECK(apply(original));
  CHECK(ours.changesets().size() == 1);
  CHECK_FALSE(apply(emptied));
}

TEST_CASE("redacting works when a value was the first to name a record") {
  TestWorkspace workspace;
  Draft draft(Intent{IntentCode::add_person});
  const RecordId home = workspace.new_id();
  const RecordId zoe = workspace.new_id();
  const RecordId ana =
      draft.create(kinds::person, workspace.new_id(), {{p::household, Value::link(home)}});
  draft.create(kinds::household, home, {{fields::household::name, Value::text("Home")}});
  draft.create(kinds::person, zoe, {{p::household, Value::link(home)}});
  workspace.commit(draft);
  erase(workspace, ana);
  REQUIRE(workspace->rebuild());
  CHECK(workspace.value(zoe, p::household) == Value::link(home));
  CHECK(workspace.value(home, fields::household::name).as_text() == "Home");
}
