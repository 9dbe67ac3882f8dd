#include "core/crypto/sign.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

TEST_CASE("A signature holds for its message and key only") {
  SeededRandom random(1);
  const SignKeyPair keys = SignKeyPair::generate(random);
  const SignKeyPair other = SignKeyPair::generate(random);
  const Signature signature = keys.sign(as_bytes("message"));
  CHECK(verify(keys.public_key(), signature, as_bytes("message")));
  CHECK_FALSE(verify(keys.public_key(), signature, as_bytes("massage")));
  CHECK_FALSE(verify(other.public_key(), signature, as_bytes("message")));
  Signature altered = signature;
  altered[10] ^= 1;
  CHECK_FALSE(verify(keys.public_key(), altered, as_bytes("message")));
}

TEST_CASE("The same seed gives the same keys") {
  SeededRandom random(1);
  const SignSeed seed = SignSeed::generate(random);
  CHECK(SignKeyPair::from_seed(seed).public_key() == SignKeyPair::from_seed(seed).public_key());
}
