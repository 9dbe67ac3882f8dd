// The loop of the worker: input in, a frame when one is wanted, what it asks for out. Nothing runs
// when nothing happens: there is a frame only after an event, when the interface asked for more, or
// when its timer is due.
#pragma once

#include "ui/app.h"
#include "ui/render/draw_webgl.h"
#include "wasm/browser.h"
#include "wasm/canvas2d.h"
#include "wasm/gl_canvas.h"

#include <memory>
#include <optional>

namespace kith::wasm {

class Host {
 public:
  void message(ToWorker type, ByteView bytes, int object);
  void frame(double now_ms);
  void jobs();

 private:
  void start(Decoder& in);
  void input(ByteView bytes);
  void take_canvas();
  void want_frame();
  void send(ui::FrameOutput& output);
  void send_request(const ui::PlatformRequest& request);

  BrowserClock clock_;
  Canvas2d glyphs_;
  GlCanvas canvas_;
  ui::WebglRenderer renderer_;
  ui::ProgramState state_;
  std::unique_ptr<ui::App> app_;
  std::optional<ui::ResizeEvent> new_size_;
  ui::ResizeEvent size_;
  ui::PageColours colours_;
  bool colours_sent_ = false;
  bool frame_requested_ = false;
  bool ready_sent_ = false;
};

}  // namespace kith::wasm
