// Pictures of text from the browser's text engine, by a 2D OffscreenCanvas of the worker.
#pragma once

#include "ui/font/glyph_source.h"

namespace kith::wasm {

class Canvas2d final : public ui::GlyphSource {
 public:
  void measure(std::span<const ui::TextRequest> requests,
               std::span<ui::TextExtent> extents) override;
  void rasterise(std::span<const ui::RasterRequest> requests, Bytes& pixels) override;
};

}  // namespace kith::wasm
