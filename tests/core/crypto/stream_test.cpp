#include "core/crypto/stream.h"

#include "core/crypto/system_random.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

namespace {

struct Sealed {
  StreamKey key;
  StreamHeader header;
  Bytes one, two, last;
};

Sealed sealed_text() {
  start_crypto();
  SeededRandom random(1);
  StreamKey key = StreamKey::generate(random);
  StreamSealer sealer(key);
  Bytes one = sealer.seal(as_bytes("one"), StreamPiece::more);
  Bytes two = sealer.seal(as_bytes("two"), StreamPiece::more);
  Bytes last = sealer.seal(as_bytes("three"), StreamPiece::last);
  return {std::move(key), sealer.header(), std::move(one), std::move(two), std::move(last)};
}

}  // namespace

TEST_CASE("The pieces of a stream open in their order, and the last says so") {
  const Sealed sealed = sealed_text();
  StreamOpener opener(sealed.key, sealed.header);
  const auto one = opener.open(sealed.one);
  const auto two = opener.open(sealed.two);
  const auto last = opener.open(sealed.last);
  REQUIRE((one && two && last));
  CHECK(as_text(one->plain) == "one");
  CHECK(as_text(two->plain) == "two");
  CHECK(as_text(last->plain) == "three");
  CHECK(two->piece == StreamPiece::more);
  CHECK(last->piece == StreamPiece::last);
}

TEST_CASE("A piece opens in its own place only") {
  const Sealed sealed = sealed_text();
  CHECK_FALSE(StreamOpener(sealed.key, sealed.header).open(sealed.two));
  StreamOpener repeated(sealed.key, sealed.header);
  REQUIRE(repeated.open(sealed.one));
  CHECK_FALSE(repeated.open(sealed.one));
  StreamHeader other = sealed.header;
  other[0] ^= 1;
  CHECK_FALSE(StreamOpener(sealed.key, other).open(sealed.one));
}

TEST_CASE("Every flipped bit and every cut of a piece is noticed") {
  const Sealed sealed = sealed_text();
  for (std::size_t bit = 0; bit < sealed.one.size() * 8; ++bit) {
    Bytes altered = sealed.one;
    altered[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    CHECK_FALSE(StreamOpener(sealed.key, sealed.header).open(altered));
  }
  for (std::size_t size = 0; size < sealed.one.size(); ++size) {
    const ByteView cut = ByteView(sealed.one).first(size);
    CHECK_FALSE(StreamOpener(sealed.key, sealed.header).open(cut));
  }
}
