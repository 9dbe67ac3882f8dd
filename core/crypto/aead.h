// Sealing: XChaCha20-Poly1305-IETF. Nonces are 24 fresh random bytes, stored beside the text; a
// counter read back from disk would repeat after a restored or copied profile.
//
//   seal(key, nonce, plain, associated, out);                 // out: plain.size() + 16
//   if (!open(key, nonce, sealed, associated, out)) ...       // out: sealed.size() - 16
#pragma once

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/crypto/secret.h"

#include <array>
#include <optional>

namespace kith {

inline constexpr std::size_t nonce_size = 24;
inline constexpr std::size_t tag_size = 16;
using Nonce = std::array<std::uint8_t, nonce_size>;

void seal_bytes(ByteView key, ByteView nonce, ByteView plain, ByteView associated,
                MutableBytes out);
[[nodiscard]] bool open_bytes(ByteView key, ByteView nonce, ByteView sealed, ByteView associated,
                              MutableBytes out);

// `out` may be the place of `plain`, for sealing in place.
template <class Tag>
void seal(const Secret<Tag>& key, ByteView nonce, ByteView plain, ByteView associated,
          MutableBytes out) {
  seal_bytes(key.view(), nonce, plain, associated, out);
}

// False when anything was altered; then `out` holds zeros.
template <class Tag>
[[nodiscard]] bool open(const Secret<Tag>& key, ByteView nonce, ByteView sealed,
                        ByteView associated, MutableBytes out) {
  return open_bytes(key.view(), nonce, sealed, associated, out);
}

// The two together for small values: nonce ‖ ciphertext ‖ tag.
template <class Tag>
Bytes seal_with_nonce(const Secret<Tag>& key, Random& random, ByteView plain, ByteView associated) {
  Bytes out(nonce_size + plain.size() + tag_size);
  MutableBytes parts(out);
  random.fill(parts.first(nonce_size));
  seal(key, parts.first(nonce_size), plain, associated, parts.subspan(nonce_size));
  return out;
}

template <class Tag>
std::optional<Bytes> open_with_nonce(const Secret<Tag>& key, ByteView sealed, ByteView associated) {
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  Bytes out(sealed.size() - nonce_size - tag_size);
  if (!open(key, sealed.first(nonce_size), sealed.subspan(nonce_size), associated, out)) {
    return std::nullopt;
  }
  return out;
}

}  // namespace kith
