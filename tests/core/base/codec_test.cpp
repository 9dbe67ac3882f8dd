#include "core/base/codec.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace kith;

namespace {

Bytes varint_bytes(std::uint64_t value) {
  Encoder out;
  out.varint(value);
  return out.take();
}

// A value near a power of two, where encodings change length, or anywhere.
std::uint64_t interesting_number(Random& random) {
  std::uint64_t near = std::uint64_t{1} << random.below(64);
  switch (random.below(3)) {
    case 0:
      return near - random.below(3);
    case 1:
      return near + random.below(3);
    default:
      return random.next_u64();
  }
}

}  // namespace

TEST_CASE("integers come back as they went in, in one minimal form") {
  SeededRandom random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::uint64_t value = interesting_number(random);
    Encoder out;
    out.varint(value);
    out.signed_varint(static_cast<std::int64_t>(value));
    out.u32(static_cast<std::uint32_t>(value));
    out.u64(value);
    Decoder in(out.bytes());
    REQUIRE(in.varint() == value);
    REQUIRE(in.signed_varint() == static_cast<std::int64_t>(value));
    REQUIRE(in.u32() == static_cast<std::uint32_t>(value));
    REQUIRE(in.u64() == value);
    REQUIRE(in.finished());
  }
}

TEST_CASE("whatever the decoder accepts encodes to the same bytes") {
  SeededRandom random(2);
  int accepted = 0;
  for (int i = 0; i < 50'000; ++i) {
    Bytes bytes(1 + random.below(11));
    random.fill(bytes);
    if (random.below(2) == 0) bytes.back() &= 0x7f;
    Decoder in(bytes);
    std::uint64_t value = in.varint();
    if (!in.finished()) continue;
    ++accepted;
    REQUIRE(varint_bytes(value) == bytes);
  }
  REQUIRE(accepted > 1000);
}

TEST_CASE("padded, overflowing and cut integers are refused") {
  for (const char* hex :
       {"8000", "ff00", "ffffffffffffffffff02", "ffffffffffffffffffff01", "80", ""}) {
    Bytes bytes = from_hex(hex);
    Decoder in(bytes);
    in.varint();
    CHECK_FALSE(in.ok());
  }
  CHECK(varint_bytes(std::numeric_limits<std::uint64_t>::max()).size() == 10);
}

TEST_CASE("a length over the limit or over the input is refused before anything is taken") {
  Encoder out;
  out.text("Ana");
  Decoder too_small(out.bytes());
  CHECK(too_small.text(2).empty());
  CHECK_FALSE(too_small.ok());

  Bytes lying = from_hex("ffffffffffffffffff01");
  Decoder in(lying);
  CHECK(in.bytes_field(std::numeric_limits<std::size_t>::max()).empty());
  CHECK_FALSE(in.ok());
}

TEST_CASE("after one failure every later read is empty") {
  Encoder out;
  out.u8(1);
  Decoder in(out.bytes());
  in.u64();
  CHECK(in.u8() == 0);
  CHECK_FALSE(in.ok());
  CHECK(in.left() == 0);
}

TEST_CASE("UTF-8 is taken only when it is well-formed") {
  CHECK(is_valid_utf8("Zoë Dąbrowska 🌻 李晓雨"));
  for (const char* hex :
       {"c080", "e08080", "eda080", "f0808080", "f4908080", "ff", "c3", "e282", "80"}) {
    Bytes bytes = from_hex(hex);
    CAPTURE(hex);
    CHECK_FALSE(is_valid_utf8(as_text(bytes)));
  }
}
