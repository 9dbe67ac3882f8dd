// One seeded life of a vault on a faulty disk: edits of every size, checkpoints, vacuums, rekeys,
// changes of passphrase and passkey, clean re-openings, and faults among them; checked against a
// model after each.
//
//   Tally tally;
//   auto failure = FaultRun(seed, tally).run();   // empty = nothing wrong was seen
//
// Everything in it follows from the seed.
#pragma once

#include "tests/core/store/tamper.h"
#include "tests/core/store/vault_fixture.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace kith::test {

// How often each fault struck at each place, over all runs.
struct Tally {
  std::array<std::array<int, site_count>, fault_kind_count> strikes{};
  int commits = 0;
  int rekeys = 0;
  int spills = 0;
  int tampered_refused = 0;
  int tampered_opened = 0;
  int rows_salvaged = 0;

  int& of(FaultKind kind, Site site) {
    return strikes[static_cast<std::size_t>(kind)][static_cast<std::size_t>(site)];
  }
};

class FaultRun {
 public:
  FaultRun(std::uint64_t seed, Tally& tally);

  // What was wrong, if anything.
  std::optional<std::string> run();
  // A life without faults, then one change to its files behind its back: a bit, a swap, an older
  // copy. Then it opens as a state that was once committed, or not at all, or says on reading.
  std::optional<std::string> run_tampered();

 private:
  struct Row {
    std::uint64_t tag;
    std::uint32_t size;

    bool operator==(const Row&) const = default;
  };
  using Rows = std::map<std::int64_t, Row>;
  struct Failure {
    std::string text;
  };
  using Checked = std::optional<Failure>;  // empty = as it should be

  Checked live();
  Checked create();
  Checked start();
  Checked round();
  Checked step();
  Checked change_passphrase();
  Checked change_passkey();
  Checked rekey();
  Checked after_rekey(bool finished, std::uint8_t passphrase);
  Checked check_one_generation();
  void salvage();
  Checked edit();
  bool change(int count);
  bool change_one();
  bool insert(std::int64_t id, std::uint32_t size_max);
  Checked after_edit(bool committed, bool attempted, const Rows& before);
  Checked settle();
  void count_strike();
  Checked reopen_clean();
  Checked recover_from_crash();
  Result<std::unique_ptr<Vault>> unlock();
  Checked open();
  Checked check_content(bool maybe_next);
  Result<Rows> read_rows();
  void arm_fault();

  void note(std::string event) { story_ += event + "\n"; }

  SeededRandom random_;
  Tally* tally_;
  FaultyDisk disk_;
  PageLogLimits limits_;
  OpenDatabase open_;
  std::uint8_t passphrase_ = 1;                   // the seed of the key that opens it
  std::optional<std::uint8_t> maybe_passphrase_;  // or this one: asked for, not answered
  std::optional<bool> has_passkey_ = false;       // empty: asked to come or go, not answered
  bool may_change_passphrase_ = true;
  bool fault_wants_rekey_ = false;  // the armed fault strikes nowhere else
  int openings_ = 0;

  Rows rows_;                                // what was acknowledged
  std::optional<Rows> maybe_;                // what may be there as well: asked for, not answered
  std::map<std::uint64_t, Rows> committed_;  // by sequence
  std::string story_;                        // what happened, for a failure
};

}  // namespace kith::test
