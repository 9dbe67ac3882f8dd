// Secrets in memory: a fixed number of bytes that move but never copy, and are wiped when they go.
// Each use has a type of its own, so that a head key cannot seal a page.
//
//   PageKey key = PageKey::generate(random);
//   seal(key, nonce, plain, associated, out);
#pragma once

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/random.h"

#include <array>
#include <cstring>
#include <optional>
#include <string>

namespace kith {

// Overwrites in a way the compiler keeps.
void wipe(MutableBytes bytes);
void wipe(std::string& text);

// Compares in a time that depends on the length alone.
bool equal_secret(ByteView a, ByteView b);

template <class Tag, std::size_t Size = 32>
class Secret {
 public:
  static constexpr std::size_t size = Size;

  static Secret generate(Random& random) {
    Secret secret;
    random.fill(secret.bytes_);
    return secret;
  }
  // Empty when `bytes` has another length. The caller wipes its own copy.
  static std::optional<Secret> from(ByteView bytes) {
    if (bytes.size() != Size) return std::nullopt;
    Secret secret;
    std::memcpy(secret.bytes_.data(), bytes.data(), Size);
    return secret;
  }
  // For functions that write a secret in place.
  template <class Fill>
  static Secret make(Fill fill) {
    Secret secret;
    fill(MutableBytes(secret.bytes_));
    return secret;
  }

  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  Secret(Secret&& other) noexcept { take(other); }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) take(other);
    return *this;
  }
  ~Secret() { wipe(bytes_); }

  // A second owner, made on purpose.
  Secret duplicate() const { return *from(bytes_); }

  ByteView view() const { return bytes_; }
  const std::uint8_t* data() const { return bytes_.data(); }

 private:
  Secret() = default;
  void take(Secret& other) {
    bytes_ = other.bytes_;
    wipe(other.bytes_);
  }

  std::array<std::uint8_t, Size> bytes_{};
};

// The key tree of a vault (docs/format.md, "Key tree").
using KekKey = Secret<struct KekTag>;                 // from a passphrase or phrase; opens one wrap
using StorageKey = Secret<struct StorageTag>;         // the device storage key: root of all below
using PageKey = Secret<struct PageTag>;               // pages, log and index
using HeadKey = Secret<struct HeadTag>;               // the sealed part of a superblock
using BackupKey = Secret<struct BackupTag>;           // backup files
using KeyStoreKey = Secret<struct KeyStoreTag>;       // device keys at rest
using RecoverySeed = Secret<struct RecoverySeedTag>;  // the 256 bits of the recovery phrase

}  // namespace kith
