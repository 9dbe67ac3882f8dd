// One file of the user's taken in as an attachment, or one given back: in slices, the sealed file
// beside the database, and nothing of it in memory but the slice.
//
//   AttachRun run(platform, std::move(chosen_file), "Lease.pdf", status);
//   while (TRY(run.step(budget)) == RunStep::more) …
//   commit(run.attachment());                  // once it is over; only then does anything name it
#pragma once

#include "core/record/value.h"
#include "core/store/attachment_file.h"
#include "ui/program_state.h"
#include "wasm/program/opening_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace kith::wasm {

class AttachRun {
 public:
  // Platform and status outlive it.
  AttachRun(Platform& platform, std::unique_ptr<HostFile> file, std::string name,
            ui::AttachmentStatus& status);
  // What was not finished is removed.
  ~AttachRun();

  // Works for about so long.
  Result<RunStep> step(std::int64_t budget_us);
  const Attachment& attachment() const { return attachment_; }
  std::string sealed_name() const { return attachment_file_name(attachment_.key); }
  // Something may name it from now on: the file stays.
  void keep() { is_kept_ = true; }

 private:
  Result<void> take_some();
  Result<void> finish();
  Result<void> write(const Bytes& sealed);

  Platform& platform_;
  std::unique_ptr<HostFile> file_;
  ui::AttachmentStatus& status_;
  AttachmentSealer sealer_;
  Attachment attachment_;
  OpeningFile opening_;
  std::unique_ptr<BlockFile> sealed_;
  std::uint64_t written_ = 0;
  bool is_finished_ = false;
  bool is_kept_ = false;
};

class GiveBackRun {
 public:
  GiveBackRun(Platform& platform, Attachment attachment, ui::AttachmentStatus& status);

  Result<RunStep> step(std::int64_t budget_us);

 private:
  Result<void> take_some();

  Platform& platform_;
  ui::AttachmentStatus& status_;
  Attachment attachment_;
  OpeningFile opening_;
  AttachmentOpener opener_;
  std::unique_ptr<BlockFile> sealed_;
  std::unique_ptr<HostFile> file_;
  std::uint64_t size_ = 0;
  std::uint64_t read_ = 0;
};

}  // namespace kith::wasm
