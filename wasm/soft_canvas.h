// The page's canvas in the worker, and pictures put on it that were drawn in memory: for machines
// whose graphics card the browser does not use.
#pragma once

#include "ui/render/raster.h"

#include <cstdint>
#include <span>

namespace kith::wasm {

// Whether WebGL 2 is there, and is more than another program that draws in memory.
bool has_graphics_card();

class SoftCanvas {
 public:
  // Takes the canvas that came last from the page. False: something else was taken of it before.
  bool take();
  void resize(std::uint32_t width, std::uint32_t height);
  void present(const ui::Pixels& picture, std::span<const ui::PixelRect> drawn);
};

}  // namespace kith::wasm
