// The sealed page log: a database file's pages, encrypted, with whole transactions or nothing.
// SQLite's VFS (core/store/vfs.h) writes through it; docs/format.md, "Storage", has the bytes.
//
//   TRY(log.write(page, content));      // any number of times
//   TRY(log.commit());                  // one write, one flush; or log.roll_back()
//   TRY(log.read(page, content));
//   TRY(log.checkpoint());              // pages move to their slots, the log starts anew
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/store/frame.h"
#include "core/store/head.h"
#include "core/store/recovery.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace kith {

struct PageLogLimits {
  std::size_t batch_bytes = 1 << 20;          // written at once, and kept in memory
  std::uint64_t growth_step_bytes = 1 << 20;  // files grow by this, to spare quota requests
  // A commit that makes the log longer is followed by a checkpoint. Opening after a crash reads
  // the log; who has time makes checkpoints long before (wasm/program).
  std::uint64_t checkpoint_log_bytes = 96u << 20;
};

// Names one committed state. Two equal tokens of one vault are the same bytes.
struct StateToken {
  EpochId epoch;
  std::uint64_t sequence = 0;
  Hash256 chain{};

  bool operator==(const StateToken&) const = default;
};

class PageLog {
 public:
  PageLog(const LogFiles& files, HeadWriter& head, FrameSealer sealer, RecoveredLog recovered,
          Random& random, const PageLogLimits& limits, OpenMode mode);
  PageLog(const PageLog&) = delete;
  PageLog& operator=(const PageLog&) = delete;

  // As the transaction now open sees it.
  std::uint32_t page_count() const { return static_cast<std::uint32_t>(pages_.size()); }
  Mark mark(std::uint32_t page) const { return pages_[page].mark; }
  // `page` < page_count().
  Result<void> read(std::uint32_t page, MutableBytes content);

  // Any failure rolls back to the last commit.
  Result<void> write(std::uint32_t page, ByteView content);
  // Drops the pages from `page_count` on. Takes effect with the next commit or checkpoint.
  void truncate(std::uint32_t page_count);
  // Makes the file so long at least; a page never written reads as zeros.
  void extend(std::uint32_t page_count);
  bool has_pending() const { return pending_frames_ > 0; }
  // Durable when it returns. Any failure rolls back.
  Result<void> commit();
  void roll_back();

  // Brings up to `count_max` committed pages to their slots, so that the next checkpoint has
  // less to do: how one of any size is made without a long wait. True when none is left. Does
  // nothing while a transaction has spilled.
  Result<bool> copy_ahead(std::uint32_t count_max);
  // conflict while a transaction has spilled. On failure what is committed stays, in the log.
  Result<void> checkpoint();
  bool wants_checkpoint() const { return log_end_ >= limits_.checkpoint_log_bytes; }

  // Writes superblock and log again, as they were read, so that what this opening shows is on disk
  // and not in a cache only. Comes before the first change in any case.
  Result<void> make_durable();

  // Writes both superblocks anew, for what changed in the head. Not inside a transaction.
  Result<void> rewrite_superblocks();

  // After a failed flush nobody knows what the files hold: every call fails until the vault is
  // closed and opened again.
  bool is_broken() const { return broken_; }
  void give_up() { broken_ = true; }
  bool is_read_only() const { return mode_ == OpenMode::salvage; }

  StateToken token() const { return {checkpoint_.epoch, sequence_, chain_}; }
  const Checkpoint& last_checkpoint() const { return checkpoint_; }
  std::uint64_t log_bytes() const { return log_end_; }

 private:
  struct Undo {
    std::uint32_t page;
    PageLocation location;
  };

  Result<void> check_usable() const;
  Result<ByteView> read_slot(std::uint32_t page);
  std::uint32_t slots_in_use(std::uint32_t first) const;
  void place(std::uint32_t page, PageLocation location);
  MutableBytes append_frame(std::size_t size);
  Result<void> write_batch();
  Result<void> prepare_to_write();
  Result<void> flush(BlockFile& file);

  // The steps of a checkpoint (page_log_checkpoint.cpp).
  static Result<void> write_again(BlockFile& file, std::uint64_t offset, std::uint64_t size);
  Result<void> copy_to_slots();
  Result<std::uint32_t> copy_pages(std::uint32_t count_max);
  Result<void> copy_run(std::uint32_t first, std::uint32_t end);
  Result<void> read_slots(std::uint32_t first, std::uint32_t end, MutableBytes slots);
  Result<Checkpoint> write_index();
  Result<void> switch_superblock(const Checkpoint& next);
  Result<void> begin_log();
  Result<void> write_superblock(const Checkpoint& checkpoint);
  void trim_pages_file();
  void grow(BlockFile& file, std::uint64_t& allocated, std::uint64_t end);

  LogFiles files_;
  HeadWriter* head_;
  FrameSealer sealer_;
  Random* random_;
  PageLogLimits limits_;
  OpenMode mode_;

  // The committed state.
  Checkpoint checkpoint_;
  std::uint64_t sequence_;
  Hash256 chain_;
  std::uint32_t committed_page_count_;
  std::uint64_t log_end_;

  // The state with the open transaction.
  std::vector<PageLocation> pages_;
  std::vector<Undo> undo_;
  std::uint32_t pending_frames_ = 0;
  std::optional<ChainHasher> pending_chain_;
  Bytes batch_;                // frames not written yet
  std::uint64_t batch_start_;  // where they will lie in the log

  std::uint64_t log_allocated_ = 0;
  std::uint64_t pages_allocated_ = 0;
  bool marks_known_;
  bool log_begun_;  // the log file begins with the epoch frame of this epoch
  bool epoch_is_ours_ = false;
  bool is_durable_ = false;  // what was read at opening is flushed
  bool broken_ = false;
  Bytes scratch_;

  // Slots as last read from the pages file, sealed as they are.
  Bytes slots_;
  std::uint32_t slots_first_ = 0;
  std::uint32_t last_slot_ = 0;  // that was asked for
  std::uint32_t slots_in_order_ = 0;
};

}  // namespace kith
