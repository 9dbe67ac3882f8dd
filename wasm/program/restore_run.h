// One backup brought back as the workspace of this device: its file is looked at, unlocked, and
// read change by change in slices. Nothing is there before all of it is.
//
//   RestoreRun run(platform, status);
//   run.choose(file_name);                  // status: locked, or failed
//   run.start(disk, WrapKind::passphrase, kek);
//   while (run.step(budget)) …
//   auto session = run.take_session();      // null when it failed
#pragma once

#include "core/record/backup.h"
#include "core/store/backup_file.h"
#include "ui/program_state.h"
#include "wasm/program/opening_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kith::wasm {

class Session;

class RestoreRun {
 public:
  // Both outlive it. What it shows, it writes into `status`.
  RestoreRun(Platform& platform, ui::RestoreStatus& status);
  ~RestoreRun();

  void choose(std::string file_name);
  // How the key of that way to unlock it is made; null when there is none.
  const Wrap* wrap(WrapKind kind) const { return head_ ? head_->find(kind) : nullptr; }
  const Wrap* recovery_wrap() const { return head_ ? head_->recovery() : nullptr; }
  const VaultId& vault() const { return head_->vault; }
  void start(Disk& disk, WrapKind kind, const KekKey& kek);

  bool is_running() const { return restore_.has_value(); }
  // Works for about so long.
  RunStep step(std::int64_t budget_us);
  std::unique_ptr<Session> take_session();
  // Leaves the files as if it had never begun.
  void give_up();

 private:
  Result<void> look();
  Result<void> begin(Disk& disk, WrapKind kind, const KekKey& kek);
  Result<RunStep> read_some();
  // Puts down the piece of a file that was found.
  Result<RunStep> write_piece();
  void fail_with(Error error);

  Platform& platform_;
  ui::RestoreStatus& status_;
  std::unique_ptr<HostFile> file_;
  std::optional<BackupHead> head_;
  Disk* disk_ = nullptr;
  std::unique_ptr<Session> session_;
  std::optional<BackupReader> reader_;
  std::optional<WorkspaceRestore> restore_;
  std::optional<FilePiece> piece_;  // not yet in its file
  std::optional<OpeningFile> opening_;
  std::unique_ptr<BlockFile> attachment_;  // the one being written
  std::vector<std::string> made_;          // files, all of them
  std::uint64_t read_bytes_ = 0;
  std::int64_t shown_us_ = 0;
};

}  // namespace kith::wasm
