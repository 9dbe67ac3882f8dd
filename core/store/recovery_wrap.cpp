#include "core/store/recovery_wrap.h"

#include <algorithm>

namespace kith {

namespace {

// The sender's key, made for this one wrap, is its salt and the front of its nonce.
BoxPublicKey sender_of(const WrapInfo& wrap) {
  BoxPublicKey sender;
  std::ranges::copy(wrap.salt, sender.bytes.begin());
  std::copy_n(wrap.nonce.begin(), sender.bytes.size() - sizeof(Salt),
              sender.bytes.begin() + sizeof(Salt));
  return sender;
}

KekKey box_kek(const SharedSecret& shared, const VaultId& vault, const BoxPublicKey& sender,
               const BoxPublicKey& recovery) {
  return *KekKey::from(Hasher(domain::recovery_box, shared.view())
                           .add(vault.view())
                           .add(sender.view())
                           .add(recovery.view())
                           .finish());
}

}  // namespace

KekKey recovery_kek(const RecoverySeed& seed, const VaultId& vault, const Salt& salt) {
  return *KekKey::from(
      Hasher(domain::recovery_kek, seed.view()).add(vault.view()).add(salt).finish());
}

Result<KekKey> recovery_kek(const RecoverySeed& seed, const VaultId& vault, const WrapInfo& wrap) {
  if (wrap.kind == WrapKind::recovery_phrase) return recovery_kek(seed, vault, wrap.salt);
  const BoxKeyPair recovery = BoxKeyPair::from_secret(derive(seed, recovery_box_derivation));
  const BoxPublicKey sender = sender_of(wrap);
  const auto shared = shared_secret(recovery.secret(), sender);
  if (!shared) {
    return fail(ErrorCode::wrong_passphrase, "These words do not open this workspace.",
                "the sender's key is of low order");
  }
  return box_kek(*shared, vault, sender, recovery.public_key());
}

Result<NewWrap> wrap_for_recovery(const BoxPublicKey& recovery, const VaultId& vault,
                                  Random& random) {
  const BoxKeyPair sender = BoxKeyPair::generate(random);
  const auto shared = shared_secret(sender.secret(), recovery);
  if (!shared) return fail(ErrorCode::invalid_argument, "The recovery key is not valid.");
  NewWrap wrap{{.kind = WrapKind::recovery_box, .cost = {}, .salt = {}},
               box_kek(*shared, vault, sender.public_key(), recovery)};
  const auto& key = sender.public_key().bytes;
  random.fill(wrap.info.nonce);
  std::copy_n(key.begin(), sizeof(Salt), wrap.info.salt.begin());
  std::copy(key.begin() + sizeof(Salt), key.end(), wrap.info.nonce.begin());
  return wrap;
}

}  // namespace kith
