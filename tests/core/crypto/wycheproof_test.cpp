// Project Wycheproof's vectors: every case of the three files, through the wrappers the program
// uses. Run from the root of the tree.
#include "core/crypto/aead.h"
#include "core/crypto/box.h"
#include "core/crypto/sign.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <string>

using namespace kith;
using nlohmann::json;

namespace {

json load(const std::string& name) {
  std::ifstream file("tests/data/wycheproof/" + name);
  REQUIRE(file);
  return json::parse(file);
}

Bytes hex(const json& test, const char* field) {
  return from_hex(test.at(field).get<std::string>());
}

bool is_valid(const json& test) {
  return test.at("result") == "valid";
}

template <class Check>
int for_each_test(const json& file, Check check) {
  int count = 0;
  for (const json& group : file.at("testGroups")) {
    for (const json& test : group.at("tests")) {
      INFO("tcId " << test.at("tcId") << ": " << test.at("comment"));
      check(group, test);
      ++count;
    }
  }
  CHECK(count == file.at("numberOfTests"));
  return count;
}

template <class Array>
bool copy_exact(Array& to, const Bytes& from) {
  if (from.size() != to.size()) return false;
  std::copy(from.begin(), from.end(), to.begin());
  return true;
}

}  // namespace

TEST_CASE("XChaCha20-Poly1305 agrees with every Wycheproof vector") {
  const int count = for_each_test(load("xchacha20_poly1305_test.json"), [](auto&, auto& test) {
    const auto key = PageKey::from(hex(test, "key"));
    REQUIRE(key);
    const Bytes nonce = hex(test, "iv");
    if (nonce.size() != nonce_size) {
      // Not a nonce at all: the wrapper's types do not take it.
      CHECK_FALSE(is_valid(test));
      return;
    }
    const Bytes plain = hex(test, "msg");
    const Bytes associated = hex(test, "aad");
    Bytes expected = hex(test, "ct");
    append(expected, hex(test, "tag"));
    Bytes sealed(plain.size() + tag_size);
    seal(*key, nonce, plain, associated, sealed);
    CHECK((sealed == expected) == is_valid(test));
    Bytes opened(plain.size());
    CHECK(open(*key, nonce, expected, associated, opened) == is_valid(test));
    if (is_valid(test)) CHECK(opened == plain);
  });
  CHECK(count == 315);
}

TEST_CASE("Ed25519 agrees with every Wycheproof vector") {
  const int count = for_each_test(load("ed25519_test.json"), [](auto& group, auto& test) {
    SignPublicKey key;
    REQUIRE(copy_exact(key.bytes, hex(group.at("publicKey"), "pk")));
    Signature signature;
    const bool accepted =
        copy_exact(signature, hex(test, "sig")) && verify(key, signature, hex(test, "msg"));
    CHECK(accepted == is_valid(test));
  });
  CHECK(count == 151);
}

TEST_CASE("X25519 agrees with every Wycheproof vector, and refuses low order") {
  int refused = 0;
  const int count = for_each_test(load("x25519_test.json"), [&](auto&, auto& test) {
    const auto secret = BoxSecret::from(hex(test, "private"));
    BoxPublicKey other;
    REQUIRE(secret);
    REQUIRE(copy_exact(other.bytes, hex(test, "public")));
    const auto shared = shared_secret(*secret, other);
    const auto& flags = test.at("flags");
    const bool low_order = std::find(flags.begin(), flags.end(), "ZeroSharedSecret") != flags.end();
    CHECK(shared.has_value() == !low_order);
    if (shared) CHECK(equal(shared->view(), hex(test, "shared")));
    refused += low_order;
  });
  CHECK(count == 518);
  CHECK(refused == 31);
}
