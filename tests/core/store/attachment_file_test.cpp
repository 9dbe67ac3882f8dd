#include "core/store/attachment_file.h"

#include "core/base/random.h"
#include "core/crypto/system_random.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace kith;

namespace {

constexpr std::uint64_t attachment_room = 100 << 20;

Bytes content_of(std::size_t size) {
  Bytes bytes(size);
  SeededRandom(size + 1).fill(bytes);
  return bytes;
}

struct Made {
  AttachmentKey key{};
  SealedFile file;
  Bytes sealed;
};

Made seal(ByteView content, std::size_t step = 10'007) {
  start_crypto();
  SeededRandom random{7};
  AttachmentSealer sealer(random);
  Made made{.key = sealer.key(), .file = {}, .sealed = {}};
  for (std::size_t at = 0; at < content.size(); at += step) {
    sealer.add(content.subspan(at, std::min(step, content.size() - at)));
    append(made.sealed, sealer.take());
  }
  made.file = sealer.finish();
  append(made.sealed, sealer.take());
  return made;
}

Result<Bytes> open(const Made& made, ByteView sealed, std::size_t step = 70'001) {
  AttachmentOpener opener(made.key, made.file.size);
  Bytes content;
  for (std::size_t at = 0; at < sealed.size(); at += step) {
    TRY(opener.feed(sealed.subspan(at, std::min(step, sealed.size() - at))));
    append(content, opener.take());
  }
  TRY(opener.end());
  append(content, opener.take());
  return content;
}

}  // namespace

TEST_CASE("a sealed file opens as what it was, in slices of any size") {
  for (const std::size_t size :
       {0u, 1u, 2u, 1000u, 65'535u, 65'536u, 65'537u, 131'072u, 300'000u, 1'000'003u}) {
    CAPTURE(size);
    const Bytes content = content_of(size);
    const Made made = seal(content);
    CHECK(made.file.size == size);
    CHECK(made.sealed.size() == sealed_attachment_size(size));
    CHECK(made.file.content_hash == hash(domain::attachment_content, content));
    CHECK(made.file.sealed_hash == hash(domain::attachment_sealed, made.sealed));
    for (const std::size_t step : {7'919u, 65'553u, 2'000'000u}) {
      const auto opened = open(made, made.sealed, step);
      REQUIRE(opened);
      CHECK(*opened == content);
    }
  }
}

TEST_CASE("files of nearly one size are sealed to one size, at a cost of an eighth at most") {
  CHECK(sealed_attachment_size(1'000'001) == sealed_attachment_size(1'000'002));
  CHECK(sealed_attachment_size(40'000'000) == sealed_attachment_size(40'100'000));
  for (std::uint64_t size = 1; size < (100u << 20); size = size * 5 / 3 + 1) {
    const auto pieces = size / stream_piece_size + 2;
    const std::uint64_t bare = size + stream_header_size + pieces * stream_piece_overhead;
    CHECK(sealed_attachment_size(size) >= size);
    CHECK(sealed_attachment_size(size) <= bare + size / 8 + 100);
  }
}

TEST_CASE("a sealed file that was altered, cut off or lengthened does not open") {
  const Bytes content = content_of(150'000);
  const Made made = seal(content);
  for (std::size_t at = 0; at < made.sealed.size(); at += 997) {
    Bytes altered = made.sealed;
    altered[at] ^= 0x10;
    CHECK(open(made, altered).error().code == ErrorCode::damaged);
  }
  const ByteView whole = made.sealed;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, stream_header_size,
        stream_header_size + stream_piece_size + stream_piece_overhead, made.sealed.size() - 1})
    CHECK_FALSE(open(made, whole.first(size)));
  Bytes longer = made.sealed;
  longer.push_back(0);
  CHECK_FALSE(open(made, longer));
}

TEST_CASE("a sealed file is not opened by another key, nor taken for a longer one") {
  const Made made = seal(content_of(1000));
  Made other = made;
  other.key[0] ^= 1;
  CHECK_FALSE(open(other, made.sealed));
  Made longer = made;
  longer.file.size = 100'000;
  CHECK_FALSE(open(longer, made.sealed));
}

// Written once, with this key: later builds open it.
TEST_CASE("the golden sealed file opens") {
  start_crypto();
  std::ifstream golden("tests/data/v1/storage/attachment", std::ios::binary);
  const Bytes sealed(std::istreambuf_iterator<char>(golden), {});
  Made made{.key = {}, .file = {.size = 70'000}, .sealed = {}};
  made.key.fill(0x2a);
  REQUIRE(sealed.size() == sealed_attachment_size(70'000));
  const auto opened = open(made, sealed);
  REQUIRE(opened);
  CHECK(*opened == content_of(70'000));
  CHECK(attachment_file_name(made.key) == "dcd91fa5975a407fb453c82b41eb7797");
}

TEST_CASE("what is no sealed file is refused, whatever it is") {
  start_crypto();
  SeededRandom random{11};
  for (int round = 0; round < 2'000; ++round) {
    Bytes bytes(random.below(3) == 0 ? random.below(200'000) : random.below(200));
    random.fill(bytes);
    Made made{.key = {}, .file = {.size = random.below(attachment_room)}, .sealed = {}};
    random.fill(made.key);
    CHECK_FALSE(open(made, bytes, 1 + random.below(100'000)));
  }
}

TEST_CASE("the name of a sealed file follows from its key and tells nothing") {
  const Made made = seal(content_of(10));
  AttachmentKey other = made.key;
  other[31] ^= 1;
  CHECK(is_attachment_file_name(attachment_file_name(made.key)));
  CHECK(attachment_file_name(made.key) != attachment_file_name(other));
  CHECK_FALSE(is_attachment_file_name("../../head"));
  CHECK_FALSE(is_attachment_file_name("0123"));
  CHECK_FALSE(is_attachment_file_name(std::string(32, 'g')));
}
