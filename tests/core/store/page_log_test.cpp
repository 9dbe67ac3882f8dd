// The page log without SQLite, against a plain map of pages.
#include "core/store/page_log.h"

#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <map>

using namespace kith;
using namespace kith::test;

namespace {

using Model = std::map<std::uint32_t, std::uint8_t>;  // page -> the byte it is full of

Bytes page_of(std::uint8_t byte) {
  return Bytes(page_size, byte);
}

bool matches(PageLog& log, const Model& model) {
  if (log.page_count() != model.size()) return false;
  Bytes content(page_size);
  for (const auto& [page, byte] : model)
    if (!log.read(page, content) || content != page_of(byte)) return false;
  return true;
}

}  // namespace

TEST_CASE("Random writes, commits, roll-backs, checkpoints and openings follow a plain map") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    SeededRandom random(seed);
    const PageLogLimits limits{.batch_bytes = std::size_t{4096} << random.below(5),
                               .growth_step_bytes = std::uint64_t{4096} << random.below(5)};
    MemoryDisk disk;
    auto vault = create_vault(disk, random, limits);
    REQUIRE(vault);
    Model committed;
    Model current;
    for (int step = 0; step < 150; ++step) {
      PageLog& log = (*vault)->log();
      const auto action = random.below(20);
      if (action < 10) {
        // Pages are written in any order, but never leave a gap at the end of a transaction.
        const auto page = static_cast<std::uint32_t>(random.below(current.size() + 1));
        const auto byte = static_cast<std::uint8_t>(random.below(256));
        REQUIRE(log.write(page, page_of(byte)));
        current[page] = byte;
      } else if (action < 14) {
        const bool pending = log.has_pending();
        REQUIRE(log.commit());
        if (pending) committed = current;
      } else if (action < 15) {
        log.roll_back();
        current = committed;
      } else if (action < 16 && log.has_pending()) {
        const auto count = static_cast<std::uint32_t>(random.below(current.size() + 1));
        log.truncate(count);
        current.erase(current.lower_bound(count), current.end());
      } else if (action < 18) {
        log.roll_back();
        current = committed;
        REQUIRE(log.checkpoint());
      } else if (action < 19 && random.below(2) == 0) {
        REQUIRE(log.copy_ahead(1 + static_cast<std::uint32_t>(random.below(5))));
      } else if (action < 19) {
        vault = open_vault(disk, random, limits);
        REQUIRE(vault);
        current = committed;
      }
      REQUIRE(matches((*vault)->log(), current));
    }
  }
}

TEST_CASE("A page never written reads as zeros, before and after a checkpoint") {
  SeededRandom random(1);
  MemoryDisk disk;
  auto vault = create_vault(disk, random);
  REQUIRE(vault);
  PageLog& log = (*vault)->log();
  REQUIRE(log.write(3, page_of(9)));
  REQUIRE(log.commit());
  Bytes content(page_size);
  REQUIRE(log.read(1, content));
  CHECK(content == page_of(0));
  REQUIRE(log.checkpoint());
  REQUIRE(log.read(1, content));
  CHECK(content == page_of(0));
  vault = open_vault(disk, random);
  REQUIRE(vault);
  CHECK(matches((*vault)->log(), {{0, 0}, {1, 0}, {2, 0}, {3, 9}}));
}

TEST_CASE("A state token names one committed state") {
  SeededRandom random(1);
  MemoryDisk disk;
  auto vault = create_vault(disk, random);
  REQUIRE(vault);
  PageLog& log = (*vault)->log();
  REQUIRE(log.write(0, page_of(1)));
  REQUIRE(log.commit());
  const StateToken first = log.token();
  REQUIRE(log.write(0, page_of(2)));
  CHECK(log.token() == first);
  log.roll_back();
  CHECK(log.token() == first);
  REQUIRE(log.write(0, page_of(1)));
  REQUIRE(log.commit());
  CHECK(log.token() != first);
  const StateToken second = log.token();
  vault = open_vault(disk, random);
  CHECK((*vault)->token() == second);
}

TEST_CASE("Pages copied ahead make a checkpoint short, and are copied again when they change") {
  SeededRandom random(1);
  MemoryDisk disk;
  auto vault = create_vault(disk, random);
  REQUIRE(vault);
  PageLog& log = (*vault)->log();
  const auto write_all = [&](std::uint8_t byte) {
    for (std::uint32_t page = 0; page < 10; ++page)
      REQUIRE(log.write(page, page_of(byte)));
    REQUIRE(log.commit());
  };
  write_all(1);
  REQUIRE(log.checkpoint());
  write_all(2);
  CHECK_FALSE(*log.copy_ahead(4));
  CHECK_FALSE(*log.copy_ahead(4));
  CHECK(*log.copy_ahead(4));
  const Bytes copied = disk.file(FileName::pages_0).content();
  REQUIRE(log.write(3, page_of(3)));
  CHECK_FALSE(*log.copy_ahead(4));  // a transaction is open
  REQUIRE(log.commit());
  REQUIRE(log.checkpoint());
  const Bytes& pages = disk.file(FileName::pages_0).content();
  REQUIRE(pages.size() == copied.size());
  CHECK_FALSE(pages == copied);
  const auto behind_page_3 = static_cast<std::ptrdiff_t>(4 * slot_size);
  CHECK(std::equal(pages.begin() + behind_page_3, pages.end(), copied.begin() + behind_page_3));
  vault = open_vault(disk, random);
  REQUIRE(vault);
  Bytes content(page_size);
  REQUIRE((*vault)->log().read(3, content));
  CHECK(content == page_of(3));
  REQUIRE((*vault)->log().read(4, content));
  CHECK(content == page_of(2));
}

TEST_CASE("A checkpoint with nothing to do writes nothing") {
  SeededRandom random(1);
  MemoryDisk disk;
  auto vault = create_vault(disk, random);
  REQUIRE(vault);
  REQUIRE((*vault)->log().write(0, page_of(1)));
  REQUIRE((*vault)->log().commit());
  REQUIRE((*vault)->log().checkpoint());
  const EpochId epoch = (*vault)->token().epoch;
  REQUIRE((*vault)->log().checkpoint());
  CHECK((*vault)->token().epoch == epoch);
}

TEST_CASE("An opening that writes begins an epoch of its own; one that reads does not") {
  SeededRandom random(1);
  MemoryDisk disk;
  auto vault = create_vault(disk, random);
  REQUIRE((*vault)->log().write(0, page_of(1)));
  REQUIRE((*vault)->log().commit());
  const EpochId epoch = (*vault)->token().epoch;
  vault = open_vault(disk, random);
  CHECK((*vault)->token().epoch == epoch);
  REQUIRE((*vault)->log().write(0, page_of(2)));
  REQUIRE((*vault)->log().commit());
  CHECK((*vault)->token().epoch != epoch);
}
