// One program for each target: KITH_FUZZ_TARGET names it.
#include "tests/fuzz/targets.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const kith::fuzz::Target& target : kith::fuzz::targets()) {
    if (target.name == KITH_FUZZ_TARGET) target.run({data, size});
  }
  return 0;
}
