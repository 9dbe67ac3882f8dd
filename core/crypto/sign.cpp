#include "core/crypto/sign.h"

#include <sodium.h>

namespace kith {

SignKeyPair SignKeyPair::from_seed(const SignSeed& seed) {
  static_assert(SignSeed::size == crypto_sign_SEEDBYTES);
  static_assert(Expanded::size == crypto_sign_SECRETKEYBYTES);
  SignPublicKey public_key;
  Expanded secret = Expanded::make([&](MutableBytes out) {
    crypto_sign_seed_keypair(public_key.bytes.data(), out.data(), seed.data());
  });
  return SignKeyPair(std::move(secret), public_key);
}

Signature SignKeyPair::sign(ByteView message) const {
  Signature signature;
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
  return signature;
}

bool verify(const SignPublicKey& key, const Signature& signature, ByteView message) {
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     key.bytes.data()) == 0;
}

}  // namespace kith
