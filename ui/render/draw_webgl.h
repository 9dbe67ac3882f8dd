// Draws with WebGL 2, through Emscripten's OpenGL ES 3. The context is made and made current by the
// host; when it is lost, so is this: the host makes another of both.
#pragma once

#include "ui/render/renderer.h"

#include <memory>

namespace kith::ui {

// Nothing when the context cannot compile the two small shaders.
std::unique_ptr<Renderer> make_webgl_renderer();

}  // namespace kith::ui
