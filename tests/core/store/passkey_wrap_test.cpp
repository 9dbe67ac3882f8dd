#include "core/store/passkey_wrap.h"

#include "core/base/bytes.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using namespace kith::test;

namespace {

PasskeySecret secret_of(std::uint8_t byte) {
  return *PasskeySecret::from(Bytes(PasskeySecret::size, byte));
}

}  // namespace

TEST_CASE("What a passkey is asked, and the key it gives, never change") {
  const VaultId vault{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};
  const Salt salt{16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
  const PasskeyQuery query = passkey_query(vault, salt);
  CHECK(to_hex(query.input) == "7df09c022fc53278e1c78b0cc9b4b0a59cadd8e7e278853ae80cc99e49d44af2");
  CHECK(to_hex(query.owner) == "3fc79982ee1553351b053f4a40e69681be1cd16de9a5340c5b22dfaa89de2c29");
  CHECK(to_hex(passkey_kek(secret_of(7), vault, salt).view()) ==
        "129dc26f294364a424b264f90b54e2f912a836cef47bcc7d21a9ee079539565a");
}

TEST_CASE("The key of a passkey is bound to its vault, and a new salt asks for another") {
  SeededRandom random(1);
  const VaultId a{random.bytes<16>()};
  const VaultId b{random.bytes<16>()};
  const auto kek = [](std::uint8_t byte, const VaultId& vault, const Salt& salt) {
    return to_hex(passkey_kek(secret_of(byte), vault, salt).view());
  };
  CHECK(kek(1, a, Salt{1}) != kek(2, a, Salt{1}));
  CHECK(kek(1, a, Salt{1}) != kek(1, b, Salt{1}));
  CHECK(kek(1, a, Salt{1}) != kek(1, a, Salt{2}));
  CHECK(passkey_query(a, Salt{1}).input != passkey_query(a, Salt{2}).input);
  CHECK(passkey_query(a, Salt{1}).owner == passkey_query(a, Salt{2}).owner);
  CHECK(passkey_query(a, Salt{1}).owner != passkey_query(b, Salt{1}).owner);
}
