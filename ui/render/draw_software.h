// Draws into memory, for machines whose graphics card the browser does not use. What is the same as
// in the frame before is not drawn again: the picture is looked at in tiles.
#pragma once

#include "ui/render/raster.h"
#include "ui/render/renderer.h"

#include <functional>
#include <memory>
#include <span>

namespace kith::ui {

// Puts what was drawn on the screen: the whole picture, and what of it is new, in rectangles that
// do not overlap. Both valid only while it runs.
using Present = std::function<void(const Pixels& picture, std::span<const PixelRect> drawn)>;

std::unique_ptr<Renderer> make_software_renderer(Present present);

}  // namespace kith::ui
