#include "core/store/passkey_wrap.h"

namespace kith {

Hash256 passkey_owner(const VaultId& vault) {
  return Hasher(domain::passkey_owner).add(vault.view()).finish();
}

PasskeyQuery passkey_query(const VaultId& vault, const Salt& salt) {
  return {.input = Hasher(domain::passkey_input).add(vault.view()).add(salt).finish(),
          .owner = passkey_owner(vault)};
}

KekKey passkey_kek(const PasskeySecret& secret, const VaultId& vault, const Salt& salt) {
  return *KekKey::from(
      Hasher(domain::passkey_kek, secret.view()).add(vault.view()).add(salt).finish());
}

}  // namespace kith
