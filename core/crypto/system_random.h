// The random source of the running program. Bytes are drawn from the system in blocks and handed
// out from a pool: in wasm, libsodium by itself would make one JavaScript call for every byte.
// What was handed out is wiped from the pool.
//
//   start_crypto(fill_from_browser);            // once, first; natively: start_crypto()
//   SystemRandom random(fill_from_browser);     // natively: SystemRandom random;
#pragma once

#include "core/base/random.h"

#include <array>

namespace kith {

// Fills `bytes` from the system. The wasm host gives one over crypto.getRandomValues, which takes
// up to 65,536 bytes a call.
using SystemFill = void (*)(MutableBytes bytes);

// The system's source as libsodium finds it; natively the right one.
void fill_from_libsodium(MutableBytes bytes);

// Lets libsodium choose its implementations for this machine, and draw from `system_fill` what
// little it draws by itself.
void start_crypto(SystemFill system_fill = fill_from_libsodium);

class SystemRandom final : public Random {
 public:
  explicit SystemRandom(SystemFill system_fill = fill_from_libsodium) : system_fill_(system_fill) {}
  ~SystemRandom() override;
  SystemRandom(const SystemRandom&) = delete;
  SystemRandom& operator=(const SystemRandom&) = delete;

  void fill(MutableBytes bytes) override;

 private:
  static constexpr std::size_t pool_size = 8192;

  SystemFill system_fill_;
  std::array<std::uint8_t, pool_size> pool_;
  std::size_t used_ = pool_size;
};

}  // namespace kith
