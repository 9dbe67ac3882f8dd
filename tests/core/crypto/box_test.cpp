#include "core/crypto/box.h"

#include <catch2/catch_test_macros.hpp>
#include <sodium.h>

using namespace kith;

TEST_CASE("A sealed box opens for its recipient only") {
  SeededRandom random(1);
  const BoxKeyPair ana = BoxKeyPair::generate(random);
  const BoxKeyPair bob = BoxKeyPair::generate(random);
  const auto sealed = seal_to(ana.public_key(), as_bytes("grant"), BoxKeyPair::generate(random));
  REQUIRE(sealed);
  const auto opened = open_sealed(ana, *sealed);
  REQUIRE(opened);
  CHECK(as_text(*opened) == "grant");
  CHECK_FALSE(open_sealed(bob, *sealed));
}

TEST_CASE("A sealed box is exactly one of libsodium's") {
  SeededRandom random(1);
  const BoxKeyPair ana = BoxKeyPair::generate(random);
  Bytes sealed(5 + sealed_box_overhead);
  crypto_box_seal(sealed.data(), as_bytes("grant").data(), 5, ana.public_key().bytes.data());
  const auto opened = open_sealed(ana, sealed);
  REQUIRE(opened);
  CHECK(as_text(*opened) == "grant");
}

TEST_CASE("The same ephemeral key gives the same box, byte for byte") {
  SeededRandom random(1);
  const BoxKeyPair ana = BoxKeyPair::generate(random);
  const BoxKeyPair ephemeral = BoxKeyPair::generate(random);
  CHECK(seal_to(ana.public_key(), as_bytes("grant"), ephemeral) ==
        seal_to(ana.public_key(), as_bytes("grant"), ephemeral));
}

TEST_CASE("A sealed box that was altered or cut does not open") {
  SeededRandom random(1);
  const BoxKeyPair ana = BoxKeyPair::generate(random);
  const Bytes sealed = *seal_to(ana.public_key(), as_bytes("grant"), BoxKeyPair::generate(random));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes altered = sealed;
    altered[i] ^= 0x20;
    CHECK_FALSE(open_sealed(ana, altered));
    CHECK_FALSE(open_sealed(ana, ByteView(sealed).first(i)));
  }
}

TEST_CASE("Nothing is sealed to a public key of low order") {
  SeededRandom random(1);
  CHECK_FALSE(seal_to(BoxPublicKey{}, as_bytes("grant"), BoxKeyPair::generate(random)));
  CHECK_FALSE(shared_secret(BoxSecret::generate(random), BoxPublicKey{}));
}
