// Randomness, passed in. Keys, nonces and ids come from a Random that the program's start made
// from libsodium's (core/crypto/system_random.h); tests and simulations pass a SeededRandom.
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstdint>

namespace kith {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(MutableBytes bytes) = 0;

  template <std::size_t Size>
  std::array<std::uint8_t, Size> bytes() {
    std::array<std::uint8_t, Size> out;
    fill(out);
    return out;
  }
  std::uint64_t next_u64() { return load_le<std::uint64_t>(bytes<8>().data()); }
  // Evenly in [0, limit); limit > 0.
  std::uint64_t below(std::uint64_t limit);
};

// Repeatable and fast (SplitMix64), the same on every compiler. Not for keys.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(MutableBytes bytes) override;

 private:
  std::uint64_t state_;
};

}  // namespace kith
