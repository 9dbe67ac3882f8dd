// A checkpoint, in the only safe order (invariants 5 and 6 of page_log.cpp):
//
//   0. make_durable, if opening could not           what was read may not be on disk (invariant 9)
//   1. begin_log, if this epoch's log never began   so that a torn superblock leaves a good one
//   2. copy_to_slots, flush pages                   sealed images as they are, nothing
//   re-encrypted;
//                                                   copy_ahead may have done most of it before
//   3. write_index, flush index                     beside the one in use
//   4. switch_superblock                            a new epoch; from here the old log is history
//   5. begin_log                                    cut, epoch frame, flush
//
// Cut off anywhere, the next opening finds either the old superblock with its whole log (and does
// not look at slots that the log has pages for), or the new one.
#include "core/base/assert.h"
#include "core/store/page_log.h"
#include "core/store/planted_fault.h"

#include <algorithm>
#include <limits>

namespace kith {

Result<void> PageLog::checkpoint() {
  TRY(check_usable());
  ASSERT(!is_read_only());
  if (has_pending()) {
    return fail(ErrorCode::conflict, "Storage is busy with a change. Try again when it is done.");
  }
  const bool log_is_empty = log_end_ == epoch_frame_size;
  if (epoch_is_ours_ && log_is_empty && page_count() == committed_page_count_) return {};

  TRY(make_durable());
  if (!log_begun_) TRY(begin_log());
  // A truncation waiting for its commit is the last word of SQLite on a committed state.
  committed_page_count_ = page_count();
  undo_.clear();
  const bool swapped = planted(PlantedFault::checkpoint_steps_swapped);
  if (!swapped) TRY(copy_to_slots());
  const Checkpoint next = TRY(write_index());
  TRY(switch_superblock(next));
  if (swapped) TRY(copy_to_slots());
  for (PageLocation& location : pages_)
    location.log_offset = 0;
  TRY(begin_log());
  trim_pages_file();
  return {};
}

Result<void> PageLog::make_durable() {
  if (is_durable_) return {};
  TRY(write_again(head_->file(), head_->offset(), head_slot_size));
  if (log_begun_) TRY(write_again(*files_.log, 0, log_end_));
  is_durable_ = true;
  return {};
}

// A flush alone would not do: after one that failed, the system may take the bytes for written.
Result<void> PageLog::write_again(BlockFile& file, std::uint64_t offset, std::uint64_t size) {
  constexpr std::uint64_t piece_size = 1 << 20;
  Bytes piece;
  for (std::uint64_t done = 0; done < size; done += piece.size()) {
    piece.resize(std::min(size - done, piece_size));
    TRY(file.read(offset + done, piece));
    TRY(file.write(offset + done, piece));
  }
  return file.flush();
}

Result<void> PageLog::rewrite_superblocks() {
  TRY(check_usable());
  ASSERT(pending_frames_ == 0 && !is_read_only());
  TRY(make_durable());
  if (!log_begun_) TRY(begin_log());
  for (int slot = 0; slot < 2; ++slot)
    TRY(write_superblock(checkpoint_));
  return {};
}

Result<void> PageLog::write_superblock(const Checkpoint& checkpoint) {
  auto written = head_->write(checkpoint);
  if (!written) broken_ = true;  // invariant 8: either superblock may be the one that counts now
  return written;
}

Result<void> PageLog::begin_log() {
  log_begun_ = false;
  TRY(files_.log->truncate(0));
  log_allocated_ = 0;
  TRY(files_.log->write(0, seal_epoch(checkpoint_, sealer_, *random_)));
  TRY(flush(*files_.log));
  log_begun_ = true;
  return {};
}

Result<bool> PageLog::copy_ahead(std::uint32_t count_max) {
  TRY(check_usable());
  if (has_pending()) return false;
  // The first steps of a checkpoint come before any slot is written.
  const bool may_copy = is_durable_ && log_begun_ && epoch_is_ours_;
  if (!may_copy) return true;
  return TRY(copy_pages(count_max)) < count_max;
}

Result<void> PageLog::copy_to_slots() {
  TRY(copy_pages(std::numeric_limits<std::uint32_t>::max()));
  return flush(*files_.pages);
}

// How many were copied.
Result<std::uint32_t> PageLog::copy_pages(std::uint32_t count_max) {
  pages_allocated_ = TRY(files_.pages->size());
  const auto run_length_max =
      static_cast<std::uint32_t>(std::max<std::size_t>(limits_.batch_bytes / slot_size, 1));
  const auto waits = [this](std::uint32_t page) {
    return pages_[page].log_offset != 0 && !pages_[page].in_slot;
  };
  std::uint32_t copied = 0;
  for (std::uint32_t page = 0; page < pages_.size() && copied < count_max;) {
    const std::uint32_t length_max = std::min(run_length_max, count_max - copied);
    std::uint32_t end = page;
    while (end < pages_.size() && end - page < length_max && waits(end))
      ++end;
    if (end > page) TRY(copy_run(page, end));
    copied += end - page;
    page = std::max(end, page + 1);
  }
  return copied;
}

// Pages `first` up to `end`, all of them in the log, to their neighbouring slots in one write.
Result<void> PageLog::copy_run(std::uint32_t first, std::uint32_t end) {
  Bytes slots((end - first) * slot_size);
  TRY(read_slots(first, end, slots));
  slots_.clear();  // what was read of the file before
  const std::uint64_t offset = std::uint64_t{first} * slot_size;
  grow(*files_.pages, pages_allocated_, offset + slots.size());
  TRY(files_.pages->write(offset, slots));
  for (std::uint32_t page = first; page < end; ++page)
    pages_[page].in_slot = true;
  return {};
}

// Neighbours that one commit wrote are neighbours in the log too, and are read at once.
Result<void> PageLog::read_slots(std::uint32_t first, std::uint32_t end, MutableBytes slots) {
  Bytes frames;
  for (std::uint32_t page = first; page < end;) {
    const std::uint64_t offset = pages_[page].log_offset;
    std::uint32_t behind = page + 1;
    while (behind < end && pages_[behind].log_offset == offset + (behind - page) * page_frame_size)
      ++behind;
    frames.resize((behind - page) * page_frame_size - slot_skip);
    TRY(files_.log->read(offset + slot_skip, frames));
    for (std::size_t at = 0; page < behind; ++page, at += page_frame_size) {
      const ByteView slot = ByteView(frames).subspan(at, slot_size);
      if (mark_of(slot) != pages_[page].mark) {
        return std::unexpected(damaged_storage("the log changed under its reader"));
      }
      std::ranges::copy(slot, slots.begin() + (page - first) * slot_size);
    }
  }
  return {};
}

Result<Checkpoint> PageLog::write_index() {
  Checkpoint next{.sequence = sequence_, .chain = chain_, .page_count = page_count()};
  next.epoch = planted(PlantedFault::epoch_reused) ? checkpoint_.epoch
                                                   : EpochId{random_->bytes<sizeof(IdBytes)>()};
  if (next.page_count == 0) return next;

  std::vector<Mark> marks;
  for (const PageLocation& location : pages_)
    marks.push_back(location.mark);
  const Bytes frame = seal_index(marks, sealer_, next, *random_);

  // Beside the index in use: before it if that leaves room, else after it.
  const std::uint64_t used_size =
      checkpoint_.page_count == 0 ? 0 : frame_size(checkpoint_.page_count * sizeof(Mark));
  const bool fits_before = frame.size() <= checkpoint_.index_offset;
  next.index_offset = fits_before ? 0 : checkpoint_.index_offset + used_size;
  TRY(files_.index->write(next.index_offset, frame));
  TRY(flush(*files_.index));
  return next;
}

Result<void> PageLog::switch_superblock(const Checkpoint& next) {
  TRY(write_superblock(next));
  checkpoint_ = next;
  epoch_is_ours_ = true;
  log_begun_ = false;
  log_end_ = batch_start_ = epoch_frame_size;
  return {};
}

void PageLog::trim_pages_file() {
  const std::uint64_t step = limits_.growth_step_bytes;
  const std::uint64_t needed = (page_count() * std::uint64_t{slot_size} + step - 1) / step * step;
  if (pages_allocated_ > needed + step && files_.pages->truncate(needed)) {
    pages_allocated_ = needed;
  }
}

}  // namespace kith
