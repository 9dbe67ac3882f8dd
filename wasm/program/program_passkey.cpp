// A passkey beside the passphrase: adding one takes the passphrase, so that nobody who finds Kith
// open can leave a way in behind. The browser asks for it in a dialog of its own, for as long as it
// likes; whoever calls that off wanted no error.
#include "core/crypto/secret.h"
#include "wasm/program/program.h"
#include "wasm/program/session.h"

#include <utility>

namespace kith::wasm {

void Program::set_passkeys_offered(bool offered) {
  state_.passkey.is_offered = offered;
  platform_.request_frame();
}

bool Program::is_changing_keys() const {
  return state_.passphrase.is_changing || state_.sealing.is_running || state_.passkey.is_asking;
}

void Program::look_for_passkey() {
  auto info = Vault::inspect(*disk_);
  state_.passkey.is_there = info && info->find(WrapKind::passkey) != nullptr;
}

// -- opening --

// The door stays as it is meanwhile: the passphrase still opens it.
void Program::run(ui::OpenWithPasskey) {
  if (!disk_ || state_.vault != ui::VaultStatus::locked || state_.passkey.is_asking) return;
  auto info = Vault::inspect(*disk_);
  if (!info) return refuse(ui::VaultStatus::damaged, std::move(info.error()));
  const WrapInfo* wrap = info->find(WrapKind::passkey);
  if (wrap == nullptr) return look_for_passkey();
  state_.passkey.is_asking = true;
  state_.passkey.was_declined = false;
  const auto answered = [this, vault = info->vault, salt = wrap->salt](auto secret) {
    state_.passkey.is_asking = false;
    platform_.request_frame();
    if (!is_here() || state_.vault != ui::VaultStatus::locked) return;
    if (secret) return open_with(WrapKind::passkey, passkey_kek(*secret, vault, salt));
    state_.passkey.was_declined = secret.error().code == ErrorCode::cancelled;
    if (!state_.passkey.was_declined) state_.error = std::move(secret.error());
  };
  platform_.use_passkey(passkey_query(info->vault, wrap->salt), answered);
}

// -- adding and removing --

void Program::run(ui::AddPasskey command) {
  if (!has_workspace() || is_changing_keys() || state_.passkey.is_there)
    return wipe(command.passphrase);
  state_.passkey.error.reset();
  state_.passkey.was_declined = false;
  const auto wrap = session_->vault().wrap(WrapKind::passphrase);
  if (!wrap) {
    wipe(command.passphrase);
    return refuse_passkey({ErrorCode::unsupported, "Choose a passphrase first."});
  }
  state_.passkey.is_asking = true;
  platform_.derive_key(
      std::move(command.passphrase), wrap->salt, wrap->cost, [this](Result<DerivedKey> derived) {
        if (!has_workspace()) return;  // locked or let go of meanwhile
        if (!derived) return refuse_passkey(std::move(derived.error()));
        if (!session_->vault().opens_with(WrapKind::passphrase, derived->key)) {
          return refuse_passkey({ErrorCode::wrong_passphrase, "This is not the passphrase."});
        }
        make_passkey();
      });
}

void Program::make_passkey() {
  const Salt salt = platform_.random().bytes<sizeof(Salt)>();
  platform_.make_passkey(passkey_query(session_->vault().id(), salt),
                         [this, salt](Result<PasskeySecret> secret) {
                           if (has_workspace()) add_passkey(salt, std::move(secret));
                         });
}

void Program::add_passkey(const Salt& salt, Result<PasskeySecret> secret) {
  if (!secret) return refuse_passkey(std::move(secret.error()));
  Vault& vault = session_->vault();
  auto added = session_->workspace().flush();
  if (added) {
    added = vault.replace_wrap(
        {{WrapKind::passkey, PassphraseCost{}, salt}, passkey_kek(*secret, vault.id(), salt)});
  }
  if (!added) {
    platform_.drop_passkeys(passkey_owner(vault.id()));
    return refuse_passkey(std::move(added.error()));
  }
  state_.passkey.is_asking = false;
  state_.passkey.is_there = true;
  ++state_.passkey.additions;
  toast("The passkey was added");
  platform_.request_frame();
}

void Program::refuse_passkey(Error error) {
  state_.passkey.is_asking = false;
  state_.passkey.was_declined = error.code == ErrorCode::cancelled;
  if (!state_.passkey.was_declined) state_.passkey.error = std::move(error);
  platform_.request_frame();
}

void Program::run(ui::RemovePasskey) {
  if (!has_workspace() || is_changing_keys() || !state_.passkey.is_there) return;
  Vault& vault = session_->vault();
  auto removed = session_->workspace().flush();
  if (removed) removed = vault.remove_wrap(WrapKind::passkey);
  if (!removed) {
    state_.error = std::move(removed.error());
    return;
  }
  state_.passkey.is_there = false;
  platform_.drop_passkeys(passkey_owner(vault.id()));
  toast("The passkey was removed");
}

}  // namespace kith::wasm
