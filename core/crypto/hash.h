// BLAKE2b-256. Every hash begins with a domain tag (its length in one byte, then its ASCII), so
// that no two uses can be mistaken for each other; the tags in use are all in core/crypto/domain.h.
//
//   Hash256 id = Hasher(domain::log_commit).add(previous).add_u64(sequence).finish();
//
// What is added is concatenated as it is: add fixed-width values, or say their length first
// (add_field).
#pragma once

#include "core/base/bytes.h"
#include "core/crypto/domain.h"

#include <array>
#include <cstddef>

namespace kith {

using Hash256 = std::array<std::uint8_t, 32>;
using Hash128 = std::array<std::uint8_t, 16>;

class Hasher {
 public:
  explicit Hasher(DomainTag tag) : Hasher(tag, {}) {}
  // Keyed: a message authentication code under a secret of 16 to 64 bytes.
  Hasher(DomainTag tag, ByteView key);
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Hasher& add(ByteView bytes);
  Hasher& add_u32(std::uint32_t value);
  Hasher& add_u64(std::uint64_t value);
  // Length (8 bytes) and bytes.
  Hasher& add_field(ByteView bytes);

  Hash256 finish();
  // The first half of finish().
  Hash128 finish_128();

 private:
  static constexpr std::size_t state_size = 384;  // of libsodium's crypto_generichash_state
  alignas(64) std::array<std::byte, state_size> state_;
};

inline Hash256 hash(DomainTag tag, ByteView bytes) {
  return Hasher(tag).add(bytes).finish();
}
inline Hash128 hash_128(DomainTag tag, ByteView bytes) {
  return Hasher(tag).add(bytes).finish_128();
}

}  // namespace kith
