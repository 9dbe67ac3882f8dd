#include "wasm/program/program.h"

#include "core/exchange/import_preview.h"
#include "core/practice/commands.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "tests/wasm/program/machine.h"
#include "wasm/program/session.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using namespace kith::wasm;
using ui::ImportPhase;
using ui::VaultStatus;

TEST_CASE("a workspace is made, locked, and opened by passphrase and by recovery phrase") {
  Machine machine;
  CHECK(machine.state().vault == VaultStatus::none);
  machine.create();
  CHECK(machine.state().recovery_words.empty());
  machine.add("Bruno Marchetti");
  CHECK(machine.platform.persist_asked == 1);
  machine.carry_out(ui::Lock{});
  CHECK(machine.platform.restarts == 1);

  machine.reopen();
  REQUIRE(machine.state().vault == VaultStatus::locked);
  CHECK(machine.state().workspace == nullptr);
  machine.carry_out(ui::OpenWithPassphrase{"something else"});
  CHECK(machine.state().vault == VaultStatus::locked);
  REQUIRE(machine.state().error);
  CHECK(machine.state().error->code == ErrorCode::wrong_passphrase);
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  REQUIRE(machine.state().vault == VaultStatus::open);
  CHECK(machine.state().workspace->name() == "Riverbend");
  CHECK(machine.people() == 1);

  machine.reopen();
  machine.carry_out(ui::OpenWithRecoveryPhrase{"abandon ability"});
  CHECK(machine.state().vault == VaultStatus::locked);
  machine.carry_out(ui::OpenWithRecoveryPhrase{machine.phrase});
  REQUIRE(machine.state().vault == VaultStatus::open);
  CHECK(machine.people() == 1);
}

TEST_CASE("a long log is moved to its place when nothing else is to do") {
  Machine machine;
  machine.create();
  const std::string long_note(150'000, 'n');
  for (int i = 0; i < 40; ++i) {
    Draft draft(Intent{IntentCode::add_person});
    draft.create(kinds::person, RecordId{{static_cast<std::uint8_t>(i + 1)}},
                 {{fields::person::notes, Value::long_text(long_note)}});
    machine.carry_out(ui::Commit{std::move(draft), ""});
    REQUIRE_FALSE(machine.state().error);
  }
  CHECK(machine.program->session()->vault().log().log_bytes() < (std::uint64_t{4} << 20));
  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.people() == 40);
}

TEST_CASE("a change can be undone from its toast") {
  Machine machine;
  machine.create();
  machine.add("Bruno Marchetti");
  REQUIRE(machine.state().toast.undo);
  machine.carry_out(ui::UndoChange{*machine.state().toast.undo});
  CHECK(machine.people() == 0);
  CHECK_FALSE(machine.state().error);
}

TEST_CASE("an import is shown first, then done, and adds nothing the second time") {
  Machine machine;
  machine.create();
  machine.choose("contacts.csv", google_csv(300));
  REQUIRE(machine.state().import.phase == ImportPhase::preview);
  CHECK(machine.state().import.preview->counts().cards == 300);
  CHECK(machine.people() == 0);

  machine.carry_out(ui::StartImport{});
  REQUIRE(machine.state().import.phase == ImportPhase::finished);
  CHECK(machine.people() == 300);
  machine.carry_out(ui::CloseImport{});

  machine.choose("contacts.csv", google_csv(300));
  machine.carry_out(ui::StartImport{});
  REQUIRE(machine.state().import.phase == ImportPhase::finished);
  CHECK(machine.people() == 300);
}

TEST_CASE("an import cancelled half way leaves nothing but what was written meanwhile") {
  Machine machine;
  machine.create();
  const auto before = *machine.state().workspace->state_digest();
  machine.choose("contacts.csv", google_csv(20'000));
  machine.program->carry_out(ui::StartImport{});
  machine.platform.settle(*machine.program, 200);
  REQUIRE(machine.state().import.phase == ImportPhase::committing);
  machine.program->carry_out(
      ui::Commit{add_person(*machine.state().workspace, "Written meanwhile").draft, ""});
  machine.carry_out(ui::CancelImport{});
  REQUIRE(machine.state().import.phase == ImportPhase::cancelled);
  CHECK(machine.people() == 1);
  CHECK(*machine.state().workspace->state_digest() != before);
}

TEST_CASE("a whole import is taken back with one command") {
  Machine machine;
  machine.create();
  machine.choose("contacts.csv", google_csv(50));
  machine.carry_out(ui::StartImport{});
  REQUIRE(machine.state().toast.undo_import);
  machine.carry_out(ui::UndoImport{*machine.state().toast.undo_import});
  CHECK(machine.people() == 0);
}

TEST_CASE("an import cut off by the end of the tab is found again") {
  Machine machine;
  machine.create();
  machine.choose("contacts.csv", google_csv(20'000));
  machine.program->carry_out(ui::StartImport{});
  machine.platform.settle(*machine.program, 200);
  REQUIRE(machine.state().import.phase == ImportPhase::committing);
  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  REQUIRE(machine.state().unfinished_import);
  machine.carry_out(ui::UndoImport{*machine.state().unfinished_import});
  CHECK(machine.people() == 0);
  CHECK_FALSE(machine.state().unfinished_import);
}

TEST_CASE("a file that is no list of contacts is refused with its name and the reason") {
  Machine machine;
  machine.create();
  machine.choose("holiday.csv", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  REQUIRE(machine.state().import.phase == ImportPhase::failed);
  REQUIRE(machine.state().import.error);
  CHECK(machine.state().import.error->text.find("holiday.csv") != std::string::npos);
  machine.carry_out(ui::CloseImport{});
  CHECK(machine.state().import.phase == ImportPhase::idle);
}

TEST_CASE("damage is said as such, nothing is changed, and what opens can be saved") {
  Machine machine;
  machine.create();
  for (int i = 0; i < 200; ++i)
    machine.add("Person " + std::to_string(i) + " of Lowmere");
  machine.program->leaving();
  machine.program.reset();
  // One bit in the middle of the pages.
  Bytes& pages = machine.platform.disk.file(FileName::pages_0).content();
  REQUIRE(pages.size() > 40'000);
  Bytes& log = machine.platform.disk.file(FileName::log_0).content();
  const bool in_pages = pages.size() > log.size();
  Bytes& damaged = in_pages ? pages : log;
  damaged[damaged.size() / 3] ^= 1;
  const Bytes head = machine.platform.disk.file(FileName::head).content();

  machine.start();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  if (machine.state().vault == VaultStatus::damaged) {
    CHECK(machine.state().error->code == ErrorCode::damaged);
    machine.carry_out(ui::ExportReadable{});
    machine.carry_out(ui::ExportSalvage{});
    REQUIRE(machine.platform.downloads.size() >= 1);
  }
  CHECK(machine.platform.disk.file(FileName::head).content() == head);
}
