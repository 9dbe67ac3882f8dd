#include "wasm/program/program.h"

#include "core/exchange/import_preview.h"
#include "core/practice/commands.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "tests/wasm/program/machine.h"
#include "wasm/program/session.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>

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

TEST_CASE("the passphrase is changed by whoever knows the present one, and the old one is void") {
  constexpr const char* next = "seven lanterns over the weir";
  Machine machine;
  machine.create();
  machine.add("Bruno Marchetti");
  machine.carry_out(ui::ChangePassphrase{"something else", next});
  REQUIRE(machine.state().passphrase.error);
  CHECK(machine.state().passphrase.error->code == ErrorCode::wrong_passphrase);
  CHECK_FALSE(machine.state().passphrase.is_changing);
  machine.carry_out(ui::ChangePassphrase{passphrase, next});
  CHECK_FALSE(machine.state().passphrase.error);
  CHECK(machine.state().passphrase.changes == 1);
  machine.add("Chiara Vázquez");

  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.state().vault == VaultStatus::locked);
  machine.carry_out(ui::OpenWithPassphrase{next});
  REQUIRE(machine.state().vault == VaultStatus::open);
  CHECK(machine.people() == 2);
}

TEST_CASE("whoever came in by the recovery phrase chooses a passphrase without the old one") {
  Machine machine;
  machine.create();
  machine.reopen();
  machine.carry_out(ui::OpenWithRecoveryPhrase{machine.phrase});
  CHECK(machine.state().passphrase.is_forgotten);
  machine.carry_out(ui::ChangePassphrase{"", "seven lanterns over the weir"});
  CHECK(machine.state().passphrase.changes == 1);
  CHECK_FALSE(machine.state().passphrase.is_forgotten);
  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{"seven lanterns over the weir"});
  CHECK(machine.state().vault == VaultStatus::open);
  machine.reopen();
  machine.carry_out(ui::OpenWithRecoveryPhrase{machine.phrase});
  CHECK(machine.state().vault == VaultStatus::open);
}

TEST_CASE("a change of passphrase that locking cuts off leaves the old one") {
  Machine machine;
  machine.create();
  machine.program->carry_out(ui::ChangePassphrase{passphrase, "seven lanterns over the weir"});
  machine.carry_out(ui::Lock{});
  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.state().vault == VaultStatus::open);
}

TEST_CASE("everything is sealed anew while work goes on, and both ways in stay") {
  Machine machine;
  machine.create();
  machine.import_people(1500);
  REQUIRE(machine.people() == 1500);
  const auto wrong = ui::SealAnew{"something else"};
  machine.carry_out(wrong);
  REQUIRE(machine.state().sealing.error);
  CHECK(machine.state().sealing.error->code == ErrorCode::wrong_passphrase);
  CHECK_FALSE(machine.state().sealing.is_running);

  machine.program->carry_out(ui::SealAnew{passphrase});
  machine.platform.settle(*machine.program, 3);
  CHECK(machine.state().sealing.is_running);
  CHECK(machine.state().sealing.share > 0);
  machine.add("Chiara Vázquez");
  CHECK(machine.state().sealing.times == 1);
  CHECK_FALSE(machine.state().sealing.is_running);
  CHECK(machine.people() == 1501);
  CHECK(machine.platform.disk.file(FileName::pages_0).content().empty());
  machine.add("Bruno Marchetti");

  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  REQUIRE(machine.state().vault == VaultStatus::open);
  CHECK(machine.people() == 1502);
  machine.reopen();
  machine.carry_out(ui::OpenWithRecoveryPhrase{machine.phrase});
  REQUIRE(machine.state().vault == VaultStatus::open);
  CHECK(machine.people() == 1502);
}

TEST_CASE("a change of passphrase advises to seal anew, which can be stopped") {
  constexpr const char* next = "seven lanterns over the weir";
  Machine machine;
  machine.create();
  machine.import_people(1500);
  machine.carry_out(ui::ChangePassphrase{passphrase, next});
  CHECK(machine.state().sealing.is_advised);
  machine.program->carry_out(ui::SealAnew{next});
  machine.platform.settle(*machine.program, 3);
  REQUIRE(machine.state().sealing.is_running);
  machine.carry_out(ui::CancelSealAnew{});
  CHECK_FALSE(machine.state().sealing.is_running);
  CHECK(machine.state().sealing.times == 0);
  CHECK(machine.platform.disk.file(FileName::pages_1).content().empty());
  machine.carry_out(ui::SealAnew{next});
  CHECK(machine.state().sealing.times == 1);
  CHECK_FALSE(machine.state().sealing.is_advised);
  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{next});
  CHECK(machine.people() == 1500);
}

TEST_CASE("sealing anew is refused where there is no room for it, and nothing is lost") {
  Machine machine;
  machine.create();
  machine.add("Bruno Marchetti");
  machine.platform.quota_bytes = 100'000;
  machine.carry_out(ui::SealAnew{passphrase});
  REQUIRE(machine.state().sealing.error);
  CHECK(machine.state().sealing.error->code == ErrorCode::storage_full);

  // The browser promised more than there is.
  machine.platform.quota_bytes = 1 << 30;
  machine.platform.disk.room = machine.platform.disk.used() + 100'000;
  machine.carry_out(ui::SealAnew{passphrase});
  REQUIRE(machine.state().sealing.error);
  CHECK(machine.state().sealing.error->code == ErrorCode::storage_full);
  CHECK_FALSE(machine.state().sealing.is_running);
  CHECK(machine.platform.disk.file(FileName::pages_1).content().empty());
  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.people() == 1);
}

TEST_CASE("locking in the midst of sealing anew leaves the old key") {
  Machine machine;
  machine.create();
  machine.import_people(1500);
  machine.program->carry_out(ui::SealAnew{passphrase});
  machine.platform.settle(*machine.program, 3);
  machine.carry_out(ui::Lock{});
  machine.reopen();
  CHECK(machine.platform.disk.file(FileName::pages_1).content().empty());
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.people() == 1500);
}

TEST_CASE("a disk without any room still takes another passphrase") {
  Machine machine;
  machine.create();
  machine.platform.disk.room = machine.platform.disk.used();
  machine.carry_out(ui::ChangePassphrase{passphrase, "seven lanterns over the weir"});
  CHECK(machine.state().passphrase.changes == 1);
  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{"seven lanterns over the weir"});
  CHECK(machine.state().vault == VaultStatus::open);
}

TEST_CASE("a workspace that nobody uses is locked, with a word of warning before") {
  constexpr std::int64_t minute = 60'000;
  Machine machine;
  machine.create();
  CHECK(machine.platform.idle_check_after_ms == 10 * minute - 30'000);
  machine.platform.clock().advance_ms(9 * minute);
  CHECK(machine.program->used());
  machine.platform.clock().advance_ms(30'000);
  machine.program->check_idle();
  CHECK_FALSE(machine.state().locks_soon);
  CHECK(machine.platform.idle_check_after_ms == 9 * minute);

  machine.platform.clock().advance_ms(9 * minute);
  machine.program->check_idle();
  CHECK(machine.state().locks_soon);
  CHECK(machine.program->used());
  CHECK_FALSE(machine.state().locks_soon);

  machine.platform.clock().advance_ms(10 * minute);
  machine.program->check_idle();
  CHECK(machine.platform.restarts == 1);
  CHECK(machine.state().workspace == nullptr);
}

TEST_CASE("who comes back to a laptop that slept finds it locked, by either clock") {
  Machine machine;
  machine.create();
  // The steady clock stood still meanwhile, and the timers.
  machine.platform.clock().set_wall_ms(machine.platform.clock().wall_ms() + 3'600'000);
  CHECK_FALSE(machine.program->used());
  CHECK(machine.platform.restarts == 1);

  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  machine.carry_out(ui::SetLockAfter{1});
  CHECK(machine.platform.remembered.lock_after_minutes == 1);
  machine.platform.clock().advance_ms(30'000);
  machine.platform.clock().set_wall_ms(0);
  CHECK(machine.program->used());
  machine.platform.clock().advance_ms(60'000);
  CHECK_FALSE(machine.program->used());
}

TEST_CASE("only what can be chosen is taken for remembered") {
  Machine machine;
  machine.program->set_preferences({static_cast<ui::ThemeChoice>(9), 100'000});
  CHECK(machine.state().preferences.theme == ui::ThemeChoice::system);
  CHECK(machine.state().preferences.lock_after_minutes == 10);
  machine.program->set_preferences({ui::ThemeChoice::dark, 30});
  CHECK(machine.state().preferences.theme == ui::ThemeChoice::dark);
  CHECK(machine.state().preferences.lock_after_minutes == 30);
}

TEST_CASE("a long import is let come to its end before it locks") {
  Machine machine;
  machine.create();
  machine.choose("contacts.csv", google_csv(500));
  machine.program->carry_out(ui::StartImport{});
  machine.platform.clock().advance_ms(3'600'000);
  machine.program->check_idle();
  CHECK(machine.platform.restarts == 0);
  machine.platform.settle(*machine.program);
  CHECK(machine.state().import.phase == ui::ImportPhase::finished);
  machine.platform.clock().advance_ms(3'600'000);
  machine.program->check_idle();
  CHECK(machine.platform.restarts == 1);
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

TEST_CASE("what is erased leaves the files at once, and no toast offers it back") {
  Machine machine;
  machine.create();
  machine.add("Ana Okafor");
  machine.add("Zo\xc3\xab");
  const auto ana =
      machine.state().directory->find_by_name(machine.state().workspace->database(), "Ana", 1);
  REQUIRE(ana);
  auto erasure = erase_record(*machine.state().workspace, ana->front().record.id);
  REQUIRE(erasure);
  const PageLog& log = machine.program->session()->vault().log();
  const std::uint64_t before = log.last_checkpoint().sequence;
  REQUIRE(log.log_bytes() > 10'000);
  machine.carry_out(ui::EraseForGood{std::move(erasure->draft), "Erased for good"});
  CHECK(machine.people() == 1);
  CHECK(machine.state().toast.text == "Erased for good");
  CHECK_FALSE(machine.state().toast.undo);
  CHECK(log.last_checkpoint().sequence > before);
  CHECK(log.log_bytes() < 1'000);
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
  machine.program->leaving();  // moves the pages to their place
  machine.program.reset();
  SmallDisk& disk = machine.platform.disk;
  for (std::uint8_t& byte : disk.file(FileName::index_0).content())
    byte ^= 1;
  const Bytes head = disk.file(FileName::head).content();
  const Bytes pages = disk.file(FileName::pages_0).content();

  machine.start();
  machine.carry_out(ui::OpenWithPassphrase{"something else"});
  CHECK(machine.state().vault == VaultStatus::locked);
  CHECK(machine.state().error->code == ErrorCode::wrong_passphrase);
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  REQUIRE(machine.state().vault == VaultStatus::damaged);
  CHECK(machine.state().error->code == ErrorCode::damaged);
  CHECK(machine.state().can_read_damaged);
  machine.carry_out(ui::ExportReadable{});
  machine.carry_out(ui::ExportSalvage{});
  REQUIRE(machine.platform.downloads.size() == 2);
  CHECK(machine.platform.downloads[0].second.find("Person 150 of Lowmere") != std::string::npos);
  CHECK(machine.platform.downloads[1].second.find("Lowmere") == std::string::npos);
  CHECK(disk.file(FileName::head).content() == head);
  CHECK(disk.file(FileName::pages_0).content() == pages);
}

TEST_CASE("damage that shows only behind the door leaves the rest to be saved") {
  Machine machine;
  machine.create();
  for (int i = 0; i < 400; ++i)
    machine.add("Person " + std::to_string(i) + " of Lowmere");
  machine.program->leaving();
  machine.program.reset();
  Bytes& pages = machine.platform.disk.file(FileName::pages_0).content();
  std::size_t opened = 0;
  std::size_t told = 0;
  for (std::size_t page = 2; page < pages.size() / slot_size; page += 3) {
    pages[page * slot_size + 2000] ^= 1;
    machine.reopen();
    machine.carry_out(ui::OpenWithPassphrase{passphrase});
    if (machine.state().vault == VaultStatus::open) {
      ++opened;
      machine.platform.downloads.clear();
      machine.carry_out(ui::ExportReadable{});
      REQUIRE(machine.platform.downloads.size() == 1);
      CHECK(machine.platform.downloads[0].second.find("of Lowmere") != std::string::npos);
      const auto written = machine.state().workspace->rebuild();
      if (!written && written.error().code == ErrorCode::damaged) ++told;
    }
    machine.program.reset();
    pages[page * slot_size + 2000] ^= 1;
  }
  CHECK(opened > 2);
  CHECK(told > 2);
}

TEST_CASE("what is typed is kept until a change saves it, and handed back when that is refused") {
  Machine machine;
  machine.create();
  const std::vector<UnsavedText> typed = {{"#/people new/name", "Bruno"}};
  const auto kept = [&] { return machine.state().workspace->unsaved()->size(); };
  machine.carry_out(ui::KeepUnsaved{typed});
  machine.reopen();
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(kept() == 1);

  Draft wrong(Intent{IntentCode::edit_field});
  wrong.set(RecordId{{9}}, fields::person::city, Value::text("Lagos"));  // of nobody
  machine.carry_out(ui::Commit{std::move(wrong), "", typed});
  REQUIRE(machine.state().error);
  CHECK(machine.state().refusal.serial == 1);
  REQUIRE(machine.state().refusal.texts.size() == 1);
  CHECK(machine.state().refusal.texts[0].text == "Bruno");
  CHECK(machine.state().refusal.reason == machine.state().error->text);
  CHECK(kept() == 1);

  machine.carry_out(ui::Commit{add_person(*machine.state().workspace, "Bruno").draft, "", typed});
  CHECK(kept() == 0);
  CHECK(machine.state().refusal.serial == 1);
}

TEST_CASE("an edit is refused with the reason while storage is full, and nothing else changes") {
  Machine machine;
  machine.create();
  machine.add("Bruno Marchetti");
  SmallDisk& disk = machine.platform.disk;
  disk.room = disk.used();
  int added = 1;
  for (; added < 1000 && !machine.state().error; ++added)
    machine.add("Person " + std::to_string(added));
  REQUIRE(machine.state().error);
  CHECK(machine.state().error->code == ErrorCode::storage_full);
  CHECK(machine.state().error->text.find("no room left on this device") != std::string::npos);
  // Typing goes on below the message.
  machine.carry_out(ui::KeepUnsaved{{{"#/capture line", "Ana: keeps bees"}}});
  CHECK(machine.state().error);
  CHECK(machine.people() == added - 1);
  machine.reopen();  // on the full disk
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  REQUIRE(machine.state().vault == VaultStatus::open);
  CHECK(machine.people() == added - 1);
  disk.room = std::numeric_limits<std::uint64_t>::max();
  machine.add("Chiara");
  CHECK_FALSE(machine.state().error);
  CHECK(machine.people() == added);
}
