#include "tests/wasm/program/machine.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;
using namespace kith::wasm;
using ui::VaultStatus;

namespace {

// With a workspace that a passkey opens.
struct PasskeyMachine : Machine {
  PasskeyMachine() {
    program->set_passkeys_offered(true);
    create();
    add("Bruno Marchetti");
    carry_out(ui::AddPasskey{passphrase});
    REQUIRE(state().passkey.is_there);
  }
  bool opens_by_passkey() {
    reopen();
    carry_out(ui::OpenWithPasskey{});
    return state().vault == VaultStatus::open;
  }
};

Error declined() {
  return {ErrorCode::cancelled, "No passkey was used."};
}

}  // namespace

TEST_CASE("a passkey is added by whoever knows the passphrase, and opens the workspace") {
  Machine machine;
  machine.create();
  machine.add("Bruno Marchetti");
  machine.carry_out(ui::AddPasskey{"something else"});
  REQUIRE(machine.state().passkey.error);
  CHECK(machine.state().passkey.error->code == ErrorCode::wrong_passphrase);
  CHECK_FALSE(machine.platform.passkey);
  machine.carry_out(ui::AddPasskey{passphrase});
  CHECK(machine.state().passkey.is_there);
  CHECK(machine.state().passkey.additions == 1);
  CHECK_FALSE(machine.state().passkey.error);
  CHECK_FALSE(machine.state().passkey.is_asking);
  machine.add("Chiara Vázquez");

  machine.reopen();
  CHECK(machine.state().passkey.is_there);
  machine.carry_out(ui::OpenWithPasskey{});
  REQUIRE(machine.state().vault == VaultStatus::open);
  CHECK(machine.people() == 2);
  // It does not stand for the passphrase.
  CHECK_FALSE(machine.state().passphrase.is_forgotten);
  machine.carry_out(ui::ChangePassphrase{"", "seven lanterns over the weir"});
  CHECK(machine.state().passphrase.error);
}

TEST_CASE("a passkey opens the workspace after a change of passphrase too") {
  PasskeyMachine machine;
  machine.carry_out(ui::ChangePassphrase{passphrase, "seven lanterns over the weir"});
  REQUIRE(machine.state().passphrase.changes == 1);
  CHECK(machine.opens_by_passkey());
}

TEST_CASE("a passkey that was removed opens nothing, and its keeper is told") {
  PasskeyMachine machine;
  const auto kept = machine.platform.passkey;
  machine.carry_out(ui::RemovePasskey{});
  CHECK_FALSE(machine.state().passkey.is_there);
  CHECK_FALSE(machine.platform.passkey);
  machine.platform.passkey = kept;
  CHECK_FALSE(machine.opens_by_passkey());
  CHECK_FALSE(machine.state().passkey.is_there);
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.state().vault == VaultStatus::open);
}

TEST_CASE("another passkey than the workspace's is refused in words") {
  PasskeyMachine machine;
  machine.platform.passkey->seed += 1;
  CHECK_FALSE(machine.opens_by_passkey());
  CHECK(machine.state().vault == VaultStatus::locked);
  REQUIRE(machine.state().error);
  CHECK(machine.state().error->text == "This passkey does not open this workspace.");
}

TEST_CASE("calling off the browser's dialog is no error, and changes nothing") {
  Machine machine;
  machine.create();
  machine.platform.passkey_refusal = declined();
  machine.carry_out(ui::AddPasskey{passphrase});
  CHECK(machine.state().passkey.was_declined);
  CHECK_FALSE(machine.state().passkey.error);
  CHECK_FALSE(machine.state().passkey.is_there);
  CHECK_FALSE(machine.state().passkey.is_asking);

  machine.platform.passkey_refusal.reset();
  machine.carry_out(ui::AddPasskey{passphrase});
  REQUIRE(machine.state().passkey.is_there);
  machine.platform.passkey_refusal = declined();
  machine.reopen();
  machine.carry_out(ui::OpenWithPasskey{});
  CHECK(machine.state().vault == VaultStatus::locked);
  CHECK(machine.state().passkey.was_declined);
  CHECK_FALSE(machine.state().error);
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.state().vault == VaultStatus::open);
}

TEST_CASE("an authenticator that computes no secret adds nothing") {
  Machine machine;
  machine.create();
  machine.platform.passkey_refusal = Error{ErrorCode::unsupported, "It cannot."};
  machine.carry_out(ui::AddPasskey{passphrase});
  REQUIRE(machine.state().passkey.error);
  CHECK_FALSE(machine.state().passkey.is_there);
}

TEST_CASE("the passphrase opens the door while the browser asks for the passkey") {
  PasskeyMachine machine;
  machine.reopen();
  machine.program->carry_out(ui::OpenWithPasskey{});
  CHECK(machine.state().passkey.is_asking);
  machine.platform.passkey.reset();  // the dialog is left alone
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.state().vault == VaultStatus::open);
  CHECK_FALSE(machine.state().passkey.is_asking);
}

TEST_CASE("sealing anew drops the passkey, and says so") {
  PasskeyMachine machine;
  const auto kept = machine.platform.passkey;
  machine.carry_out(ui::SealAnew{passphrase});
  REQUIRE(machine.state().sealing.times == 1);
  CHECK_FALSE(machine.state().passkey.is_there);
  CHECK(machine.state().toast.text.find("Add your passkey again") != std::string::npos);
  machine.platform.passkey = kept;
  CHECK_FALSE(machine.opens_by_passkey());
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  REQUIRE(machine.state().vault == VaultStatus::open);
  machine.carry_out(ui::AddPasskey{passphrase});
  CHECK(machine.opens_by_passkey());
}

TEST_CASE("no two ways to unlock are changed at one time") {
  Machine machine;
  machine.create();
  machine.program->carry_out(ui::AddPasskey{passphrase});
  machine.program->carry_out(ui::ChangePassphrase{passphrase, "seven lanterns over the weir"});
  machine.carry_out(ui::SealAnew{passphrase});
  CHECK(machine.state().passkey.additions == 1);
  CHECK(machine.state().passphrase.changes == 0);
  CHECK(machine.state().sealing.times == 0);
}

TEST_CASE("a passkey that locking cut off leaves the workspace as it was") {
  Machine machine;
  machine.create();
  machine.program->carry_out(ui::AddPasskey{passphrase});
  machine.carry_out(ui::Lock{});
  machine.reopen();
  CHECK_FALSE(machine.state().passkey.is_there);
  machine.carry_out(ui::OpenWithPassphrase{passphrase});
  CHECK(machine.state().vault == VaultStatus::open);
}

TEST_CASE("another tab asks to unlock after a passkey came, and can by it") {
  Machine first;
  first.create();
  Machine second(first.own_disk);
  second.platform.passkey = first.platform.passkey;
  first.carry_out(ui::AddPasskey{passphrase});
  first.program->wanted();
  REQUIRE_FALSE(first.program->is_here());
  second.platform.elsewhere = false;
  second.program->set_in_front(true);
  second.platform.settle(*second.program);
  REQUIRE(second.state().vault == VaultStatus::locked);
  CHECK(second.state().passkey.is_there);
  second.platform.passkey = first.platform.passkey;
  second.carry_out(ui::OpenWithPasskey{});
  CHECK(second.state().vault == VaultStatus::open);
}

TEST_CASE("a backup does not hold the passkey, and whoever restores it has none") {
  PasskeyMachine machine;
  machine.carry_out(ui::MakeBackup{});
  REQUIRE(machine.platform.downloads.size() == 1);
  Machine other;
  other.platform.passkey = machine.platform.passkey;
  other.choose("kith-backup.kith", machine.platform.downloads.front().second);
  other.carry_out(ui::RestoreWithPassphrase{passphrase});
  REQUIRE(other.state().vault == VaultStatus::open);
  CHECK_FALSE(other.state().passkey.is_there);
}
