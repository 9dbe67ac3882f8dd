// Two tabs of one browser: each a program of its own, over the same files.
#include "core/exchange/import_preview.h"
#include "tests/wasm/program/machine.h"
#include "wasm/program/session.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::wasm;
using ui::ImportPhase;
using ui::VaultStatus;

namespace {

// Somebody looks at `to` now.
void turn(Machine& from, Machine& to) {
  to.program->set_in_front(true);
  to.platform.settle(*to.program);
  REQUIRE(to.platform.is_asking());
  from.program->set_in_front(false);
  from.program->wanted();
  REQUIRE_FALSE(from.program->is_here());
  from.platform.elsewhere = true;
  to.platform.get_baton();
  to.platform.settle(*to.program);
  REQUIRE(to.program->is_here());
}

struct TwoTabs {
  Machine first;
  Machine second{first.platform.disk};

  // Both unlocked; the second has the files.
  TwoTabs() {
    first.create();
    first.add("Bruno Marchetti");
    turn(first, second);
    REQUIRE(second.state().vault == VaultStatus::locked);
    second.carry_out(ui::OpenWithPassphrase{passphrase});
    REQUIRE(second.state().vault == VaultStatus::open);
  }
};

}  // namespace

TEST_CASE("a second tab asks for the passphrase once, and both see what the other has written") {
  TwoTabs tabs;
  CHECK_FALSE(tabs.first.platform.shows_here);
  CHECK(tabs.second.platform.shows_here);
  CHECK(tabs.second.people() == 1);
  tabs.second.add("Chiara V\u00e1zquez");
  for (int i = 0; i < 5; ++i) {
    turn(tabs.second, tabs.first);
    CHECK(tabs.first.state().vault == VaultStatus::open);
    CHECK(tabs.first.people() == 2 + 2 * i);
    tabs.first.add("Somebody");
    turn(tabs.first, tabs.second);
    CHECK(tabs.second.people() == 3 + 2 * i);
    tabs.second.add("Another");
  }
}

TEST_CASE("a tab that finds nothing changed goes on with the workspace it had") {
  TwoTabs tabs;
  turn(tabs.second, tabs.first);
  const Workspace* before = tabs.first.state().workspace;
  turn(tabs.first, tabs.second);
  turn(tabs.second, tabs.first);
  CHECK(tabs.first.state().workspace == before);
  turn(tabs.first, tabs.second);
  tabs.second.add("Chiara V\u00e1zquez");
  int reread = 0;
  tabs.first.program->set_hooks({.rereading = [&] { ++reread; }});
  turn(tabs.second, tabs.first);
  CHECK(reread == 1);
  CHECK(tabs.first.people() == 2);
}

TEST_CASE("a tab without the files does nothing until it has them again") {
  TwoTabs tabs;
  Machine& away = tabs.first;
  away.program->run_jobs();
  away.program->leaving();
  away.carry_out(ui::KeepUnsaved{{{"#/people name", "Chi"}}});
  away.program->wanted();
  away.program->give_up();
  turn(tabs.second, away);
  CHECK(away.state().workspace->unsaved()->empty());
}

TEST_CASE("a change that comes when another tab has the files is handed back") {
  TwoTabs tabs;
  Machine& away = tabs.first;
  const Draft draft = add_person(*tabs.second.state().workspace, "Chi").draft;
  away.carry_out(ui::Commit{draft, "Added", {{"#/people name", "Chi"}}});
  CHECK(away.state().error);
  REQUIRE(away.state().refusal.texts.size() == 1);
  CHECK(away.state().refusal.texts[0].text == "Chi");
  away.carry_out(ui::EraseForGood{draft, "Erased"});
  away.carry_out(ui::MakeBackup{});
  away.carry_out(ui::ChangePassphrase{passphrase, "another passphrase of five words"});
  away.carry_out(ui::SealAnew{passphrase});
  CHECK_FALSE(away.state().passphrase.is_changing);
  CHECK_FALSE(away.state().sealing.is_running);
  turn(tabs.second, away);
  CHECK(away.people() == 1);
}

TEST_CASE("an import is not cut off by another tab, and then it gets the files") {
  TwoTabs tabs;
  Machine& busy = tabs.second;
  busy.choose("contacts.csv", google_csv(500));
  REQUIRE(busy.state().import.phase == ImportPhase::preview);
  busy.program->carry_out(ui::StartImport{});
  busy.platform.settle(*busy.program, 4);
  REQUIRE(busy.state().import.phase == ImportPhase::committing);
  tabs.first.program->set_in_front(true);
  tabs.first.platform.settle(*tabs.first.program);
  busy.program->wanted();
  CHECK(busy.program->is_here());
  CHECK(busy.platform.told.back() == "busy importing contacts.csv");
  busy.platform.settle(*busy.program);
  CHECK(busy.state().import.phase == ImportPhase::finished);
  turn(busy, tabs.first);
  CHECK(tabs.first.people() == 501);
}

TEST_CASE("an import whose tab goes away is found interrupted by the next") {
  TwoTabs tabs;
  Machine& gone = tabs.second;
  gone.choose("contacts.csv", google_csv(5000));
  gone.program->carry_out(ui::StartImport{});
  while (gone.people() < 100)
    gone.platform.settle(*gone.program, 1);
  REQUIRE(gone.state().import.phase == ImportPhase::committing);
  gone.program->give_up();
  CHECK_FALSE(gone.program->is_here());
  gone.platform.settle(*gone.program);
  tabs.first.program->set_in_front(true);
  tabs.first.platform.settle(*tabs.first.program);
  tabs.first.platform.get_baton();
  tabs.first.platform.settle(*tabs.first.program);
  CHECK(tabs.first.state().unfinished_import);
}

TEST_CASE("a preview is read again when the records behind it have changed") {
  TwoTabs tabs;
  Machine& reader = tabs.second;
  reader.choose("contacts.csv", google_csv(20));
  CHECK(reader.state().import.preview->counts().created == 20);
  turn(reader, tabs.first);
  tabs.first.choose("contacts.csv", google_csv(20));
  tabs.first.carry_out(ui::StartImport{});
  CHECK(tabs.first.people() == 21);
  turn(tabs.first, reader);
  REQUIRE(reader.state().import.phase == ImportPhase::preview);
  CHECK(reader.state().import.preview->counts().created == 0);
}

TEST_CASE("locking one tab locks all of them") {
  TwoTabs tabs;
  tabs.second.carry_out(ui::Lock{});
  CHECK(tabs.second.platform.told.back() == "locked");
  tabs.first.program->locked_elsewhere();
  CHECK(tabs.first.platform.restarts == 1);
  CHECK(tabs.first.state().workspace == nullptr);
}

TEST_CASE("a tab that is not looked at stays unlocked while another is used, and no longer") {
  constexpr std::int64_t minute = 60'000;
  TwoTabs tabs;
  Machine& away = tabs.first;
  for (int i = 0; i < 3; ++i) {
    away.platform.clock().advance_ms(9 * minute);
    tabs.second.platform.clock().advance_ms(9 * minute);
    tabs.second.platform.told.clear();
    CHECK(tabs.second.program->used());
    CHECK(std::ranges::count(tabs.second.platform.told, "used") == 1);
    away.program->used_elsewhere();
    away.program->check_idle();
  }
  CHECK(away.platform.restarts == 0);
  away.platform.clock().advance_ms(10 * minute);
  away.program->check_idle();
  CHECK(away.platform.restarts == 1);
  CHECK(std::ranges::count(away.platform.told, "locked") == 0);
}

TEST_CASE("a tab that comes back too late is locked") {
  TwoTabs tabs;
  tabs.first.platform.clock().advance_ms(std::int64_t{11} * 60'000);
  tabs.first.program->set_in_front(true);
  tabs.first.platform.settle(*tabs.first.program);
  tabs.first.platform.get_baton();
  tabs.first.platform.settle(*tabs.first.program);
  CHECK(tabs.first.platform.restarts == 1);
  CHECK(tabs.first.state().workspace == nullptr);
}

TEST_CASE("after a change of passphrase the other tab asks for it") {
  TwoTabs tabs;
  tabs.second.program->carry_out(ui::ChangePassphrase{passphrase, "seven lanterns over the weir"});
  tabs.second.program->wanted();
  CHECK(tabs.second.platform.told.back() == "busy changing the passphrase");
  tabs.second.platform.settle(*tabs.second.program);
  turn(tabs.second, tabs.first);
  CHECK(tabs.first.state().vault == VaultStatus::locked);
  REQUIRE(tabs.first.state().error);
  CHECK(tabs.first.state().workspace == nullptr);
  tabs.first.carry_out(ui::OpenWithPassphrase{"seven lanterns over the weir"});
  CHECK(tabs.first.state().vault == VaultStatus::open);
}

TEST_CASE("whoever is no longer looked at stops asking, and asks again when they are") {
  TwoTabs tabs;
  Machine& away = tabs.first;
  away.program->set_in_front(true);
  away.platform.settle(*away.program);
  REQUIRE(away.platform.is_asking());
  away.program->set_in_front(false);
  away.platform.settle(*away.program);
  CHECK_FALSE(away.platform.is_asking());
  away.program->set_in_front(true);
  away.program->set_in_front(false);
  away.program->set_in_front(true);  // before any of it was answered
  away.platform.settle(*away.program);
  CHECK(away.platform.is_asking());
}

TEST_CASE("a window that keeps nothing never lets go of its memory") {
  Machine machine;
  machine.platform.keeps = false;
  machine.reopen();
  machine.create();
  machine.program->give_up();
  CHECK(machine.program->is_here());
}
