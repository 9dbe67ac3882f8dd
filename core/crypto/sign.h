// Ed25519. Sign the hash of a tagged message (core/crypto/hash.h), never loose bytes, so that a
// signature made for one purpose means nothing in another.
#pragma once

#include "core/base/bytes.h"
#include "core/crypto/secret.h"

#include <array>
#include <compare>

namespace kith {

template <class Tag>
struct PublicKey {
  std::array<std::uint8_t, 32> bytes{};

  auto operator<=>(const PublicKey&) const = default;
  ByteView view() const { return bytes; }
};

using SignPublicKey = PublicKey<struct SignPublicTag>;
using SignSeed = Secret<struct SignSeedTag>;
using Signature = std::array<std::uint8_t, 64>;

class SignKeyPair {
 public:
  static SignKeyPair generate(Random& random) { return from_seed(SignSeed::generate(random)); }
  // The seed is all that has to be stored.
  static SignKeyPair from_seed(const SignSeed& seed);

  const SignPublicKey& public_key() const { return public_key_; }
  Signature sign(ByteView message) const;

 private:
  using Expanded = Secret<struct SignExpandedTag, 64>;
  SignKeyPair(Expanded secret, SignPublicKey public_key)
      : secret_(std::move(secret)), public_key_(public_key) {}

  Expanded secret_;
  SignPublicKey public_key_;
};

[[nodiscard]] bool verify(const SignPublicKey& key, const Signature& signature, ByteView message);

}  // namespace kith
