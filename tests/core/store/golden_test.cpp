// The vault in tests/data/v1/storage was written once, by these steps with these keys. Every later
// build opens it, and this build still writes the same bytes. Run from the root of the tree.
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace kith;
using namespace kith::test;

namespace {

const std::string folder = "tests/data/v1/storage/";

Bytes page_of(std::uint32_t page, std::uint8_t version) {
  Bytes bytes(page_size);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(page * 31 + version * 7 + i);
  return bytes;
}

// Pages 0 to 3 in slots, page 1 anew and page 5 added in the log, which leaves 4 unwritten.
void write_vault(Disk& disk) {
  SeededRandom random(1);
  const PageLogLimits limits{.growth_step_bytes = 1};
  auto vault = Vault::create(disk, VaultId{random.bytes<16>()}, test_wraps(), random, limits);
  REQUIRE(vault);
  PageLog& log = (*vault)->log();
  for (std::uint32_t page = 0; page < 4; ++page)
    REQUIRE(log.write(page, page_of(page, 1)));
  REQUIRE(log.commit());
  REQUIRE(log.checkpoint());
  REQUIRE(log.write(1, page_of(1, 2)));
  REQUIRE(log.commit());
  REQUIRE(log.write(5, page_of(5, 3)));
  REQUIRE(log.commit());
}

Bytes read_golden(FileName name) {
  std::ifstream file(folder + file_name_text(name), std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

TEST_CASE("The golden vault opens, with the pages it was given") {
  MemoryDisk disk;
  for (std::size_t i = 0; i < file_count; ++i)
    disk.file(static_cast<FileName>(i)).content() = read_golden(static_cast<FileName>(i));
  SeededRandom random(2);
  for (WrapKind kind : {WrapKind::passphrase, WrapKind::recovery_phrase}) {
    const KekKey kek = test_kek(kind == WrapKind::passphrase ? 1 : 2);
    auto vault = Vault::open(disk, kind, kek, random);
    INFO(why(vault));
    REQUIRE(vault);
    PageLog& log = (*vault)->log();
    REQUIRE(log.page_count() == 6);
    CHECK(log.token().sequence == 3);
    constexpr std::uint8_t versions[] = {1, 2, 1, 1, 0, 3};
    for (std::uint32_t page = 0; page < 6; ++page) {
      Bytes content(page_size);
      REQUIRE(log.read(page, content));
      CHECK(content == (page == 4 ? Bytes(page_size) : page_of(page, versions[page])));
    }
  }
}

TEST_CASE("The golden vault is what this build writes") {
  MemoryDisk disk;
  write_vault(disk);
  for (std::size_t i = 0; i < file_count; ++i) {
    const auto name = static_cast<FileName>(i);
    INFO(file_name_text(name));
    CHECK((disk.file(name).content() == read_golden(name)));
  }
}

// For a new format version only: KITH_WRITE_GOLDEN=1 test_core_store "[write-golden]"
TEST_CASE("Write the golden vault", "[.write-golden]") {
  REQUIRE(std::getenv("KITH_WRITE_GOLDEN") != nullptr);
  REQUIRE_FALSE(std::filesystem::exists(folder + "head"));
  std::filesystem::create_directories(folder);
  MemoryDisk disk;
  write_vault(disk);
  for (std::size_t i = 0; i < file_count; ++i) {
    const auto name = static_cast<FileName>(i);
    const Bytes& content = disk.file(name).content();
    if (content.empty()) continue;
    std::ofstream file(folder + file_name_text(name), std::ios::binary);
    file.write(reinterpret_cast<const char*>(content.data()),
               static_cast<std::streamsize>(content.size()));
  }
}
