#include "wasm/host.h"

#include "core/base/assert.h"
#include "ui/render/draw_software.h"
#include "ui/render/draw_webgl.h"
#include "wasm/input_events.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kith::wasm {
namespace {

constexpr std::size_t file_name_size_max = 4096;
// How long an input may keep long work waiting for the frame that shows it.
constexpr std::int64_t input_first_us = 100'000;

std::uint32_t device_pixels(float css_pixels, float ratio) {
  return static_cast<std::uint32_t>(std::max(1.0F, std::round(css_pixels * ratio)));
}

void send_colours(const ui::PageColours& colours) {
  Encoder out;
  out.u8(colours.dark);
  for (std::uint32_t argb :
       {colours.page, colours.text, colours.hint, colours.accent, colours.marked})
    out.u32(argb);
  post_to_page(ToPage::colours, out);
}

void send_chords(const std::vector<ui::Chord>& chords) {
  Encoder out;
  out.varint(chords.size());
  for (const ui::Chord& chord : chords)
    out.text(chord);
  post_to_page(ToPage::chords, out);
}

// Done by a person at the machine, not by the machine.
bool is_use(const ui::InputEvent& event) {
  return !std::holds_alternative<ui::ResizeEvent>(event) &&
         !std::holds_alternative<ui::MediaEvent>(event) &&
         !std::holds_alternative<ui::VisibilityEvent>(event) &&
         !std::holds_alternative<ui::FocusEvent>(event);
}

struct RequestSender {
  void operator()(const ui::FocusRequest& request) const {
    Encoder out;
    out.u64(request.node);
    out.u32(request.serial);
    post_to_page(ToPage::focus, out);
  }
  void operator()(const ui::SetTextRequest& request) const {
    Encoder out;
    out.u64(request.node);
    out.text(request.replaced);
    out.text(request.text);
    post_to_page(ToPage::set_text, out);
  }
  void operator()(const ui::RouteRequest& request) const {
    Encoder out;
    out.text(request.fragment);
    out.u8(request.replace);
    post_to_page(ToPage::route, out);
  }
  void operator()(const ui::ClipboardRequest& request) const {
    Encoder out;
    out.text(request.text);
    post_to_page(ToPage::copy, out);
  }
  void operator()(const ui::DownloadRequest& request) const {
    Encoder out;
    out.text(request.file_name);
    out.text(request.mime);
    out.bytes_field(request.bytes);
    post_to_page(ToPage::download, out);
  }
};

}  // namespace

void Host::CanvasRenderer::draw(ImDrawData& data, std::uint32_t background) {
  if (!renderer_) return;
  const std::int64_t begin = clock_.steady_us();
  renderer_->draw(data, background);
  if (times_.is_on()) times_.note_drawing(clock_.steady_us() - begin);
}

void Host::CanvasRenderer::release_textures() {
  if (renderer_) renderer_->release_textures();
}

Host::Host() : platform_([this] { want_frame(); }), program_(platform_) {
  program_.set_hooks({.letting_go = [this] { write_down(); },
                      .closing =
                          [this] {
                            if (app_) app_->forget_workspace();
                          },
                      .rereading = [this] { app_->reread_workspace(); }});
}

// What was typed last, also where animation frames have stopped.
void Host::write_down() {
  if (!app_) return;
  if (unseen_since_us_ != 0) {
    unseen_since_us_ = 0;
    draw_frame(static_cast<double>(platform_.clock().steady_us()) / 1000);
  }
  program_.carry_out(app_->take_unsaved());
}

void Host::message(ToWorker type, ByteView bytes, int object) {
  Decoder in(bytes);
  switch (type) {
    case ToWorker::start:
      start(in);
      break;
    case ToWorker::input:
      input(bytes);
      break;
    case ToWorker::canvas:
      take_canvas();
      break;
    case ToWorker::file:
      file(in, object);
      break;
    case ToWorker::leaving:
      write_down();
      program_.leaving();
      break;
    case ToWorker::gone:
      program_.give_up();
      break;
    case ToWorker::front:
      program_.set_in_front(in.u8() != 0);
      break;
    case ToWorker::storage:
      platform_.persist_answered(in.u8() != 0);
      break;
    case ToWorker::passkeys:
      program_.set_passkeys_offered(in.u8() != 0);
      break;
    case ToWorker::passkey:
      platform_.passkey_answered(in);
      break;
    case ToWorker::bench:
      bench(in);
      break;
  }
}

void Host::start(Decoder& in) {
  ASSERT(in.varint() == messages_version);
  const std::uint8_t flags = in.u8();
  is_bench_ = (flags & start_bench) != 0;
  const auto theme = static_cast<ui::ThemeChoice>(in.u8());
  program_.set_preferences({theme, static_cast<int>(in.varint())});
  program_.set_witness(read_witness(in.text(witness_size_max)));
  app_ = std::make_unique<ui::App>(ui::Services{glyphs_, renderer_, program_.state()});
  program_.start();  // first: the browser opens the files while it makes the canvas ready
  draws_in_memory_ =
      (flags & start_software) != 0 || ((flags & start_webgl) == 0 && !has_graphics_card());
  take_canvas();
}

// A graphics card that was lost once may be lost again: from then on it is done without.
std::unique_ptr<ui::Renderer> Host::make_renderer() {
  const auto lost = [this] {
    draws_in_memory_ = true;
    post_to_page(ToPage::need_canvas);
  };
  if (!draws_in_memory_ && gl_canvas_.take(lost)) return ui::make_webgl_renderer();
  draws_in_memory_ = true;
  if (!soft_canvas_.take()) return nullptr;
  return ui::make_software_renderer(
      [this](const ui::Pixels& picture, std::span<const ui::PixelRect> drawn) {
        soft_canvas_.present(picture, drawn);
      });
}

void Host::resize_canvas() {
  if (draws_in_memory_) {
    soft_canvas_.resize(size_.width, size_.height);
  } else {
    gl_canvas_.resize(size_.width, size_.height);
  }
}

void Host::take_canvas() {
  renderer_.release_textures();
  renderer_.set(nullptr);
  renderer_.set(make_renderer());
  if (!renderer_.draws()) {
    Encoder out;
    out.text("this browser does not let pages draw from a worker");
    post_to_page(ToPage::stopped, out);
    return;
  }
  size_ = {};
  app_->forget_page();
  want_frame();
}

void Host::input(ByteView bytes) {
  auto events = read_input_events(bytes);
  ASSERT(events.has_value());
  ++inputs_read_;
  if (program_.is_here() && std::ranges::any_of(*events, is_use) && !program_.used()) return;
  for (const ui::InputEvent& event : *events) {
    if (const auto* resized = std::get_if<ui::ResizeEvent>(&event)) {
      wanted_size_ = {device_pixels(resized->width, resized->pixel_ratio),
                      device_pixels(resized->height, resized->pixel_ratio)};
    }
    app_->input(event);
  }
  if (unseen_since_us_ == 0) unseen_since_us_ = platform_.clock().steady_us();
  want_frame();
}

void Host::tab_said(TabWord word) {
  switch (word) {
    case TabWord::want:
      return program_.wanted();
    case TabWord::used:
      return program_.used_elsewhere();
    case TabWord::lock:
      return program_.locked_elsewhere();
    case TabWord::busy:   // the page shows it
    case TabWord::alive:  // and asks on
      return;
  }
}

void Host::file(Decoder& in, int object) {
  std::string name(in.text(file_name_size_max));
  const auto size = static_cast<std::int64_t>(in.varint());
  const auto purpose = static_cast<FilePurpose>(in.u8());
  ASSERT(in.finished());
  platform_.file_chosen(object, purpose);
  program_.file_chosen(std::move(name), size, purpose);
}

void Host::jobs() {
  platform_.jobs_begin();
  const bool is_unseen =
      unseen_since_us_ != 0 && platform_.clock().steady_us() - unseen_since_us_ < input_first_us;
  if (is_unseen && frame_requested_) {
    // No frames come in a hidden page: then the timer goes on with it.
    jobs_postponed_ = true;
    wake_after(input_first_us / 1000);
    return;
  }
  program_.run_jobs();
}

void Host::wake() {
  want_frame();
  go_on_with_jobs();
}

void Host::go_on_with_jobs() {
  if (std::exchange(jobs_postponed_, false)) platform_.request_jobs();
}

void Host::want_frame() {
  if (frame_requested_ || !app_) return;
  frame_requested_ = true;
  request_frame();
}

void Host::frame(double now_ms) {
  frame_requested_ = false;
  ++frame_count_;
  unseen_since_us_ = 0;
  draw_frame(now_ms);
  go_on_with_jobs();
}

void Host::draw_frame(double now_ms) {
  if (!app_ || wanted_size_ == PixelSize{}) return;
  // Without the files there is nothing to draw from: the screen stays as it was.
  if (!program_.is_here() && program_.state().vault != ui::VaultStatus::unavailable) return;
  // The browser holds the worker up for long while it puts the first picture on the screen, and the
  // files would be opened behind it; so the first one is drawn when there is something to show.
  if (!ready_sent_ && program_.state().vault == ui::VaultStatus::looking) return;
  // A canvas that is given a size is empty, even when it is the one it had; so only for a new one,
  // and only just before it is drawn on.
  if (size_ != wanted_size_) {
    size_ = wanted_size_;
    resize_canvas();
  }
  const std::int64_t begin = platform_.clock().steady_us();
  const ui::FrameOutput output = app_->frame(now_ms);
  if (frame_times_.is_on()) frame_times_.note_frame(platform_.clock().steady_us() - begin);
  send(output);
  for (ui::Command& command : app_->take_commands())
    program_.carry_out(std::move(command));
  tell_drawn();
  if (output.frames_wanted > 0) want_frame();
  if (output.wake_after_ms >= 0) wake_after(output.wake_after_ms);
}

void Host::send(const ui::FrameOutput& output) {
  if (colours_sent_ != output.colours) {
    colours_sent_ = output.colours;
    send_colours(output.colours);
  }
  if (!output.mirror_difference.empty()) {
    Encoder out;
    out.raw(output.mirror_difference);
    post_to_page(ToPage::mirror, out);
  }
  if (!output.mirror_waits && inputs_answered_ != inputs_read_) {
    inputs_answered_ = inputs_read_;
    Encoder out;
    out.varint(inputs_answered_);
    post_to_page(ToPage::answer, out);
  }
  if (output.chords_changed) send_chords(output.chords);
  for (const ui::PlatformRequest& request : output.requests)
    std::visit(RequestSender{}, request);
  tell_ready(output.drew);
}

void Host::tell_ready(bool drew) {
  if (ready_sent_ || !drew) return;
  ready_sent_ = true;
  post_to_page(ToPage::ready);
}

}  // namespace kith::wasm
