#include "core/crypto/aead.h"

#include <sodium.h>

namespace kith {

static_assert(nonce_size == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(tag_size == crypto_aead_xchacha20poly1305_ietf_ABYTES);

void seal_bytes(ByteView key, ByteView nonce, ByteView plain, ByteView associated,
                MutableBytes out) {
  ASSERT(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  ASSERT(nonce.size() == nonce_size);
  ASSERT(out.size() == plain.size() + tag_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, plain.data(), plain.size(),
                                             associated.data(), associated.size(), nullptr,
                                             nonce.data(), key.data());
}

bool open_bytes(ByteView key, ByteView nonce, ByteView sealed, ByteView associated,
                MutableBytes out) {
  ASSERT(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  ASSERT(nonce.size() == nonce_size);
  ASSERT(sealed.size() >= tag_size && out.size() == sealed.size() - tag_size);
  return crypto_aead_xchacha20poly1305_ietf_decrypt(
             out.data(), nullptr, nullptr, sealed.data(), sealed.size(), associated.data(),
             associated.size(), nonce.data(), key.data()) == 0;
}

}  // namespace kith
