// Laws of merging. Un-merging, undoing and redoing a merge give the state from before to the
// digest; several devices that merge, un-merge, undo, trash, erase and edit apart come to the same,
// whatever reaches whom in which order, and to what a brute-force reading of all ops says; no
// record stands for itself in a circle; the tables made again from the log are the same.
#include "core/record/workspace_identity.h"
#include "tests/core/record/model.h"
#include "tests/core/record/workspace_fixture.h"
#include "tests/core/store/seeds.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <optional>
#include <set>
#include <string>

using namespace kith;
using namespace kith::test;

namespace {

constexpr const char* program = "core/record/test_core_record";

// Copies of one workspace, each with a stream of its own.
class Replicas {
 public:
  static constexpr std::size_t count = 3;

  Replicas() {
    auto founder = Workspace::create(database(), "River Trust", {clock_, random_});
    REQUIRE(founder);
    const auto identity = (*founder)->identity();
    REQUIRE(identity);
    for (auto& replica : replicas_) {
      auto made = Workspace::create_from(database(), *identity, {clock_, random_});
      REQUIRE(made);
      REQUIRE((*made)->flush());
      replica = std::move(*made);
    }
  }

  Workspace& operator[](std::size_t i) { return *replicas_[i]; }
  ManualClock& clock() { return clock_; }

  // Some of what `from` has and `to` may lack, in any order.
  void exchange(std::size_t from, std::size_t to, std::int64_t since, Random& random, bool all) {
    auto bodies = (*this)[from].changesets_after(since, 100'000);
    REQUIRE(bodies);
    for (std::size_t i = bodies->size(); i > 1; --i)
      std::swap((*bodies)[i - 1], (*bodies)[random.below(i)]);
    if (!all) bodies->resize(random.below(bodies->size() + 1));
    for (std::size_t at = 0; at < bodies->size();) {
      const std::size_t size = std::min<std::size_t>(bodies->size() - at, 1 + random.below(4));
      const std::vector<ByteView> batch(bodies->begin() + static_cast<long>(at),
                                        bodies->begin() + static_cast<long>(at + size));
      const auto applied = (*this)[to].apply(batch);
      REQUIRE(applied);
      at += size;
    }
  }

 private:
  static Database database() {
    auto db = Database::open_in_memory();
    REQUIRE(db);
    return std::move(*db);
  }

  ManualClock clock_;
  SeededRandom random_{11};
  std::array<std::unique_ptr<Workspace>, count> replicas_;
};

// Some people, and whatever may be done to them.
class Life {
 public:
  Life(Replicas& replicas, std::uint64_t seed) : replicas_(replicas), random_(seed) {
    for (std::size_t i = 0; i < Replicas::count; ++i)
      since_[i] = replicas_[i].last_position();
    for (RecordId& person : people_)
      person = RecordId{uuid_v8_bytes(random_.bytes<16>())};
  }

  void step() {
    const std::size_t at = random_.below(Replicas::count);
    replicas_.clock().advance_ms(static_cast<std::int64_t>(random_.below(3)));
    switch (random_.below(12)) {
      case 0:
      case 1:
        return create(at);
      case 2:
      case 3:
      case 4:
        return merge(at);
      case 5:
        return note(at, replicas_[at].unmerge(somebody(), Draft(Intent{IntentCode::unmerge})));
      case 6:
        if (!made_[at].empty()) {
          note(at, replicas_[at].undo(made_[at][random_.below(made_[at].size())]));
        }
        return;
      case 7:
      case 8:
        return edit(at);
      default:
        exchange(at, false);
    }
  }

  // Until all have everything, then compares them.
  void finish() {
    for (std::size_t to = 0; to < Replicas::count; ++to) {
      for (std::size_t from = 0; from < Replicas::count; ++from)
        if (from != to) replicas_.exchange(from, to, since_[from], random_, true);
    }
    replicas_.exchange(Replicas::count - 1, 0, since_.back(), random_, true);
    Model model(replicas_[0].schema());
    const auto bodies = replicas_[0].changesets_after(since_[0], 100'000);
    REQUIRE(bodies);
    for (const Bytes& body : *bodies)
      model.add(body);
    for (const RecordId& person : people_) {
      const RecordId expected = model.canonical(kinds::person, person);
      for (std::size_t i = 0; i < Replicas::count; ++i) {
        const auto found = replicas_[i].canonical(person);
        REQUIRE(found);
        REQUIRE(*found == expected);
        REQUIRE(*replicas_[i].canonical(*found) == *found);
        const auto members = replicas_[i].members(*found);
        REQUIRE(members);
        REQUIRE(std::ranges::count(*members, person) == 1);
      }
    }
  }

 private:
  RecordId somebody() { return people_[random_.below(people_.size())]; }

  void note(std::size_t at, const Result<UndoOutcome>& outcome) {
    if (outcome && outcome->committed.op_count > 0) made_[at].push_back(outcome->committed.id);
  }
  void commit(std::size_t at, const Draft& draft) {
    const auto committed = replicas_[at].commit(draft);
    if (committed && committed->op_count > 0) made_[at].push_back(committed->id);
  }

  void create(std::size_t at) {
    Draft draft(Intent{IntentCode::add_person});
    draft.create(kinds::person, somebody(), {{fields::person::name, Value::text("Ana")}});
    commit(at, draft);
  }
  void merge(std::size_t at) {
    Draft draft(Intent{IntentCode::merge});
    const RecordId winner = somebody();
    draft.merge(somebody(), winner);
    if (random_.below(2) == 0) {
      draft.set(winner, fields::person::city, text());
      draft.add(winner, fields::person::labels, text());
    }
    commit(at, draft);
  }
  void edit(std::size_t at) {
    Draft draft(Intent{IntentCode::edit_field});
    switch (random_.below(random_.below(4) == 0 ? 4 : 3)) {
      case 0:
        draft.set(somebody(), fields::person::city, text());
        break;
      case 1:
        draft.trash(somebody());
        break;
      case 2:
        draft.restore(somebody());
        break;
      default:
        draft.erase(somebody());
    }
    commit(at, draft);
  }
  Value text() { return Value::text(std::string(1, static_cast<char>('a' + random_.below(3)))); }
  void exchange(std::size_t at, bool all) {
    const std::size_t to = (at + 1 + random_.below(Replicas::count - 1)) % Replicas::count;
    replicas_.exchange(at, to, since_[at], random_, all);
  }

  Replicas& replicas_;
  SeededRandom random_;
  std::array<std::int64_t, Replicas::count> since_;
  std::array<RecordId, 4> people_;
  std::array<std::vector<ChangesetId>, Replicas::count> made_;
};

// A new workspace now and then: digests and logs stay small.
template <class Fixture>
class Renewed {
 public:
  Fixture& at(std::uint64_t seed, std::uint64_t life) {
    if (!fixture_ || seed % life == 0) {
      finish();
      fixture_.emplace();
    }
    return *fixture_;
  }
  virtual ~Renewed() = default;

 protected:
  virtual void finish() {}
  std::optional<Fixture> fixture_;
};

class RenewedReplicas : public Renewed<Replicas> {
 public:
  // All equal, and made again from the log the same.
  void finish() override {
    if (!fixture_) return;
    const auto digest = (*fixture_)[0].state_digest();
    REQUIRE(digest);
    for (std::size_t i = 0; i < Replicas::count; ++i) {
      REQUIRE((*fixture_)[i].state_digest() == *digest);
      REQUIRE((*fixture_)[i].rebuild());
      REQUIRE((*fixture_)[i].state_digest() == *digest);
    }
  }
};

// What every record is, and what stands for it.
struct Everything {
  StateDigest digest;
  std::vector<RecordId> canonical;
  bool operator==(const Everything&) const = default;
};

class Family {
 public:
  Family(TestWorkspace& workspace, std::uint64_t seed) : workspace_(workspace), random_(seed) {
    for (RecordId& person : people_) {
      person = workspace_.add_person("Ana");
      if (maybe()) workspace_.set(person, fields::person::city, text());
      if (maybe()) workspace_.set(person, fields::person::nickname, text());
    }
    for (int i = 0; i < 2; ++i)
      merge();
  }

  std::optional<std::pair<RecordId, Committed>> merge() {
    const RecordId from = people_[random_.below(people_.size())];
    const RecordId into = people_[random_.below(people_.size())];
    Draft draft(Intent{IntentCode::merge, {into, from}});
    draft.merge(from, into);
    if (maybe()) draft.set(into, fields::person::city, text());
    if (maybe()) draft.set(into, fields::person::nickname, maybe() ? text() : Value());
    if (maybe()) draft.add(into, fields::person::labels, text());
    const bool is_one = *workspace_->canonical(from) == *workspace_->canonical(into);
    const bool was_merged = workspace_->merge_of(from)->has_value();
    if (is_one || was_merged) return std::nullopt;
    return std::pair(from, workspace_.commit(draft));
  }

  Everything now() {
    Everything all{workspace_.digest(), {}};
    for (const RecordId& person : people_)
      all.canonical.push_back(*workspace_->canonical(person));
    return all;
  }

 private:
  bool maybe() { return random_.below(2) == 0; }
  Value text() { return Value::text(std::string(1, static_cast<char>('a' + random_.below(3)))); }

  TestWorkspace& workspace_;
  SeededRandom random_;
  std::array<RecordId, 4> people_;
};

}  // namespace

TEST_CASE("un-merging and undoing and redoing a merge give the state to the digest") {
  Renewed<TestWorkspace> fixture;
  int merges = 0;
  const Seeds wanted = seeds(400);
  for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.count; ++seed) {
    INFO(replay_command(seed, program, "un-merging and undoing*"));
    TestWorkspace& workspace = fixture.at(seed, 16);
    Family family(workspace, seed);
    const Everything before = family.now();
    const auto merged = family.merge();
    if (!merged) continue;
    ++merges;
    const Everything after = family.now();
    const auto& [from, change] = *merged;
    const Draft nothing_handed(Intent{IntentCode::unmerge});
    const auto unmerged = workspace->unmerge(from, nothing_handed);
    REQUIRE(unmerged);
    REQUIRE(unmerged->kept.empty());
    REQUIRE((family.now() == before));
    const auto again = workspace->undo(unmerged->committed.id);
    REQUIRE(again);
    REQUIRE((family.now() == after));
    const auto undone = workspace->undo(change.id);
    REQUIRE(undone);
    REQUIRE((family.now() == before));
    REQUIRE(workspace->undo(undone->committed.id));
    REQUIRE((family.now() == after));
    REQUIRE(workspace->unmerge(from, nothing_handed));
    REQUIRE((family.now() == before));
    if (seed % 16 != 15) continue;
    REQUIRE(workspace->rebuild());
    REQUIRE((family.now() == before));
  }
  if (is_usual_run()) CHECK(merges > 100);
}

TEST_CASE("merges on several devices come to the same, whatever the order") {
  RenewedReplicas fixture;
  const Seeds wanted = seeds(250);
  for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.count; ++seed) {
    INFO(replay_command(seed, program, "merges on several devices*"));
    Life life(fixture.at(seed, 25), seed);
    for (int i = 0; i < 24; ++i)
      life.step();
    life.finish();
  }
  fixture.finish();
}
