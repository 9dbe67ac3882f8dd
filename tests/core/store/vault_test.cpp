#include "core/store/vault.h"

#include "core/store/recovery_wrap.h"
#include "tests/core/store/disk_files.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::test;

namespace {

ErrorCode code_of(const Result<std::unique_ptr<Vault>>& vault) {
  REQUIRE_FALSE(vault);
  return vault.error().code;
}

// A vault with some rows in slots and some in the log.
struct Setup {
  SeededRandom random{21};
  MemoryDisk disk;

  Setup() {
    auto open = OpenDatabase::create(disk, random);
    REQUIRE(open);
    REQUIRE(open->db->execute("CREATE TABLE t(v)"));
    REQUIRE(open->db->execute("INSERT INTO t VALUES(1), (2)"));
    REQUIRE(open->vault->log().checkpoint());
    REQUIRE(open->db->execute("INSERT INTO t VALUES(3)"));
  }
  std::int64_t sum() {
    auto open = OpenDatabase::open(disk, random);
    INFO(why(open));
    REQUIRE(open);
    return *number(*open->db, "SELECT sum(v) FROM t");
  }
};

}  // namespace

TEST_CASE("Where there is no vault, that is what is said") {
  SeededRandom random(1);
  MemoryDisk disk;
  const auto info = Vault::inspect(disk);
  REQUIRE_FALSE(info);
  CHECK(info.error().code == ErrorCode::not_found);
  CHECK(code_of(open_vault(disk, random)) == ErrorCode::not_found);
}

TEST_CASE("What is needed to unlock is readable without any key") {
  Setup setup;
  const auto info = Vault::inspect(setup.disk);
  REQUIRE(info);
  REQUIRE(info->find(WrapKind::passphrase));
  CHECK(info->find(WrapKind::passphrase)->cost == passphrase_cost_min);
  CHECK(info->find(WrapKind::passphrase)->salt[0] == 1);
  CHECK(info->find(WrapKind::recovery_phrase)->salt[0] == 2);
  CHECK(info->find(WrapKind::passkey) == nullptr);
}

TEST_CASE("The passphrase and the recovery phrase open the same vault") {
  Setup setup;
  const auto by_phrase =
      Vault::open(setup.disk, WrapKind::recovery_phrase, test_kek(2), setup.random);
  REQUIRE(by_phrase);
  CHECK((*by_phrase)->id() == (*open_vault(setup.disk, setup.random))->id());
}

TEST_CASE("A wrong passphrase is told apart from damage, and touches nothing") {
  Setup setup;
  const Files before = files_of(setup.disk);
  CHECK(code_of(Vault::open(setup.disk, WrapKind::passphrase, test_kek(9), setup.random)) ==
        ErrorCode::wrong_passphrase);
  CHECK(code_of(Vault::open(setup.disk, WrapKind::recovery_phrase, test_kek(1), setup.random)) ==
        ErrorCode::wrong_passphrase);
  CHECK(files_of(setup.disk) == before);
  CHECK(setup.sum() == 6);
}

TEST_CASE("Damage is named, and the files are left as they are") {
  struct Case {
    FileName file;
    std::size_t byte;  // from the front
  };
  // Both superblocks; the index; the log's epoch frame; a commit in the middle of the log.
  for (const Case& damaged : {Case{FileName::index_0, 40}, Case{FileName::log_0, 10}}) {
    Setup setup;
    setup.disk.file(damaged.file).content()[damaged.byte] ^= 1;
    const Files before = files_of(setup.disk);
    CHECK(code_of(open_vault(setup.disk, setup.random)) == ErrorCode::damaged);
    CHECK(files_of(setup.disk) == before);
  }
  Setup setup;
  setup.disk.file(FileName::head).content()[100] ^= 1;
  setup.disk.file(FileName::head).content()[head_slot_size + 100] ^= 1;
  const Files before = files_of(setup.disk);
  CHECK(code_of(open_vault(setup.disk, setup.random)) == ErrorCode::damaged);
  CHECK(code_of(create_vault(setup.disk, setup.random)) == ErrorCode::damaged);
  CHECK(files_of(setup.disk) == before);
}

TEST_CASE("A lost commit in the middle of the log is damage, a torn one at its end is not") {
  Setup setup;
  std::size_t end = 0;
  {
    auto open = OpenDatabase::open(setup.disk, setup.random);
    REQUIRE(open);
    for (int i = 0; i < 3; ++i)
      REQUIRE(open->db->execute("INSERT INTO t VALUES(10)"));
    end = open->vault->log().log_bytes();
  }
  Bytes& log = setup.disk.file(FileName::log_0).content();
  const Bytes good = log;
  const std::size_t commit = page_frame_size + commit_frame_size;
  log[end - 2 * commit + 500] ^= 1;
  CHECK(code_of(open_vault(setup.disk, setup.random)) == ErrorCode::damaged);
  log = good;
  log[end - commit + 500] ^= 1;
  CHECK(setup.sum() == 6 + 20);
}

TEST_CASE("A newer format is refused as such") {
  Setup setup;
  Bytes& head = setup.disk.file(FileName::head).content();
  const MutableBytes slot = MutableBytes(head).first(head_slot_size);
  slot[8] = 9;
  const Hash256 sum = hash(domain::head_checksum, slot.first(head_slot_size - 32));
  std::copy(sum.begin(), sum.end(), slot.end() - 32);
  CHECK(code_of(open_vault(setup.disk, setup.random)) == ErrorCode::newer_format);
}

TEST_CASE("A passphrase that costs too little or too much is refused before anything is computed") {
  const auto open_with_cost = [](const PassphraseCost& cost, int forged_slots) {
    Setup setup;
    Bytes& head = setup.disk.file(FileName::head).content();
    for (int i = 0; i < forged_slots; ++i) {
      const MutableBytes slot =
          MutableBytes(head).subspan(static_cast<std::size_t>(i) * head_slot_size, head_slot_size);
      store_le(slot.data() + 52, cost.passes);
      store_le(slot.data() + 56, cost.memory_bytes);
      const Hash256 sum = hash(domain::head_checksum, slot.first(head_slot_size - 32));
      std::copy(sum.begin(), sum.end(), slot.end() - 32);
    }
    return Vault::inspect(setup.disk);
  };
  CHECK(open_with_cost(passphrase_cost_min, 2));
  CHECK(open_with_cost(passphrase_cost_max, 2));
  for (const PassphraseCost& cost :
       {PassphraseCost{2, 64u << 20}, PassphraseCost{3, (64u << 20) - 1}, PassphraseCost{0, 0},
        PassphraseCost{17, 64u << 20}, PassphraseCost{3, (256u << 20) + 1},
        PassphraseCost{3, std::uint64_t{1} << 40}}) {
    const auto info = open_with_cost(cost, 2);
    REQUIRE_FALSE(info);
    CHECK(info.error().code == ErrorCode::damaged);
    // One such slot is a damaged slot, and the other one counts.
    const auto other = open_with_cost(cost, 1);
    REQUIRE(other);
    CHECK(other->find(WrapKind::passphrase)->cost == passphrase_cost_min);
  }
}

TEST_CASE("A vault is not created over another") {
  Setup setup;
  const Files before = files_of(setup.disk);
  CHECK(code_of(create_vault(setup.disk, setup.random)) == ErrorCode::conflict);
  CHECK(files_of(setup.disk) == before);
}

TEST_CASE("A superblock without its log is never fallen back to") {
  Setup setup;
  // The newer slot goes bad; the older one is whole, but its log was cut by the checkpoint.
  auto slots = read_head_slots(setup.disk.file(FileName::head));
  const std::size_t newer = (*slots)[0].head.slot_sequence > (*slots)[1].head.slot_sequence ? 0 : 1;
  setup.disk.file(FileName::head).content()[newer * head_slot_size + 700] ^= 1;
  CHECK(code_of(open_vault(setup.disk, setup.random)) == ErrorCode::damaged);
}

TEST_CASE("What can be read of a damaged vault is read, and nothing is written") {
  Setup setup;
  const FileName damaged = GENERATE(FileName::index_0, FileName::log_0);
  Bytes& content = setup.disk.file(damaged).content();
  for (std::size_t i = 0; i < std::min(content.size(), epoch_frame_size); ++i)
    content[i] ^= 0xff;
  const Files before = files_of(setup.disk);
  REQUIRE_FALSE(open_vault(setup.disk, setup.random));
  auto open = OpenDatabase::open(setup.disk, setup.random, {}, OpenMode::salvage);
  INFO(why(open));
  REQUIRE(open);
  CHECK(number(*open->db, "SELECT sum(v) FROM t") == 6);
  CHECK_FALSE(open->db->execute("INSERT INTO t VALUES(4)"));
  open->close();
  CHECK(files_of(setup.disk) == before);
}

TEST_CASE("A change of passphrase takes effect in both slots at once") {
  Setup setup;
  {
    auto vault = open_vault(setup.disk, setup.random);
    REQUIRE(vault);
    CHECK((*vault)->opens_with(WrapKind::passphrase, test_kek(1)));
    REQUIRE((*vault)->replace_wrap(test_wrap(5)));
    CHECK((*vault)->opens_with(WrapKind::passphrase, test_kek(5)));
    CHECK_FALSE((*vault)->opens_with(WrapKind::passphrase, test_kek(1)));
    CHECK((*vault)->wrap(WrapKind::passphrase)->salt == test_wrap(5).info.salt);
    CHECK_FALSE((*vault)->wrap(WrapKind::passkey));
  }
  CHECK(code_of(open_vault(setup.disk, setup.random)) == ErrorCode::wrong_passphrase);
  CHECK(Vault::open(setup.disk, WrapKind::recovery_phrase, test_kek(2), setup.random));
  const auto slots = read_head_slots(setup.disk.file(FileName::head));
  for (const HeadSlot& slot : *slots) {
    REQUIRE(slot.state == SlotState::good);
    for (const Wrap& wrap : slot.head.wraps)
      CHECK_FALSE(unwrap_storage_key(wrap, slot.head.vault, test_kek(1)));
  }
  auto vault = Vault::open(setup.disk, WrapKind::passphrase, test_kek(5), setup.random);
  REQUIRE(vault);
  auto open = OpenDatabase::over(std::move(*vault));
  REQUIRE(open);
  CHECK(number(*open->db, "SELECT sum(v) FROM t") == 6);
}

TEST_CASE("A tab that gets the vault back goes on only if nobody wrote meanwhile") {
  Setup setup;
  auto mine = open_vault(setup.disk, setup.random);
  REQUIRE(mine);
  Bytes page(page_size);
  REQUIRE((*mine)->log().read(0, page));
  REQUIRE((*mine)->log().write(0, page));
  REQUIRE((*mine)->log().commit());

  REQUIRE(open_vault(setup.disk, setup.random));  // another tab looks
  auto same = (*mine)->resume();
  REQUIRE(same);
  CHECK(*same);
  REQUIRE((*mine)->log().write(0, page));
  REQUIRE((*mine)->log().commit());

  {
    auto other = OpenDatabase::open(setup.disk, setup.random);
    REQUIRE(other);
    REQUIRE(other->db->execute("INSERT INTO t VALUES(100)"));
  }
  same = (*mine)->resume();
  REQUIRE(same);
  CHECK_FALSE(*same);
  auto open = OpenDatabase::over(std::move(*mine));
  REQUIRE(open);
  CHECK(number(*open->db, "SELECT sum(v) FROM t") == 106);

  {
    auto other = open_vault(setup.disk, setup.random);
    REQUIRE((*other)->replace_wrap(test_wrap(5)));
  }
  const auto locked = open->vault->resume();
  REQUIRE_FALSE(locked);
  CHECK(locked.error().code == ErrorCode::wrong_passphrase);
}

TEST_CASE("A passkey opens beside the passphrase until it is removed, from both slots") {
  Setup setup;
  {
    auto vault = open_vault(setup.disk, setup.random);
    REQUIRE(vault);
    REQUIRE((*vault)->replace_wrap(test_wrap(6, WrapKind::passkey)));
    CHECK((*vault)->opens_with(WrapKind::passkey, test_kek(6)));
  }
  CHECK(code_of(Vault::open(setup.disk, WrapKind::passkey, test_kek(7), setup.random)) ==
        ErrorCode::wrong_passphrase);
  REQUIRE(open_vault(setup.disk, setup.random));
  {
    auto vault = Vault::open(setup.disk, WrapKind::passkey, test_kek(6), setup.random);
    REQUIRE(vault);
    REQUIRE((*vault)->replace_wrap(test_wrap(5)));
    REQUIRE(Vault::open(setup.disk, WrapKind::passkey, test_kek(6), setup.random));
    REQUIRE((*vault)->remove_wrap(WrapKind::passkey));
    CHECK_FALSE((*vault)->wrap(WrapKind::passkey));
  }
  CHECK(code_of(Vault::open(setup.disk, WrapKind::passkey, test_kek(6), setup.random)) ==
        ErrorCode::wrong_passphrase);
  const auto slots = read_head_slots(setup.disk.file(FileName::head));
  for (const HeadSlot& slot : *slots) {
    REQUIRE(slot.state == SlotState::good);
    for (const Wrap& wrap : slot.head.wraps)
      CHECK_FALSE(unwrap_storage_key(wrap, slot.head.vault, test_kek(6)));
  }
  CHECK(Vault::open(setup.disk, WrapKind::passphrase, test_kek(5), setup.random));
}

TEST_CASE("The key of a recovery phrase is bound to its vault") {
  SeededRandom random(1);
  const RecoverySeed seed = RecoverySeed::generate(random);
  const VaultId a{random.bytes<16>()};
  const VaultId b{random.bytes<16>()};
  CHECK(equal(recovery_kek(seed, a, Salt{}).view(), recovery_kek(seed, a, Salt{}).view()));
  CHECK_FALSE(equal(recovery_kek(seed, a, Salt{}).view(), recovery_kek(seed, b, Salt{}).view()));
}

TEST_CASE("Health tells what the files take and where the state is") {
  Setup setup;
  auto vault = open_vault(setup.disk, setup.random);
  REQUIRE(vault);
  const auto health = (*vault)->health();
  REQUIRE(health);
  CHECK(health->page_count >= 2);
  CHECK(health->state == (*vault)->token());
  CHECK(health->checkpoint_sequence + 1 == health->state.sequence);
  CHECK(health->log_bytes == epoch_frame_size + page_frame_size + commit_frame_size);
  CHECK_FALSE(health->is_broken);
}
