// A whole program on a machine of its own, and what a person does with it.
#pragma once

#include "core/crypto/system_random.h"
#include "core/practice/commands.h"
#include "core/practice/erasure.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "tests/core/record/query_plans.h"
#include "tests/wasm/program/fake_platform.h"

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <string>

namespace kith::wasm {

inline constexpr const char* passphrase = "tide street choir sings alto";

inline std::string google_csv(int count) {
  std::string csv = "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\n";
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    csv += "Ana" + n + ",Okafor,Seed Library,Work,ana" + n + "@seeds.example\n";
  }
  return csv;
}

struct Machine {
  SmallDisk own_disk;
  FakePlatform platform{own_disk};
  std::unique_ptr<Program> program;
  std::string phrase;

  Machine() { start(); }
  // Another tab of the same browser, opened behind the first.
  explicit Machine(SmallDisk& disk) : platform(disk) {
    platform.elsewhere = true;
    start();
  }

  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  ~Machine() {
    if (program && state().workspace != nullptr) check_query_plans(state().workspace->database());
  }

  const ui::ProgramState& state() const { return program->state(); }

  void start() {
    start_crypto();
    program = std::make_unique<Program>(platform);
    program->set_witness(read_witness(witness_text(platform.witness)));
    program->start();
    platform.settle(*program);
  }
  void carry_out(ui::Command command) {
    program->carry_out(std::move(command));
    platform.settle(*program);
  }
  void create() {
    carry_out(ui::MakeRecoveryPhrase{});
    for (const std::string& word : state().recovery_words)
      phrase += word + " ";
    carry_out(ui::CreateWorkspace{"Riverbend", passphrase});
    REQUIRE(state().vault == ui::VaultStatus::open);
  }
  void unlock() {
    carry_out(ui::OpenWithPassphrase{passphrase});
    REQUIRE(state().vault == ui::VaultStatus::open);
  }
  // As closing the tab and opening another.
  void reopen() {
    program.reset();
    start();
  }
  void add(const std::string& name) {
    carry_out(ui::Commit{add_person(*state().workspace, name).draft, "Added"});
  }
  std::int64_t people() {
    return *state().directory->count(state().workspace->database(), kinds::person);
  }
  void choose(std::string file_name, std::string content) {
    platform.file = std::move(content);
    program->file_chosen(std::move(file_name), static_cast<std::int64_t>(platform.file.size()));
    platform.settle(*program);
  }
  void import_people(int count) {
    choose("people.csv", google_csv(count));
    carry_out(ui::StartImport{});
  }
};

}  // namespace kith::wasm
