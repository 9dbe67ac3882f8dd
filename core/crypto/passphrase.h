// From a passphrase to the key that opens its wrap: Argon2id, with a floor and a cap on what it
// may cost. Parameters outside them are refused when read back too: a forged file must be able
// neither to weaken the key nor to eat the memory.
//
// In the browser this runs in a worker of its own that is thrown away, since wasm memory never
// shrinks. The text arrives NFKC-normalised (the page does that), so that the same passphrase
// typed on another system is the same bytes.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace kith {

struct PassphraseCost {
  std::uint32_t passes;
  std::uint64_t memory_bytes;

  bool operator==(const PassphraseCost&) const = default;
};

inline constexpr PassphraseCost passphrase_cost_min{3, 64u << 20};
inline constexpr PassphraseCost passphrase_cost_max{16, 256u << 20};
inline constexpr std::int64_t passphrase_time_target_us = 500'000;

using Salt = std::array<std::uint8_t, 16>;

bool is_allowed(const PassphraseCost& cost);

Result<KekKey> derive_kek(std::string_view passphrase, const Salt& salt,
                          const PassphraseCost& cost);

// The cost at which this machine takes about `target_us`: first more memory, then more passes.
// Runs Argon2id once, at the floor.
PassphraseCost calibrate_passphrase_cost(Clock& clock,
                                         std::int64_t target_us = passphrase_time_target_us);

// The choice calibrate makes for a machine that needs `floor_us` at the floor.
PassphraseCost cost_for_time(std::int64_t floor_us, std::int64_t target_us);

}  // namespace kith
