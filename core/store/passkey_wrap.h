// How a passkey opens a vault. Its authenticator computes a secret from what it is asked (the PRF
// extension of WebAuthn), the same one each time, and the key of the wrap comes from that. Neither
// the credential's name nor its public key is kept: the browser finds the passkeys of its address,
// and nobody's signature is checked, since what the secret does not open stays shut.
//
//   PasskeyQuery query = passkey_query(info.vault, wrap.salt);   // for the browser
//   KekKey kek = passkey_kek(secret, info.vault, wrap.salt);     // from its answer
#pragma once

#include "core/crypto/hash.h"
#include "core/crypto/passphrase.h"
#include "core/crypto/secret.h"
#include "core/store/frame.h"

namespace kith {

using PasskeySecret = Secret<struct PasskeyTag>;  // what the authenticator computes

struct PasskeyQuery {
  Hash256 input;  // what it is asked
  Hash256 owner;
};

// Whom the passkeys of a vault belong to; says nothing of it.
Hash256 passkey_owner(const VaultId& vault);
PasskeyQuery passkey_query(const VaultId& vault, const Salt& salt);
KekKey passkey_kek(const PasskeySecret& secret, const VaultId& vault, const Salt& salt);

}  // namespace kith
