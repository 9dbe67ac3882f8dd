#include "core/crypto/box.h"

#include <sodium.h>

#include <array>

namespace kith {

namespace {

using BoxNonce = std::array<std::uint8_t, crypto_box_NONCEBYTES>;

// As crypto_box_seal computes it: unkeyed BLAKE2b of both public keys, without a domain tag.
BoxNonce sealed_box_nonce(ByteView ephemeral, ByteView recipient) {
  BoxNonce nonce;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, nonce.size());
  crypto_generichash_update(&state, ephemeral.data(), ephemeral.size());
  crypto_generichash_update(&state, recipient.data(), recipient.size());
  crypto_generichash_final(&state, nonce.data(), nonce.size());
  return nonce;
}

}  // namespace

BoxKeyPair BoxKeyPair::from_secret(BoxSecret secret) {
  BoxPublicKey public_key;
  crypto_scalarmult_base(public_key.bytes.data(), secret.data());
  return BoxKeyPair(std::move(secret), public_key);
}

std::optional<SharedSecret> shared_secret(const BoxSecret& secret, const BoxPublicKey& other) {
  bool usable = false;
  SharedSecret shared = SharedSecret::make([&](MutableBytes out) {
    usable = crypto_scalarmult(out.data(), secret.data(), other.bytes.data()) == 0;
  });
  if (!usable) return std::nullopt;
  return shared;
}

std::optional<Bytes> seal_to(const BoxPublicKey& recipient, ByteView message,
                             const BoxKeyPair& ephemeral) {
  static_assert(sealed_box_overhead == crypto_box_SEALBYTES);
  const ByteView sender = ephemeral.public_key().view();
  const BoxNonce nonce = sealed_box_nonce(sender, recipient.view());
  Bytes sealed(message.size() + sealed_box_overhead);
  std::memcpy(sealed.data(), sender.data(), sender.size());
  if (crypto_box_easy(sealed.data() + sender.size(), message.data(), message.size(), nonce.data(),
                      recipient.bytes.data(), ephemeral.secret().data()) != 0) {
    return std::nullopt;
  }
  return sealed;
}

std::optional<Bytes> open_sealed(const BoxKeyPair& recipient, ByteView sealed) {
  if (sealed.size() < sealed_box_overhead) return std::nullopt;
  Bytes message(sealed.size() - sealed_box_overhead);
  if (crypto_box_seal_open(message.data(), sealed.data(), sealed.size(),
                           recipient.public_key().bytes.data(), recipient.secret().data()) != 0) {
    return std::nullopt;
  }
  return message;
}

}  // namespace kith
