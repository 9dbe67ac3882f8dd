// A small vault whose files are cut at every byte, and have every byte altered: it opens as one of
// the states that were committed, or the damage is named.
#include "core/store/rekey.h"
#include "tests/core/store/seeds.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <map>
#include <vector>

using namespace kith;
using namespace kith::test;

namespace {

constexpr PageLogLimits limits{.growth_step_bytes = 1};

using Files = std::array<Bytes, file_count>;
using Pages = std::vector<Bytes>;

Result<Pages> read_pages(PageLog& log) {
  Pages pages(log.page_count(), Bytes(page_size));
  for (std::uint32_t page = 0; page < log.page_count(); ++page)
    TRY(log.read(page, pages[page]));
  return pages;
}

// A vault after a rekey, with commits in its slots and in its log.
class SmallVault {
 public:
  SmallVault() {
    MemoryDisk disk;
    auto vault = create_vault(disk, random_, limits);
    REQUIRE(vault);
    PageLog& log = (*vault)->log();
    commit(log, 0);
    commit(log, 1);
    auto rekey = Rekey::begin(**vault, test_wraps());
    REQUIRE(rekey);
    REQUIRE(rekey->finish());
    commit(log, 0);
    REQUIRE(log.checkpoint());
    commit(log, 1);
    commit(log, 0);
    for (std::size_t i = 0; i < file_count; ++i)
      files_[i] = disk.file(static_cast<FileName>(i)).content();
  }

  // With these bytes for one of its files.
  void check(FileName name, ByteView content) {
    MemoryDisk disk;
    for (std::size_t i = 0; i < file_count; ++i)
      disk.file(static_cast<FileName>(i)).content() = files_[i];
    disk.file(name).content() = Bytes(content.begin(), content.end());
    auto vault = open_vault(disk, random_, limits);
    if (!vault) {
      REQUIRE(vault.error().code == ErrorCode::damaged);
      ++refused_;
      return;
    }
    const auto pages = read_pages((*vault)->log());
    if (!pages) {
      REQUIRE(pages.error().code == ErrorCode::damaged);
      ++refused_;
      return;
    }
    REQUIRE(*pages == committed_.at((*vault)->token().sequence));
    ++opened_;
  }

  const Bytes& file(std::size_t i) const { return files_[i]; }
  int opened() const { return opened_; }
  int refused() const { return refused_; }

 private:
  void commit(PageLog& log, std::uint32_t page) {
    REQUIRE(log.write(page, Bytes(page_size, ++filling_)));
    REQUIRE(log.commit());
    committed_[log.token().sequence] = *read_pages(log);
  }

  SeededRandom random_{8};
  std::uint8_t filling_ = 0;
  Files files_;
  std::map<std::uint64_t, Pages> committed_;
  int opened_ = 0;
  int refused_ = 0;
};

// Under the sanitizers only some of them.
std::size_t stride() {
  return is_usual_run() ? 1 : 41;
}

}  // namespace

TEST_CASE("Each file cut at every byte opens as a state that was committed, or is refused") {
  SmallVault vault;
  for (std::size_t i = 0; i < file_count; ++i) {
    const Bytes whole = vault.file(i);
    INFO(file_name_text(static_cast<FileName>(i)));
    for (std::size_t size = 0; size < whole.size(); size += stride()) {
      INFO("cut at " << size);
      vault.check(static_cast<FileName>(i), ByteView(whole).first(size));
    }
  }
  CHECK(vault.opened() > 0);
  CHECK(vault.refused() > 0);
}

TEST_CASE("Each file with any byte altered opens as a state that was committed, or is refused") {
  SmallVault vault;
  SeededRandom random(9);
  for (std::size_t i = 0; i < file_count; ++i) {
    Bytes content = vault.file(i);
    INFO(file_name_text(static_cast<FileName>(i)));
    for (std::size_t at = 0; at < content.size(); at += stride()) {
      INFO("altered at " << at);
      const auto bit = static_cast<std::uint8_t>(1 << random.below(8));
      content[at] ^= bit;
      vault.check(static_cast<FileName>(i), content);
      content[at] ^= bit;
    }
  }
  CHECK(vault.opened() > 0);
  CHECK(vault.refused() > 0);
}
