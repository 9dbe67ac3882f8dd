// Sealing everything under a fresh key, in slices, so that the page never stands still: the
// passphrase is checked, the room asked for, then Rekey copies page by page while changes go on.
#include "core/crypto/secret.h"
#include "core/record/genesis.h"
#include "core/record/workspace_identity.h"
#include "core/store/recovery_wrap.h"
#include "wasm/program/import_run.h"
#include "wasm/program/program.h"
#include "wasm/program/session.h"

#include <memory>
#include <utility>
#include <vector>

namespace kith::wasm {
namespace {

constexpr std::uint32_t pages_at_once = 200;  // some five milliseconds
constexpr std::uint64_t room_to_spare = 1 << 20;

// What the recovery phrase is known by, so that its words are not needed.
Result<BoxPublicKey> recovery_key(Workspace& workspace) {
  const WorkspaceIdentity identity = TRY(workspace.identity());
  if (!identity.control.empty()) {
    const GenesisContent genesis = TRY(read_genesis(identity.control.front()));
    if (genesis.recovery) return genesis.recovery->box;
  }
  return fail(
      ErrorCode::unsupported,
      "This workspace does not name its recovery phrase, which would be lost. Make a backup "
      "and begin a new workspace from it instead.");
}

}  // namespace

void Program::run(ui::SealAnew command) {
  if (!has_workspace() || is_changing_keys()) {
    return wipe(command.passphrase);
  }
  state_.sealing.error.reset();
  const auto wrap = session_->vault().wrap(WrapKind::passphrase);
  if (is_working() || !wrap) {
    wipe(command.passphrase);
    return refuse_rekey(is_working()
                            ? Error{ErrorCode::conflict, "Wait until what runs now is done."}
                            : Error{ErrorCode::unsupported, "Choose a passphrase first."});
  }
  state_.sealing.is_running = true;
  state_.sealing.share = 0;
  platform_.derive_key(
      std::move(command.passphrase), wrap->salt, wrap->cost, [this](Result<DerivedKey> derived) {
        if (!waits_for_rekey()) return;
        if (!derived) return refuse_rekey(std::move(derived.error()));
        if (!session_->vault().opens_with(WrapKind::passphrase, derived->key)) {
          return refuse_rekey({ErrorCode::wrong_passphrase, "This is not the passphrase."});
        }
        begin_rekey(std::move(derived->key));
      });
}

// Not locked or called off meanwhile.
bool Program::waits_for_rekey() const {
  return session_ && state_.sealing.is_running && !rekey_;
}

// Once there is room for everything a second time. Where the browser does not say, the writing
// itself will.
void Program::begin_rekey(KekKey kek) {
  auto kept = std::make_shared<KekKey>(std::move(kek));
  platform_.estimate_storage([this, kept](Result<StorageEstimate> estimate) {
    if (!waits_for_rekey()) return;
    const std::uint64_t pages = session_->vault().log().page_count();
    const auto wanted = static_cast<std::int64_t>(pages * slot_size + room_to_spare);
    const bool is_known = estimate && estimate->quota_bytes > 0 && state_.storage.on_device;
    if (is_known && estimate->quota_bytes - estimate->used_bytes < wanted) {
      return refuse_rekey({ErrorCode::storage_full,
                           "There is no room to store everything a second time while it is sealed "
                           "anew. Free some space and try again. Nothing was changed."});
    }
    auto begun = is_working()
                     ? Result<void>(fail(ErrorCode::conflict, "Wait until what runs now is done."))
                     : make_rekey(std::move(*kept));
    if (!begun) return refuse_rekey(std::move(begun.error()));
    platform_.request_jobs();
  });
}

Result<void> Program::make_rekey(KekKey kek) {
  TRY(session_->workspace().flush());
  Vault& vault = session_->vault();
  std::vector<NewWrap> wraps;
  wraps.push_back({*vault.wrap(WrapKind::passphrase), std::move(kek)});
  const BoxPublicKey recovery = TRY(recovery_key(session_->workspace()));
  wraps.push_back(TRY(wrap_for_recovery(recovery, vault.id(), platform_.random())));
  rekey_.emplace(TRY(Rekey::begin(vault, wraps)));
  return {};
}

void Program::step_rekey() {
  auto all_copied = rekey_->step(pages_at_once);
  if (!all_copied) return refuse_rekey(std::move(all_copied.error()));
  state_.sealing.share = rekey_->progress();
  platform_.request_frame();
  if (!*all_copied) return platform_.request_jobs();

  auto finished = session_->workspace().flush();
  if (finished) finished = rekey_->finish();
  if (!finished) return refuse_rekey(std::move(finished.error()));
  rekey_.reset();
  state_.sealing = {.times = state_.sealing.times + 1};
  toast(state_.passkey.is_there ? "Everything was sealed anew. Add your passkey again to use it."
                                : "Everything was sealed anew");
  if (std::exchange(state_.passkey.is_there, false)) {
    platform_.drop_passkeys(passkey_owner(session_->vault().id()));
  }
  platform_.request_jobs();
}

void Program::run(ui::CancelSealAnew) {
  end_rekey();
  state_.sealing.is_running = false;
}

void Program::end_rekey() {
  if (rekey_) rekey_->cancel();
  rekey_.reset();
}

void Program::refuse_rekey(Error error) {
  end_rekey();
  state_.sealing.is_running = false;
  state_.sealing.error = std::move(error);
  platform_.request_frame();
}

}  // namespace kith::wasm
