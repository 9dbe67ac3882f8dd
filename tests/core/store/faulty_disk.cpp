#include "tests/core/store/faulty_disk.h"

#include "core/base/assert.h"
#include "core/store/head.h"

#include <algorithm>
#include <cstring>

namespace kith::test {

namespace {

bool is_log(FileName name) {
  return name == FileName::log_0 || name == FileName::log_1;
}
bool is_pages(FileName name) {
  return name == FileName::pages_0 || name == FileName::pages_1;
}
std::uint64_t generation_bit(FileName name) {
  return name == FileName::pages_1 || name == FileName::log_1 || name == FileName::index_1;
}

std::size_t size_of_frame(FrameKind kind) {
  switch (kind) {
    case FrameKind::page:
      return page_frame_size;
    case FrameKind::commit:
      return commit_frame_size;
    default:
      return epoch_frame_size;
  }
}

}  // namespace

const char* site_name(Site site) {
  constexpr const char* names[site_count] = {"spill write",
                                             "commit write",
                                             "commit flush",
                                             "slots write",
                                             "slots flush",
                                             "index write",
                                             "index flush",
                                             "superblock write",
                                             "superblock flush",
                                             "log cut",
                                             "log begin write",
                                             "log begin flush",
                                             "again write",
                                             "again flush",
                                             "growth",
                                             "repair",
                                             "read",
                                             "rekey slots write",
                                             "rekey slots flush",
                                             "rekey index write",
                                             "rekey index flush",
                                             "rekey log write",
                                             "rekey log flush",
                                             "switch write",
                                             "switch flush",
                                             "old head write",
                                             "old head flush",
                                             "leave cut",
                                             "leave flush"};
  return names[static_cast<std::size_t>(site)];
}

const char* fault_name(FaultKind kind) {
  constexpr const char* names[fault_kind_count] = {"crash", "killed", "no room", "flush failed",
                                                   "read failed"};
  return names[static_cast<std::size_t>(kind)];
}

Fault fault_of_rekey(FaultKind kind, Random& random) {
  constexpr Site writes[] = {Site::rekey_slots_write, Site::rekey_index_write,
                             Site::rekey_log_write,   Site::switch_write,
                             Site::old_head_write,    Site::leave_cut};
  constexpr Site flushes[] = {Site::rekey_slots_flush, Site::rekey_index_flush,
                              Site::rekey_log_flush,   Site::switch_flush,
                              Site::old_head_flush,    Site::leave_flush};
  const auto place = random.below(std::size(writes));
  const bool dies = kind == FaultKind::crash || kind == FaultKind::kill;
  const bool at_flush = kind == FaultKind::flush_fails || (dies && random.below(2) == 0);
  const Site site = at_flush ? flushes[place] : writes[place];
  const bool comes_often = site == Site::rekey_slots_write || site == Site::leave_cut;
  return {.kind = kind,
          .site = site,
          .countdown = 1 + static_cast<int>(comes_often ? random.below(4) : 0),
          .repeats = 1 + static_cast<int>(random.below(4))};
}

std::vector<LogFrame> parse_log(ByteView log) {
  std::vector<LogFrame> frames;
  std::size_t at = 0;
  while (at + frame_header_size <= log.size()) {
    const auto header = decode_frame_header(log.subspan(at));
    if (!header || header->kind == FrameKind::index) break;
    const std::size_t size = size_of_frame(header->kind);
    if (at + size > log.size()) break;
    frames.push_back({at, size, *header});
    at += size;
  }
  return frames;
}

// -- FaultyFile --

void FaultyFile::set_content(Bytes bytes) {
  current_ = bytes;
  durable_ = std::move(bytes);
  pending_.clear();
}

void FaultyFile::apply_to(Bytes& content, const Operation& operation) {
  if (operation.truncated) {
    content.resize(*operation.truncated);
    return;
  }
  const std::size_t end = operation.offset + operation.bytes.size();
  if (content.size() < end) content.resize(end);
  std::copy(operation.bytes.begin(), operation.bytes.end(),
            content.begin() + static_cast<std::ptrdiff_t>(operation.offset));
}

// Each piece of `grain` bytes is there or not.
void FaultyFile::apply_torn(Bytes& content, const Operation& operation, std::size_t grain,
                            Random& random) {
  for (std::size_t at = 0; at < operation.bytes.size(); at += grain) {
    if (random.below(2) == 0) continue;
    const std::size_t size = std::min(grain, operation.bytes.size() - at);
    const auto from = operation.bytes.begin() + static_cast<std::ptrdiff_t>(at);
    apply_to(content, {operation.offset + at, Bytes(from, from + static_cast<std::ptrdiff_t>(size)),
                       std::nullopt});
  }
}

void FaultyFile::apply(Operation operation) {
  apply_to(current_, operation);
  pending_.push_back(std::move(operation));
}

void FaultyFile::crash(Random& random) {
  enum { all_lost, all_kept, prefix_kept, reordered };
  const auto fate = random.below(4);
  const std::size_t kept = random.below(pending_.size() + 1);
  // Torn at sectors, at pages, or just between two frames.
  constexpr std::size_t grains[] = {512, 4096, page_frame_size};
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const Operation& operation = pending_[i];
    const std::size_t grain = grains[random.below(3)];
    if (fate == all_kept || (fate == prefix_kept && i < kept)) apply_to(durable_, operation);
    if (fate == prefix_kept && i == kept) apply_torn(durable_, operation, grain, random);
    if (fate != reordered) continue;
    switch (random.below(3)) {
      case 0:
        break;
      case 1:
        apply_to(durable_, operation);
        break;
      default:
        apply_torn(durable_, operation, grain, random);
    }
  }
  pending_.clear();
  current_ = durable_;
}

bool FaultyFile::is_of_other_generation() const {
  if (name_ == FileName::head) return false;
  const auto generation = disk_->generation();
  return generation && *generation % 2 != generation_bit(name_);
}

Site FaultyFile::head_write_site(std::uint64_t offset, ByteView slot) const {
  const auto before = disk_->generation();
  const std::uint64_t written = decode_head_slot(slot).head.generation;
  if (before && written > *before) return Site::switch_write;
  if (current_.size() < offset + head_slot_size) return Site::superblock_write;
  const HeadSlot over = decode_head_slot(ByteView(current_).subspan(offset, head_slot_size));
  const bool is_old = over.state == SlotState::good && over.head.generation != written;
  return is_old ? Site::old_head_write : Site::superblock_write;
}

Site FaultyFile::write_site(std::uint64_t offset, ByteView bytes) const {
  if (is_of_other_generation()) {
    if (is_pages(name_)) return Site::rekey_slots_write;
    return is_log(name_) ? Site::rekey_log_write : Site::rekey_index_write;
  }
  if (is_pages(name_)) return Site::slots_write;
  if (name_ != FileName::head && !is_log(name_)) return Site::index_write;
  const bool is_inside = offset + bytes.size() <= current_.size();
  if (is_inside && equal(bytes, ByteView(current_).subspan(offset, bytes.size()))) {
    return Site::again_write;
  }
  if (name_ == FileName::head) return head_write_site(offset, bytes);
  if (offset == 0) return Site::log_begin_write;
  const auto frames = parse_log(bytes);
  const bool commits = !frames.empty() && frames.back().header.kind == FrameKind::commit;
  return commits ? Site::commit_write : Site::spill_write;
}

Site FaultyFile::flush_site() const {
  if (last_write_ == Site::leave_cut) return Site::leave_flush;
  if (is_of_other_generation()) {
    if (is_pages(name_)) return Site::rekey_slots_flush;
    return is_log(name_) ? Site::rekey_log_flush : Site::rekey_index_flush;
  }
  if (is_pages(name_)) return Site::slots_flush;
  if (last_write_ == Site::again_write) return Site::again_flush;
  if (last_write_ == Site::switch_write) return Site::switch_flush;
  if (last_write_ == Site::old_head_write) return Site::old_head_flush;
  if (name_ == FileName::head) return Site::superblock_flush;
  if (!is_log(name_)) return Site::index_flush;
  return last_write_ == Site::log_begin_write ? Site::log_begin_flush : Site::commit_flush;
}

std::int64_t FaultyFile::raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) {
  const auto action = disk_->next(Site::read, FaultKind::read_fails);
  if (action == FaultyDisk::Action::crash) return -1;
  if (offset >= current_.size()) return 0;
  std::size_t count = std::min<std::uint64_t>(size, current_.size() - offset);
  if (action == FaultyDisk::Action::fail) {
    if (disk_->random_.below(2) == 0) return -1;
    count = disk_->random_.below(count);  // only a part of what is there
  }
  std::memcpy(into, current_.data() + offset, count);
  return static_cast<std::int64_t>(count);
}

std::int64_t FaultyFile::raw_write(std::uint64_t offset, const std::uint8_t* from,
                                   std::size_t size) {
  const ByteView bytes(from, size);
  const Site site = write_site(offset, bytes);
  last_write_ = site;
  if (is_log(name_)) disk_->watch_log_write(bytes);
  if (is_pages(name_)) disk_->watch_slots_write(bytes);
  const auto action = disk_->next(site, FaultKind::short_write);
  Operation operation{offset, Bytes(bytes.begin(), bytes.end()), std::nullopt};
  if (action == FaultyDisk::Action::proceed) {
    apply(std::move(operation));
    return static_cast<std::int64_t>(size);
  }
  if (action == FaultyDisk::Action::crash) {
    apply(std::move(operation));
    return -1;
  }
  // Part of it arrived, maybe all.
  const std::size_t arrived = disk_->random_.below(size + 1);
  operation.bytes.resize(arrived);
  apply(std::move(operation));
  const std::int64_t answers[] = {static_cast<std::int64_t>(arrived == size ? 0 : arrived), -8,
                                  4294967288};
  return answers[disk_->random_.below(3)];
}

bool FaultyFile::raw_flush() {
  const auto action = disk_->next(flush_site(), FaultKind::flush_fails);
  if (action == FaultyDisk::Action::crash) return false;
  for (const Operation& operation : pending_) {
    const bool arrives = action == FaultyDisk::Action::proceed || disk_->random_.below(2) == 0;
    if (arrives) apply_to(durable_, operation);
  }
  pending_.clear();
  return action == FaultyDisk::Action::proceed;
}

bool FaultyFile::raw_truncate(std::uint64_t size) {
  Site site = Site::growth;
  if (is_log(name_) && size == 0) site = Site::log_cut;
  if (is_log(name_) && size > 0 && size < current_.size()) site = Site::repair;
  if (size == 0 && is_of_other_generation()) site = last_write_ = Site::leave_cut;
  const auto action = disk_->next(site, FaultKind::short_write);
  if (action == FaultyDisk::Action::fail) return false;
  apply({0, {}, size});
  return action == FaultyDisk::Action::proceed;
}

std::int64_t FaultyFile::raw_size() {
  return disk_->is_dead() ? -1 : static_cast<std::int64_t>(current_.size());
}

// -- FaultyDisk --

FaultyDisk::FaultyDisk(std::uint64_t seed) : random_(seed) {
  for (std::size_t i = 0; i < file_count; ++i)
    files_[i] = std::make_unique<FaultyFile>(*this, static_cast<FileName>(i));
}

FaultyDisk::Action FaultyDisk::next(Site site, FaultKind failure) {
  if (dead_) return Action::crash;
  if (!fault_ || paused_) return Action::proceed;
  const bool here = fault_->site ? *fault_->site == site : site != Site::read;
  const bool dies = fault_->kind == FaultKind::crash || fault_->kind == FaultKind::kill;
  const bool possible = dies || fault_->kind == failure;
  if (struck_ && possible && fault_->repeats > 0) {
    --fault_->repeats;
    return Action::fail;
  }
  if (struck_ || !here || !possible || --fault_->countdown > 0) return Action::proceed;
  struck_ = site;
  --fault_->repeats;
  if (!dies) return Action::fail;
  dead_ = true;
  power_lost_ = fault_->kind == FaultKind::crash;
  return Action::crash;
}

void FaultyDisk::restart() {
  ASSERT(dead_);
  for (auto& file : files_)
    if (power_lost_) file->crash(random_);
  dead_ = power_lost_ = false;
}

std::optional<std::uint64_t> FaultyDisk::generation() const {
  const Bytes& head = files_[static_cast<std::size_t>(FileName::head)]->content();
  std::optional<PublicHead> newest;
  for (std::size_t at = 0; at + head_slot_size <= head.size(); at += head_slot_size) {
    HeadSlot slot = decode_head_slot(ByteView(head).subspan(at, head_slot_size));
    const bool is_newer = !newest || slot.head.slot_sequence > newest->slot_sequence;
    if (slot.state == SlotState::good && is_newer) newest = std::move(slot.head);
  }
  if (!newest) return std::nullopt;
  return newest->generation;
}

// `sealed` begins with its nonce. Whether it is new; the same may be written again.
bool FaultyDisk::note_nonce(ByteView sealed) {
  const ByteView nonce = sealed.first(nonce_size);
  const ByteView tag = sealed.last(tag_size);
  const auto [known, is_new] =
      nonces_.try_emplace(Bytes(nonce.begin(), nonce.end()), Bytes(tag.begin(), tag.end()));
  if (!equal(known->second, tag)) rule_broken_ = "a nonce twice";
  return is_new;
}

void FaultyDisk::watch_log_write(ByteView bytes) {
  for (const LogFrame& frame : parse_log(bytes)) {
    const ByteView whole = bytes.subspan(frame.offset, frame.size);
    if (!note_nonce(whole.subspan(frame_header_size))) continue;
    const EpochId epoch = frame.header.epoch;
    if (frame.header.kind == FrameKind::page) epochs_in_use_.insert(epoch);
    const bool begins = frame.header.kind == FrameKind::epoch;
    if (begins && epochs_in_use_.contains(epoch)) rule_broken_ = "an epoch twice";
  }
}

void FaultyDisk::watch_slots_write(ByteView bytes) {
  for (std::size_t at = 0; at + slot_size <= bytes.size(); at += slot_size)
    note_nonce(bytes.subspan(at, slot_size).subspan(frame_header_size - slot_skip));
}

}  // namespace kith::test
