// The program behind the page: takes events, draws the room that the address names, says what the
// page has to do. The host (wasm/) makes one and drives it.
#pragma once

#include "ui/platform.h"

#include <memory>

namespace kith::ui {

class GlyphSource;
class Renderer;

// What the machine gives; all outlive the App.
struct Services {
  GlyphSource& glyphs;
  Renderer& renderer;
};

class App {
 public:
  explicit App(const Services& services);
  ~App();

  void input(const InputEvent& event);
  // Builds a frame and draws it when it differs from the last one.
  FrameOutput frame(double now_ms);
  // The canvas or the mirror is new: everything is told and drawn again.
  void forget_page();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kith::ui
