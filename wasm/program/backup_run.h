// One backup from its beginning to the file that the user is given: written in slices while the
// workspace is in use, then read back whole and compared, and only then offered.
//
//   BackupRun run(session, platform, status);
//   while (run.step(budget)) …
#pragma once

#include "core/crypto/hash.h"
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

class BackupRun {
 public:
  // All outlive it. What it shows, it writes into `status`.
  BackupRun(Session& session, Platform& platform, ui::BackupStatus& status);

  // Works for about so long.
  RunStep step(std::int64_t budget_us);

 private:
  Result<RunStep> begin();
  Result<RunStep> write_some();
  // The next of the content, empty while a file is on its way.
  Result<Bytes> next_content();
  Result<Bytes> next_of_file();
  Result<RunStep> read_some();
  Result<void> check_end();

  Session& session_;
  Platform& platform_;
  ui::BackupStatus& status_;

  std::unique_ptr<HostFile> file_;
  std::optional<BackupSource> source_;
  std::vector<std::string> attached_;  // the files that are not yet in it, the next at the end
  std::optional<OpeningFile> opening_;
  std::unique_ptr<BlockFile> attachment_;  // the one being copied
  std::uint64_t attachment_size_ = 0, attachment_read_ = 0;
  std::optional<BackupWriter> writer_;
  std::optional<Hasher> written_;
  Hash256 written_hash_{};
  std::int64_t position_ = 0;   // of the log, up to which the backup goes
  std::uint64_t erasures_ = 0;  // there were when it began
  std::optional<BackupReader> reader_;
  std::optional<Hasher> read_;
  std::uint64_t read_bytes_ = 0;
  std::int64_t shown_us_ = 0;
};

}  // namespace kith::wasm
