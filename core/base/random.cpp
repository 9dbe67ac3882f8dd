#include "core/base/random.h"

#include "core/base/assert.h"

namespace kith {

std::uint64_t Random::below(std::uint64_t limit) {
  ASSERT(limit > 0);
  // Values under `uneven` would make the first remainders likelier; draw again.
  const std::uint64_t uneven = (0 - limit) % limit;
  while (true) {
    std::uint64_t value = next_u64();
    if (value >= uneven) return value % limit;
  }
}

void SeededRandom::fill(MutableBytes bytes) {
  std::uint64_t block = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 8 == 0) {
      state_ += 0x9e3779b97f4a7c15;
      block = state_;
      block = (block ^ (block >> 30)) * 0xbf58476d1ce4e5b9;
      block = (block ^ (block >> 27)) * 0x94d049bb133111eb;
      block ^= block >> 31;
    }
    bytes[i] = static_cast<std::uint8_t>(block >> (8 * (i % 8)));
  }
}

}  // namespace kith
