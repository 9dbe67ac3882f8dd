#include "core/store/recovery.h"

#include "core/store/planted_fault.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith {

namespace {

// Reads a file from the front in large pieces; gives out views of any place in it.
class Window {
 public:
  static Result<Window> over(BlockFile& file) { return Window(file, TRY(file.size())); }

  // Shorter than asked for at the end of the file only. Valid until the next call.
  Result<ByteView> view(std::uint64_t offset, std::size_t size) {
    if (offset < start_ || offset + size > start_ + filled_) {
      const std::uint64_t left = size_ - std::min(offset, size_);
      buffer_.resize(std::min<std::uint64_t>(left, std::max(size, piece_size)));
      filled_ = 0;
      TRY(file_->read(offset, buffer_));
      filled_ = buffer_.size();
      start_ = offset;
    }
    const std::uint64_t from = offset - start_;
    return ByteView(buffer_).subspan(from, std::min<std::uint64_t>(size, filled_ - from));
  }

 private:
  static constexpr std::size_t piece_size = 1 << 20;

  Window(BlockFile& file, std::uint64_t size) : file_(&file), size_(size) {}

  BlockFile* file_;
  std::uint64_t size_;
  Bytes buffer_;
  std::uint64_t start_ = 0;
  std::size_t filled_ = 0;
};

class LogScanner {
 public:
  LogScanner(Window log, const FrameSealer& sealer, const EpochId& epoch, RecoveredLog& recovered)
      : window_(std::move(log)), sealer_(&sealer), epoch_(epoch), recovered_(&recovered) {}

  // The epoch frame at the front, when it opens.
  Result<std::optional<std::pair<FrameHeader, Hash256>>> epoch_frame() {
    const ByteView frame = TRY(window_.view(0, epoch_frame_size));
    Hash256 chain;
    auto header = sealer_->open(frame, chain);
    if (!header || header->kind != FrameKind::epoch) return std::nullopt;
    return std::pair(*header, chain);
  }

  // Takes whole commits, one after the other, into the recovered state.
  Result<void> take_commits() {
    while (TRY(take_commit())) {
    }
    return {};
  }

  // Whether a commit of this epoch from `sequence` on lies behind what was taken.
  Result<bool> has_commit_from(std::uint64_t sequence) {
    constexpr std::size_t step = 1 << 20;
    const std::uint64_t from = recovered_->log_end;
    for (std::uint64_t at = from;; at += step) {
      const ByteView found = TRY(window_.view(at, step + commit_frame_size));
      if (found.size() < commit_frame_size) return false;
      // A frame begins slot_skip bytes before its epoch.
      auto place = found.begin() + slot_skip;
      const auto end = found.end() - (commit_frame_size - slot_skip - sizeof(IdBytes));
      while ((place = std::search(place, end, epoch_.bytes.begin(), epoch_.bytes.end())) != end) {
        const auto start = static_cast<std::size_t>(place - found.begin()) - slot_skip;
        if (is_commit_from(sequence, found.subspan(start, commit_frame_size))) return true;
        ++place;
      }
    }
  }

 private:
  struct PageFrame {
    std::uint32_t page;
    PageLocation location;
  };

  // False at the first commit that is not whole.
  Result<bool> take_commit() {
    ChainHasher chain(recovered_->chain);
    const std::uint64_t sequence = recovered_->sequence + 1;
    std::uint64_t at = recovered_->log_end;
    batch_.clear();
    while (true) {
      const ByteView head = TRY(window_.view(at, frame_header_size));
      if (head.size() < frame_header_size) return false;
      const auto header = decode_frame_header(head);
      if (!header || header->epoch != epoch_ || header->sequence != sequence) return false;
      if (header->kind == FrameKind::commit) return finish_commit(at, sequence, chain);
      if (header->kind != FrameKind::page || header->page >= page_count_max) return false;
      const ByteView frame = TRY(window_.view(at, page_frame_size));
      if (!sealer_->open(frame, page_)) return false;
      batch_.push_back({header->page, {.log_offset = at, .mark = mark_of(frame)}});
      chain.add_frame(frame);
      at += page_frame_size;
    }
  }

  Result<bool> finish_commit(std::uint64_t at, std::uint64_t sequence, ChainHasher& chain) {
    const ByteView frame = TRY(window_.view(at, commit_frame_size));
    std::array<std::uint8_t, commit_payload_size> payload;
    if (!sealer_->open(frame, payload)) return false;
    const CommitRecord record = decode_commit(payload);
    const Hash256 expected = chain.finish(sequence, record.page_count, record.frame_count);
    const bool chained = record.chain == expected && record.frame_count == batch_.size();
    if (!chained && !planted(PlantedFault::chain_unchecked)) return false;
    apply(record);
    recovered_->sequence = sequence;
    recovered_->chain = record.chain;
    recovered_->log_end = at + commit_frame_size;
    return true;
  }

  void apply(const CommitRecord& record) {
    auto& pages = recovered_->pages;
    for (const PageFrame& frame : batch_) {
      if (frame.page >= pages.size()) pages.resize(frame.page + 1);
      pages[frame.page] = frame.location;
    }
    pages.resize(record.page_count);
  }

  bool is_commit_from(std::uint64_t sequence, ByteView frame) const {
    const auto header = decode_frame_header(frame);
    if (!header || header->kind != FrameKind::commit || header->epoch != epoch_) return false;
    if (header->sequence < sequence) return false;
    std::array<std::uint8_t, commit_payload_size> payload;
    return sealer_->open(frame, payload).has_value();
  }

  Window window_;
  const FrameSealer* sealer_;
  EpochId epoch_;
  RecoveredLog* recovered_;
  std::vector<PageFrame> batch_;
  std::array<std::uint8_t, page_size> page_;
};

Result<void> check_log_may_be_missing(BlockFile& log, const HeadSlot& slot, const OtherSlot& other,
                                      const std::optional<EpochId>& found) {
  // The checkpoint that wrote the slot was cut off before it had begun the new log: the file still
  // holds the log of the slot before, or what is left of it.
  if (other.state == SlotState::good && !other.is_newer && (!found || *found == other.epoch)) {
    return {};
  }
  // A vault just created has one slot and no log yet.
  const bool created = other.state == SlotState::blank && slot.head.slot_sequence == 1;
  if (created && TRY(log.size()) == 0) return {};
  return std::unexpected(damaged_storage("the log of the superblock is gone"));
}

}  // namespace

LogFiles generation_files(Disk& disk, std::uint64_t generation) {
  if (generation % 2 == 0) {
    return {&disk.file(FileName::pages_0), &disk.file(FileName::log_0),
            &disk.file(FileName::index_0)};
  }
  return {&disk.file(FileName::pages_1), &disk.file(FileName::log_1),
          &disk.file(FileName::index_1)};
}

Error damaged_storage(std::string detail) {
  return {ErrorCode::damaged,
          "The stored workspace is damaged. Its files are kept as they are, and what can still be "
          "read can be saved as plain text.",
          std::move(detail)};
}

Result<std::vector<PageLocation>> read_index(BlockFile& index, const FrameSealer& sealer,
                                             const Checkpoint& checkpoint) {
  std::vector<PageLocation> pages(checkpoint.page_count);
  if (pages.empty()) return pages;
  Bytes payload(pages.size() * sizeof(Mark));
  Bytes frame(frame_size(payload.size()));
  const std::uint64_t size = TRY(index.size());
  if (size < frame.size() || size - frame.size() < checkpoint.index_offset) {
    return std::unexpected(damaged_storage("the index is too short"));
  }
  TRY(index.read(checkpoint.index_offset, frame));
  const FrameHeader expected{.kind = FrameKind::index,
                             .page = checkpoint.page_count,
                             .epoch = checkpoint.epoch,
                             .sequence = checkpoint.sequence};
  if (hash(domain::index_digest, frame) != checkpoint.index_digest ||
      sealer.open(frame, payload) != expected) {
    return std::unexpected(damaged_storage("the index is not the superblock's"));
  }
  for (std::size_t i = 0; i < pages.size(); ++i)
    pages[i].mark = load_le<Mark>(payload.data() + i * sizeof(Mark));
  return pages;
}

Bytes seal_index(const std::vector<Mark>& marks, const FrameSealer& sealer, Checkpoint& checkpoint,
                 Random& random) {
  if (marks.empty()) return {};
  Bytes payload(marks.size() * sizeof(Mark));
  for (std::size_t page = 0; page < marks.size(); ++page)
    store_le(payload.data() + page * sizeof(Mark), marks[page]);
  const FrameHeader header{.kind = FrameKind::index,
                           .page = checkpoint.page_count,
                           .epoch = checkpoint.epoch,
                           .sequence = checkpoint.sequence};
  Bytes frame(frame_size(payload.size()));
  sealer.seal(header, payload, random, frame);
  checkpoint.index_digest = hash(domain::index_digest, frame);
  return frame;
}

Bytes seal_epoch(const Checkpoint& checkpoint, const FrameSealer& sealer, Random& random) {
  const FrameHeader header{.kind = FrameKind::epoch,
                           .page = 0,
                           .epoch = checkpoint.epoch,
                           .sequence = checkpoint.sequence};
  Bytes frame(epoch_frame_size);
  sealer.seal(header, checkpoint.chain, random, frame);
  return frame;
}

Result<RecoveredLog> recover(const LogFiles& files, const FrameSealer& sealer, const HeadSlot& slot,
                             const Checkpoint& checkpoint, const OtherSlot& other, OpenMode mode) {
  RecoveredLog recovered{
      .checkpoint = checkpoint, .sequence = checkpoint.sequence, .chain = checkpoint.chain};
  auto pages = read_index(*files.index, sealer, checkpoint);
  if (pages) {
    recovered.pages = std::move(*pages);
  } else if (mode == OpenMode::salvage && pages.error().code == ErrorCode::damaged) {
    recovered.pages.resize(checkpoint.page_count);
    recovered.marks_known = false;
  } else {
    return std::unexpected(pages.error());
  }

  LogScanner scanner(TRY(Window::over(*files.log)), sealer, checkpoint.epoch, recovered);
  const auto begun = TRY(scanner.epoch_frame());
  recovered.log_begun = begun && begun->first.epoch == checkpoint.epoch;
  const bool fits = recovered.log_begun && begun->first.sequence == checkpoint.sequence &&
                    begun->second == checkpoint.chain;
  if (recovered.log_begun && !fits && mode == OpenMode::normal) {
    return std::unexpected(damaged_storage("the log begins elsewhere than its superblock"));
  }
  // Commits lie behind the epoch frame even if that is damaged, and name their epoch themselves.
  if (fits || mode == OpenMode::salvage) TRY(scanner.take_commits());
  if (mode == OpenMode::salvage) return recovered;

  // The next commit may be torn, if the log had begun; any other that is there was flushed.
  const std::uint64_t flushed = recovered.sequence + (recovered.log_begun ? 2 : 1);
  if (TRY(scanner.has_commit_from(flushed))) {
    return std::unexpected(damaged_storage("a commit in the middle of the log does not open"));
  }
  if (!recovered.log_begun) {
    const auto found = begun ? std::optional(begun->first.epoch) : std::nullopt;
    TRY(check_log_may_be_missing(*files.log, slot, other, found));
  }
  return recovered;
}

}  // namespace kith
