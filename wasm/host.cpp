#include "wasm/host.h"

#include "core/base/assert.h"
#include "wasm/input_events.h"

#include <cmath>

namespace kith::wasm {
namespace {

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
  void operator()(const ui::PickFileRequest& request) const {
    Encoder out;
    out.varint(request.purpose);
    out.text(request.accept);
    post_to_page(ToPage::pick_file, out);
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

void Host::message(ToWorker type, ByteView bytes, int) {
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
    case ToWorker::leaving:
      // Animation frames stop in a hidden page, but what was typed last must be dealt with.
      if (app_) frame(static_cast<double>(clock_.steady_us()) / 1000);
      break;
    case ToWorker::file:
    case ToWorker::bench:
    case ToWorker::storage:
      break;
  }
}

void Host::start(Decoder& in) {
  ASSERT(in.varint() == messages_version);
  app_ = std::make_unique<ui::App>(ui::Services{glyphs_, renderer_, state_});
  take_canvas();
}

void Host::take_canvas() {
  if (!canvas_.take([] { post_to_page(ToPage::need_canvas); })) {
    Encoder out;
    out.text("this browser does not let pages draw with WebGL 2");
    post_to_page(ToPage::stopped, out);
    return;
  }
  renderer_.restart();
  new_size_ = size_;
  app_->forget_page();
  want_frame();
}

void Host::input(ByteView bytes) {
  auto events = read_input_events(bytes);
  ASSERT(events.has_value());
  for (const ui::InputEvent& event : *events) {
    if (const auto* resized = std::get_if<ui::ResizeEvent>(&event)) new_size_ = *resized;
    app_->input(event);
  }
  want_frame();
}

void Host::want_frame() {
  if (frame_requested_) return;
  frame_requested_ = true;
  request_frame();
}

void Host::frame(double now_ms) {
  frame_requested_ = false;
  // A canvas that changes its size is empty, so only just before it is drawn on.
  if (new_size_) {
    size_ = *new_size_;
    new_size_.reset();
    canvas_.resize(device_pixels(size_.width, size_.pixel_ratio),
                   device_pixels(size_.height, size_.pixel_ratio));
  }
  ui::FrameOutput output = app_->frame(now_ms);
  send(output);
  if (output.frames_wanted > 0) want_frame();
  if (output.wake_after_ms >= 0) wake_after(output.wake_after_ms);
}

void Host::send(ui::FrameOutput& output) {
  if (!colours_sent_ || output.colours != colours_) {
    colours_ = output.colours;
    colours_sent_ = true;
    send_colours(colours_);
  }
  if (!output.mirror_difference.empty()) {
    Encoder out;
    out.raw(output.mirror_difference);
    post_to_page(ToPage::mirror, out);
  }
  if (output.chords_changed) send_chords(output.chords);
  for (const ui::PlatformRequest& request : output.requests)
    std::visit(RequestSender{}, request);
  if (!ready_sent_ && output.drew) {
    ready_sent_ = true;
    post_to_page(ToPage::ready);
  }
}

}  // namespace kith::wasm
