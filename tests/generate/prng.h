#pragma once
// Repeatable randomness for test data: xoshiro256** seeded by splitmix64 (Blackman and Vigna,
// public domain). The standard library's distributions differ between libstdc++ and libc++, so none
// is used.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace kith::generate {

class Prng {
 public:
  /// Two streams of one seed have nothing to do with each other.
  Prng(uint64_t seed, uint64_t stream) {
    uint64_t mixer = seed ^ (stream * 0xD1342543DE82EF95u);
    for (uint64_t& word : state_) {
      mixer += 0x9E3779B97F4A7C15u;
      uint64_t z = mixer;
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
      word = z ^ (z >> 31);
    }
  }

  uint64_t next() {
    const uint64_t result = rotated(state_[1] * 5, 7) * 9;
    const uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = rotated(state_[3], 45);
    return result;
  }

  /// 0 to bound - 1. The bias of the multiplication is below 2^-32 for the bounds used here.
  uint32_t below(uint32_t bound) { return static_cast<uint32_t>(((next() >> 32) * bound) >> 32); }

  /// True `percent` times of a hundred.
  bool chance(uint32_t percent) { return below(100) < percent; }

  template <class T, size_t size>
  const T& pick(std::span<const T, size> choices) {
    return choices[below(static_cast<uint32_t>(choices.size()))];
  }
  template <class T, size_t size>
  const T& pick(const std::array<T, size>& choices) {
    return choices[below(static_cast<uint32_t>(size))];
  }

 private:
  static uint64_t rotated(uint64_t x, int bits) { return (x << bits) | (x >> (64 - bits)); }

  std::array<uint64_t, 4> state_;
};

}  // namespace kith::generate
