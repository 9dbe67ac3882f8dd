#include "core/crypto/hash.h"

#include "core/base/assert.h"
#include "core/crypto/secret.h"

#include <sodium.h>

#include <algorithm>

namespace kith {

namespace {

crypto_generichash_state* state_of(std::byte* bytes) {
  return reinterpret_cast<crypto_generichash_state*>(bytes);
}

}  // namespace

Hasher::Hasher(DomainTag tag, ByteView key) {
  static_assert(sizeof(crypto_generichash_state) <= state_size);
  static_assert(alignof(crypto_generichash_state) <= 64);
  ASSERT(!tag.text.empty() && tag.text.size() < 256);
  ASSERT(key.empty() || (key.size() >= crypto_generichash_KEYBYTES_MIN &&
                         key.size() <= crypto_generichash_KEYBYTES_MAX));
  crypto_generichash_init(state_of(state_.data()), key.data(), key.size(), sizeof(Hash256));
  const auto length = static_cast<std::uint8_t>(tag.text.size());
  add({&length, 1}).add(as_bytes(tag.text));
}

Hasher::~Hasher() {
  sodium_memzero(state_.data(), state_.size());
}

Hasher& Hasher::add(ByteView bytes) {
  crypto_generichash_update(state_of(state_.data()), bytes.data(), bytes.size());
  return *this;
}

Hasher& Hasher::add_u32(std::uint32_t value) {
  std::array<std::uint8_t, 4> bytes;
  store_le(bytes.data(), value);
  return add(bytes);
}

Hasher& Hasher::add_u64(std::uint64_t value) {
  std::array<std::uint8_t, 8> bytes;
  store_le(bytes.data(), value);
  return add(bytes);
}

Hasher& Hasher::add_field(ByteView bytes) {
  return add_u64(bytes.size()).add(bytes);
}

Hash256 Hasher::finish() {
  Hash256 out;
  crypto_generichash_final(state_of(state_.data()), out.data(), out.size());
  return out;
}

Hash128 Hasher::finish_128() {
  const Hash256 whole = finish();
  Hash128 half;
  std::copy_n(whole.begin(), half.size(), half.begin());
  return half;
}

}  // namespace kith
