#include "core/store/head.h"

#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using namespace kith::test;

namespace {

struct Setup {
  SeededRandom random{5};
  VaultId vault{random.bytes<16>()};
  StorageKey storage_key = StorageKey::generate(random);
  HeadKey key = derive(storage_key, head_key_derivation);
  PublicHead head{.vault = vault, .generation = 2, .slot_sequence = 9, .wraps = {}};
  Checkpoint checkpoint{.epoch = EpochId{random.bytes<16>()},
                        .sequence = 77,
                        .chain = random.bytes<32>(),
                        .page_count = 5,
                        .index_offset = 4096,
                        .index_digest = random.bytes<32>()};

  Setup() { head.wraps = {wrap(1), wrap(2)}; }
  Wrap wrap(std::uint8_t seed) {
    return wrap_storage_key(storage_key, vault, WrapKind::passphrase, passphrase_cost_min,
                            Salt{seed}, test_kek(seed), random);
  }
  HeadSlotBytes encode() { return encode_head_slot(head, checkpoint, key, random); }
};

void restore_checksum(HeadSlotBytes& slot) {
  const Hash256 sum = hash(domain::head_checksum, ByteView(slot).first(head_slot_size - 32));
  std::copy(sum.begin(), sum.end(), slot.end() - 32);
}

}  // namespace

TEST_CASE("A slot reads back as it was written") {
  Setup setup;
  const HeadSlot slot = decode_head_slot(setup.encode());
  REQUIRE(slot.state == SlotState::good);
  CHECK(slot.head == setup.head);
  CHECK(slot.checkpoint(setup.key) == setup.checkpoint);
}

TEST_CASE("A slot of zeros was never written") {
  CHECK(decode_head_slot(HeadSlotBytes{}).state == SlotState::blank);
}

TEST_CASE("Every flipped bit of a slot is damage") {
  Setup setup;
  const HeadSlotBytes good = setup.encode();
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    HeadSlotBytes altered = good;
    altered[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    if (decode_head_slot(altered).state != SlotState::damaged) FAIL("bit " << bit);
  }
}

TEST_CASE("A slot whose checksum was mended still opens only as it was sealed") {
  Setup setup;
  const HeadSlotBytes good = setup.encode();
  SeededRandom random(3);
  for (int i = 0; i < 2000; ++i) {
    HeadSlotBytes altered = good;
    altered[random.below(736)] ^= static_cast<std::uint8_t>(1 + random.below(255));
    restore_checksum(altered);
    const HeadSlot slot = decode_head_slot(altered);
    if (slot.state != SlotState::good) continue;
    CHECK_FALSE(slot.checkpoint(setup.key));
  }
}

TEST_CASE("A newer format is told from damage") {
  Setup setup;
  HeadSlotBytes slot = setup.encode();
  slot[8] = 2;
  CHECK(decode_head_slot(slot).state == SlotState::damaged);
  restore_checksum(slot);
  CHECK(decode_head_slot(slot).state == SlotState::newer_format);
}

TEST_CASE("Bytes that should be zero are refused when they are not") {
  Setup setup;
  for (std::size_t at : {48 + 2 * 136 + 5, 736, 4063}) {
    HeadSlotBytes slot = setup.encode();
    slot[at] = 1;
    restore_checksum(slot);
    CHECK(decode_head_slot(slot).state == SlotState::damaged);
  }
}

TEST_CASE("A wrap opens with its own key, for its own vault, unaltered") {
  Setup setup;
  const Wrap wrap = setup.wrap(1);
  const auto opened = unwrap_storage_key(wrap, setup.vault, test_kek(1));
  REQUIRE(opened);
  CHECK(equal(opened->view(), setup.storage_key.view()));
  CHECK_FALSE(unwrap_storage_key(wrap, setup.vault, test_kek(2)));
  CHECK_FALSE(unwrap_storage_key(wrap, VaultId{}, test_kek(1)));
  Wrap cheaper = wrap;
  cheaper.cost.passes = 1;
  CHECK_FALSE(unwrap_storage_key(cheaper, setup.vault, test_kek(1)));
  Wrap other = wrap;
  other.sealed[3] ^= 1;
  CHECK_FALSE(unwrap_storage_key(other, setup.vault, test_kek(1)));
}

TEST_CASE("Slots are written in turn, each with the next number") {
  Setup setup;
  MemoryDisk disk;
  BlockFile& file = disk.file(FileName::head);
  HeadWriter writer(file, setup.head, 1, derive(setup.storage_key, head_key_derivation),
                    setup.random);
  for (std::uint64_t i = 1; i <= 4; ++i) {
    REQUIRE(writer.write(setup.checkpoint));
    const auto slots = read_head_slots(file);
    REQUIRE(slots);
    CHECK((*slots)[(i + 1) % 2].head.slot_sequence == 9 + i);
  }
}
