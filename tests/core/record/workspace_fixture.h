// A workspace in memory, with a clock that stands still and repeatable randomness.
#pragma once

#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "core/record/workspace_identity.h"
#include "tests/core/record/query_plans.h"

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <utility>

namespace kith {

class TestWorkspace {
 public:
  explicit TestWorkspace(std::uint64_t seed = 1, std::vector<Projection*> projections = {})
      : random_(seed) {
    auto db = Database::open_in_memory();
    REQUIRE(db);
    auto made =
        Workspace::create(std::move(*db), "River Trust", {clock_, random_, std::move(projections)});
    REQUIRE(made);
    workspace_ = std::move(*made);
  }

  // A teammate's device, which begins with nothing of what the other did.
  TestWorkspace(Workspace& teammate, std::uint32_t device_index) : random_(1000 + device_index) {
    auto identity = teammate.identity();
    REQUIRE(identity);
    identity->device_index = device_index;
    auto db = Database::open_in_memory();
    REQUIRE(db);
    auto made = Workspace::create_from(std::move(*db), *identity, {clock_, random_});
    REQUIRE(made);
    workspace_ = std::move(*made);
    REQUIRE(workspace_->flush());
  }

  TestWorkspace(const TestWorkspace&) = delete;
  TestWorkspace& operator=(const TestWorkspace&) = delete;
  ~TestWorkspace() { check_query_plans(workspace_->database()); }

  Workspace& operator*() { return *workspace_; }
  Workspace* operator->() { return workspace_.get(); }
  ManualClock& clock() { return clock_; }
  SeededRandom& random() { return random_; }

  RecordId new_id() { return make_uuid_v7<RecordId>(clock_, random_); }

  Committed commit(const Draft& draft) {
    clock_.advance_ms(10);
    auto committed = workspace_->commit(draft);
    if (!committed) UNSCOPED_INFO(committed.error().text << " " << committed.error().detail);
    REQUIRE(committed);
    return *committed;
  }
  RecordId add_person(const char* name) {
    Draft draft(Intent{IntentCode::add_person});
    const RecordId id =
        draft.create(kinds::person, new_id(), {{fields::person::name, Value::text(name)}});
    commit(draft);
    return id;
  }
  Committed set(RecordId record, FieldId field, Value value) {
    Draft draft(Intent{IntentCode::edit_field, {record}});
    draft.set(record, field, std::move(value));
    return commit(draft);
  }
  std::optional<RecordView> read(RecordId id) {
    auto view = workspace_->read(id);
    REQUIRE(view);
    return *view;
  }
  Value value(RecordId id, FieldId field) {
    const auto view = read(id);
    REQUIRE(view);
    const Value* found = view->find(field);
    return found == nullptr ? Value() : *found;
  }
  StateDigest digest() {
    auto digest = workspace_->state_digest();
    REQUIRE(digest);
    return *digest;
  }
  std::vector<Bytes> changesets() {
    auto found = workspace_->changesets_after(0, 1'000'000);
    REQUIRE(found);
    return *found;
  }
  // Takes in what the other has.
  void hear(TestWorkspace& other) { hear(*other); }
  void hear(Workspace& other) { tell(other, *workspace_); }
  // Gives `to` what `from` has.
  static void tell(Workspace& from, Workspace& to) {
    auto changesets = from.changesets_after(0, 1'000'000);
    REQUIRE(changesets);
    const std::vector<ByteView> views(changesets->begin(), changesets->end());
    REQUIRE(to.apply(views));
  }

 private:
  ManualClock clock_;
  SeededRandom random_;
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace kith
