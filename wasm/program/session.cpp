#include "wasm/program/session.h"

#include <utility>

namespace kith::wasm {

WorkspaceOptions Session::options(Clock& clock, Random& random) {
  return {clock, random, {&directory_, &search_, &filter_index_}};
}

Result<std::unique_ptr<Session>> Session::create(Disk& disk, std::string_view name,
                                                 const VaultId& vault_id,
                                                 const std::vector<NewWrap>& wraps,
                                                 const RecoveryKeys& recovery, Clock& clock,
                                                 Random& random) {
  auto vault = TRY(Vault::create(disk, vault_id, wraps, random));
  std::unique_ptr<Session> session(new Session(std::move(vault)));
  Database db = TRY(Database::open("main", session->vfs_.name()));
  WorkspaceOptions options = session->options(clock, random);
  options.recovery = recovery;
  session->workspace_ = TRY(Workspace::create(std::move(db), name, std::move(options)));
  return session;
}

Result<std::unique_ptr<Session>> Session::create_from(const BackupHead& backup, Disk& disk,
                                                      WrapKind wrap, const KekKey& kek,
                                                      Random& random) {
  auto vault = TRY(Vault::create_from(backup, disk, wrap, kek, random));
  return std::unique_ptr<Session>(new Session(std::move(vault)));
}

Result<WorkspaceRestore> Session::begin_restore(Clock& clock, Random& random) {
  Database db = TRY(Database::open("main", vfs_.name()));
  return WorkspaceRestore(std::move(db), options(clock, random));
}

Result<std::unique_ptr<Session>> Session::open(Disk& disk, WrapKind wrap, const KekKey& kek,
                                               Clock& clock, Random& random) {
  auto vault = TRY(Vault::open(disk, wrap, kek, random));
  std::unique_ptr<Session> session(new Session(std::move(vault)));
  TRY(session->open_workspace(clock, random));
  return session;
}

Result<void> Session::reread(Clock& clock, Random& random) {
  workspace_.reset();
  return open_workspace(clock, random);
}

Result<void> Session::open_workspace(Clock& clock, Random& random) {
  Database db = TRY(Database::open("main", vfs_.name()));
  workspace_ = TRY(Workspace::open(std::move(db), options(clock, random)));
  return {};
}

}  // namespace kith::wasm
