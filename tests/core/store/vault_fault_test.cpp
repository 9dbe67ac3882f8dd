// Storage under faults. What needs the usual number of lives is not asked when another is run.
#include "core/crypto/system_random.h"
#include "core/store/planted_fault.h"
#include "tests/core/store/fault_run.h"
#include "tests/core/store/seeds.h"

#include <catch2/catch_test_macros.hpp>

#include <iostream>
#include <iterator>

using namespace kith;
using namespace kith::test;

namespace {

constexpr const char* program = "core/store/test_core_store_fault";
constexpr const char* lives = "Whatever fails wherever";
constexpr const char* tampered_lives = "Files changed behind its back";

std::string fault_runs(Seeds wanted, Tally& tally) {
  return first_failure(wanted, program, lives + std::string("*"),
                       [&](auto seed) { return FaultRun(seed, tally).run(); });
}

std::string tampered_runs(Seeds wanted, Tally& tally) {
  return first_failure(wanted, program, tampered_lives + std::string("*"),
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
  CHECK(fault_runs(seeds(3600), tally) == "");
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
  CHECK(tampered_runs(seeds(1400), tally) == "");
  std::cout << tally.tampered_refused << " refused, " << tally.tampered_opened << " opened, "
            << tally.rows_salvaged << " rows salvaged\n";
  if (!is_usual_run()) return;
  CHECK(tally.tampered_refused > 100);
  CHECK(tally.tampered_opened > 100);
  CHECK(tally.rows_salvaged > 100);
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
    const Seeds enough{1, 4000};
    const bool shows_when_tampered = fault == PlantedFault::chain_unchecked;
    const std::string failure =
        shows_when_tampered ? tampered_runs(enough, tally) : fault_runs(enough, tally);
    std::cout << name << ":\n  " << failure.substr(0, failure.find('\n', failure.find('\n') + 1))
              << "\n";
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

TEST_CASE("A page read together with one that cannot be read is read alone") {
  SeededRandom random(1);
  FaultyDisk disk(1);
  auto vault = create_vault(disk, random);
  REQUIRE(vault);
  PageLog& log = (*vault)->log();
  for (std::uint32_t page = 0; page < 12; ++page)
    REQUIRE(log.write(page, Bytes(page_size, static_cast<std::uint8_t>(page))));
  REQUIRE(log.commit());
  REQUIRE(log.checkpoint());
  Bytes content(page_size);
  for (std::uint32_t page = 0; page < 4; ++page)
    REQUIRE(log.read(page, content));
  disk.arm({.kind = FaultKind::read_fails, .site = Site::read, .countdown = 1});
  REQUIRE(log.read(4, content));  // so many in order: with all behind it
  CHECK(content == Bytes(page_size, 4));
  CHECK(disk.struck() == Site::read);
  disk.clear_struck();
  disk.arm({.kind = FaultKind::read_fails, .site = Site::read, .countdown = 1, .repeats = 2});
  CHECK_FALSE(log.read(5, content));
}
