// A workspace that any earlier build wrote opens for ever, with all that was in it.
#include "tests/core/exchange/golden_workspace.h"

#include "core/practice/commands.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

using namespace kith;
using namespace kith::test;

namespace {

constexpr const char* names[] = {"format-1", "format-2", "format-3"};

}  // namespace

TEST_CASE("Every golden workspace opens with what was in it, is edited and opens again") {
  for (const char* name : names) {
    INFO(name);
    MemoryDisk disk;
    read_files(disk, name);
    const std::string expected = read_listing(name);
    REQUIRE_FALSE(expected.empty());
    RecordId added;
    {
      GoldenWorkspace golden(disk);
      const auto opened = golden.open();
      INFO(why(opened));
      REQUIRE(opened);
      CHECK(listing(*golden) == expected);
      REQUIRE(golden->rebuild());
      CHECK(listing(*golden) == expected);
      const auto hits = search(*golden, golden.directory(), "octavia", 10);
      REQUIRE(hits);
      CHECK(hits->hits.size() == 1);
      const NewRecord person = add_person(*golden, "Later Person");
      REQUIRE(golden->commit(person.draft));
      added = person.id;
    }
    GoldenWorkspace again(disk);
    REQUIRE(again.open());
    const auto view = again->read(added);
    REQUIRE(view);
    CHECK(*view);
    const auto intact = integrity(again->database());
    REQUIRE(intact);
    CHECK(*intact == "ok");
  }
}

// For a new format only: KITH_WRITE_GOLDEN=format-4 test_core_exchange "[write-golden]"
TEST_CASE("Write a golden workspace", "[.write-golden]") {
  const char* name = std::getenv("KITH_WRITE_GOLDEN");
  REQUIRE(name != nullptr);
  REQUIRE(read_listing(name).empty());
  MemoryDisk disk;
  GoldenWorkspace golden(disk);
  REQUIRE(golden.create());
  fill_golden(golden);
  const std::string text = listing(*golden);
  golden.close();
  write_files(disk, name);
  write_listing(name, text);
}
