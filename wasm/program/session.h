// An open vault with everything that stands on it: files, keys, database, projections, workspace.
// Gone as a whole, in the right order.
#pragma once

#include "core/query/directory.h"
#include "core/query/filter_runner.h"
#include "core/query/search.h"
#include "core/record/backup.h"
#include "core/record/workspace.h"
#include "core/store/vault.h"
#include "core/store/vfs.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace kith::wasm {

class Session {
 public:
  // Where Vault::inspect says not_found. A crash on the way leaves nothing, or a vault of which
  // open says that nothing is in it. `recovery` is named by the workspace's first entry.
  static Result<std::unique_ptr<Session>> create(Disk& disk, std::string_view name,
                                                 const VaultId& vault,
                                                 const std::vector<NewWrap>& wraps,
                                                 const RecoveryKeys& recovery, Clock& clock,
                                                 Random& random);
  // The vault of a backup, still without its workspace, which comes from begin_restore.
  static Result<std::unique_ptr<Session>> create_from(const BackupHead& backup, Disk& disk,
                                                      WrapKind wrap, const KekKey& kek,
                                                      Random& random);
  Result<WorkspaceRestore> begin_restore(Clock& clock, Random& random);
  void adopt(std::unique_ptr<Workspace> workspace) { workspace_ = std::move(workspace); }
  // not_found: the vault opens, and nothing is in it.
  static Result<std::unique_ptr<Session>> open(Disk& disk, WrapKind wrap, const KekKey& kek,
                                               Clock& clock, Random& random);

  // Reads everything above the vault anew, as another Workspace: after Vault::resume said that what
  // was there is outdated.
  Result<void> reread(Clock& clock, Random& random);

  Workspace& workspace() { return *workspace_; }
  Directory& directory() { return directory_; }
  Vault& vault() { return *vault_; }

 private:
  explicit Session(std::unique_ptr<Vault> vault) : vault_(std::move(vault)), vfs_(vault_->log()) {}

  WorkspaceOptions options(Clock& clock, Random& random);
  Result<void> open_workspace(Clock& clock, Random& random);

  // In the order of dependence: the workspace goes first.
  std::unique_ptr<Vault> vault_;
  VaultVfs vfs_;
  Directory directory_;
  SearchIndex search_{directory_};
  FilterIndex filter_index_;
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace kith::wasm
