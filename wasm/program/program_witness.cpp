// Whether the workspace is older than when this device last had it. Storage cannot tell: an older
// copy of all its files is whole. So the page remembers beside them how far the saves had come.
// Whoever puts back that memory too is noticed by nobody on this device alone.
#include "wasm/program/program.h"
#include "wasm/program/session.h"

namespace kith::wasm {
namespace {

constexpr std::int64_t remembered_every_us = 1'000'000;

}  // namespace

void Program::set_witness(const Witness& witness) {
  witness_ = witness;
}

void Program::look_at_witness() {
  const Vault& vault = session_->vault();
  const std::uint64_t sequence = vault.token().sequence;
  const bool went_back = witness_.vault == vault.id() && sequence < witness_.sequence;
  state_.missing_saves = went_back ? witness_.sequence - sequence : 0;
  note_witness(true);
}

void Program::note_witness(bool at_once) {
  if (!has_workspace() || !state_.storage.on_device || state_.missing_saves > 0) return;
  const Vault& vault = session_->vault();
  const Witness now{vault.id(), vault.token().sequence};
  if (now == witness_) return;
  const std::int64_t now_us = platform_.clock().steady_us();
  if (!at_once && now_us - witnessed_at_us_ < remembered_every_us) return;
  witnessed_at_us_ = now_us;
  witness_ = now;
  platform_.remember_witness(now);
}

void Program::run(ui::AcceptOlderState) {
  state_.missing_saves = 0;
  note_witness(true);
}

}  // namespace kith::wasm
