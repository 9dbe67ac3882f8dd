// The order of finish(), and why:
//
//   1. checkpoint                  the generation in use is whole on disk, its log begun: a
//                                  superblock torn in 4 leaves it to open
//   2. copy what changed since     sealed anew, flush pages
//   3. write index, begin log      flush each; the new generation is whole before it is named
//   4. write the superblock        in the place of the older one; the switch
//   5. leave_other_generation      both superblocks, so that no wrap of the old key is left, and
//                                  only then the old files emptied
//
// Cut off before 4 is done, the generation in use opens, and the opening empties the files of the
// other. Cut off after it, the new one opens, and the opening does 5. Until the old superblock is
// overwritten there is no commit: falling back to it, were the new one damaged, loses nothing.
#include "core/store/rekey.h"

#include "core/base/assert.h"
#include "core/store/planted_fault.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace kith {

Result<Rekey> Rekey::begin(Vault& vault, const std::vector<NewWrap>& wraps) {
  ASSERT(!wraps.empty() && wraps.size() <= wrap_count_max && !vault.log().is_read_only());
  if (vault.log().has_pending()) {
    return fail(ErrorCode::conflict, "Storage is busy with a change. Try again when it is done.");
  }
  TRY(vault.leave_other_generation());
  return Rekey(vault, StorageKey::generate(*vault.random_), wraps);
}

Rekey::Rekey(Vault& vault, StorageKey storage_key, const std::vector<NewWrap>& wraps)
    : vault_(&vault),
      storage_key_(std::move(storage_key)),
      sealer_(derive(storage_key_, page_key_derivation), vault.id()),
      head_(vault.head_->head()),
      epoch_(vault.random_->bytes<sizeof(IdBytes)>()) {
  ++head_.generation;
  head_.wraps = seal_wraps(wraps, storage_key_, vault.id(), *vault.random_);
  files_ = generation_files(*vault.disk_, head_.generation);
}

double Rekey::progress() const {
  const std::uint32_t count = vault_->log().page_count();
  return count == 0 ? 1 : std::min(1.0, static_cast<double>(next_) / count);
}

Result<bool> Rekey::step(std::uint32_t count_max) {
  const PageLog& log = vault_->log();
  if (log.has_pending()) return false;
  next_ = TRY(copy_pages(next_, count_max));
  return next_ >= log.page_count();
}

bool Rekey::is_copied(std::uint32_t page) const {
  return copies_[page].source == vault_->log().mark(page);
}

// Up to so many of the pages from `first` on that changed or are new. Where it stopped.
Result<std::uint32_t> Rekey::copy_pages(std::uint32_t first, std::uint32_t count_max) {
  const std::uint32_t count = vault_->log().page_count();
  const auto run_length_max =
      static_cast<std::uint32_t>(std::max<std::size_t>(vault_->limits_.batch_bytes / slot_size, 1));
  copies_.resize(count);
  std::uint32_t page = first;
  for (std::uint32_t left = count_max; page < count && left > 0;) {
    std::uint32_t end = page;
    while (end < count && end - page < std::min(run_length_max, left) && !is_copied(end))
      ++end;
    if (end > page) TRY(copy_run(page, end));
    left -= end - page;
    page = std::max(end, page + 1);
  }
  return page;
}

// Pages `first` up to `end` in one write.
Result<void> Rekey::copy_run(std::uint32_t first, std::uint32_t end) {
  PageLog& log = vault_->log();
  Bytes slots((end - first) * slot_size);
  std::array<std::uint8_t, page_size> content;
  std::array<std::uint8_t, page_frame_size> frame;
  for (std::uint32_t page = first; page < end; ++page) {
    TRY(log.read(page, content));
    const FrameHeader header{
        .kind = FrameKind::page, .page = page, .epoch = epoch_, .sequence = log.token().sequence};
    sealer_.seal(header, content, *vault_->random_, frame);
    std::copy(frame.begin() + slot_skip, frame.end(), slots.begin() + (page - first) * slot_size);
  }
  TRY(files_.pages->write(std::uint64_t{first} * slot_size, slots));
  for (std::uint32_t page = first; page < end; ++page) {
    const ByteView slot = ByteView(slots).subspan((page - first) * slot_size, slot_size);
    copies_[page] = {.source = log.mark(page), .mark = mark_of(slot)};
  }
  return {};
}

Result<void> Rekey::finish() {
  PageLog& log = vault_->log();
  TRY(log.checkpoint());
  if (!planted(PlantedFault::rekey_drops_edits)) {
    TRY(copy_pages(0, std::numeric_limits<std::uint32_t>::max()));
  }
  const bool too_early = planted(PlantedFault::rekey_switches_early);
  if (!too_early) TRY(files_.pages->flush());
  const Checkpoint next = TRY(write_generation());
  if (planted(PlantedFault::rekey_empties_early)) {
    TRY(Vault::empty_files(generation_files(*vault_->disk_, head_.generation - 1)));
  }
  TRY(switch_to(next));
  if (too_early) TRY(files_.pages->flush());
  return vault_->leave_other_generation();
}

// Index and log of the new generation.
Result<Checkpoint> Rekey::write_generation() {
  const PageLog& log = vault_->log();
  Checkpoint next{.epoch = epoch_,
                  .sequence = log.token().sequence,
                  .chain = log.token().chain,
                  .page_count = log.page_count()};
  std::vector<Mark> marks;
  for (const Copy& copy : copies_)
    marks.push_back(copy.mark);
  const Bytes index = seal_index(marks, sealer_, next, *vault_->random_);
  TRY(files_.index->write(next.index_offset, index));
  TRY(files_.index->flush());
  TRY(files_.log->write(0, seal_epoch(next, sealer_, *vault_->random_)));
  TRY(files_.log->flush());
  return next;
}

Result<void> Rekey::switch_to(const Checkpoint& checkpoint) {
  const HeadWriter& old = *vault_->head_;
  head_.slot_sequence = old.head().slot_sequence;  // checkpoints were made since the beginning
  HeadWriter writer(vault_->disk_->file(FileName::head), head_, old.place(),
                    derive(storage_key_, head_key_derivation), *vault_->random_);
  if (auto written = writer.write(checkpoint); !written) {
    vault_->log().give_up();  // either superblock may be the one that counts now
    return written;
  }
  RecoveredLog recovered{.checkpoint = checkpoint,
                         .sequence = checkpoint.sequence,
                         .chain = checkpoint.chain,
                         .log_begun = true};
  for (const Copy& copy : copies_)
    recovered.pages.push_back({.mark = copy.mark});
  vault_->adopt(writer, std::move(storage_key_), std::move(recovered));
  return {};
}

void Rekey::cancel() {
  // After the switch, or while either superblock may count, these files are the workspace.
  const bool in_use = vault_->head_->head().generation == head_.generation;
  if (!in_use && !vault_->log().is_broken()) (void)Vault::empty_files(files_);
}

}  // namespace kith
