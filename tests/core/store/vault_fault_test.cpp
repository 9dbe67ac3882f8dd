// Storage under faults. KITH_SEED=n runs that one life in each of these tests and says more;
// KITH_RUNS=n runs fewer lives or more, and what needs the usual number is not asked then.
#include "core/crypto/system_random.h"
#include "core/store/planted_fault.h"
#include "tests/core/store/fault_run.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <iterator>

using namespace kith;
using namespace kith::test;

namespace {

bool is_usual_run() {
  return std::getenv("KITH_SEED") == nullptr && std::getenv("KITH_RUNS") == nullptr;
}

struct Seeds {
  std::uint64_t first;
  std::uint64_t count;
};

Seeds seeds(std::uint64_t count) {
  if (const char* seed = std::getenv("KITH_SEED")) return {std::strtoull(seed, nullptr, 10), 1};
  if (const char* runs = std::getenv("KITH_RUNS")) return {1, std::strtoull(runs, nullptr, 10)};
  return {1, count};
}

// The first failure, with how to see it again.
template <class Run>
std::string first_failure(Seeds wanted, Run run) {
  for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.count; ++seed) {
    if (auto failure = run(seed)) return "KITH_SEED=" + std::to_string(seed) + ": " + *failure;
  }
  return {};
}

std::string fault_runs(std::uint64_t count, Tally& tally) {
  return first_failure(seeds(count), [&](auto seed) { return FaultRun(seed, tally).run(); });
}

std::string tampered_runs(std::uint64_t count, Tally& tally) {
  return first_failure(seeds(count),
                       [&](auto seed) { return FaultRun(seed, tally).run_tampered(); });
}

void print(const Tally& tally) {
  std::cout << tally.commits << " commits, " << tally.rekeys << " rekeys; struck:\n";
  for (std::size_t site = 0; site < site_count; ++site) {
    std::cout << "  " << site_name(static_cast<Site>(site));
    for (std::size_t kind = 0; kind < fault_kind_count; ++kind)
      if (int hits = tally.strikes[kind][site]; hits > 0)
        std::cout << ", " << fault_name(static_cast<FaultKind>(kind)) << " " << hits;
    std::cout << "\n";
  }
}

struct Plant {
  explicit Plant(PlantedFault fault) { planted_fault = fault; }
  ~Plant() { planted_fault = PlantedFault::none; }
};

}  // namespace

TEST_CASE("Whatever fails wherever, a committed state opens, and it is the right one") {
  Tally tally;
  CHECK(fault_runs(2500, tally) == "");
  print(tally);
  if (!is_usual_run()) return;
  for (Site site : {Site::spill_write,       Site::commit_write,      Site::commit_flush,
                    Site::slots_write,       Site::slots_flush,       Site::index_write,
                    Site::index_flush,       Site::superblock_write,  Site::superblock_flush,
                    Site::log_cut,           Site::log_begin_write,   Site::log_begin_flush,
                    Site::rekey_slots_write, Site::rekey_slots_flush, Site::rekey_index_write,
                    Site::rekey_index_flush, Site::rekey_log_write,   Site::rekey_log_flush,
                    Site::switch_write,      Site::switch_flush,      Site::old_head_write,
                    Site::old_head_flush,    Site::leave_cut,         Site::leave_flush}) {
    INFO(site_name(site));
    CHECK(tally.of(FaultKind::crash, site) >= 50);
  }
}

TEST_CASE("Files changed behind its back open as a state that was committed, or are refused") {
  Tally tally;
  CHECK(tampered_runs(1000, tally) == "");
  std::cout << tally.tampered_refused << " refused, " << tally.tampered_opened << " opened\n";
  if (!is_usual_run()) return;
  CHECK(tally.tampered_refused > 100);
  CHECK(tally.tampered_opened > 100);
}

TEST_CASE("Every planted fault is found by the runs above") {
  constexpr std::pair<PlantedFault, const char*> faults[] = {
      {PlantedFault::flush_skipped, "a flush skipped"},
      {PlantedFault::epoch_reused, "an epoch reused"},
      {PlantedFault::chain_unchecked, "the chain not checked"},
      {PlantedFault::short_write_ignored, "a short write ignored"},
      {PlantedFault::checkpoint_steps_swapped, "checkpoint steps swapped"},
      {PlantedFault::spilled_pages_kept, "spilled pages kept after a failed commit"},
      {PlantedFault::rekey_drops_edits, "a rekey without what changed meanwhile"},
      {PlantedFault::rekey_switches_early, "a rekey that names pages before their flush"},
      {PlantedFault::rekey_keeps_superblock, "a rekey that keeps a superblock of the old key"},
      {PlantedFault::rekey_empties_early, "a rekey that empties the old files before the switch"},
  };
  if (!is_usual_run()) return;
  for (const auto& [fault, name] : faults) {
    const Plant plant(fault);
    Tally tally;
    const std::string failure = first_failure({1, 4000}, [&](auto seed) {
      auto found = FaultRun(seed, tally).run();
      return found ? found : FaultRun(seed, tally).run_tampered();
    });
    std::cout << name << " -> " << failure.substr(0, failure.find('\n')) << "\n";
    CHECK_FALSE(failure.empty());
  }
}

TEST_CASE("Two copies of one vault that both go on share no nonce") {
  start_crypto();
  SystemRandom random;
  FaultyDisk disks[2] = {FaultyDisk(1), FaultyDisk(2)};
  {
    auto made = OpenDatabase::create(disks[0], random);
    REQUIRE(made);
    REQUIRE(made->db->execute("CREATE TABLE t(v)"));
  }
  for (std::size_t i = 0; i < file_count; ++i) {
    const auto name = static_cast<FileName>(i);
    disks[1].file(name).set_content(disks[0].file(name).content());
  }
  const auto before = disks[0].nonces();
  for (FaultyDisk& disk : disks) {
    auto open = OpenDatabase::open(disk, random);
    REQUIRE(open);
    for (int i = 0; i < 50; ++i)
      REQUIRE(open->db->execute("INSERT INTO t VALUES(randomblob(100))"));
    REQUIRE(open->vault->log().checkpoint());
    CHECK(disk.rule_broken() == "");
  }
  const auto& other = disks[1].nonces();
  int compared = 0;
  for (const auto& [nonce, tag] : disks[0].nonces()) {
    if (before.contains(nonce)) continue;
    CHECK_FALSE(other.contains(nonce));
    ++compared;
  }
  CHECK(compared > 100);
}
