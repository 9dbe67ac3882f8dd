// Imports that fail half way, in every way they can: the message names the file, the place and the
// reason; nothing of the import stays; what was there before is as it was.
#include "core/query/search.h"
#include "tests/wasm/program/machine.h"

#include <algorithm>

using namespace kith;
using namespace kith::wasm;
using ui::ImportPhase;
using ui::VaultStatus;

namespace {

constexpr int row_count = 6'000;
constexpr std::size_t half_way = 150'000;  // bytes of the file below

// A workspace with one person of one's own, and the preview of a large file.
struct Import : Machine {
  Import() {
    create();
    Draft draft = add_person(*state().workspace, "Bruno Marchetti").draft;
    carry_out(ui::Commit{std::move(draft), "Added"});
    choose("contacts.csv", google_csv(row_count));
    REQUIRE(state().import.phase == ImportPhase::preview);
    REQUIRE(platform.file.size() > 2 * half_way);
  }

  bool error_says(const std::string& words) const {
    REQUIRE(state().import.error);
    INFO(state().import.error->text);
    CHECK(state().import.error->text.find(words) != std::string::npos);
    return state().import.error->text.find(words) != std::string::npos;
  }

  std::int64_t organisations() {
    return *state().directory->count(state().workspace->database(), kinds::organisation);
  }
  int found(const std::string& words) {
    return search(*state().workspace, *state().directory, words, 5)->count;
  }

  void check_nothing_is_left() {
    CHECK(state().import.phase == ImportPhase::failed);
    CHECK_FALSE(state().import.import);
    CHECK_FALSE(state().unfinished_import);
    check_only_bruno();
  }
  void check_only_bruno() {
    CHECK(people() == 1);
    CHECK(organisations() == 0);
    CHECK(found("Okafor") == 0);
    CHECK(found("Bruno") == 1);
  }
};

}  // namespace

TEST_CASE("an import whose reading worker dies is taken back whole") {
  Import machine;
  machine.platform.worker_dies_after = half_way;
  machine.carry_out(ui::StartImport{});
  CHECK(machine.error_says("contacts.csv, after contact "));
  CHECK(machine.error_says("A part of Kith stopped."));
  machine.check_nothing_is_left();
}

TEST_CASE("an import whose file vanishes while it is read is taken back whole") {
  Import machine;
  machine.platform.file_gone_after = half_way;
  machine.carry_out(ui::StartImport{});
  CHECK(machine.error_says("contacts.csv, after contact "));
  CHECK(machine.error_says("could not be read"));
  machine.check_nothing_is_left();
}

TEST_CASE("an import of a file that turned bad since its preview is taken back whole") {
  Import machine;
  const std::size_t line_end = machine.platform.file.find('\n', half_way);
  machine.platform.file[line_end - 1] = '\xff';
  const auto line =
      1 + std::count(machine.platform.file.begin(),
                     machine.platform.file.begin() + static_cast<std::ptrdiff_t>(line_end), '\n');
  machine.carry_out(ui::StartImport{});
  CHECK(machine.error_says("contacts.csv, line " + std::to_string(line) + ": "));
  machine.check_nothing_is_left();
}

TEST_CASE("an import of a file that was changed since its preview is taken back whole") {
  Import machine;
  machine.platform.file += "Zoe,Late,,,\n";
  machine.carry_out(ui::StartImport{});
  CHECK(machine.error_says("contacts.csv, after contact "));
  CHECK(machine.error_says("was changed after its preview"));
  machine.check_nothing_is_left();
}

TEST_CASE("a failed import can be begun again and then succeeds") {
  Import machine;
  machine.platform.file_gone_after = half_way;
  machine.carry_out(ui::StartImport{});
  machine.check_nothing_is_left();
  machine.platform.file_gone_after.reset();
  machine.carry_out(ui::CloseImport{});
  machine.choose("contacts.csv", google_csv(row_count));
  machine.carry_out(ui::StartImport{});
  REQUIRE(machine.state().import.phase == ImportPhase::finished);
  CHECK(machine.people() == 1 + row_count);
}

TEST_CASE("a file that vanishes before its preview leaves nothing and says so") {
  Machine machine;
  machine.create();
  machine.platform.file_gone_after = 0;
  machine.choose("contacts.csv", google_csv(100));
  REQUIRE(machine.state().import.phase == ImportPhase::failed);
  CHECK(machine.state().import.error->text.starts_with("contacts.csv: The file"));
  CHECK(machine.people() == 0);
}

// The disk fills up at another place each time. Taking back needs some room too: if there is none,
// the import says that it is still there, and can be taken back once there is.
TEST_CASE("an import that fills the disk is refused with the reason and taken back in the end") {
  int taken_back_at_once = 0;
  int taken_back_later = 0;
  for (std::uint64_t room = 200'000; room < 6'000'000; room += 450'000) {
    Import machine;
    SmallDisk& disk = machine.platform.disk;
    disk.room = disk.used() + room;
    machine.carry_out(ui::StartImport{});
    INFO("room " << room);
    if (machine.state().import.phase == ImportPhase::finished) break;
    REQUIRE(machine.state().import.phase == ImportPhase::failed);
    CHECK(machine.error_says("contacts.csv"));
    CHECK(machine.error_says("There is no room left on this device"));
    CHECK(machine.found("Bruno") == 1);
    if (!machine.state().import.import) {
      ++taken_back_at_once;
      machine.check_nothing_is_left();
      continue;
    }
    ++taken_back_later;
    CHECK(machine.error_says("could not be taken back yet"));
    disk.room = std::numeric_limits<std::uint64_t>::max();
    if (taken_back_later % 2 == 0) {  // in the same session, or in the next
      machine.carry_out(ui::UndoImport{*machine.state().import.import});
    } else {
      machine.reopen();
      machine.carry_out(ui::OpenWithPassphrase{passphrase});
      REQUIRE(machine.state().unfinished_import);
      machine.carry_out(ui::UndoImport{*machine.state().unfinished_import});
    }
    CHECK(machine.state().import.phase == ImportPhase::cancelled);
    CHECK_FALSE(machine.state().unfinished_import);
    machine.check_only_bruno();
  }
  CHECK(taken_back_at_once + taken_back_later > 3);
}
