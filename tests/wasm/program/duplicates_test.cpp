#include "core/practice/duplicates.h"

#include "core/practice/commands.h"
#include "tests/wasm/program/machine.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using namespace kith::wasm;
using ui::DuplicatesPhase;

TEST_CASE("duplicates are looked for in slices, and what was found stays until it is locked") {
  Machine machine;
  machine.create();
  machine.add("Ana Okafor");
  machine.add("Okafor, Ana");
  machine.carry_out(ui::FindDuplicates{});
  REQUIRE(machine.state().duplicates.phase == DuplicatesPhase::found);
  CHECK(machine.state().duplicates.found.size() == 1);
  CHECK(machine.state().duplicates.searches == 1);

  machine.program->carry_out(ui::FindDuplicates{});
  CHECK(machine.state().duplicates.phase == DuplicatesPhase::searching);
  machine.carry_out(ui::CancelFindingDuplicates{});
  CHECK(machine.state().duplicates.phase == DuplicatesPhase::found);
  CHECK(machine.state().duplicates.found.size() == 1);

  machine.carry_out(ui::Lock{});
  machine.reopen();
  machine.unlock();
  CHECK(machine.state().duplicates.phase == DuplicatesPhase::idle);
  CHECK(machine.state().duplicates.found.empty());
}

TEST_CASE("a search that another tab cuts short leaves nothing behind") {
  Machine machine;
  machine.create();
  machine.add("Ana Okafor");
  machine.program->carry_out(ui::FindDuplicates{});
  machine.program->give_up();
  CHECK(machine.state().duplicates.phase == DuplicatesPhase::idle);
  machine.program->run_jobs();
  CHECK(machine.state().duplicates.phase == DuplicatesPhase::idle);
}
