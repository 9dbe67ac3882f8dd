#include "core/store/frame.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

namespace {

struct Setup {
  SeededRandom random{11};
  VaultId vault{random.bytes<16>()};
  PageKey key = PageKey::generate(random);
  FrameSealer sealer{key.duplicate(), vault};
  FrameHeader header{.kind = FrameKind::page,
                     .page = 7,
                     .epoch = EpochId{random.bytes<16>()},
                     .sequence = 1234567890123};
  Bytes page = Bytes(page_size, 0x5a);

  Bytes seal() {
    Bytes frame(page_frame_size);
    sealer.seal(header, page, random, frame);
    return frame;
  }
};

}  // namespace

TEST_CASE("A frame opens to its header and payload") {
  Setup setup;
  Bytes opened(page_size);
  CHECK(setup.sealer.open(setup.seal(), opened) == setup.header);
  CHECK(opened == setup.page);
}

TEST_CASE("A flipped bit anywhere in a frame is noticed") {
  Setup setup;
  const Bytes frame = setup.seal();
  Bytes opened(page_size);
  for (std::size_t byte = 0; byte < frame.size(); ++byte) {
    Bytes altered = frame;
    altered[byte] ^= static_cast<std::uint8_t>(1 << (byte % 8));
    if (setup.sealer.open(altered, opened)) FAIL("byte " << byte);
  }
}

TEST_CASE("A slot is the frame without its place, and opens in its own place only") {
  Setup setup;
  const Bytes frame = setup.seal();
  const ByteView slot = ByteView(frame).subspan(slot_skip);
  Bytes opened(page_size);
  CHECK(setup.sealer.open_slot(7, slot, opened));
  CHECK(opened == setup.page);
  CHECK_FALSE(setup.sealer.open_slot(8, slot, opened));
  CHECK(mark_of(frame) == mark_of(slot));
}

TEST_CASE("Frames of another vault or key do not open") {
  Setup setup;
  const Bytes frame = setup.seal();
  Bytes opened(page_size);
  CHECK_FALSE(FrameSealer(setup.key.duplicate(), VaultId{}).open(frame, opened));
  CHECK_FALSE(FrameSealer(PageKey::generate(setup.random), setup.vault).open(frame, opened));
}

TEST_CASE("The chain hash depends on everything before and in the commit") {
  Setup setup;
  const Bytes a = setup.seal();
  const Bytes b = setup.seal();
  const auto chain = [](const Hash256& before, std::vector<ByteView> frames, std::uint64_t sequence,
                        std::uint32_t pages) {
    ChainHasher hasher(before);
    for (ByteView frame : frames)
      hasher.add_frame(frame);
    return hasher.finish(sequence, pages, static_cast<std::uint32_t>(frames.size()));
  };
  const Hash256 zero{};
  Hash256 one{};
  one[0] = 1;
  const Hash256 base = chain(zero, {a, b}, 5, 9);
  CHECK(base == chain(zero, {a, b}, 5, 9));
  CHECK(base != chain(one, {a, b}, 5, 9));
  CHECK(base != chain(zero, {b, a}, 5, 9));
  CHECK(base != chain(zero, {a}, 5, 9));
  CHECK(base != chain(zero, {a, b}, 6, 9));
  CHECK(base != chain(zero, {a, b}, 5, 8));
}

TEST_CASE("Commit records read back") {
  const CommitRecord record{.page_count = 3, .frame_count = 2, .chain = Hash256{9}};
  CHECK(decode_commit(encode_commit(record)) == record);
}
