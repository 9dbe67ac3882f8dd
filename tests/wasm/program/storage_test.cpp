#include "tests/wasm/program/machine.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using namespace kith::wasm;

namespace {

constexpr std::int64_t mebibyte = 1 << 20;

}  // namespace

TEST_CASE("That the room runs out is said before a change is refused") {
  Machine machine;
  machine.platform.quota_bytes = 1000 * mebibyte;
  machine.create();
  CHECK_FALSE(machine.state().storage.nearly_full);
  machine.platform.quota_bytes = 50 * mebibyte;
  SECTION("when the workspace is opened") {
    machine.reopen();
    machine.carry_out(ui::OpenWithPassphrase{passphrase});
  }
  SECTION("after an import") {
    machine.choose("people.csv", google_csv(10));
    machine.carry_out(ui::StartImport{});
  }
  SECTION("when somebody looks") {
    machine.carry_out(ui::RefreshStorageHealth{});
  }
  CHECK(machine.state().storage.nearly_full);
  machine.platform.quota_bytes = 1000 * mebibyte;
  machine.carry_out(ui::RefreshStorageHealth{});
  CHECK_FALSE(machine.state().storage.nearly_full);
}

TEST_CASE("A browser that does not say how much room there is warns of nothing") {
  Machine machine;
  machine.platform.quota_bytes = 0;
  machine.create();
  CHECK_FALSE(machine.state().storage.nearly_full);
}

TEST_CASE("The browser is asked to keep it after the first real work, which an import is too") {
  Machine machine;
  machine.create();
  CHECK(machine.platform.persist_asked == 0);
  machine.choose("people.csv", google_csv(10));
  machine.carry_out(ui::StartImport{});
  CHECK(machine.platform.persist_asked == 1);
  machine.add("Ana");
  CHECK(machine.platform.persist_asked == 1);
}
