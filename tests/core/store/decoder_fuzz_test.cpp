#include "tests/core/store/decoder_fuzz.h"

#include "core/base/random.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::test;

namespace {

void mutate(Bytes& bytes, Random& random) {
  const auto at = static_cast<std::size_t>(1 + random.below(bytes.size()));
  switch (random.below(5)) {
    case 0:
      if (at < bytes.size()) bytes[at] ^= static_cast<std::uint8_t>(1 << random.below(8));
      break;
    case 1:
      bytes.resize(at);
      break;
    case 2: {  // a piece again, elsewhere
      const std::size_t size = random.below(bytes.size() - at + 1);
      const Bytes piece(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                        bytes.begin() + static_cast<std::ptrdiff_t>(at + size));
      const auto to = static_cast<std::ptrdiff_t>(1 + random.below(bytes.size()));
      bytes.insert(bytes.begin() + to, piece.begin(), piece.end());
      break;
    }
    case 3: {
      const std::size_t size = random.below(std::min<std::size_t>(64, bytes.size() - at + 1));
      random.fill(MutableBytes(bytes).subspan(at, size));
      break;
    }
    default:
      bytes.insert(bytes.end(), random.below(5000), std::uint8_t{0});
  }
}

}  // namespace

TEST_CASE("Mutated files of a vault neither crash nor pass for what they are not") {
  SeededRandom random(99);
  for (int i = 0; i < 1500; ++i) {
    Bytes bytes = whole_input(static_cast<std::uint8_t>(i % 8));
    const auto rounds = 1 + random.below(3);
    for (std::uint64_t k = 0; k < rounds && bytes.size() > 1; ++k)
      mutate(bytes, random);
    fuzz_storage(bytes);
  }
}

TEST_CASE("A log cut at every byte opens as one of its commits") {
  const Bytes log = whole_input(1);
  for (std::size_t size = 1; size <= log.size(); size += size < 300 ? 1 : 37)
    fuzz_storage(ByteView(log).first(size));
}
