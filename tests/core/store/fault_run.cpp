#include "tests/core/store/fault_run.h"

#include "core/store/rekey.h"
#include "core/store/transaction.h"

#include <algorithm>
#include <utility>

namespace kith::test {

namespace {

Bytes content_of(std::uint64_t tag, std::uint32_t size) {
  Bytes bytes(size);
  SeededRandom(tag).fill(bytes);
  return bytes;
}

}  // namespace

FaultRun::FaultRun(std::uint64_t seed, Tally& tally)
    : random_(seed), tally_(&tally), disk_(random_.next_u64()) {
  limits_.batch_bytes = std::size_t{8192} << random_.below(5);
  limits_.growth_step_bytes = std::uint64_t{4096} << random_.below(6);
  limits_.checkpoint_log_bytes = std::uint64_t{32768} << random_.below(6);
}

std::optional<std::string> FaultRun::run() {
  Checked failure = live();
  disk_.disarm();
  open_.close();
  if (!failure && !disk_.rule_broken().empty()) failure = Failure{disk_.rule_broken()};
  if (!failure) return std::nullopt;
  return failure->text + "\n" + story_;
}

FaultRun::Checked FaultRun::live() {
  if (auto failure = start()) return failure;
  const auto rounds = 1 + random_.below(3);
  for (std::uint64_t i = 0; i < rounds; ++i)
    if (auto failure = round()) return failure;
  disk_.disarm();
  return reopen_clean();
}

// Sometimes under a fault: then there is a vault, whole and empty, or none.
FaultRun::Checked FaultRun::create() {
  const bool may_fail = random_.below(3) == 0;
  if (may_fail) {
    const FaultKind kinds[] = {FaultKind::crash, FaultKind::kill, FaultKind::short_write,
                               FaultKind::flush_fails, FaultKind::read_fails};
    disk_.arm({.kind = kinds[random_.below(std::size(kinds))],
               .site = std::nullopt,
               .countdown = 1 + static_cast<int>(random_.below(4))});
  }
  const bool made = create_vault(disk_, random_, limits_).has_value();
  if (disk_.is_dead()) disk_.restart();
  if (disk_.struck()) count_strike();
  disk_.disarm();
  const auto found = Vault::inspect(disk_);
  if (found) return {};
  if (made) return Failure{"made, and not there: " + why(found)};
  if (!may_fail || found.error().code != ErrorCode::not_found)
    return Failure{"create: " + why(found)};
  const auto again = create_vault(disk_, random_, limits_);
  if (!again) return Failure{"create again: " + why(again)};
  return {};
}

FaultRun::Checked FaultRun::start() {
  if (auto failure = create()) return failure;
  if (auto failure = open()) return failure;
  auto made = open_.db->execute("CREATE TABLE t(id INTEGER PRIMARY KEY, tag, size, v)");
  if (!made) return Failure{"create table: " + why(made)};
  committed_[open_.vault->token().sequence] = rows_;
  return {};
}

FaultRun::Checked FaultRun::round() {
  arm_fault();
  if (disk_.is_armed_for_opening()) {
    if (auto failure = reopen_clean()) return failure;
  }
  const auto steps = 4 + random_.below(12);
  const auto rekey_at = fault_wants_rekey_ ? random_.below(steps) : steps;
  for (std::uint64_t i = 0; i < steps; ++i) {
    if (auto failure = i == rekey_at ? rekey() : step()) return failure;
    if (!disk_.rule_broken().empty()) return Failure{disk_.rule_broken()};
  }
  disk_.disarm();
  disk_.clear_struck();
  return {};
}

void FaultRun::arm_fault() {
  const auto kind = random_.below(10) < 6 ? FaultKind::crash
                                          : static_cast<FaultKind>(random_.below(fault_kind_count));
  fault_wants_rekey_ = kind != FaultKind::read_fails && random_.below(3) == 0;
  if (fault_wants_rekey_) return disk_.arm(fault_of_rekey(kind, random_));
  const bool dies = kind == FaultKind::crash || kind == FaultKind::kill;
  Fault fault{.kind = kind, .site = std::nullopt, .countdown = 1};
  constexpr Site writes[] = {Site::spill_write, Site::commit_write,     Site::slots_write,
                             Site::index_write, Site::superblock_write, Site::log_begin_write,
                             Site::log_cut,     Site::again_write,      Site::growth};
  constexpr Site flushes[] = {Site::commit_flush,     Site::slots_flush,     Site::index_flush,
                              Site::superblock_flush, Site::log_begin_flush, Site::again_flush};
  const bool at_flush = kind == FaultKind::flush_fails || (dies && random_.below(3) == 0);
  if (kind == FaultKind::read_fails) {
    fault.site = Site::read;
    fault.countdown = 1 + static_cast<int>(random_.below(60));
  } else if (at_flush) {
    fault.site = flushes[random_.below(std::size(flushes))];
    fault.countdown = 1 + static_cast<int>(random_.below(3));
  } else {
    fault.site = writes[random_.below(std::size(writes))];
    fault.countdown = 1 + static_cast<int>(random_.below(4));
    fault.repeats = 1 + static_cast<int>(random_.below(4));
  }
  disk_.arm(fault);
}

FaultRun::Checked FaultRun::step() {
  const auto choice = random_.below(20);
  if (choice == 0) {
    note("reopen");
    return reopen_clean();
  }
  if (choice <= 2) {
    note("checkpoint");
    if (choice == 2)
      (void)open_.vault->log().copy_ahead(1 + static_cast<std::uint32_t>(random_.below(40)));
    (void)open_.vault->log().checkpoint();
    return settle();
  }
  if (choice == 4) {
    note("copy ahead");
    (void)open_.vault->log().copy_ahead(1 + static_cast<std::uint32_t>(random_.below(40)));
    return settle();
  }
  if (choice == 3) {
    note("vacuum");
    const std::uint64_t sequence = open_.vault->token().sequence;
    (void)open_.db->execute(random_.below(2) == 0 ? "VACUUM" : "PRAGMA incremental_vacuum");
    for (auto i = sequence + 1; i <= open_.vault->token().sequence; ++i)
      committed_[i] = rows_;
    return settle();
  }
  if (choice == 5 && may_change_passphrase_) {
    return random_.below(2) == 0 ? change_passphrase() : change_passkey();
  }
  if (choice == 6 && random_.below(2) == 0) return rekey();
  return edit();
}

FaultRun::Checked FaultRun::change_passphrase() {
  note("change the passphrase");
  const auto next = static_cast<std::uint8_t>(passphrase_ + 1);
  const bool changed = open_.vault->replace_wrap(test_wrap(next)).has_value();
  if (!changed) {
    if (disk_.is_dead() || open_.vault->log().is_broken()) maybe_passphrase_ = next;
    return settle();
  }
  const KekKey old = test_kek(std::exchange(passphrase_, next));
  disk_.pause(true);
  const auto slots = read_head_slots(disk_.file(FileName::head));
  disk_.pause(false);
  for (const HeadSlot& slot : *slots) {
    for (const Wrap& wrap : slot.head.wraps) {
      const bool is_passphrase = wrap.kind == WrapKind::passphrase;
      if (is_passphrase && unwrap_storage_key(wrap, slot.head.vault, old))
        return Failure{"the old passphrase is kept"};
    }
  }
  return settle();
}

// It comes, or the one that is there goes.
FaultRun::Checked FaultRun::change_passkey() {
  const bool comes = !open_.vault->wrap(WrapKind::passkey);
  note(comes ? "a passkey comes" : "the passkey goes");
  const auto changed = comes ? open_.vault->replace_wrap(test_wrap(100, WrapKind::passkey))
                             : open_.vault->remove_wrap(WrapKind::passkey);
  if (changed)
    has_passkey_ = comes;
  else if (disk_.is_dead() || open_.vault->log().is_broken())
    has_passkey_.reset();
  return settle();
}

// With edits in between, and sometimes given up; under the same passphrase or another.
FaultRun::Checked FaultRun::rekey() {
  note("rekey");
  const bool changes = may_change_passphrase_ && random_.below(2) == 0;
  const auto passphrase = static_cast<std::uint8_t>(passphrase_ + (changes ? 1 : 0));
  auto rekey = Rekey::begin(*open_.vault, test_wraps(passphrase));
  if (!rekey) return settle();
  const int opening = openings_;
  while (true) {
    const auto all_copied = rekey->step(1 + static_cast<std::uint32_t>(random_.below(40)));
    const bool given_up = random_.below(16) == 0;
    if (!all_copied || given_up) {
      note(given_up ? "rekey given up" : "rekey failed");
      rekey->cancel();
      return settle();
    }
    if (*all_copied) break;
    if (random_.below(3) > 0) continue;
    if (auto failure = edit()) return failure;
    if (openings_ != opening) return {};  // a fault ended this connection, and the rekey with it
  }
  const auto finished = rekey->finish();
  if (!finished) rekey->cancel();
  return after_rekey(finished.has_value(), passphrase);
}

FaultRun::Checked FaultRun::after_rekey(bool finished, std::uint8_t passphrase) {
  note(finished ? "rekey done" : "rekey not finished");
  // Once the superblock is on disk the new one counts, even if the rest could not be done.
  if (open_.vault->opens_with(WrapKind::passphrase, test_kek(passphrase)))
    passphrase_ = passphrase;
  else if (disk_.is_dead() || open_.vault->log().is_broken())
    maybe_passphrase_ = passphrase;
  has_passkey_.reset();
  if (finished) {
    has_passkey_ = false;  // it was not given to the rekey
    ++tally_->rekeys;
    if (auto failure = check_one_generation()) return failure;
  }
  return settle();
}

// Nothing is left of another generation: no superblock, no file.
FaultRun::Checked FaultRun::check_one_generation() {
  const std::uint64_t generation = *disk_.generation();
  const Bytes& head = disk_.file(FileName::head).content();
  for (std::size_t at = 0; at + head_slot_size <= head.size(); at += head_slot_size) {
    const HeadSlot slot = decode_head_slot(ByteView(head).subspan(at, head_slot_size));
    if (slot.state == SlotState::good && slot.head.generation != generation)
      return Failure{"a superblock of another generation is kept"};
  }
  disk_.pause(true);
  const LogFiles other = generation_files(disk_, generation + 1);
  std::uint64_t left = 0;
  for (BlockFile* file : {other.pages, other.log, other.index})
    left += *file->size();
  disk_.pause(false);
  if (left > 0) return Failure{"files of another generation are kept"};
  return {};
}

// -- edits --

FaultRun::Checked FaultRun::edit() {
  const Rows before = rows_;
  const auto kind = random_.below(10);
  const int count = random_.below(200) == 0 ? 400  // as an import would
                    : kind < 5              ? 1
                    : kind < 8              ? 2 + static_cast<int>(random_.below(10))
                                            : 30 + static_cast<int>(random_.below(60));
  bool attempted = false;
  bool committed = false;
  {
    auto transaction = Transaction::begin(*open_.db);
    if (transaction && change(count)) {
      if (random_.below(8) == 0) {
        transaction->roll_back();
      } else {
        attempted = true;
        committed = transaction->commit().has_value();
      }
    }
  }
  return after_edit(committed, attempted, before);
}

bool FaultRun::change(int count) {
  for (int i = 0; i < count; ++i)
    if (!change_one()) return false;
  return true;
}

bool FaultRun::change_one() {
  const int pages_ahead = 1 + static_cast<int>(random_.below(8));
  if (random_.below(6) == 0 && !open_.db->spill(pages_ahead)) return false;
  const auto kind = random_.below(10);
  if (rows_.empty() || kind < 4) {
    return insert(static_cast<std::int64_t>(random_.below(400)), 3000);
  }
  auto row = rows_.lower_bound(static_cast<std::int64_t>(random_.below(400)));
  if (row == rows_.end()) row = rows_.begin();
  if (kind < 8) return insert(row->first, kind == 7 ? 20'000 : 600);
  auto remove = open_.db->prepare("DELETE FROM t WHERE id = ?");
  if (!remove || !remove->run(row->first)) return false;
  rows_.erase(row);
  return true;
}

bool FaultRun::insert(std::int64_t id, std::uint32_t size_max) {
  const Row row{random_.next_u64() >> 1, static_cast<std::uint32_t>(random_.below(size_max))};
  auto put = open_.db->prepare("INSERT OR REPLACE INTO t(id, tag, size, v) VALUES(?, ?, ?, ?)");
  if (!put) return false;
  const Bytes content = content_of(row.tag, row.size);
  if (!put->run(id, row.tag, row.size, ByteView(content))) return false;
  rows_[id] = row;
  return true;
}

// rows_ holds the edit as far as it went; decides what must, and what may, be there now.
FaultRun::Checked FaultRun::after_edit(bool committed, bool attempted, const Rows& before) {
  note(committed ? "edit committed" : attempted ? "edit refused" : "edit failed or rolled back");
  maybe_.reset();
  if (committed) {
    ++tally_->commits;
    committed_[open_.vault->token().sequence] = rows_;
    return settle();
  }
  if (attempted) maybe_ = rows_;
  rows_ = before;
  // SQLite may have committed the old pages once more, to undo a spill.
  committed_.try_emplace(open_.vault->token().sequence, rows_);
  return settle();
}

// -- after a fault --

// A fault that struck is dealt with as the program would; then the content is checked.
FaultRun::Checked FaultRun::settle() {
  if (!disk_.struck()) {
    maybe_.reset();
    return {};
  }
  if (disk_.is_dead()) return recover_from_crash();
  count_strike();
  if (!open_.vault->log().is_broken()) {
    maybe_.reset();  // an edit that was refused is gone
    if (auto failure = check_content(false)) return failure;
    return {};
  }
  open_.close();
  if (auto failure = open()) return failure;
  return check_content(true);
}

void FaultRun::count_strike() {
  ++tally_->of(disk_.fault_kind(), *disk_.struck());
  note(std::string("struck: ") + fault_name(disk_.fault_kind()) + " at " +
       site_name(*disk_.struck()));
  disk_.disarm();
  disk_.clear_struck();
}

FaultRun::Checked FaultRun::recover_from_crash() {
  open_.close();
  count_strike();
  disk_.restart();
  if (auto failure = open()) return failure;
  return check_content(true);
}

FaultRun::Checked FaultRun::reopen_clean() {
  open_.close();
  // Only reading can fail here, and then it works the second time.
  auto failure = open();
  if (failure && disk_.struck() == Site::read && !disk_.is_dead()) {
    count_strike();
    failure = open();
  }
  if (failure) return disk_.is_dead() ? recover_from_crash() : failure;
  if (disk_.struck()) return settle();
  return check_content(false);
}

// Opens with the passphrase that counts, and with no other.
Result<std::unique_ptr<Vault>> FaultRun::unlock() {
  const auto with = [&](std::uint8_t passphrase) {
    return Vault::open(disk_, WrapKind::passphrase, test_kek(passphrase), random_, limits_);
  };
  auto vault = with(passphrase_);
  const bool is_refused = !vault && vault.error().code == ErrorCode::wrong_passphrase;
  if (is_refused && maybe_passphrase_) vault = with(passphrase_ = *maybe_passphrase_);
  if (vault) maybe_passphrase_.reset();
  return vault;
}

FaultRun::Checked FaultRun::open() {
  auto vault = unlock();
  if (!vault) return Failure{"open: " + why(vault)};
  for (int other = passphrase_ - 1; other <= passphrase_ + 1; other += 2) {
    if ((*vault)->opens_with(WrapKind::passphrase, test_kek(static_cast<std::uint8_t>(other))))
      return Failure{"another passphrase opens it"};
  }
  const bool has_passkey = (*vault)->wrap(WrapKind::passkey).has_value();
  if (has_passkey_.value_or(has_passkey) != has_passkey)
    return Failure{has_passkey ? "a passkey that went is there" : "a passkey is lost"};
  has_passkey_ = has_passkey;
  if (!disk_.is_armed()) {
    if (auto failure = check_one_generation()) return failure;
  }
  auto database = OpenDatabase::over(std::move(*vault));
  if (!database) return Failure{"open database: " + why(database)};
  open_ = std::move(*database);
  ++openings_;
  // A cache of a few pages, so that a transaction of some size spills.
  auto small = open_.db->execute("PRAGMA cache_size=12");
  if (!small) return Failure{"cache_size: " + why(small)};
  return {};
}

FaultRun::Checked FaultRun::check_content(bool maybe_next) {
  disk_.pause(true);
  const auto intact = integrity(*open_.db);
  const auto found = read_rows();
  disk_.pause(false);
  if (!intact || *intact != "ok") {
    return Failure{"integrity: " + (intact ? *intact : why(intact))};
  }
  if (!found) return Failure{"read: " + why(found)};
  if (*found != rows_) {
    const bool is_maybe = maybe_next && maybe_ && *found == *maybe_;
    if (!is_maybe) return Failure{"the content is not what was committed"};
    rows_ = *found;  // and from now on it must stay: opening has made it durable
  }
  maybe_.reset();
  committed_.insert_or_assign(open_.vault->token().sequence, rows_);
  note("checked at commit " + std::to_string(open_.vault->token().sequence));
  return {};
}

Result<FaultRun::Rows> FaultRun::read_rows() {
  Rows rows;
  Statement all = TRY(open_.db->prepare("SELECT id, tag, size, v FROM t ORDER BY id"));
  while (TRY(all.step())) {
    const Row row{all.get<std::uint64_t>(1), all.get<std::uint32_t>(2)};
    if (!equal(all.get<ByteView>(3), content_of(row.tag, row.size))) {
      return fail(ErrorCode::damaged, "a value is not the one that was stored");
    }
    rows.emplace(all.get<std::int64_t>(0), row);
  }
  return rows;
}

// -- tampering --

std::optional<std::string> FaultRun::run_tampered() {
  may_change_passphrase_ = false;  // an older head would want the older one
  if (auto failure = start()) return failure->text;
  const std::uint64_t first = open_.vault->token().sequence;
  const auto steps = 3 + random_.below(12);
  const auto snapshot_at = random_.below(steps);
  const auto rekey_at = random_.below(3 * steps);
  VaultFiles older;
  for (std::uint64_t i = 0; i < steps; ++i) {
    if (auto failure = i == rekey_at ? rekey() : step()) return failure->text;
    if (i == snapshot_at) older = read_files(disk_);
  }
  open_.close();
  const std::string what = tamper(disk_, older, random_);
  const auto failed = [&](const std::string& text) { return what + ": " + text; };

  auto vault = open_vault(disk_, random_, limits_);
  if (!vault) {
    ++tally_->tampered_refused;
    salvage();
    const ErrorCode code = vault.error().code;
    const bool named = code == ErrorCode::damaged || code == ErrorCode::newer_format;
    return named ? std::nullopt : std::optional(failed("refused as " + why(vault)));
  }
  const std::uint64_t sequence = (*vault)->token().sequence;
  auto database = OpenDatabase::over(std::move(*vault));
  if (!database) return std::nullopt;  // page 1 does not open, and that was said
  open_ = std::move(*database);
  const auto found = read_rows();
  open_.close();
  if (!found) {
    ++tally_->tampered_refused;
    salvage();
    return std::nullopt;
  }
  ++tally_->tampered_opened;
  const auto expected = committed_.find(sequence);
  if (expected == committed_.end()) {
    return sequence < first ? std::nullopt : std::optional(failed("opened as an unknown commit"));
  }
  if (*found != expected->second) return failed("opened as a state that never was");
  return std::nullopt;
}

// Reads what opens of a damaged vault, to its end.
void FaultRun::salvage() {
  auto found = OpenDatabase::open(disk_, random_, limits_, OpenMode::salvage);
  if (!found) return;
  open_ = std::move(*found);
  for (int first = 0; first < 400; first += 40) {
    auto rows =
        open_.db->prepare("SELECT v FROM t WHERE id >= " + std::to_string(first) + " ORDER BY id");
    if (!rows) continue;
    for (auto more = rows->step(); more && *more; more = rows->step())
      ++tally_->rows_salvaged;
  }
  open_.close();
}

}  // namespace kith::test
