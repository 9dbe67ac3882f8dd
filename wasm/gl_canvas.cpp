#include "wasm/gl_canvas.h"

#include <emscripten/html5.h>
#include <emscripten/html5_webgl.h>

namespace kith::wasm {
namespace {

// The name by which host_messages.js makes the canvas known to Emscripten.
constexpr const char* canvas_name = "!canvas";

}  // namespace

bool GlCanvas::take(std::function<void()> on_lost) {
  release();
  on_lost_ = std::move(on_lost);
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = false;
  attributes.depth = false;
  attributes.stencil = false;
  attributes.antialias = false;  // Dear ImGui smooths its own edges.
  attributes.enableExtensionsByDefault = false;
  context_ = emscripten_webgl_create_context(canvas_name, &attributes);
  if (context_ <= 0) return false;
  emscripten_webgl_make_context_current(context_);
  emscripten_set_webglcontextlost_callback(canvas_name, this, false,
                                           [](int, const void*, void* self) -> bool {
                                             static_cast<GlCanvas*>(self)->on_lost_();
                                             return true;
                                           });
  return true;
}

void GlCanvas::resize(std::uint32_t width, std::uint32_t height) {
  emscripten_set_canvas_element_size(canvas_name, static_cast<int>(width),
                                     static_cast<int>(height));
}

void GlCanvas::release() {
  if (context_ > 0) emscripten_webgl_destroy_context(context_);
  context_ = 0;
}

}  // namespace kith::wasm
