// Keys from keys (crypto_kdf: BLAKE2b keyed by the parent, with a context and a number). A
// derivation is a constant that names both its ends, so a parent cannot give the wrong child:
//
//   PageKey pages = derive(storage_key, page_key_derivation);
#pragma once

#include "core/crypto/secret.h"

#include <cstdint>

namespace kith {

template <class Parent, class Child>
struct Derivation {
  char context[9];  // eight characters
  std::uint64_t number;
};

void derive_bytes(ByteView parent, const char* context, std::uint64_t number, MutableBytes child);

template <class Parent, class Child>
Child derive(const Parent& parent, const Derivation<Parent, Child>& derivation) {
  return Child::make([&](MutableBytes child) {
    derive_bytes(parent.view(), derivation.context, derivation.number, child);
  });
}

inline constexpr Derivation<StorageKey, PageKey> page_key_derivation{"kithdsk1", 1};
inline constexpr Derivation<StorageKey, HeadKey> head_key_derivation{"kithdsk1", 2};
inline constexpr Derivation<StorageKey, BackupKey> backup_key_derivation{"kithdsk1", 3};
inline constexpr Derivation<StorageKey, KeyStoreKey> key_store_key_derivation{"kithdsk1", 4};

}  // namespace kith
