// The interface of the whole program: takes events, draws the room that the address names, says
// what the page has to do and what the program should carry out. The program (wasm/) makes one and
// drives it.
//
//   app.input(event);  …
//   FrameOutput out = app.frame(now_ms);
//   for (Command& command : app.take_commands()) carry_out(command);
#pragma once

#include "ui/commands.h"
#include "ui/platform.h"
#include "ui/program_state.h"

#include <memory>

namespace kith::ui {

class GlyphSource;
class Renderer;
class Ui;

// What the machine gives; all outlive the App.
struct Services {
  GlyphSource& glyphs;
  Renderer& renderer;
  const ProgramState& program;
};

class App {
 public:
  explicit App(const Services& services);
  ~App();

  void input(const InputEvent& event);
  // Builds a frame and draws it when it differs from the last one.
  FrameOutput frame(double now_ms);
  // What the rooms asked for since the last call, in order.
  Commands take_commands();
  // The canvas or the mirror is new: everything is told and drawn again.
  void forget_page();
  // What is typed and not written down yet, at once: call when the page or the workspace may go.
  KeepUnsaved take_unsaved();
  // Call before the workspace that ProgramState names goes away: rooms let go of what they hold.
  void forget_workspace();
  // Call before it is read anew, with what another tab has changed: the same place is shown.
  void reread_workspace();

  // Tests look at nodes and lint through it.
  Ui& ui();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kith::ui
