#include "wasm/program/session.h"

namespace kith::wasm {
namespace {

// The name is gone with the crash that left a vault without a workspace; it can be given anew.
constexpr std::string_view unnamed_workspace = "Our workspace";

}  // namespace

Result<std::unique_ptr<Session>> Session::create(Disk& disk, std::string_view name,
                                                 const VaultId& vault_id,
                                                 const std::vector<NewWrap>& wraps,
                                                 const RecoveryKeys& recovery, Clock& clock,
                                                 Random& random) {
  auto vault = TRY(Vault::create(disk, vault_id, wraps, random));
  std::unique_ptr<Session> session(new Session(std::move(vault)));
  TRY(session->open_workspace(name, recovery, clock, random));
  return session;
}

Result<std::unique_ptr<Session>> Session::open(Disk& disk, WrapKind wrap, const KekKey& kek,
                                               Clock& clock, Random& random) {
  auto vault = TRY(Vault::open(disk, wrap, kek, random));
  std::unique_ptr<Session> session(new Session(std::move(vault)));
  TRY(session->open_workspace(unnamed_workspace, std::nullopt, clock, random));
  return session;
}

Result<void> Session::reread(Clock& clock, Random& random) {
  workspace_.reset();
  return open_workspace(unnamed_workspace, std::nullopt, clock, random);
}

Result<void> Session::open_workspace(std::string_view new_name,
                                     const std::optional<RecoveryKeys>& recovery, Clock& clock,
                                     Random& random) {
  const bool is_new = vault_->log().page_count() == 0;
  Database db = TRY(Database::open("main", vfs_.name()));
  const WorkspaceOptions options{clock, random, {&directory_, &search_}, recovery};
  workspace_ = is_new ? TRY(Workspace::create(std::move(db), new_name, options))
                      : TRY(Workspace::open(std::move(db), options));
  return {};
}

}  // namespace kith::wasm
