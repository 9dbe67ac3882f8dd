// How the recovery phrase opens a vault. When a vault is created the words are known, and the key
// of their wrap comes from them. When its storage key is replaced later they lie in a safe: then
// the wrap is made from the public key that the words give, which the workspace's first entry
// names.
//
//   NewWrap wrap = TRY(wrap_for_recovery(recovery.box, vault.id(), random));
//   KekKey kek = TRY(recovery_kek(seed, info.vault, *info.recovery()));
#pragma once

#include "core/crypto/recovery_phrase.h"
#include "core/store/vault.h"

namespace kith {

// Of a wrap made from the words. They have 256 random bits, so they need no stretching.
KekKey recovery_kek(const RecoverySeed& seed, const VaultId& vault, const Salt& salt);
// Of either wrap. wrong_passphrase when no words can open it.
Result<KekKey> recovery_kek(const RecoverySeed& seed, const VaultId& vault, const WrapInfo& wrap);

// Made without the words. invalid_argument when `recovery` is no key that anybody has.
Result<NewWrap> wrap_for_recovery(const BoxPublicKey& recovery, const VaultId& vault,
                                  Random& random);

}  // namespace kith
