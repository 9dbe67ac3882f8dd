#include "core/store/backup_file.h"
#include "tests/core/store/disk_files.h"
#include "tests/wasm/program/machine.h"
#include "wasm/program/restore_run.h"
#include "wasm/program/session.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;
using namespace kith::test;
using namespace kith::wasm;

namespace {

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;

std::string backup_of(Machine& machine) {
  machine.carry_out(ui::MakeBackup{});
  REQUIRE(machine.state().backup.phase == ui::BackupPhase::idle);
  REQUIRE_FALSE(machine.platform.downloads.empty());
  return machine.platform.downloads.back().second;
}

// Another machine, with the file chosen at its door.
struct NewMachine : Machine {
  explicit NewMachine(std::string file) { choose("kith-backup.kith", std::move(file)); }
};

}  // namespace

TEST_CASE("A backup is offered once it was read back, and restores on another machine") {
  Machine machine;
  machine.create();
  machine.import_people(300);
  machine.add("Ben");
  const std::string file = backup_of(machine);
  CHECK(machine.platform.downloads.back().first == "kith-backup-2023-11-14.kith");
  CHECK(machine.state().toast.text == "The backup was made and checked");
  CHECK(file.find("Okafor") == std::string::npos);

  for (const bool by_phrase : {false, true}) {
    NewMachine other(file);
    REQUIRE(other.state().restore.phase == ui::RestorePhase::locked);
    if (by_phrase) {
      other.carry_out(ui::RestoreWithRecoveryPhrase{machine.phrase});
    } else {
      other.carry_out(ui::RestoreWithPassphrase{passphrase});
    }
    REQUIRE(other.state().vault == ui::VaultStatus::open);
    CHECK(other.state().passphrase.is_forgotten == by_phrase);
    CHECK(other.state().restore.phase == ui::RestorePhase::idle);
    CHECK(other.people() == 301);
    CHECK(*other.state().workspace->state_digest() == *machine.state().workspace->state_digest());

    // It is sealed with the same passphrase from now on.
    other.add("Carla");
    other.reopen();
    REQUIRE(other.state().vault == ui::VaultStatus::locked);
    other.unlock();
    CHECK(other.people() == 302);
  }
}

TEST_CASE("A wrong passphrase can be tried again, and leaves nothing behind") {
  Machine machine;
  machine.create();
  machine.add("Ana");
  NewMachine other(backup_of(machine));
  other.carry_out(ui::RestoreWithPassphrase{"not this one"});
  CHECK(other.state().restore.phase == ui::RestorePhase::locked);
  REQUIRE(other.state().restore.error);
  CHECK(other.state().restore.error->code == ErrorCode::wrong_passphrase);
  CHECK(other.platform.disk.used() == 0);
  other.carry_out(ui::RestoreWithRecoveryPhrase{"twenty four words"});
  CHECK(other.state().restore.phase == ui::RestorePhase::locked);
  CHECK(other.state().restore.error);
  other.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(other.state().vault == ui::VaultStatus::open);
  CHECK(other.people() == 1);
}

TEST_CASE("What is no whole backup is refused, and a workspace can still be made") {
  Machine machine;
  machine.create();
  machine.import_people(2000);
  const std::string file = backup_of(machine);

  NewMachine other("First Name,Last Name\nAna,Okafor\n");
  CHECK(other.state().restore.phase == ui::RestorePhase::failed);
  CHECK(other.state().restore.error->code == ErrorCode::malformed);
  other.choose("cut.kith", file.substr(0, file.size() - 1));
  REQUIRE(other.state().restore.phase == ui::RestorePhase::locked);
  other.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(other.state().restore.phase == ui::RestorePhase::failed);
  CHECK(other.state().restore.error->code == ErrorCode::damaged);
  CHECK(other.platform.disk.used() == 0);
  other.carry_out(ui::CancelRestore{});
  CHECK(other.state().restore.phase == ui::RestorePhase::idle);
  other.create();
  CHECK(other.people() == 0);
}

TEST_CASE("A restore never touches a workspace that is there") {
  Machine machine;
  machine.create();
  machine.add("Ana");
  machine.platform.file = backup_of(machine);
  SmallDisk& disk = machine.platform.disk;
  const Bytes head = disk.file(FileName::head).content();
  const Bytes log = disk.file(FileName::log_0).content();
  const auto decoded = decode_backup_head(as_bytes(machine.platform.file));
  REQUIRE(decoded);
  const Wrap& wrap = *decoded->find(WrapKind::passphrase);
  std::optional<KekKey> kek;
  machine.platform.derive_key(passphrase, wrap.salt, wrap.cost,
                              [&](Result<DerivedKey> key) { kek = std::move(key->key); });
  machine.platform.settle(*machine.program);
  REQUIRE(kek);
  ui::RestoreStatus status;
  {
    RestoreRun run(machine.platform, status);
    run.choose("kith-backup.kith");
    run.start(disk, WrapKind::passphrase, *kek);
    CHECK(status.phase == ui::RestorePhase::failed);
    CHECK(status.error->code == ErrorCode::conflict);
  }
  CHECK(disk.file(FileName::head).content() == head);
  CHECK(disk.file(FileName::log_0).content() == log);
}

TEST_CASE("A restore for which there is no room leaves nothing behind") {
  Machine machine;
  machine.create();
  machine.import_people(3000);
  NewMachine other(backup_of(machine));
  other.platform.disk.room = 1 << 20;
  other.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(other.state().restore.phase == ui::RestorePhase::failed);
  CHECK(other.state().restore.error->code == ErrorCode::storage_full);
  CHECK(other.platform.disk.used() == 0);
  CHECK(other.state().vault == ui::VaultStatus::none);
}

TEST_CASE("A restore that the device's death cut off begins again") {
  Machine machine;
  machine.create();
  machine.import_people(3000);
  const std::string file = backup_of(machine);

  NewMachine other(file);
  other.program->carry_out(ui::RestoreWithPassphrase{passphrase});
  other.platform.settle(*other.program, 3);
  REQUIRE(other.state().restore.phase == ui::RestorePhase::reading);
  // What was on the disk at that moment, before the program could tidy up.
  const Files found = files_of(other.platform.disk);
  other.program.reset();
  put_back(other.platform.disk, found);

  other.start();
  REQUIRE(other.state().vault == ui::VaultStatus::locked);
  other.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(other.state().vault == ui::VaultStatus::none);
  REQUIRE(other.state().error);
  other.choose("kith-backup.kith", file);
  other.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(other.state().vault == ui::VaultStatus::open);
  CHECK(other.people() == 3000);
}

TEST_CASE("A restore can be given up on the way") {
  Machine machine;
  machine.create();
  machine.import_people(3000);
  NewMachine other(backup_of(machine));
  other.program->carry_out(ui::RestoreWithPassphrase{passphrase});
  other.platform.settle(*other.program, 3);
  REQUIRE(other.state().restore.phase == ui::RestorePhase::reading);
  other.carry_out(ui::CancelRestore{});
  CHECK(other.state().vault == ui::VaultStatus::none);
  CHECK(other.platform.disk.used() == 0);
}

TEST_CASE("A backup that does not read back as it was written is not offered") {
  Machine machine;
  machine.create();
  machine.add("Ana");
  SECTION("a bit was changed on the way") {
    machine.platform.new_file_flips_a_bit = true;
  }
  SECTION("there was no room") {
    machine.platform.new_file_room = 700;
  }
  machine.carry_out(ui::MakeBackup{});
  CHECK(machine.state().backup.phase == ui::BackupPhase::failed);
  CHECK(machine.state().backup.error);
  CHECK(machine.platform.downloads.empty());
  CHECK_FALSE(machine.state().backup.last_ms);
  machine.platform.new_file_flips_a_bit = false;
  machine.platform.new_file_room = SIZE_MAX;
  machine.carry_out(ui::MakeBackup{});
  CHECK(machine.platform.downloads.size() == 1);
}

TEST_CASE("A backup takes the place of a damaged workspace once its files were saved") {
  Machine machine;
  machine.create();
  for (int i = 0; i < 100; ++i)
    machine.add("Ana " + std::to_string(i));
  const std::string backup = backup_of(machine);
  machine.program->leaving();
  machine.program.reset();
  SmallDisk& disk = machine.platform.disk;
  for (std::uint8_t& byte : disk.file(FileName::index_0).content())
    byte ^= 1;
  machine.start();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  REQUIRE(machine.state().vault == ui::VaultStatus::damaged);
  const Bytes head = disk.file(FileName::head).content();
  machine.carry_out(ui::RemoveDamaged{});
  CHECK(machine.state().vault == ui::VaultStatus::damaged);
  CHECK(disk.file(FileName::head).content() == head);
  machine.carry_out(ui::ExportSalvage{});
  machine.carry_out(ui::RemoveDamaged{});
  REQUIRE(machine.state().vault == ui::VaultStatus::none);
  CHECK(disk.used() == 0);
  machine.choose("kith-backup.kith", backup);
  machine.carry_out(ui::RestoreWithPassphrase{passphrase});
  REQUIRE(machine.state().vault == ui::VaultStatus::open);
  CHECK(machine.people() == 100);
}

TEST_CASE("Work goes on while a backup is made, and is in the next one") {
  Machine machine;
  machine.create();
  machine.import_people(500);
  machine.program->carry_out(ui::MakeBackup{});
  machine.platform.settle(*machine.program, 1);
  machine.program->carry_out(
      ui::Commit{add_person(*machine.state().workspace, "Meanwhile").draft, "Added"});
  machine.platform.settle(*machine.program);
  REQUIRE(machine.platform.downloads.size() == 1);
  NewMachine first(machine.platform.downloads.back().second);
  first.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(first.people() == 500);
  NewMachine second(backup_of(machine));
  second.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(second.people() == 501);
}

TEST_CASE("Whoever has worked for long without a backup is reminded") {
  Machine machine;
  machine.create();
  for (int i = 0; i < 25; ++i)
    machine.add("Ana " + std::to_string(i));
  const auto unlock_later = [&](std::int64_t after_ms) {
    machine.platform.clock().advance_ms(after_ms);
    machine.reopen();
    machine.unlock();
  };
  unlock_later(1000);
  CHECK(machine.state().backup.changes_since == 25);
  CHECK_FALSE(machine.state().backup.is_due);
  unlock_later(8 * day_ms);
  CHECK(machine.state().backup.is_due);
  backup_of(machine);
  CHECK_FALSE(machine.state().backup.is_due);
  CHECK(machine.state().backup.changes_since == 0);
  CHECK(machine.state().backup.last_ms == machine.platform.clock().wall_ms());
  unlock_later(8 * day_ms);
  CHECK_FALSE(machine.state().backup.is_due);
}

TEST_CASE("After a change of passphrase a backup opens with the one it was made under") {
  Machine machine;
  machine.create();
  machine.add("Ana");
  const std::string before = backup_of(machine);
  machine.carry_out(ui::ChangePassphrase{passphrase, "another five words for this"});
  const std::string after = backup_of(machine);
  NewMachine old_one(before);
  old_one.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(old_one.state().vault == ui::VaultStatus::open);
  NewMachine new_one(after);
  new_one.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(new_one.state().restore.error);
  new_one.carry_out(ui::RestoreWithPassphrase{"another five words for this"});
  CHECK(new_one.state().vault == ui::VaultStatus::open);
}
