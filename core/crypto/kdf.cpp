#include "core/crypto/kdf.h"

#include <sodium.h>

namespace kith {

void derive_bytes(ByteView parent, const char* context, std::uint64_t number, MutableBytes child) {
  ASSERT(parent.size() == crypto_kdf_KEYBYTES);
  ASSERT(child.size() >= crypto_kdf_BYTES_MIN && child.size() <= crypto_kdf_BYTES_MAX);
  crypto_kdf_derive_from_key(child.data(), child.size(), number, context, parent.data());
}

}  // namespace kith
