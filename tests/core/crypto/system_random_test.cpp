#include "core/crypto/system_random.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace kith;

namespace {

int calls = 0;
std::uint8_t next_byte = 0;

void counted_fill(MutableBytes bytes) {
  ++calls;
  for (std::uint8_t& byte : bytes)
    byte = next_byte++;
}

}  // namespace

TEST_CASE("A thousand nonces cost a handful of calls to the system") {
  calls = 0;
  SystemRandom random(counted_fill);
  for (int i = 0; i < 1000; ++i)
    (void)random.bytes<24>();
  CHECK(calls == 3);
}

TEST_CASE("No drawn byte is handed out twice, across the bounds of the pool too") {
  next_byte = 0;
  SystemRandom random(counted_fill);
  std::uint8_t expected = 0;
  for (int i = 0; i < 100; ++i) {
    Bytes drawn(997);
    random.fill(drawn);
    for (std::uint8_t byte : drawn)
      REQUIRE(byte == expected++);
  }
}

TEST_CASE("The system's randomness does not repeat") {
  start_crypto();
  SystemRandom a;
  SystemRandom b;
  std::set<std::array<std::uint8_t, 16>> seen;
  for (int i = 0; i < 1000; ++i) {
    seen.insert(a.bytes<16>());
    seen.insert(b.bytes<16>());
  }
  CHECK(seen.size() == 2000);
}
