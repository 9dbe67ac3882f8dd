// A workspace of an older format is opened on a disk that fails: at any write or flush of it. Then
// it opens all the same, with everything that was in it.
#include "tests/core/exchange/golden_workspace.h"
#include "tests/core/store/faulty_disk.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;
using namespace kith::test;

namespace {

struct Strikes {
  int all = 0;
  int crashes = 0;
  int refused = 0;
};

// Whether the fault struck: with a countdown behind the last write it does not.
bool open_with(MemoryDisk& files, const std::string& expected, const Fault& fault,
               std::uint64_t seed, Strikes& strikes) {
  FaultyDisk disk(seed * 1000 + static_cast<std::uint64_t>(fault.countdown));
  for (std::size_t i = 0; i < file_count; ++i) {
    const auto name = static_cast<FileName>(i);
    disk.file(name).set_content(files.file(name).content());
  }
  GoldenWorkspace golden(disk);
  disk.arm(fault);
  const bool opened = golden.open().has_value();
  const bool struck = disk.struck().has_value();
  disk.disarm();
  golden.close();
  if (disk.is_dead()) {
    ++strikes.crashes;
    disk.restart();
  }
  REQUIRE(disk.rule_broken() == "");
  strikes.all += struck ? 1 : 0;
  strikes.refused += opened ? 0 : 1;
  INFO(fault_name(fault.kind) << " at call " << fault.countdown << ", seed " << seed);
  GoldenWorkspace again(disk);
  const auto reopened = again.open();
  INFO(why(reopened));
  REQUIRE(reopened);
  REQUIRE(listing(*again) == expected);
  const auto intact = integrity(again->database());
  REQUIRE(intact);
  REQUIRE(*intact == "ok");
  return struck;
}

}  // namespace

TEST_CASE("a fault at any write while a workspace is migrated leaves it whole") {
  MemoryDisk files;
  read_files(files, "format-1");
  const std::string expected = read_listing("format-1");
  REQUIRE_FALSE(expected.empty());
  Strikes strikes;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    for (std::size_t kind = 0; kind < fault_kind_count; ++kind) {
      Fault fault{.kind = static_cast<FaultKind>(kind), .site = std::nullopt, .countdown = 0};
      const bool reads = fault.kind == FaultKind::read_fails;
      if (reads) fault.site = Site::read;
      do
        fault.countdown += reads ? 5 : 1;
      while (open_with(files, expected, fault, seed, strikes));
    }
  }
  CHECK(strikes.all > 200);
  CHECK(strikes.crashes > 80);
  CHECK(strikes.refused > 100);
}
