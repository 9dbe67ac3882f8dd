// Restoring a backup on a disk that fails: at any write, flush or read. Afterwards the workspace is
// there whole, or the vault holds none, and the restore begins again. Making the backup on such a
// disk gives a whole backup, or says why not.
#include "core/crypto/system_random.h"
#include "core/record/backup.h"
#include "core/record/builtin.h"
#include "core/store/backup_file.h"
#include "tests/core/store/faulty_disk.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

using namespace kith;
using namespace kith::test;

namespace {

struct Seen {
  int struck = 0;
  int empty_after = 0;
  int whole_after = 0;
  int refused_backups = 0;
};

class RestoreLife {
 public:
  RestoreLife(std::uint64_t seed, Seen& seen)
      : random_(seed), seen_(seen), source_disk_(random_.next_u64()), disk_(random_.next_u64()) {
    limits_.batch_bytes = std::size_t{8192} << random_.below(4);
    limits_.growth_step_bytes = std::uint64_t{16384} << random_.below(4);
    limits_.checkpoint_log_bytes = std::uint64_t{65536} << random_.below(5);
  }

  void live() {
    make_backup();
    arm(disk_);
    auto restored = restore();
    const bool was_struck = disk_.struck().has_value();
    seen_.struck += was_struck ? 1 : 0;
    disk_.disarm();
    disk_.clear_struck();
    if (disk_.is_dead()) disk_.restart();
    if (!restored) REQUIRE(was_struck);
    look(restored.has_value());
  }

 private:
  // A workspace, its backup made while reads of its own disk may fail, and made again if they did.
  void make_backup() {
    auto storage = OpenDatabase::create(source_disk_, random_, limits_);
    REQUIRE(storage);
    REQUIRE(storage->db->execute("PRAGMA cache_size=10"));
    auto workspace = Workspace::create(std::move(*storage->db), "River Trust", {clock_, random_});
    storage->db.reset();
    REQUIRE(workspace);
    for (std::uint64_t i = 0, count = 3 + random_.below(12); i < count; ++i)
      add_people(**workspace);
    digest_ = *(*workspace)->state_digest();
    log_ = *(*workspace)->changesets_after(0, 1000);
    source_disk_.arm({.kind = FaultKind::read_fails,
                      .site = Site::read,
                      .countdown = 1 + static_cast<int>(random_.below(40))});
    auto file = backup(*storage->vault, **workspace);
    source_disk_.disarm();
    if (!file) {
      ++seen_.refused_backups;
      CHECK(file.error().code == ErrorCode::io);
      file = backup(*storage->vault, **workspace);
      REQUIRE(file);
    }
    file_ = std::move(*file);
    workspace->reset();
  }

  void add_people(Workspace& workspace) {
    clock_.advance_ms(5);
    Draft draft(Intent{IntentCode::add_person});
    for (std::uint64_t i = 1 + random_.below(20); i > 0; --i) {
      draft.create(
          kinds::person, make_uuid_v7<RecordId>(clock_, random_),
          {{fields::person::name, Value::text("Ana")},
           {fields::person::notes, Value::long_text(std::string(random_.below(1500), 'n'))}});
    }
    REQUIRE(workspace.commit(draft));
  }

  static Result<Bytes> backup(Vault& vault, Workspace& workspace) {
    BackupSource source = TRY(BackupSource::begin(workspace));
    BackupWriter writer = vault.begin_backup();
    for (Bytes some = TRY(source.next()); !some.empty(); some = TRY(source.next()))
      writer.add(some);
    writer.finish();
    return writer.take();
  }

  void arm(FaultyDisk& disk) {
    static constexpr Site sites[] = {Site::spill_write,      Site::commit_write,
                                     Site::commit_flush,     Site::superblock_write,
                                     Site::superblock_flush, Site::log_begin_write,
                                     Site::log_begin_flush,  Site::log_cut};
    Fault fault{.kind = static_cast<FaultKind>(random_.below(fault_kind_count)),
                .site = sites[random_.below(std::size(sites))],
                .countdown = 1 + static_cast<int>(random_.below(4))};
    if (fault.kind == FaultKind::read_fails) fault.site = Site::read;
    if (random_.below(4) == 0) fault.site.reset();
    disk.arm(fault);
  }

  Result<void> restore() {
    const BackupHead head = TRY(decode_backup_head(file_));
    const StorageKey key = TRY(unlock_backup(head, WrapKind::passphrase, test_kek(1)));
    auto vault =
        TRY(Vault::create_from(head, disk_, WrapKind::passphrase, test_kek(1), random_, limits_));
    auto storage = TRY(OpenDatabase::over(std::move(vault)));
    TRY(storage.db->execute("PRAGMA cache_size=40"));
    BackupReader reader(head, derive(key, backup_key_derivation));
    WorkspaceRestore restore(std::move(*storage.db), {clock_, random_});
    storage.db.reset();
    TRY(reader.feed(ByteView(file_).subspan(backup_head_size)));
    TRY(reader.end());
    TRY(restore.feed(reader.take()));
    while (TRY(restore.step())) {
    }
    auto workspace = TRY(restore.finish());
    // What it acknowledged counts, whether the process goes on or not.
    workspace.reset();
    return {};
  }

  void look(bool was_acknowledged) {
    const bool is_empty = !Vault::inspect(disk_) || !has_workspace();
    REQUIRE_FALSE((is_empty && was_acknowledged));
    if (is_empty) {
      ++seen_.empty_after;
      REQUIRE(Vault::discard(disk_));
      const auto again = restore();
      INFO(why(again));
      REQUIRE(again);
    } else {
      ++seen_.whole_after;
    }
    check();
  }

  // Not found is the one reason why it may not open.
  bool has_workspace() {
    auto storage = OpenDatabase::open(disk_, random_, limits_);
    INFO(why(storage));
    REQUIRE(storage);
    auto workspace = Workspace::open(std::move(*storage->db), {clock_, random_});
    storage->db.reset();
    INFO(why(workspace));
    REQUIRE((workspace || workspace.error().code == ErrorCode::not_found));
    return workspace.has_value();
  }

  void check() {
    auto storage = OpenDatabase::open(disk_, random_, limits_);
    REQUIRE(storage);
    CHECK(*integrity(*storage->db) == "ok");
    auto workspace = Workspace::open(std::move(*storage->db), {clock_, random_});
    storage->db.reset();
    REQUIRE(workspace);
    CHECK(*(*workspace)->state_digest() == digest_);
    CHECK(*(*workspace)->changesets_after(0, 1000) == log_);
    CHECK((*workspace)->identity()->device_keys.size() == 3);
    add_people(**workspace);  // and it can be worked on
    workspace->reset();
  }

  SeededRandom random_;
  Seen& seen_;
  ManualClock clock_;
  FaultyDisk source_disk_;
  FaultyDisk disk_;
  PageLogLimits limits_;
  StateDigest digest_{};
  std::vector<Bytes> log_;
  Bytes file_;
};

}  // namespace

TEST_CASE("A restore that is cut off anywhere is whole or was never begun") {
  start_crypto();
  Seen seen;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    RestoreLife(seed, seen).live();
  }
  CHECK(seen.struck > 150);
  CHECK(seen.empty_after > 100);
  CHECK(seen.whole_after > 50);
  CHECK(seen.refused_backups > 20);
}
