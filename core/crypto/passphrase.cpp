#include "core/crypto/passphrase.h"

#include <sodium.h>

#include <algorithm>

namespace kith {

namespace {

constexpr std::uint64_t memory_step = 16u << 20;

}  // namespace

bool is_allowed(const PassphraseCost& cost) {
  return cost.passes >= passphrase_cost_min.passes && cost.passes <= passphrase_cost_max.passes &&
         cost.memory_bytes >= passphrase_cost_min.memory_bytes &&
         cost.memory_bytes <= passphrase_cost_max.memory_bytes;
}

Result<KekKey> derive_kek(std::string_view passphrase, const Salt& salt,
                          const PassphraseCost& cost) {
  static_assert(sizeof(Salt) == crypto_pwhash_argon2id_SALTBYTES);
  if (!is_allowed(cost)) {
    return fail(ErrorCode::damaged,
                "The unlock settings of this workspace are outside what is safe, so it stays "
                "closed. Restore the workspace from a backup.",
                "argon2id parameters refused");
  }
  bool derived = false;
  KekKey kek = KekKey::make([&](MutableBytes out) {
    derived = crypto_pwhash_argon2id(out.data(), out.size(), passphrase.data(), passphrase.size(),
                                     salt.data(), cost.passes,
                                     static_cast<std::size_t>(cost.memory_bytes),
                                     crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0;
  });
  if (!derived) {
    return fail(ErrorCode::out_of_memory,
                "There is not enough memory to unlock. Close other tabs and try again.",
                "argon2id failed");
  }
  return kek;
}

PassphraseCost calibrate_passphrase_cost(Clock& clock, std::int64_t target_us) {
  const std::int64_t start_us = clock.steady_us();
  // A machine without the memory for the floor will be told so when it makes the real key.
  (void)derive_kek("calibration", Salt{}, passphrase_cost_min);
  return cost_for_time(clock.steady_us() - start_us, target_us);
}

PassphraseCost cost_for_time(std::int64_t floor_us, std::int64_t target_us) {
  ASSERT(target_us > 0);
  // Argon2id's time is proportional to memory times passes.
  const double scale =
      static_cast<double>(target_us) / static_cast<double>(std::max<std::int64_t>(floor_us, 1));
  const auto wanted = static_cast<std::uint64_t>(
      std::min(scale, 1000.0) * static_cast<double>(passphrase_cost_min.memory_bytes));
  PassphraseCost cost = passphrase_cost_min;
  cost.memory_bytes =
      std::clamp(wanted / memory_step * memory_step, passphrase_cost_min.memory_bytes,
                 passphrase_cost_max.memory_bytes);
  const std::uint64_t passes = passphrase_cost_min.passes * wanted / cost.memory_bytes;
  cost.passes = static_cast<std::uint32_t>(
      std::clamp<std::uint64_t>(passes, passphrase_cost_min.passes, passphrase_cost_max.passes));
  return cost;
}

}  // namespace kith
