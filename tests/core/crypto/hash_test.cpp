#include "core/crypto/hash.h"

#include <catch2/catch_test_macros.hpp>
#include <sodium.h>

#include <set>
#include <string>

using namespace kith;

TEST_CASE("No two domain tags are equal") {
  std::set<std::string_view> seen;
  for (DomainTag tag : domain::all) {
    INFO(tag.text);
    CHECK(seen.insert(tag.text).second);
    CHECK_FALSE(tag.text.empty());
  }
}

TEST_CASE("A hash is BLAKE2b-256 of the tag's length, the tag and the bytes") {
  const std::string input = std::string("\x0b") + "kith1.index" + "some bytes";
  Hash256 expected;
  crypto_generichash(expected.data(), expected.size(),
                     reinterpret_cast<const unsigned char*>(input.data()), input.size(), nullptr,
                     0);
  CHECK(hash(domain::index_digest, as_bytes("some bytes")) == expected);
}

TEST_CASE("The same bytes under another tag hash to something else") {
  CHECK(hash(domain::index_digest, as_bytes("x")) != hash(domain::log_commit, as_bytes("x")));
}

TEST_CASE("A hash added in parts is the hash of the whole") {
  const Hash256 whole = hash(domain::index_digest, as_bytes("onetwo"));
  CHECK(Hasher(domain::index_digest).add(as_bytes("one")).add(as_bytes("two")).finish() == whole);
}

TEST_CASE("Fields keep their bounds") {
  const auto fields = [](std::string_view a, std::string_view b) {
    return Hasher(domain::index_digest).add_field(as_bytes(a)).add_field(as_bytes(b)).finish();
  };
  CHECK(fields("ab", "c") != fields("a", "bc"));
}

TEST_CASE("Numbers are added little-endian") {
  const Bytes bytes = {0x04, 0x03, 0x02, 0x01, 0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01};
  CHECK(Hasher(domain::index_digest).add_u32(0x01020304).add_u64(0x0102030405060708).finish() ==
        hash(domain::index_digest, bytes));
}

TEST_CASE("A keyed hash depends on its key") {
  const Bytes key_a(32, 1);
  const Bytes key_b(32, 2);
  const auto mac = [](ByteView key) {
    return Hasher(domain::wrap_commitment, key).add(as_bytes("x")).finish();
  };
  CHECK(mac(key_a) == mac(key_a));
  CHECK(mac(key_a) != mac(key_b));
  CHECK(mac(key_a) != hash(domain::wrap_commitment, as_bytes("x")));
}

TEST_CASE("A 128-bit hash is the first half of the 256-bit one") {
  const Hash256 whole = hash(domain::workspace_id, as_bytes("x"));
  const Hash128 half = hash_128(domain::workspace_id, as_bytes("x"));
  CHECK(equal(half, ByteView(whole).first(16)));
}
