#include "core/crypto/aead.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

namespace {

struct Sealed {
  PageKey key;
  Bytes bytes;
};

Sealed sealed_note(Random& random) {
  PageKey key = PageKey::generate(random);
  Bytes bytes = seal_with_nonce(key, random, as_bytes("a note"), as_bytes("place 7"));
  return {std::move(key), std::move(bytes)};
}

}  // namespace

TEST_CASE("What was sealed opens with the same key and place only") {
  SeededRandom random(1);
  Sealed note = sealed_note(random);
  const auto plain = open_with_nonce(note.key, note.bytes, as_bytes("place 7"));
  REQUIRE(plain);
  CHECK(as_text(*plain) == "a note");
  CHECK_FALSE(open_with_nonce(note.key, note.bytes, as_bytes("place 8")));
  CHECK_FALSE(open_with_nonce(PageKey::generate(random), note.bytes, as_bytes("place 7")));
}

TEST_CASE("Every flipped bit of a sealed text is noticed") {
  SeededRandom random(1);
  Sealed note = sealed_note(random);
  for (std::size_t bit = 0; bit < note.bytes.size() * 8; ++bit) {
    Bytes altered = note.bytes;
    altered[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    CHECK_FALSE(open_with_nonce(note.key, altered, as_bytes("place 7")));
  }
}

TEST_CASE("A sealed text cut short at any length does not open") {
  SeededRandom random(1);
  Sealed note = sealed_note(random);
  for (std::size_t size = 0; size < note.bytes.size(); ++size) {
    CHECK_FALSE(open_with_nonce(note.key, ByteView(note.bytes).first(size), as_bytes("place 7")));
  }
}

TEST_CASE("The same text sealed twice shares no bytes of nonce or ciphertext") {
  SeededRandom random(1);
  PageKey key = PageKey::generate(random);
  const Bytes a = seal_with_nonce(key, random, as_bytes("a note"), {});
  const Bytes b = seal_with_nonce(key, random, as_bytes("a note"), {});
  CHECK_FALSE(equal(ByteView(a).first(nonce_size), ByteView(b).first(nonce_size)));
  CHECK_FALSE(equal(ByteView(a).subspan(nonce_size), ByteView(b).subspan(nonce_size)));
}

TEST_CASE("Sealing in place gives what sealing elsewhere gives") {
  SeededRandom random(1);
  PageKey key = PageKey::generate(random);
  const Nonce nonce = random.bytes<nonce_size>();
  Bytes apart(6 + tag_size);
  seal(key, nonce, as_bytes("a note"), {}, apart);
  Bytes together(6 + tag_size);
  std::memcpy(together.data(), "a note", 6);
  seal(key, nonce, ByteView(together).first(6), {}, together);
  CHECK(apart == together);
}
