// Invariants, cited by number here, in the tests and in docs/format.md:
//
//  1. A commit is acknowledged only after its frames and its commit frame are flushed.
//  2. A frame counts only if it opens, is of this epoch and of the commit that follows the last
//     one, and the commit's chain hash covers it.
//  3. Every opening begins a new epoch before its first frame: nothing is ever appended to a log
//     that was read from disk, so no frame of a torn tail can join a later commit.
//  4. A nonce is 24 fresh random bytes, for every frame and slot.
//  5. A slot of the pages file is overwritten only by an image whose log frame is flushed, and
//     that log is cut only after the superblock that no longer needs it is flushed.
//  6. A superblock is written only after the pages and the index it speaks of are flushed, and only
//     while the other superblock's log is on disk with its epoch frame.
//  7. A page is read only if its tag begins with the mark that the map has for it: an older or
//     foreign image of the same page does not pass.
//  8. After a failure short of a failed flush, memory and log are as of the last commit, spilled
//     pages included. After a failed flush, or a superblock that may be half written, nothing more
//     is read or written until the vault is opened anew.
//  9. What an opening reads may lie in a cache only (the process before died, or its flush failed).
//     At opening, or else before the first change, superblock and log are written again as they
//     are and flushed.
// 10. Bytes that share a sector with those being written keep their value when power fails
//     (SQLite's "powersafe overwrite").
#include "core/store/page_log.h"

#include "core/base/assert.h"
#include "core/store/planted_fault.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

// A scan asks for pages in order, with some of other tables between. A call to the device costs
// much more than the bytes it brings.
constexpr std::uint32_t slots_at_once = 16;
constexpr std::uint32_t slots_before_a_scan = 4;  // asked for in order, before it is taken for one

}  // namespace

PageLog::PageLog(const LogFiles& files, HeadWriter& head, FrameSealer sealer,
                 RecoveredLog recovered, Random& random, const PageLogLimits& limits, OpenMode mode)
    : files_(files),
      head_(&head),
      sealer_(std::move(sealer)),
      random_(&random),
      limits_(limits),
      mode_(mode),
      checkpoint_(recovered.checkpoint),
      sequence_(recovered.sequence),
      chain_(recovered.chain),
      committed_page_count_(static_cast<std::uint32_t>(recovered.pages.size())),
      log_end_(recovered.log_end),
      pages_(std::move(recovered.pages)),
      batch_start_(log_end_),
      marks_known_(recovered.marks_known),
      log_begun_(recovered.log_begun),
      scratch_(page_frame_size) {}

Result<void> PageLog::check_usable() const {
  if (!broken_) return {};
  return fail(ErrorCode::io,
              "Storage failed while saving. Reload the page: it will show what was saved.",
              "page log is broken");
}

Result<void> PageLog::read(std::uint32_t page, MutableBytes content) {
  ASSERT(page < pages_.size() && content.size() == page_size);
  TRY(check_usable());
  const PageLocation& location = pages_[page];
  if (location.log_offset == 0 && location.mark == 0 && marks_known_) {
    std::fill(content.begin(), content.end(), std::uint8_t{0});
    return {};
  }
  ByteView slot;
  const bool in_batch = location.log_offset >= batch_start_ &&
                        location.log_offset - batch_start_ + page_frame_size <= batch_.size();
  if (location.log_offset == 0) {
    slot = TRY(read_slot(page));
  } else if (in_batch) {
    slot = ByteView(batch_).subspan(location.log_offset - batch_start_ + slot_skip, slot_size);
  } else {
    const MutableBytes into = MutableBytes(scratch_).first(slot_size);
    TRY(files_.log->read(location.log_offset + slot_skip, into));
    slot = into;
  }
  const bool current = !marks_known_ || mark_of(slot) == location.mark;  // invariant 7
  if (!current || !sealer_.open_slot(page, slot, content)) {
    return std::unexpected(damaged_storage("page " + std::to_string(page) + " does not open"));
  }
  return {};
}

Result<ByteView> PageLog::read_slot(std::uint32_t page) {
  slots_in_order_ =
      page > last_slot_ && page - last_slot_ <= slots_at_once ? slots_in_order_ + 1 : 0;
  last_slot_ = page;
  if (page < slots_first_ || page - slots_first_ >= slots_.size() / slot_size) {
    const std::uint64_t offset = std::uint64_t{page} * slot_size;
    slots_first_ = page;
    const bool is_scan = slots_in_order_ >= slots_before_a_scan;
    slots_.resize((is_scan ? slots_in_use(page) : 1) * slot_size);
    auto got = files_.pages->read(offset, slots_);
    if (!got && slots_.size() > slot_size) {  // perhaps it is a neighbour that cannot be read
      slots_.resize(slot_size);
      got = files_.pages->read(offset, slots_);
    }
    if (!got) {
      slots_.clear();
      return std::unexpected(std::move(got.error()));
    }
  }
  return ByteView(slots_).subspan((page - slots_first_) * slot_size, slot_size);
}

// How many slots from `first` on hold what their pages are, up to as many as are read at once.
std::uint32_t PageLog::slots_in_use(std::uint32_t first) const {
  std::uint32_t end = first + 1;
  while (end < pages_.size() && end - first < slots_at_once && pages_[end].log_offset == 0 &&
         pages_[end].mark != 0)
    ++end;
  return end - first;
}

Result<void> PageLog::write(std::uint32_t page, ByteView content) {
  ASSERT(content.size() == page_size && !is_read_only());
  TRY(check_usable());
  if (page >= page_count_max) {
    return fail(ErrorCode::too_large, "The workspace is larger than Kith can keep.");
  }
  if (pending_frames_ == 0) {
    TRY(prepare_to_write());
    pending_chain_.emplace(chain_);
  }
  const std::uint64_t offset = batch_start_ + batch_.size();
  const MutableBytes frame = append_frame(page_frame_size);
  const FrameHeader header{
      .kind = FrameKind::page, .page = page, .epoch = checkpoint_.epoch, .sequence = sequence_ + 1};
  sealer_.seal(header, content, *random_, frame);
  pending_chain_->add_frame(frame);
  ++pending_frames_;
  place(page, {.log_offset = offset, .mark = mark_of(frame)});
  if (batch_.size() < limits_.batch_bytes) return {};
  return write_batch();
}

void PageLog::place(std::uint32_t page, PageLocation location) {
  if (page >= pages_.size()) pages_.resize(page + 1);
  undo_.push_back({page, pages_[page]});
  pages_[page] = location;
}

void PageLog::truncate(std::uint32_t page_count) {
  ASSERT(page_count <= pages_.size());
  for (std::uint32_t page = page_count; page < pages_.size(); ++page)
    undo_.push_back({page, pages_[page]});
  pages_.resize(page_count);
}

void PageLog::extend(std::uint32_t page_count) {
  if (page_count > pages_.size()) pages_.resize(page_count);
}

MutableBytes PageLog::append_frame(std::size_t size) {
  const std::size_t at = batch_.size();
  batch_.resize(at + size);
  return MutableBytes(batch_).subspan(at);
}

Result<void> PageLog::commit() {
  if (pending_frames_ == 0) return {};
  TRY(check_usable());
  const std::uint64_t sequence = sequence_ + 1;
  const Hash256 chain = pending_chain_->finish(sequence, page_count(), pending_frames_);
  const CommitRecord record{
      .page_count = page_count(), .frame_count = pending_frames_, .chain = chain};
  const FrameHeader header{
      .kind = FrameKind::commit, .page = 0, .epoch = checkpoint_.epoch, .sequence = sequence};
  sealer_.seal(header, encode_commit(record), *random_, append_frame(commit_frame_size));
  TRY(write_batch());
  if (!planted(PlantedFault::flush_skipped)) TRY(flush(*files_.log));  // invariant 1

  sequence_ = sequence;
  chain_ = chain;
  committed_page_count_ = record.page_count;
  log_end_ = batch_start_;
  undo_.clear();
  pending_frames_ = 0;
  return {};
}

Result<void> PageLog::write_batch() {
  grow(*files_.log, log_allocated_, batch_start_ + batch_.size());
  auto written = files_.log->write(batch_start_, batch_);
  if (!written && !planted(PlantedFault::short_write_ignored)) {
    roll_back();
    // The device may have taken all of a commit that is now refused: it must not come back.
    const bool cut = files_.log->truncate(log_end_) && files_.log->flush();
    if (!cut) broken_ = true;
    log_allocated_ = log_end_;
    return written;
  }
  batch_start_ += batch_.size();
  batch_.clear();
  return {};
}

void PageLog::roll_back() {
  pages_.resize(std::max<std::size_t>(pages_.size(), committed_page_count_));
  for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo) {
    if (undo->page >= pages_.size()) continue;
    const bool spilled = pages_[undo->page].log_offset < batch_start_;
    if (planted(PlantedFault::spilled_pages_kept) && spilled) continue;
    pages_[undo->page] = undo->location;
  }
  pages_.resize(committed_page_count_);
  undo_.clear();
  pending_frames_ = 0;
  batch_.clear();
  batch_start_ = log_end_;
}

Result<void> PageLog::flush(BlockFile& file) {
  auto flushed = file.flush();
  if (!flushed) {
    broken_ = true;  // invariant 8
    roll_back();
  }
  return flushed;
}

void PageLog::grow(BlockFile& file, std::uint64_t& allocated, std::uint64_t end) {
  if (end <= allocated) return;
  const std::uint64_t step = limits_.growth_step_bytes;
  const std::uint64_t size = (end + step - 1) / step * step;
  // Only spares time; if there is no room for the step, the write itself will tell.
  if (file.truncate(size)) allocated = size;
}

Result<void> PageLog::prepare_to_write() {
  if (!epoch_is_ours_) return checkpoint();  // invariant 3
  if (!log_begun_) return begin_log();
  return {};
}

}  // namespace kith
