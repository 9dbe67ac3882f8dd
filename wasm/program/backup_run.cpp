#include "wasm/program/backup_run.h"

#include "core/base/date.h"
#include "wasm/program/session.h"

#include <algorithm>
#include <utility>

namespace kith::wasm {
namespace {

constexpr std::size_t write_size = 1 << 20;
constexpr std::size_t read_size = 256 << 10;
constexpr std::int64_t progress_interval_us = 100'000;

std::string file_name(Clock& clock) {
  return "kith-backup-" + edtf_text(today(clock)) + ".kith";
}

}  // namespace

BackupRun::BackupRun(Session& session, Platform& platform, ui::BackupStatus& status)
    : session_(session), platform_(platform), status_(status) {
  status_.phase = ui::BackupPhase::writing;
  status_.progress = 0;
  status_.error.reset();
}

RunStep BackupRun::step(std::int64_t budget_us) {
  const std::int64_t end = platform_.clock().steady_us() + budget_us;
  Result<RunStep> step = RunStep::more;
  do {
    // What was erased meanwhile may be in it already.
    const bool is_stale = session_.workspace().erasure_count() != erasures_;
    if (!file_ || is_stale) {
      step = begin();
    } else if (status_.phase == ui::BackupPhase::writing) {
      step = write_some();
    } else {
      step = read_some();
    }
  } while (step && *step == RunStep::more && platform_.clock().steady_us() < end);
  if (!step) {
    status_.phase = ui::BackupPhase::failed;
    status_.error = std::move(step.error());
    step = RunStep::over;
  }
  const std::int64_t now = platform_.clock().steady_us();
  if (*step == RunStep::over || now - shown_us_ >= progress_interval_us) {
    shown_us_ = now;
    platform_.request_frame();
  }
  return *step;
}

Result<RunStep> BackupRun::begin() {
  status_.phase = ui::BackupPhase::writing;
  reader_.reset();
  source_.emplace(TRY(BackupSource::begin(session_.workspace())));
  attached_ = TRY(session_.workspace().attached_files());
  opening_.reset();
  attachment_.reset();
  erasures_ = session_.workspace().erasure_count();
  position_ = session_.workspace().last_position();
  writer_.emplace(session_.vault().begin_backup());
  written_.emplace(domain::backup_content);
  file_ = platform_.new_file();
  return RunStep::more;
}

// A file that is not on this device, as after a crash of its disk, is no reason to have no backup.
Result<Bytes> BackupRun::next_of_file() {
  if (!attachment_) {
    if (!opening_) opening_.emplace(platform_, attached_.back(), false);
    if (!opening_->is_here()) return Bytes();
    auto opened = opening_->take();
    opening_.reset();
    attachment_read_ = 0;
    attachment_size_ = 0;
    if (!opened && opened.error().code != ErrorCode::not_found)
      return std::unexpected(std::move(opened.error()));
    if (opened) {
      attachment_ = std::move(*opened);
      attachment_size_ = TRY(attachment_->size());
    }
  }
  Bytes content;
  if (attachment_read_ < attachment_size_) {
    FilePiece piece{attached_.back(), attachment_size_, attachment_read_, {}};
    piece.bytes.resize(static_cast<std::size_t>(
        std::min<std::uint64_t>(attachment_size_ - attachment_read_, file_piece_max)));
    TRY(attachment_->read(attachment_read_, piece.bytes));
    attachment_read_ += piece.bytes.size();
    content = BackupSource::encode(piece);
  }
  if (attachment_read_ == attachment_size_) {
    attachment_.reset();
    attached_.pop_back();
  }
  return content;
}

Result<Bytes> BackupRun::next_content() {
  while (source_->is_time_for_files() && !attached_.empty()) {
    Bytes content = TRY(next_of_file());
    if (!content.empty() || opening_) return content;
  }
  return source_->next();
}

Result<RunStep> BackupRun::write_some() {
  Bytes sealed = writer_->take();
  bool is_more = true;
  while (is_more && sealed.size() < write_size) {
    Bytes content = TRY(next_content());
    if (content.empty() && opening_) {
      TRY(file_->append(sealed));
      return RunStep::waits;
    }
    is_more = !content.empty();
    written_->add(content);
    writer_->add(content);
    if (!is_more) writer_->finish();
    append(sealed, writer_->take());
    wipe(content);
  }
  TRY(file_->append(sealed));
  // Writing is most of it: a change must be read out of the log, and is only opened when checked.
  constexpr double share = 0.8;
  status_.progress = source_->progress() * share;
  if (is_more) return RunStep::more;
  written_hash_ = written_->finish();
  status_.phase = ui::BackupPhase::checking;
  return RunStep::more;
}

Result<RunStep> BackupRun::read_some() {
  const std::uint64_t size = file_->size();
  if (!reader_) {
    Bytes head(static_cast<std::size_t>(std::min<std::uint64_t>(size, backup_head_size)));
    TRY(file_->read(0, head));
    reader_.emplace(TRY(decode_backup_head(head)), session_.vault().backup_key());
    read_.emplace(domain::backup_content);
    read_bytes_ = head.size();
  }
  Bytes some(static_cast<std::size_t>(std::min<std::uint64_t>(size - read_bytes_, read_size)));
  TRY(file_->read(read_bytes_, some));
  TRY(reader_->feed(some));
  read_bytes_ += some.size();
  status_.progress =
      std::max(status_.progress, static_cast<double>(read_bytes_) / static_cast<double>(size));
  if (read_bytes_ == size) TRY(reader_->end());
  Bytes content = reader_->take();
  read_->add(content);
  wipe(content);
  if (read_bytes_ < size) return RunStep::more;
  TRY(check_end());
  return RunStep::over;
}

Result<void> BackupRun::check_end() {
  if (read_->finish() != written_hash_) {
    return fail(ErrorCode::io,
                "What was written could not be read back as it was. The backup was not kept; try "
                "again, with more room on this device.");
  }
  TRY(session_.workspace().remember_backup(
      {.wall_ms = platform_.clock().wall_ms(), .position = position_}));
  platform_.offer(*file_, file_name(platform_.clock()), "application/octet-stream");
  status_.phase = ui::BackupPhase::idle;
  status_.bytes = static_cast<std::int64_t>(file_->size());
  return {};
}

}  // namespace kith::wasm
