#include "tests/core/store/disk_files.h"
#include "tests/wasm/program/machine.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using namespace kith::test;
using namespace kith::wasm;

TEST_CASE("An older copy of all files opens as it was, and that it is older is said") {
  Machine machine;
  machine.create();
  machine.add("Ana");
  machine.program.reset();
  const Files older = files_of(machine.platform.disk);
  machine.start();
  machine.unlock();
  CHECK(machine.state().missing_saves == 0);
  machine.add("Ben");
  machine.add("Carla");
  machine.program.reset();

  put_back(machine.platform.disk, older);
  machine.start();
  machine.unlock();
  CHECK(machine.people() == 1);
  CHECK(machine.state().missing_saves >= 2);
  // It is said again until somebody goes on with it.
  machine.add("Dan");
  machine.reopen();
  machine.unlock();
  CHECK(machine.state().missing_saves >= 1);
  machine.carry_out(ui::AcceptOlderState{});
  CHECK(machine.state().missing_saves == 0);
  machine.reopen();
  machine.unlock();
  CHECK(machine.state().missing_saves == 0);
}

TEST_CASE("What is opened as it was left, killed or not, has not gone back") {
  Machine machine;
  machine.create();
  for (int life = 0; life < 5; ++life) {
    machine.platform.clock().advance_ms(2000);
    machine.add("Ana");
    const Files now = files_of(machine.platform.disk);
    machine.program.reset();
    put_back(machine.platform.disk, now);  // as a kill leaves them
    machine.start();
    machine.unlock();
    CHECK(machine.state().missing_saves == 0);
  }
}

TEST_CASE("Another workspace, and a backup that is restored, have not gone back") {
  Machine machine;
  machine.create();
  for (int i = 0; i < 30; ++i)
    machine.add("Ana");
  machine.carry_out(ui::MakeBackup{});
  const std::string backup = machine.platform.downloads.back().second;
  machine.program.reset();
  for (std::size_t i = 0; i < file_count; ++i)
    machine.platform.disk.file(static_cast<FileName>(i)).content().clear();
  machine.start();
  REQUIRE(machine.state().vault == ui::VaultStatus::none);
  SECTION("another") {
    machine.create();
  }
  SECTION("restored") {
    machine.choose("kith-backup.kith", backup);
    machine.carry_out(ui::RestoreWithPassphrase{passphrase});
    REQUIRE(machine.state().vault == ui::VaultStatus::open);
  }
  CHECK(machine.state().missing_saves == 0);
  machine.reopen();
  machine.unlock();
  CHECK(machine.state().missing_saves == 0);
}

TEST_CASE("A witness that reads otherwise than it was written is none") {
  const Witness witness{VaultId{{1, 2, 3}}, 42};
  CHECK(read_witness(witness_text(witness)) == witness);
  for (const char* text : {"", " ", "42", "0102 42", "zz020300000000000000000000000000 42",
                           "01020300000000000000000000000000", "01020300000000000000000000000000 ",
                           "01020300000000000000000000000000 4x",
                           "01020300000000000000000000000000 99999999999999999999999"}) {
    INFO(text);
    CHECK(read_witness(text) == Witness{});
  }
}
