#include "core/crypto/system_random.h"

#include "core/base/assert.h"
#include "core/crypto/secret.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace kith {

namespace {

// libsodium takes its source as a table of functions without a context.
SystemFill chosen_fill = nullptr;

const char* source_name() {
  return "kith";
}

std::uint32_t source_random() {
  std::array<std::uint8_t, 4> bytes;
  chosen_fill(bytes);
  return load_le<std::uint32_t>(bytes.data());
}

void source_fill(void* bytes, std::size_t size) {
  chosen_fill({static_cast<std::uint8_t*>(bytes), size});
}

randombytes_implementation source = {
    .implementation_name = source_name,
    .random = source_random,
    .stir = nullptr,
    .uniform = nullptr,  // libsodium's own, over random
    .buf = source_fill,
    .close = nullptr,
};

}  // namespace

void fill_from_libsodium(MutableBytes bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

void start_crypto(SystemFill system_fill) {
  if (system_fill != fill_from_libsodium) {
    chosen_fill = system_fill;
    randombytes_set_implementation(&source);
  }
  ASSERT(sodium_init() >= 0);
}

SystemRandom::~SystemRandom() {
  wipe(pool_);
}

void SystemRandom::fill(MutableBytes bytes) {
  while (!bytes.empty()) {
    if (used_ == pool_size) {
      system_fill_(pool_);
      used_ = 0;
    }
    const std::size_t size = std::min(bytes.size(), pool_size - used_);
    const MutableBytes drawn = MutableBytes(pool_).subspan(used_, size);
    std::memcpy(bytes.data(), drawn.data(), size);
    wipe(drawn);
    used_ += size;
    bytes = bytes.subspan(size);
  }
}

}  // namespace kith
