#include "core/store/vault.h"

#include "core/base/assert.h"
#include "core/store/planted_fault.h"

#include <algorithm>
#include <utility>

namespace kith {

// A superblock slot whose wrap opened.
struct Vault::Candidate {
  std::size_t place;
  HeadSlot slot;
  StorageKey storage_key;
};

struct Vault::Choice {
  Candidate candidate;
  RecoveredLog recovered;
};

namespace {

using HeadSlots = std::array<HeadSlot, 2>;

// Whether any file but the head holds something.
Result<bool> has_content(Disk& disk) {
  for (std::size_t i = 0; i < file_count; ++i) {
    const auto name = static_cast<FileName>(i);
    if (name != FileName::head && TRY(disk.file(name).size()) > 0) return true;
  }
  return false;
}

// Whether pages of either generation were ever written.
Result<bool> has_pages(Disk& disk) {
  return TRY(disk.file(FileName::pages_0).size()) > 0 ||
         TRY(disk.file(FileName::pages_1).size()) > 0;
}

// The places of the good slots, newer first. Never empty: without a good slot, why.
Result<std::vector<std::size_t>> good_places(Disk& disk, const HeadSlots& slots) {
  std::vector<std::size_t> places;
  for (std::size_t place : {0, 1}) {
    if (slots[place].state == SlotState::newer_format) {
      return fail(ErrorCode::newer_format,
                  "This workspace was written by a newer Kith. Update Kith to open it.");
    }
    if (slots[place].state == SlotState::good) places.push_back(place);
  }
  if (places.size() == 2 && slots[1].head.slot_sequence > slots[0].head.slot_sequence) {
    std::swap(places[0], places[1]);
  }
  if (!places.empty()) return places;
  // The head is written first and the rest after its flush: a torn head alone is a vault that was
  // never finished, and never held anything.
  if (TRY(has_content(disk))) return std::unexpected(damaged_storage("no superblock is whole"));
  return fail(ErrorCode::not_found, "There is no workspace on this device yet.");
}

const Wrap* find_wrap(const PublicHead& head, WrapKind kind) {
  for (const Wrap& wrap : head.wraps)
    if (wrap.kind == kind) return &wrap;
  return nullptr;
}

std::vector<Wrap> without(std::vector<Wrap> wraps, WrapKind kind) {
  std::erase_if(wraps, [&](const Wrap& each) { return each.kind == kind; });
  return wraps;
}

// The wraps of a recovery box bring the nonce that goes with their key.
Wrap seal_wrap(const NewWrap& wrap, const StorageKey& storage_key, const VaultId& vault,
               Random& random) {
  const auto& [info, kek] = wrap;
  if (info.kind == WrapKind::recovery_box) {
    return wrap_storage_key(storage_key, vault, info.kind, info.cost, info.salt, info.nonce, kek);
  }
  return wrap_storage_key(storage_key, vault, info.kind, info.cost, info.salt, kek, random);
}

std::unexpected<Error> wrong_key(WrapKind kind) {
  if (kind == WrapKind::recovery_phrase || kind == WrapKind::recovery_box) {
    return fail(ErrorCode::wrong_passphrase, "These words do not open this workspace.");
  }
  if (kind == WrapKind::passkey) {
    return fail(ErrorCode::wrong_passphrase, "This passkey does not open this workspace.");
  }
  return fail(ErrorCode::wrong_passphrase, "This passphrase does not open this workspace.");
}

}  // namespace

std::vector<Wrap> seal_wraps(const std::vector<NewWrap>& wraps, const StorageKey& storage_key,
                             const VaultId& vault, Random& random) {
  std::vector<Wrap> sealed;
  for (const NewWrap& wrap : wraps)
    sealed.push_back(seal_wrap(wrap, storage_key, vault, random));
  return sealed;
}

WrapInfo wrap_info(const Wrap& wrap) {
  return {wrap.kind, wrap.cost, wrap.salt, wrap.nonce};
}

const WrapInfo* UnlockInfo::find(WrapKind kind) const {
  for (const WrapInfo& wrap : wraps)
    if (wrap.kind == kind) return &wrap;
  return nullptr;
}

const WrapInfo* UnlockInfo::recovery() const {
  const WrapInfo* box = find(WrapKind::recovery_box);
  return box != nullptr ? box : find(WrapKind::recovery_phrase);
}

Result<UnlockInfo> Vault::inspect(Disk& disk) {
  const HeadSlots slots = TRY(read_head_slots(disk.file(FileName::head)));
  const auto places = TRY(good_places(disk, slots));
  const PublicHead& head = slots[places.front()].head;
  UnlockInfo info{.vault = head.vault, .wraps = {}};
  for (const Wrap& wrap : head.wraps)
    info.wraps.push_back(wrap_info(wrap));
  return info;
}

Result<std::unique_ptr<Vault>> Vault::create(Disk& disk, const VaultId& id,
                                             const std::vector<NewWrap>& wraps, Random& random,
                                             const PageLogLimits& limits) {
  ASSERT(!wraps.empty() && wraps.size() <= wrap_count_max);
  const StorageKey storage_key = StorageKey::generate(random);
  PublicHead head{.vault = id, .wraps = seal_wraps(wraps, storage_key, id, random)};
  TRY(begin(disk, std::move(head), storage_key, random));
  return open(disk, wraps.front().info.kind, wraps.front().kek, random, limits);
}

Result<std::unique_ptr<Vault>> Vault::create_from(const BackupHead& backup, Disk& disk,
                                                  WrapKind kind, const KekKey& kek, Random& random,
                                                  const PageLogLimits& limits) {
  const StorageKey storage_key = TRY(unlock_backup(backup, kind, kek));
  TRY(begin(disk, {.vault = backup.vault, .wraps = backup.wraps}, storage_key, random));
  return open(disk, kind, kek, random, limits);
}

// Writes the first superblock of a vault without pages.
Result<void> Vault::begin(Disk& disk, PublicHead head, const StorageKey& storage_key,
                          Random& random) {
  if (auto found = inspect(disk); found) {
    return fail(ErrorCode::conflict, "There is a workspace on this device already.");
  } else if (found.error().code != ErrorCode::not_found) {
    return std::unexpected(found.error());
  }
  BlockFile& file = disk.file(FileName::head);
  TRY(file.truncate(0));
  const std::size_t second_place = 1;  // so that the first write goes to the first
  HeadWriter writer(file, std::move(head), second_place, derive(storage_key, head_key_derivation),
                    random);
  return writer.write({.epoch = EpochId{random.bytes<sizeof(IdBytes)>()}});
}

// The head goes last: until then it is a vault without pages.
Result<void> Vault::discard(Disk& disk) {
  for (std::size_t i = file_count; i-- > 0;) {
    BlockFile& file = disk.file(static_cast<FileName>(i));
    TRY(file.truncate(0));
    TRY(file.flush());
  }
  return {};
}

BackupWriter Vault::begin_backup() const {
  return BackupWriter(id(), head_->head().wraps, backup_key(), *random_);
}

Result<std::unique_ptr<Vault>> Vault::open(Disk& disk, WrapKind kind, const KekKey& kek,
                                           Random& random, const PageLogLimits& limits,
                                           OpenMode mode) {
  const HeadSlots slots = TRY(read_head_slots(disk.file(FileName::head)));
  std::vector<Candidate> candidates;
  for (std::size_t place : TRY(good_places(disk, slots))) {
    const HeadSlot& slot = slots[place];
    const Wrap* wrap = find_wrap(slot.head, kind);
    auto key = wrap ? unwrap_storage_key(*wrap, slot.head.vault, kek) : std::nullopt;
    // The newer slot says how the vault is unlocked; the older one may still say otherwise.
    if (!key && candidates.empty()) return wrong_key(kind);
    if (key) candidates.push_back({place, slot, std::move(*key)});
  }
  Choice choice = TRY(choose(disk, slots, std::move(candidates), mode));
  std::unique_ptr<Vault> vault(
      new Vault(disk, choice.candidate.storage_key.duplicate(), random, limits));
  vault->start(std::move(choice), mode);
  // A disk that is full or failing is no reason not to show what is there; the first change will
  // insist, and the next opening empty what is left over.
  if (mode == OpenMode::normal && vault->log_->make_durable()) {
    (void)vault->leave_other_generation();
  }
  return vault;
}

Result<bool> Vault::resume() {
  const HeadSlots slots = TRY(read_head_slots(disk_->file(FileName::head)));
  std::vector<Candidate> candidates;
  for (std::size_t place : TRY(good_places(*disk_, slots))) {
    const PublicHead& head = slots[place].head;
    const bool same = head.vault == id() && head.wraps == head_->head().wraps;
    if (!same && candidates.empty()) {
      return fail(ErrorCode::wrong_passphrase,
                  "The way to unlock this workspace was changed. Unlock it again.");
    }
    if (same) candidates.push_back({place, slots[place], storage_key_.duplicate()});
  }
  Choice choice = TRY(choose(*disk_, slots, std::move(candidates), OpenMode::normal));
  const StateToken found{choice.recovered.checkpoint.epoch, choice.recovered.sequence,
                         choice.recovered.chain};
  if (found == token() && !log_->is_broken()) return true;
  start(std::move(choice), OpenMode::normal);
  return false;
}

// The first candidate whose index and log are there to match it.
Result<Vault::Choice> Vault::choose(Disk& disk, const HeadSlots& slots,
                                    std::vector<Candidate> candidates, OpenMode mode) {
  std::optional<Error> first_error;
  for (Candidate& candidate : candidates) {
    const HeadKey head_key = derive(candidate.storage_key, head_key_derivation);
    const HeadSlot& neighbour = slots[candidate.place ^ 1];
    OtherSlot other{.state = neighbour.state,
                    .is_newer = neighbour.head.slot_sequence > candidate.slot.head.slot_sequence};
    if (const auto beside = neighbour.checkpoint(head_key)) other.epoch = beside->epoch;

    const auto checkpoint = candidate.slot.checkpoint(head_key);
    auto recovered =
        checkpoint
            ? recover(generation_files(disk, candidate.slot.head.generation),
                      FrameSealer(derive(candidate.storage_key, page_key_derivation),
                                  candidate.slot.head.vault),
                      candidate.slot, *checkpoint, other, mode)
            : Result<RecoveredLog>(std::unexpected(damaged_storage("a superblock was altered")));
    // Only a vault that never held a page may be without a log: otherwise the superblock is older
    // than the files, and opening it would empty them.
    const bool is_new = recovered && !recovered->log_begun && recovered->checkpoint.page_count == 0;
    if (is_new && mode == OpenMode::normal && TRY(has_pages(disk))) {
      recovered = std::unexpected(damaged_storage("the superblock is older than the files"));
    }
    if (recovered) return Choice{std::move(candidate), std::move(*recovered)};
    if (recovered.error().code != ErrorCode::damaged) return std::unexpected(recovered.error());
    if (!first_error) first_error = recovered.error();
  }
  return std::unexpected(*first_error);
}

void Vault::start(Choice choice, OpenMode mode) {
  const Candidate& candidate = choice.candidate;
  storage_key_ = candidate.storage_key.duplicate();
  log_.reset();
  head_.emplace(disk_->file(FileName::head), candidate.slot.head, candidate.place,
                derive(storage_key_, head_key_derivation), *random_);
  log_.emplace(generation_files(*disk_, candidate.slot.head.generation), *head_,
               FrameSealer(derive(storage_key_, page_key_derivation), id()),
               std::move(choice.recovered), *random_, limits_, mode);
}

void Vault::adopt(const HeadWriter& head, StorageKey storage_key, RecoveredLog recovered) {
  Candidate candidate{
      .place = head.place(), .slot = {.head = head.head()}, .storage_key = std::move(storage_key)};
  start({std::move(candidate), std::move(recovered)}, OpenMode::normal);
}

Result<void> Vault::leave_other_generation() {
  const PublicHead& ours = head_->head();
  TRY(log_->make_durable());  // before anything goes that would be needed without it
  bool is_named = false;
  for (const HeadSlot& slot : TRY(read_head_slots(head_->file()))) {
    if (slot.state != SlotState::good || slot.head.generation == ours.generation) continue;
    // Newer, and yet it did not hold: what is left of it is kept.
    if (slot.head.slot_sequence > ours.slot_sequence) return {};
    is_named = true;
  }
  if (is_named && !planted(PlantedFault::rekey_keeps_superblock)) {
    TRY(log_->rewrite_superblocks());
  }
  return empty_files(generation_files(*disk_, ours.generation + 1));
}

Result<void> Vault::empty_files(const LogFiles& files) {
  for (BlockFile* file : {files.pages, files.log, files.index}) {
    if (TRY(file->size()) == 0) continue;
    TRY(file->truncate(0));
    TRY(file->flush());
  }
  return {};
}

std::optional<WrapInfo> Vault::wrap(WrapKind kind) const {
  const Wrap* wrap = find_wrap(head_->head(), kind);
  if (wrap == nullptr) return std::nullopt;
  return wrap_info(*wrap);
}

bool Vault::opens_with(WrapKind kind, const KekKey& kek) const {
  const Wrap* wrap = find_wrap(head_->head(), kind);
  return wrap != nullptr && unwrap_storage_key(*wrap, id(), kek).has_value();
}

Result<void> Vault::replace_wrap(const NewWrap& wrap) {
  std::vector<Wrap> wraps = without(head_->head().wraps, wrap.info.kind);
  ASSERT(wraps.size() < wrap_count_max);
  wraps.push_back(seal_wrap(wrap, storage_key_, id(), *random_));
  return write_wraps(std::move(wraps));
}

Result<void> Vault::remove_wrap(WrapKind kind) {
  return write_wraps(without(head_->head().wraps, kind));
}

Result<void> Vault::write_wraps(std::vector<Wrap> wraps) {
  ASSERT(!wraps.empty());
  const std::vector<Wrap> before = head_->head().wraps;
  head_->set_wraps(std::move(wraps));
  auto written = log_->rewrite_superblocks();
  // What was refused must not come with the next checkpoint.
  if (!written) head_->set_wraps(before);
  return written;
}

Result<StorageHealth> Vault::health() {
  const LogFiles files = generation_files(*disk_, head_->head().generation);
  return StorageHealth{.pages_file_bytes = TRY(files.pages->size()),
                       .log_file_bytes = TRY(files.log->size()),
                       .log_bytes = log_->log_bytes(),
                       .index_file_bytes = TRY(files.index->size()),
                       .page_count = log_->page_count(),
                       .generation = head_->head().generation,
                       .state = token(),
                       .checkpoint_sequence = log_->last_checkpoint().sequence,
                       .is_broken = log_->is_broken(),
                       .is_read_only = log_->is_read_only()};
}

}  // namespace kith
