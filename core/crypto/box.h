// X25519, and boxes sealed to a public key. The bytes of a sealed box are those of libsodium's
// crypto_box_seal; only the ephemeral key is passed in instead of drawn, so that a grant can be
// computed again by everybody who holds the key inside it, and a simulation can be replayed.
#pragma once

#include "core/base/bytes.h"
#include "core/crypto/secret.h"
#include "core/crypto/sign.h"

#include <optional>

namespace kith {

using BoxPublicKey = PublicKey<struct BoxPublicTag>;
using BoxSecret = Secret<struct BoxSecretTag>;
using SharedSecret = Secret<struct SharedSecretTag>;

inline constexpr std::size_t sealed_box_overhead = 32 + 16;  // ephemeral public key, tag

class BoxKeyPair {
 public:
  static BoxKeyPair generate(Random& random) { return from_secret(BoxSecret::generate(random)); }
  static BoxKeyPair from_secret(BoxSecret secret);

  const BoxPublicKey& public_key() const { return public_key_; }
  const BoxSecret& secret() const { return secret_; }

 private:
  BoxKeyPair(BoxSecret secret, BoxPublicKey public_key)
      : secret_(std::move(secret)), public_key_(public_key) {}

  BoxSecret secret_;
  BoxPublicKey public_key_;
};

// Raw X25519. Empty for a public key of low order: the result would be the same for everybody.
std::optional<SharedSecret> shared_secret(const BoxSecret& secret, const BoxPublicKey& other);

// Empty when `recipient` is of low order. `ephemeral` is used for this one message.
std::optional<Bytes> seal_to(const BoxPublicKey& recipient, ByteView message,
                             const BoxKeyPair& ephemeral);
// Empty when the box is not for this key or was altered.
std::optional<Bytes> open_sealed(const BoxKeyPair& recipient, ByteView sealed);

}  // namespace kith
