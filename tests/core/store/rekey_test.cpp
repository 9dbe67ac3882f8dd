#include "core/store/rekey.h"

#include "core/store/recovery_wrap.h"
#include "tests/core/store/disk_files.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using namespace kith::test;

namespace {

// Some 200 pages, of which the last are in the log.
struct Setup {
  SeededRandom random{31};
  MemoryDisk disk;
  OpenDatabase open;

  Setup() {
    auto made = OpenDatabase::create(disk, random);
    REQUIRE(made);
    open = std::move(*made);
    REQUIRE(open.db->execute("CREATE TABLE t(v, filling)"));
    for (int i = 0; i < 200; ++i)
      add(1);
    REQUIRE(open.vault->log().checkpoint());
    add(1);
  }
  void add(int value) {
    auto put = open.db->prepare("INSERT INTO t VALUES(?, randomblob(4000))");
    REQUIRE(put);
    REQUIRE(put->run(value));
  }
  Rekey begin(std::uint8_t passphrase = 1) {
    auto rekey = Rekey::begin(*open.vault, test_wraps(passphrase));
    INFO(why(rekey));
    REQUIRE(rekey);
    return std::move(*rekey);
  }
  void rekey(std::uint8_t passphrase) {
    Rekey rekey = begin(passphrase);
    Result<bool> done = false;
    while (done && !*done)
      done = rekey.step(30);
    INFO(why(done));
    REQUIRE(done);
    const auto finished = rekey.finish();
    INFO(why(finished));
    REQUIRE(finished);
  }
  std::int64_t sum() { return *number(*open.db, "SELECT sum(v) FROM t"); }
  void reopen(std::uint8_t passphrase) {
    open.close();
    auto vault = Vault::open(disk, WrapKind::passphrase, test_kek(passphrase), random);
    INFO(why(vault));
    REQUIRE(vault);
    auto again = OpenDatabase::over(std::move(*vault));
    REQUIRE(again);
    open = std::move(*again);
    CHECK(integrity(*open.db) == "ok");
  }
  std::size_t bytes_of_generation(std::uint64_t generation) {
    const LogFiles files = generation_files(disk, generation);
    return *files.pages->size() + *files.log->size() + *files.index->size();
  }
};

}  // namespace

TEST_CASE("A rekey seals everything anew, and the connection goes on") {
  Setup setup;
  const StateToken before = setup.open.vault->token();
  setup.rekey(7);
  CHECK(setup.sum() == 201);
  CHECK(setup.open.vault->token().sequence == before.sequence);
  CHECK(setup.open.vault->token().chain == before.chain);
  CHECK_FALSE(setup.open.vault->token() == before);
  CHECK(setup.open.vault->health()->generation == 1);
  CHECK(setup.bytes_of_generation(0) == 0);
  setup.add(10);
  setup.reopen(7);
  CHECK(setup.sum() == 211);
  setup.rekey(8);
  setup.reopen(8);
  CHECK(setup.sum() == 211);
  CHECK(setup.bytes_of_generation(1) == 0);
}

TEST_CASE("After a rekey nothing of the old key opens") {
  Setup setup;
  const auto key_of = [&](std::uint8_t kek, const HeadSlot& slot) -> std::optional<StorageKey> {
    for (const Wrap& wrap : slot.head.wraps) {
      if (auto key = unwrap_storage_key(wrap, slot.head.vault, test_kek(kek))) return key;
    }
    return std::nullopt;
  };
  const auto older = read_head_slots(setup.disk.file(FileName::head));
  const auto old_key = key_of(1, (*older)[0]);
  REQUIRE(old_key);
  setup.rekey(7);
  const auto slots = read_head_slots(setup.disk.file(FileName::head));
  for (const HeadSlot& slot : *slots) {
    REQUIRE(slot.state == SlotState::good);
    CHECK_FALSE(key_of(1, slot));
    CHECK_FALSE(slot.checkpoint(derive(*old_key, head_key_derivation)));
    const auto key = key_of(7, slot);
    REQUIRE(key);
    CHECK(slot.checkpoint(derive(*key, head_key_derivation)));
  }
  const auto refused = Vault::open(setup.disk, WrapKind::passphrase, test_kek(1), setup.random);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::wrong_passphrase);
}

TEST_CASE("What changes while a rekey goes on is in it") {
  Setup setup;
  Rekey rekey = setup.begin(7);
  REQUIRE(rekey.step(50));
  CHECK(rekey.progress() > 0.1);
  CHECK(rekey.progress() < 0.9);
  REQUIRE(setup.open.db->execute("UPDATE t SET v = 2 WHERE rowid <= 20"));
  REQUIRE(setup.open.vault->log().checkpoint());
  REQUIRE(setup.open.db->execute("DELETE FROM t WHERE rowid > 190"));
  REQUIRE(setup.open.db->execute("VACUUM"));
  Result<bool> done = false;
  while (done && !*done)
    done = rekey.step(50);
  REQUIRE(done);
  setup.add(1000);
  REQUIRE(rekey.finish());
  CHECK(setup.sum() == 190 + 20 + 1000);
  setup.reopen(7);
  CHECK(setup.sum() == 190 + 20 + 1000);
}

TEST_CASE("A rekey that is given up leaves everything as it was") {
  Setup setup;
  const Files before = files_of(setup.disk);
  Rekey rekey = setup.begin(7);
  REQUIRE(rekey.step(50));
  CHECK(setup.bytes_of_generation(1) > 50 * page_size);
  rekey.cancel();
  CHECK(files_of(setup.disk) == before);
  setup.reopen(1);
  CHECK(setup.sum() == 201);
}

TEST_CASE("What a rekey left that was cut off is emptied at the next opening") {
  Setup setup;
  {
    Rekey rekey = setup.begin(7);
    REQUIRE(rekey.step(50));
  }
  CHECK(setup.bytes_of_generation(1) > 0);
  setup.reopen(1);
  CHECK(setup.bytes_of_generation(1) == 0);
  CHECK(setup.sum() == 201);
}

TEST_CASE("A rekey waits while a transaction has written ahead") {
  Setup setup;
  Rekey rekey = setup.begin(7);
  REQUIRE(setup.open.db->execute("BEGIN; UPDATE t SET v = 5"));
  REQUIRE(setup.open.db->spill(20));
  REQUIRE(setup.open.vault->log().has_pending());
  CHECK(rekey.step(1000) == false);
  CHECK_FALSE(Rekey::begin(*setup.open.vault, test_wraps()));
  CHECK_FALSE(rekey.finish());
  REQUIRE(setup.open.db->execute("ROLLBACK"));
  CHECK(rekey.step(1000) == true);
  REQUIRE(rekey.finish());
  CHECK(setup.sum() == 201);
}

TEST_CASE("Files from before a rekey are the old workspace as a whole, or refused") {
  Setup setup;
  setup.open.close();
  const Files old_files = files_of(setup.disk);
  setup.reopen(1);
  setup.rekey(7);
  setup.add(10);
  setup.open.close();
  const Files new_files = files_of(setup.disk);
  const auto opens = [&](std::uint8_t passphrase) {
    auto vault = Vault::open(setup.disk, WrapKind::passphrase, test_kek(passphrase), setup.random);
    return vault ? std::nullopt : std::optional(vault.error().code);
  };

  // The older head alone: its files are gone.
  put_back(setup.disk, new_files);
  setup.disk.file(FileName::head).content() = old_files[0];
  CHECK(opens(1) == ErrorCode::damaged);
  CHECK(opens(7) == ErrorCode::wrong_passphrase);

  // One superblock of it, with all its files: the newer one counts.
  Files mixed = old_files;
  for (std::size_t i = 0; i < file_count; ++i)
    if (mixed[i].empty()) mixed[i] = new_files[i];
  for (std::size_t place : {std::size_t{0}, head_slot_size}) {
    mixed[0] = new_files[0];
    std::copy_n(old_files[0].begin() + static_cast<std::ptrdiff_t>(place), head_slot_size,
                mixed[0].begin() + static_cast<std::ptrdiff_t>(place));
    put_back(setup.disk, mixed);
    const auto slots = read_head_slots(setup.disk.file(FileName::head));
    const std::size_t kept = place == 0 ? 1 : 0;
    REQUIRE((*slots)[kept].head.generation == 1);
    CHECK(opens(1) == ErrorCode::wrong_passphrase);
  }

  put_back(setup.disk, old_files);
  CHECK(opens(7) == ErrorCode::wrong_passphrase);
  setup.reopen(1);
  CHECK(setup.sum() == 201);
}

TEST_CASE("The first superblock of all, put back alone, neither opens nor empties anything") {
  SeededRandom random(4);
  MemoryDisk disk;
  auto open = OpenDatabase::create(disk, random);
  REQUIRE(open);
  REQUIRE(open->db->execute("CREATE TABLE t(v)"));
  const Bytes first = disk.file(FileName::head).content();
  REQUIRE(decode_head_slot(ByteView(first).first(head_slot_size)).head.slot_sequence == 1);
  auto rekey = Rekey::begin(*open->vault, test_wraps());
  REQUIRE(rekey);
  REQUIRE(rekey->finish());
  open->close();
  disk.file(FileName::head).content() = first;
  const Files before = files_of(disk);
  const auto refused = open_vault(disk, random);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::damaged);
  CHECK(files_of(disk) == before);
}

TEST_CASE("The recovery phrase opens a vault that was sealed to its public key") {
  Setup setup;
  const RecoverySeed seed = RecoverySeed::generate(setup.random);
  const RecoverySeed other = RecoverySeed::generate(setup.random);
  const BoxKeyPair recovery = BoxKeyPair::from_secret(derive(seed, recovery_box_derivation));
  std::vector<NewWrap> wraps;
  wraps.push_back(test_wrap(7));
  auto wrap = wrap_for_recovery(recovery.public_key(), setup.open.vault->id(), setup.random);
  REQUIRE(wrap);
  wraps.push_back(std::move(*wrap));
  auto rekey = Rekey::begin(*setup.open.vault, wraps);
  REQUIRE(rekey);
  REQUIRE(rekey->finish());
  setup.open.close();

  const auto info = Vault::inspect(setup.disk);
  REQUIRE(info);
  REQUIRE(info->recovery());
  CHECK(info->recovery()->kind == WrapKind::recovery_box);
  CHECK_FALSE(info->find(WrapKind::recovery_phrase));
  const auto opens = [&](const RecoverySeed& words) {
    const auto kek = recovery_kek(words, info->vault, *info->recovery());
    REQUIRE(kek);
    return Vault::open(setup.disk, WrapKind::recovery_box, *kek, setup.random).has_value();
  };
  CHECK(opens(seed));
  CHECK_FALSE(opens(other));
  CHECK_FALSE(wrap_for_recovery(BoxPublicKey{}, info->vault, setup.random));
  WrapInfo forged = *info->recovery();
  forged.salt = {};
  forged.nonce = {};
  CHECK_FALSE(recovery_kek(seed, info->vault, forged));
}
