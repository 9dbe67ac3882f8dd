// The program behind the interface: carries out commands, owns the open vault and the jobs, and
// says in ProgramState how things stand.
//
//   Program program(platform);
//   program.start();                              // looks for a vault
//   App app({glyphs, renderer, program.state()});
//   … each turn: for (auto& c : app.take_commands()) program.carry_out(std::move(c));
//   … when the platform says so: program.run_jobs();
//
// Answers and jobs run on the one thread between frames; nothing here waits.
#pragma once

#include "ui/commands.h"
#include "ui/program_state.h"
#include "wasm/program/platform.h"

#include <functional>
#include <memory>
#include <string>

namespace kith::wasm {

class Session;
class ImportRun;

class Program {
 public:
  explicit Program(Platform& platform);
  ~Program();
  Program(const Program&) = delete;

  // Called before the workspace in the state goes away (App::forget_workspace).
  void on_closing(std::function<void()> closing) { closing_ = std::move(closing); }

  void start();
  void carry_out(ui::Command command);
  // Works on for a few milliseconds. Asks the platform to be called again when there is more.
  void run_jobs();

  // The user chose or dropped a file; Platform::begin_parse reads it.
  void file_chosen(std::string file_name, std::int64_t size);
  // The page is hidden or going away: write out what a checkpoint would.
  void leaving();
  // Another tab asks for the workspace: close it and the disk.
  void give_up();
  void set_theme(ui::ThemeChoice theme) { state_.theme = theme; }

  const ui::ProgramState& state() const { return state_; }
  // Null while locked. For benches.
  Session* session() { return session_.get(); }

 private:
  struct Carrier;
  friend struct Carrier;

  Platform& platform_;
  ui::ProgramState state_;
  std::function<void()> closing_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<ImportRun> import_;
  Disk* disk_ = nullptr;
};

}  // namespace kith::wasm
