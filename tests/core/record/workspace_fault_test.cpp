// Lives of a workspace on a faulty disk: power lost, the process killed, no room, at any write or
// flush. Whatever happened, every change that was acknowledged is in the log byte for byte but for
// what an erasure took out, the one under way is there whole or not at all, and the tables are what
// the log says. Changes that were made without being flushed yet are there all together or not at
// all. What an acknowledged erasure took out never comes back. Sealing everything anew in between
// changes nothing of that.
#include "core/record/builtin.h"
#include "core/record/redaction.h"
#include "core/record/workspace.h"
#include "core/store/rekey.h"
#include "tests/core/store/faulty_disk.h"
#include "tests/core/store/seeds.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace kith;
using namespace kith::test;

namespace {

struct Strikes {
  int commits = 0;
  int refused = 0;
  int crashes = 0;
  int half_known = 0;  // not acknowledged, and there all the same
  int merges = 0;
  int erasures = 0;
  int half_erased = 0;  // the same of erasures
  int rekeys = 0;
  int rekeys_struck = 0;
};

class FaultyLife {
 public:
  FaultyLife(std::uint64_t seed, Strikes& strikes)
      : random_(seed), strikes_(strikes), disk_(random_.next_u64()) {
    limits_.batch_bytes = std::size_t{16384} << random_.below(4);
    limits_.growth_step_bytes = std::uint64_t{16384} << random_.below(4);
    limits_.checkpoint_log_bytes = std::uint64_t{65536} << random_.below(5);
  }
  ~FaultyLife() { close(); }

  void live() {
    create();
    for (std::uint64_t i = 1 + random_.below(3); i > 0; --i) {
      arm();
      const std::uint64_t steps = 3 + random_.below(10);
      const std::uint64_t rekey_at = random_.below(2 * steps);
      for (std::uint64_t k = 0; k < steps; ++k)
        k == rekey_at ? rekey() : step();
      disk_.disarm();
      disk_.clear_struck();
    }
    REQUIRE(workspace_->flush());
    remember_log();
    close();
    open();
    check(false);
  }

 private:
  void create() {
    auto opened = OpenDatabase::create(disk_, random_, limits_);
    REQUIRE(opened);
    storage_ = std::move(*opened);
    auto made = Workspace::create(std::move(*storage_.db), "River Trust", {clock_, random_});
    storage_.db.reset();
    REQUIRE(made);
    workspace_ = std::move(*made);
  }

  void open() {
    ++openings_;
    auto opened = OpenDatabase::open(disk_, random_, limits_);
    INFO(why(opened));
    REQUIRE(opened);
    storage_ = std::move(*opened);
    // A small cache, so that larger changes spill.
    REQUIRE(storage_.db->execute("PRAGMA cache_size=40"));
    auto made = Workspace::open(std::move(*storage_.db), {clock_, random_});
    storage_.db.reset();
    INFO(why(made));
    REQUIRE(made);
    workspace_ = std::move(*made);
  }

  void close() {
    workspace_.reset();
    storage_.close();
  }

  void arm() {
    const auto kind =
        random_.below(2) == 0 ? FaultKind::crash : static_cast<FaultKind>(random_.below(4));
    if (random_.below(4) == 0) return disk_.arm(fault_of_rekey(kind, random_));
    static constexpr Site writes[] = {
        Site::spill_write,      Site::commit_write, Site::slots_write,     Site::index_write,
        Site::superblock_write, Site::log_cut,      Site::log_begin_write, Site::growth};
    static constexpr Site flushes[] = {Site::commit_flush, Site::slots_flush, Site::index_flush,
                                       Site::superblock_flush, Site::log_begin_flush};
    const bool at_flush =
        kind == FaultKind::flush_fails || (kind != FaultKind::short_write && random_.below(3) == 0);
    Fault fault{.kind = kind, .site = std::nullopt, .countdown = 1};
    fault.site = at_flush ? flushes[random_.below(std::size(flushes))]
                          : writes[random_.below(std::size(writes))];
    fault.countdown = 1 + static_cast<int>(random_.below(6));
    disk_.arm(fault);
  }

  // Everything is sealed anew while changes go on.
  void rekey() {
    auto rekey = Rekey::begin(*storage_.vault, test_wraps());
    if (!rekey) return settle(false);
    const int opening = openings_;
    for (bool is_copied = false; !is_copied;) {
      const auto copied = rekey->step(1 + static_cast<std::uint32_t>(random_.below(40)));
      if (!copied) return end_rekey(*rekey);
      is_copied = *copied;
      if (random_.below(3) == 0) step();
      if (openings_ != opening) return;  // a fault ended the connection, and the rekey with it
    }
    if (!rekey->finish()) return end_rekey(*rekey);
    ++strikes_.rekeys;
    settle(false);
  }
  void end_rekey(Rekey& rekey) {
    ++strikes_.rekeys_struck;
    rekey.cancel();
    settle(false);
  }

  void step() {
    if (random_.below(8) == 0) {
      (void)storage_.vault->log().checkpoint();
      settle(false);
      return;
    }
    clock_.advance_ms(10);
    if (random_.below(6) == 0) {
      const auto flushed = workspace_->flush_slice(0);
      if (flushed && *flushed) acknowledge(static_cast<std::size_t>(waiting_));
      settle(!flushed);
      return;
    }
    auto durability = random_.below(3) == 0 ? Durability::later : Durability::now;
    const auto committed = change(durability);
    if (committed) {
      ++strikes_.commits;
      const int changesets = committed->op_count > 0 ? 1 : 0;
      if (changesets > 0) made_.push_back(committed->id);
      if (durability == Durability::later) waiting_ += changesets;
      if (durability == Durability::now) acknowledge(static_cast<std::size_t>(changesets));
    } else {
      ++strikes_.refused;
      if (durability == Durability::later) waiting_ = 0;
    }
    settle(!committed);
  }

  // Sets the durability that it had: un-merging knows one.
  Result<Committed> change(Durability& durability) {
    const bool is_undo = !made_.empty() && random_.below(6) == 0;
    if (!is_undo) return workspace_->commit(draft(), durability);
    const auto merged = find_somebody();
    const bool is_unmerge = merged && random_.below(2) == 0;
    if (is_unmerge) durability = Durability::now;
    auto undone = is_unmerge ? workspace_->unmerge(*merged, Draft(Intent{IntentCode::unmerge}))
                             : workspace_->undo(made_[random_.below(made_.size())], durability);
    if (!undone) return std::unexpected(undone.error());
    return undone->committed;
  }

  Draft draft() {
    Draft draft(Intent{IntentCode::edit_field});
    const auto somebody = find_somebody();
    if (somebody && random_.below(5) == 0) {
      random_.below(2) == 0 ? draft.erase(*somebody)
                            : draft.erase(*somebody, fields::person::notes);
      is_erasing_ = true;
      ++strikes_.erasures;
      return draft;
    }
    const auto other = find_somebody();
    if (somebody && other && random_.below(6) == 0) {
      draft.merge(*somebody, *other);
      draft.set(*other, fields::person::nickname, long_text());
      ++strikes_.merges;
      return draft;
    }
    const std::uint64_t count = random_.below(10) == 0 ? 150 : 1 + random_.below(4);
    for (std::uint64_t i = 0; i < count; ++i) {
      const bool is_new = !somebody || random_.below(2) == 0;
      if (is_new) {
        const RecordId id{uuid_v8_bytes(random_.bytes<16>())};
        draft.create(kinds::person, id,
                     {{fields::person::name, Value::text("Ana")},
                      {fields::person::labels, Value::text("Board")},
                      {fields::person::notes, long_text()}});
        candidates_.push_back(id);
      } else {
        draft.set(*somebody, fields::person::nickname, long_text());
      }
    }
    return draft;
  }
  // Who is not erased.
  std::optional<RecordId> find_somebody() {
    if (people_.empty()) return std::nullopt;
    const RecordId id = people_[random_.below(people_.size())];
    disk_.pause(true);
    const auto view = workspace_->read(id);
    disk_.pause(false);
    REQUIRE(view);
    if (!*view) return std::nullopt;
    return id;
  }
  Value long_text() { return Value::long_text(std::string(random_.below(900), 'n')); }

  // The process may have died in the checkpoint behind the commit: nothing can be read then, but
  // the change must be there.
  void acknowledge(std::size_t changesets) {
    if (disk_.is_dead())
      unread_ = changesets;
    else
      remember_log();
  }

  // What is acknowledged from now on.
  void remember_log() {
    if (std::exchange(is_erasing_, false)) log_.clear();
    disk_.pause(true);
    const auto news = workspace_->changesets_after(static_cast<std::int64_t>(log_.size()), 100'000);
    disk_.pause(false);
    INFO(why(news));
    REQUIRE(news);
    log_.insert(log_.end(), news->begin(), news->end());
    people_.insert(people_.end(), candidates_.begin(), candidates_.end());
    candidates_.clear();
    waiting_ = 0;
  }

  void settle(bool was_refused) {
    if (!disk_.struck()) {
      // Refused for a reason of its own: what waited is flushed by then.
      if (was_refused && waiting_ > 0) remember_log();
      if (waiting_ == 0) forget_attempt();
      return;
    }
    const bool is_dead = disk_.is_dead();
    const bool must_reopen = is_dead || storage_.vault->log().is_broken();
    disk_.disarm();
    disk_.clear_struck();
    if (must_reopen) {
      strikes_.crashes += is_dead ? 1 : 0;
      close();
      if (is_dead) disk_.restart();
      open();
    } else if (waiting_ > 0) {
      REQUIRE(workspace_->flush());
    }
    check(must_reopen || waiting_ > 0);
    forget_attempt();
    waiting_ = 0;
  }

  void forget_attempt() {
    candidates_.clear();
    is_erasing_ = false;
  }

  // `maybe_more`: changes that were not acknowledged may be there, whole.
  void check(bool maybe_more) {
    disk_.pause(true);
    const auto intact = integrity(workspace_->database());
    const auto found = workspace_->changesets_after(0, 1'000'000);
    const auto digest = workspace_->state_digest();
    disk_.pause(false);
    REQUIRE(intact);
    REQUIRE(*intact == "ok");
    REQUIRE(found);
    REQUIRE(digest);
    REQUIRE(found->size() >= log_.size() + std::exchange(unread_, 0));
    const bool is_redacted = !std::equal(log_.begin(), log_.end(), found->begin());
    if (is_redacted) {
      REQUIRE((is_erasing_ && found->size() > log_.size()));
      REQUIRE(std::equal(log_.begin(), log_.end(), found->begin(), are_same_but_for_erased));
      ++strikes_.half_erased;
    }
    if (found->size() > log_.size()) {
      REQUIRE(maybe_more);
      ++strikes_.half_known;
      remember_log();
    }
    REQUIRE(workspace_->rebuild());
    REQUIRE(workspace_->state_digest() == *digest);
  }

  SeededRandom random_;
  Strikes& strikes_;
  ManualClock clock_;
  FaultyDisk disk_;
  PageLogLimits limits_;
  OpenDatabase storage_;
  int openings_ = 0;
  std::unique_ptr<Workspace> workspace_;

  std::vector<Bytes> log_;            // acknowledged
  std::size_t unread_ = 0;            // acknowledged after these, at least
  bool is_erasing_ = false;           // a change under way does: all of log_ may be redacted
  std::vector<ChangesetId> made_;     // and undoable
  int waiting_ = 0;                   // changes that are not flushed
  std::vector<RecordId> people_;      // that are there
  std::vector<RecordId> candidates_;  // that the change under way makes
};

}  // namespace

TEST_CASE("changes survive crashes whole or not at all") {
  Strikes strikes;
  const Seeds wanted = seeds(150);
  for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.count; ++seed) {
    INFO(replay_command(seed, "core/record/test_core_record_fault", "changes survive crashes*"));
    FaultyLife(seed, strikes).live();
  }
  if (!is_usual_run()) return;
  CHECK(strikes.commits > 1000);
  CHECK(strikes.refused > 20);
  CHECK(strikes.crashes > 50);
  CHECK(strikes.merges > 100);
  CHECK(strikes.erasures > 100);
  CHECK(strikes.half_erased > 5);
  CHECK(strikes.rekeys > 50);
  CHECK(strikes.rekeys_struck > 10);
}
