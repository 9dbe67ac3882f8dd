// A disk that fails as real ones do. What was written and not flushed is kept apart from what is
// durable; a crash decides by a seed which of it survives: lost, torn, or out of order. One fault
// is armed at a time, at a kind of place (Site) that the disk tells from what is written.
#pragma once

#include "core/base/random.h"
#include "core/store/disk.h"
#include "core/store/frame.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kith::test {

// Where storage is when it calls the disk, as the names of docs/format.md, "Writing".
enum class Site {
  spill_write,   // frames of a transaction that is still open
  commit_write,  // the batch that ends in a commit frame
  commit_flush,
  slots_write,  // checkpoint (2)
  slots_flush,
  index_write,  // checkpoint (3)
  index_flush,
  superblock_write,  // checkpoint (4)
  superblock_flush,
  log_cut,  // checkpoint (5), and (1)
  log_begin_write,
  log_begin_flush,
  again_write,  // what was read at opening, before the first change
  again_flush,
  growth,  // room taken in advance
  repair,  // the log cut back after a failed write
  read,
  rekey_slots_write,  // rekey: the files of the next generation
  rekey_slots_flush,
  rekey_index_write,
  rekey_index_flush,
  rekey_log_write,
  rekey_log_flush,
  switch_write,  // the superblock that names them
  switch_flush,
  old_head_write,  // over the superblock of the generation before
  old_head_flush,
  leave_cut,  // the files of the other generation emptied
  leave_flush,
};
inline constexpr std::size_t site_count = 29;
const char* site_name(Site site);

enum class FaultKind {
  crash,        // power goes, in the middle of the call
  kill,         // the process dies, and what it wrote stays in the cache, not flushed
  short_write,  // no room: a count that is not what was asked, or -8, or 2^32 - 8
  flush_fails,  // and what it should have made durable may never be
  read_fails,
};
inline constexpr std::size_t fault_kind_count = 5;
const char* fault_name(FaultKind kind);

struct Fault {
  FaultKind kind;
  std::optional<Site> site;  // none = anywhere
  int countdown;             // 1 = the next call there
  int repeats = 1;           // how many calls fail, once it has begun (a disk stays full)
};

// One at any of the places of a rekey.
Fault fault_of_rekey(FaultKind kind, Random& random);

class FaultyDisk;

class FaultyFile final : public BlockFile {
 public:
  FaultyFile(FaultyDisk& disk, FileName name) : disk_(&disk), name_(name) {}

  Bytes& content() { return current_; }
  const Bytes& content() const { return current_; }
  // As if the bytes had been written and flushed; for tests that tamper.
  void set_content(Bytes bytes);
  void crash(Random& random);

 private:
  struct Operation {
    std::uint64_t offset = 0;
    Bytes bytes;                             // of a write
    std::optional<std::uint64_t> truncated;  // to this size
  };

  std::int64_t raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) override;
  std::int64_t raw_write(std::uint64_t offset, const std::uint8_t* from, std::size_t size) override;
  bool raw_flush() override;
  bool raw_truncate(std::uint64_t size) override;
  std::int64_t raw_size() override;

  void apply(Operation operation);
  static void apply_to(Bytes& content, const Operation& operation);
  static void apply_torn(Bytes& content, const Operation& operation, std::size_t grain,
                         Random& random);
  Site write_site(std::uint64_t offset, ByteView bytes) const;
  Site head_write_site(std::uint64_t offset, ByteView slot) const;
  Site flush_site() const;
  // Of a generation that is not the superblock's.
  bool is_of_other_generation() const;

  FaultyDisk* disk_;
  FileName name_;
  Bytes current_;  // what the program sees
  Bytes durable_;
  std::vector<Operation> pending_;  // since the last flush, in order
  Site last_write_ = Site::commit_write;
};

class FaultyDisk final : public Disk {
 public:
  explicit FaultyDisk(std::uint64_t seed);

  FaultyFile& file(FileName name) override { return *files_[static_cast<std::size_t>(name)]; }

  void arm(const Fault& fault) { fault_ = fault; }
  void disarm() { fault_.reset(); }
  bool is_armed() const { return fault_.has_value(); }
  bool is_armed_for_opening() const {
    return fault_->site == Site::again_write || fault_->site == Site::again_flush;
  }
  // While the test itself looks, nothing strikes.
  void pause(bool paused) { paused_ = paused; }
  // Where the armed fault struck; empty until it does.
  const std::optional<Site>& struck() const { return struck_; }
  FaultKind fault_kind() const { return fault_->kind; }
  void clear_struck() { struck_.reset(); }
  bool is_dead() const { return dead_; }
  // After a crash: what survived becomes the content. After a kill all is as it was seen. The disk
  // works again.
  void restart();

  // Of the newest good superblock; empty without one.
  std::optional<std::uint64_t> generation() const;

  // Broken rules seen in what was written: a nonce used twice, an epoch that had two logs.
  const std::string& rule_broken() const { return rule_broken_; }
  // Every nonce seen in a log or a slot, and the tag of what it sealed.
  const std::map<Bytes, Bytes>& nonces() const { return nonces_; }

 private:
  friend class FaultyFile;
  enum class Action { proceed, crash, fail };

  Action next(Site site, FaultKind failure);
  void watch_log_write(ByteView bytes);
  void watch_slots_write(ByteView bytes);
  bool note_nonce(ByteView sealed);

  SeededRandom random_;
  std::array<std::unique_ptr<FaultyFile>, file_count> files_;
  std::optional<Fault> fault_;
  std::optional<Site> struck_;
  bool dead_ = false;
  bool power_lost_ = false;
  bool paused_ = false;
  std::map<Bytes, Bytes> nonces_;
  std::set<EpochId> epochs_in_use_;  // that had page frames
  std::string rule_broken_;
};

// The frames of a log, by their headers alone.
struct LogFrame {
  std::size_t offset;
  std::size_t size;
  FrameHeader header;
};
std::vector<LogFrame> parse_log(ByteView log);

}  // namespace kith::test
