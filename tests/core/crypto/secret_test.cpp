#include "core/crypto/secret.h"

#include "core/crypto/kdf.h"

#include <catch2/catch_test_macros.hpp>

#include <new>
#include <set>

using namespace kith;

namespace {

bool is_zero(ByteView bytes) {
  for (std::uint8_t byte : bytes)
    if (byte != 0) return false;
  return true;
}

}  // namespace

TEST_CASE("A secret is wiped where it lay when it is moved away") {
  SeededRandom random(1);
  PageKey first = PageKey::generate(random);
  const Bytes before(first.view().begin(), first.view().end());
  PageKey second = std::move(first);
  CHECK(equal(second.view(), before));
  CHECK(is_zero(first.view()));
}

TEST_CASE("A secret is wiped where it lay when it is destroyed") {
  alignas(PageKey) std::array<std::uint8_t, sizeof(PageKey)> place;
  SeededRandom random(1);
  auto* key = new (place.data()) PageKey(PageKey::generate(random));
  CHECK_FALSE(is_zero(key->view()));
  key->~PageKey();
  CHECK(is_zero(place));
}

TEST_CASE("A wiped text is empty") {
  std::string text = "correct horse battery staple";
  wipe(text);
  CHECK(text.empty());
}

TEST_CASE("A secret is made from bytes of its own length only") {
  CHECK(PageKey::from(Bytes(32)));
  CHECK_FALSE(PageKey::from(Bytes(31)));
  CHECK_FALSE(PageKey::from(Bytes(33)));
  CHECK_FALSE(PageKey::from({}));
}

TEST_CASE("Secrets compare by content and length") {
  const Bytes a = {1, 2, 3};
  CHECK(equal_secret(a, Bytes{1, 2, 3}));
  CHECK_FALSE(equal_secret(a, Bytes{1, 2, 4}));
  CHECK_FALSE(equal_secret(a, Bytes{1, 2}));
}

TEST_CASE("The children of a storage key differ from it and from each other, and are repeatable") {
  SeededRandom random(1);
  StorageKey key = StorageKey::generate(random);
  std::set<Bytes> seen;
  const auto note = [&](ByteView bytes) { seen.insert(Bytes(bytes.begin(), bytes.end())); };
  note(key.view());
  note(derive(key, page_key_derivation).view());
  note(derive(key, head_key_derivation).view());
  note(derive(key, backup_key_derivation).view());
  note(derive(key, key_store_key_derivation).view());
  CHECK(seen.size() == 5);
  CHECK(equal(derive(key, page_key_derivation).view(), derive(key, page_key_derivation).view()));
}
