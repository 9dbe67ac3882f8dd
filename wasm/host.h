// The loop of the worker: input in, a frame when one is wanted, what it asks for out. Nothing runs
// when nothing happens: there is a frame only after an event, when the interface asked for more, or
// when its timer is due.
#pragma once

#include "ui/app.h"
#include "ui/render/renderer.h"
#include "wasm/bench/frame_times.h"
#include "wasm/browser_platform.h"
#include "wasm/canvas2d.h"
#include "wasm/gl_canvas.h"
#include "wasm/program/program.h"
#include "wasm/soft_canvas.h"

#include <memory>
#include <optional>

namespace kith::wasm {

class Host {
 public:
  Host();

  void message(ToWorker type, ByteView bytes, int object);
  void frame(double now_ms);
  void jobs();
  void wake();
  void check_idle() { program_.check_idle(); }
  // Of the other tabs (web/baton.js).
  void tab_said(TabWord word);
  void baton_stolen() { program_.give_up(); }

 private:
  // In device pixels; none before the page has told it.
  struct PixelSize {
    std::uint32_t width = 0, height = 0;
    bool operator==(const PixelSize&) const = default;
  };

  // Draws with the canvas that is there now; a lost one takes its renderer with it.
  class CanvasRenderer final : public ui::Renderer {
   public:
    CanvasRenderer(Clock& clock, bench::FrameTimes& times) : clock_(clock), times_(times) {}
    void set(std::unique_ptr<ui::Renderer> renderer) { renderer_ = std::move(renderer); }
    bool draws() const { return renderer_ != nullptr; }
    void draw(ImDrawData& data, std::uint32_t background) override;
    void release_textures() override;

   private:
    Clock& clock_;
    bench::FrameTimes& times_;
    std::unique_ptr<ui::Renderer> renderer_;
  };

  void start(Decoder& in);
  void input(ByteView bytes);
  void file(Decoder& in, int object);
  void take_canvas();
  std::unique_ptr<ui::Renderer> make_renderer();
  void resize_canvas();
  void draw_frame(double now_ms);
  void want_frame();
  void write_down();
  void go_on_with_jobs();
  void send(const ui::FrameOutput& output);
  void tell_ready(bool drew);

  // What only a bench asks (host_bench.cpp).
  struct UnseenInput {
    std::uint64_t request;
    std::uint64_t inputs_read;  // when it was asked
  };
  void bench(Decoder& in);
  std::string measure(std::string_view name, const std::string& parameters);
  void tell_drawn();
  void answer_bench(std::uint64_t request, const std::string& json);

  BrowserPlatform platform_;
  Program program_;
  Canvas2d glyphs_;
  // One of them has the page's canvas.
  GlCanvas gl_canvas_;
  SoftCanvas soft_canvas_;
  bool draws_in_memory_ = false;
  bench::FrameTimes frame_times_;
  CanvasRenderer renderer_{platform_.clock(), frame_times_};
  std::unique_ptr<ui::App> app_;
  PixelSize size_;         // of the canvas
  PixelSize wanted_size_;  // as the page told it last
  std::optional<ui::PageColours> colours_sent_;
  bool frame_requested_ = false;
  bool jobs_postponed_ = false;
  std::int64_t unseen_since_us_ = 0;  // the first input after the last frame; 0: none
  bool is_bench_ = false;
  bool ready_sent_ = false;
  std::uint64_t inputs_read_ = 0, inputs_answered_ = 0;  // messages, ToPage::answer
  std::uint64_t frame_count_ = 0;  // a bench asks: nothing may be drawn when nothing happens
  std::vector<UnseenInput> unseen_inputs_;
};

}  // namespace kith::wasm
