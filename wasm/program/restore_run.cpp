#include "wasm/program/restore_run.h"

#include "wasm/program/session.h"

#include <algorithm>
#include <utility>

namespace kith::wasm {
namespace {

constexpr std::size_t read_size = 64 << 10;
constexpr std::int64_t progress_interval_us = 100'000;

}  // namespace

RestoreRun::RestoreRun(Platform& platform, ui::RestoreStatus& status)
    : platform_(platform), status_(status) {}

RestoreRun::~RestoreRun() {
  give_up();
}

void RestoreRun::choose(std::string file_name) {
  status_ = {.file_name = std::move(file_name)};
  file_ = platform_.chosen_file(FilePurpose::anything);
  if (auto looked = look(); !looked) return fail_with(std::move(looked.error()));
  status_.phase = ui::RestorePhase::locked;
}

Result<void> RestoreRun::look() {
  status_.bytes = static_cast<std::int64_t>(file_->size());
  Bytes bytes(static_cast<std::size_t>(std::min<std::uint64_t>(file_->size(), backup_head_size)));
  TRY(file_->read(0, bytes));
  head_ = TRY(decode_backup_head(bytes));
  return {};
}

void RestoreRun::start(Disk& disk, WrapKind kind, const KekKey& kek) {
  status_.error.reset();
  auto begun = begin(disk, kind, kek);
  if (begun) {
    status_.phase = ui::RestorePhase::reading;
  } else if (begun.error().code == ErrorCode::wrong_passphrase) {
    status_.phase = ui::RestorePhase::locked;
    status_.error = std::move(begun.error());
  } else {
    fail_with(std::move(begun.error()));
  }
}

Result<void> RestoreRun::begin(Disk& disk, WrapKind kind, const KekKey& kek) {
  const StorageKey key = TRY(unlock_backup(*head_, kind, kek));
  if (const auto found = Vault::inspect(disk);
      found || found.error().code != ErrorCode::not_found) {
    return fail(ErrorCode::conflict, "There is a workspace on this device already.");
  }
  disk_ = &disk;  // nothing of anybody's is here, and from now on there is something to take back
  session_ = TRY(Session::create_from(*head_, disk, kind, kek, platform_.random()));
  restore_.emplace(TRY(session_->begin_restore(platform_.clock(), platform_.random())));
  reader_.emplace(*head_, derive(key, backup_key_derivation));
  read_bytes_ = backup_head_size;
  return {};
}

RunStep RestoreRun::step(std::int64_t budget_us) {
  const std::int64_t end = platform_.clock().steady_us() + budget_us;
  Result<RunStep> step = RunStep::more;
  do
    step = piece_ ? write_piece() : read_some();
  while (step && *step == RunStep::more && platform_.clock().steady_us() < end);
  const std::int64_t now = platform_.clock().steady_us();
  if (now - shown_us_ >= progress_interval_us) {
    shown_us_ = now;
    platform_.request_frame();
  }
  if (step) return *step;
  fail_with(std::move(step.error()));
  return RunStep::over;
}

Result<RunStep> RestoreRun::write_piece() {
  if (!attachment_) {
    if (!opening_) {
      made_.push_back(piece_->file);
      opening_.emplace(platform_, piece_->file, true);
    }
    if (!opening_->is_here()) return RunStep::waits;
    attachment_ = TRY(opening_->take());
    opening_.reset();
  }
  TRY(attachment_->write(piece_->offset, piece_->bytes));
  if (piece_->offset + piece_->bytes.size() == piece_->size) {
    TRY(attachment_->flush());
    attachment_.reset();
  }
  piece_.reset();
  return RunStep::more;
}

Result<RunStep> RestoreRun::read_some() {
  if (TRY(restore_->step())) {
    piece_ = restore_->take_file_piece();
    return RunStep::more;
  }
  const std::uint64_t size = file_->size();
  if (read_bytes_ < size) {
    Bytes some(static_cast<std::size_t>(std::min<std::uint64_t>(size - read_bytes_, read_size)));
    TRY(file_->read(read_bytes_, some));
    TRY(reader_->feed(some));
    read_bytes_ += some.size();
    status_.bytes_read = static_cast<std::int64_t>(read_bytes_);
    if (read_bytes_ == size) TRY(reader_->end());
    Bytes content = reader_->take();
    TRY(restore_->feed(content));
    wipe(content);
    return RunStep::more;
  }
  session_->adopt(TRY(restore_->finish()));
  restore_.reset();
  made_.clear();
  status_ = {};
  return RunStep::over;
}

std::unique_ptr<Session> RestoreRun::take_session() {
  if (restore_ || status_.error) return nullptr;
  disk_ = nullptr;
  return std::move(session_);
}

void RestoreRun::give_up() {
  restore_.reset();
  reader_.reset();
  session_.reset();
  piece_.reset();
  opening_.reset();
  attachment_.reset();
  for (const std::string& name : made_)
    platform_.remove_attachment(name);
  made_.clear();
  // Where emptying fails, the next opening finds a vault without a workspace and says so.
  if (disk_ != nullptr) (void)Vault::discard(*disk_);
  disk_ = nullptr;
}

void RestoreRun::fail_with(Error error) {
  give_up();
  status_.phase = ui::RestorePhase::failed;
  status_.error = std::move(error);
  platform_.request_frame();
}

}  // namespace kith::wasm
