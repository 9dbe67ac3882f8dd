// Where pictures of text come from: the browser's own text engine on the page (wasm/canvas2d, a 2D
// OffscreenCanvas in the worker), boxes in native tests. Calls are few and carry many requests,
// because each crossing and above all each reading back of pixels costs.
//
// All lengths are device pixels. A string is drawn as one run by the source, in the given base
// direction, with everything its script needs (shaping, mirroring, combining, fallback fonts).
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace kith::ui {

// The system's interface font.
struct Font {
  std::uint16_t px = 14;  // em size in device pixels
  bool semibold = false;  // weight 600 instead of 400
  bool operator==(const Font&) const = default;
};

struct TextRequest {
  std::string_view text;  // UTF-8, without line ends, not empty
  Font font;
  bool right_to_left = false;  // base direction
};

// As TextMetrics of the canvas with textAlign "left" and textBaseline "alphabetic": distances from
// the origin (start of the baseline, left end), each growing away from it.
struct TextExtent {
  float advance = 0;                                   // width
  float left = 0, right = 0, ascent = 0, descent = 0;  // actualBoundingBox…
  float font_ascent = 0, font_descent = 0;             // fontBoundingBox…, of the first font
};

struct RasterRequest {
  TextRequest text;
  std::uint16_t width = 0, height = 0;  // of the picture; what sticks out is cut
  float origin_x = 0, origin_y = 0;     // the origin, from the picture's top left
};

class GlyphSource {
 public:
  virtual ~GlyphSource() = default;

  // One extent for each request, in order.
  virtual void measure(std::span<const TextRequest> requests, std::span<TextExtent> extents) = 0;

  // Draws each request in black on transparent and appends the pictures one after the other, rows
  // from the top: width × height × 4 bytes RGBA, not premultiplied, as getImageData gives them.
  // Only emoji come out with colours of their own.
  virtual void rasterise(std::span<const RasterRequest> requests, Bytes& pixels) = 0;
};

}  // namespace kith::ui
