// A change of passphrase: the present one is checked, the next is stretched (each in a throw-away
// worker), and the storage key is wrapped anew in both superblocks. The records are not touched.
#include "core/crypto/secret.h"
#include "wasm/program/program.h"
#include "wasm/program/session.h"

#include <utility>

namespace kith::wasm {

void Program::run(ui::ChangePassphrase command) {
  if (!has_workspace() || is_changing_keys()) {
    wipe(command.present);
    return wipe(command.next);
  }
  state_.passphrase.is_changing = true;
  state_.passphrase.error.reset();
  const auto wrap = session_->vault().wrap(WrapKind::passphrase);
  if (state_.passphrase.is_forgotten || !wrap) return replace_passphrase(std::move(command.next));
  platform_.derive_key(
      std::move(command.present), wrap->salt, wrap->cost,
      [this, next = std::move(command.next)](Result<DerivedKey> present) mutable {
        if (!has_workspace()) return wipe(next);  // locked or let go of meanwhile
        if (!present) {
          refuse_passphrase(std::move(present.error()));
        } else if (!session_->vault().opens_with(WrapKind::passphrase, present->key)) {
          refuse_passphrase({ErrorCode::wrong_passphrase, "This is not the present passphrase."});
        } else {
          return replace_passphrase(std::move(next));
        }
        wipe(next);
      });
}

void Program::replace_passphrase(std::string next) {
  const Salt salt = platform_.random().bytes<sizeof(Salt)>();
  platform_.derive_key(
      std::move(next), salt, std::nullopt, [this, salt](Result<DerivedKey> derived) {
        if (!has_workspace()) return;
        if (!derived) return refuse_passphrase(std::move(derived.error()));
        // Both superblocks begin a log anew, so what waits for a flush goes first.
        auto changed = session_->workspace().flush();
        if (changed) {
          const NewWrap wrap{{WrapKind::passphrase, derived->cost, salt}, std::move(derived->key)};
          changed = session_->vault().replace_wrap(wrap);
        }
        if (!changed) return refuse_passphrase(std::move(changed.error()));
        state_.passphrase = {.changes = state_.passphrase.changes + 1};
        state_.sealing.is_advised = true;
        toast("The passphrase was changed");
        platform_.request_frame();
      });
}

void Program::refuse_passphrase(Error error) {
  state_.passphrase.is_changing = false;
  state_.passphrase.error = std::move(error);
  platform_.request_frame();
}

}  // namespace kith::wasm
