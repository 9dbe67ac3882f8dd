// A text engine without a browser: every letter is a box of half an em, so that sizes are the same
// everywhere.
#pragma once

#include "core/base/text_utf8.h"
#include "ui/font/glyph_source.h"

namespace kith::ui {

class BoxGlyphs final : public GlyphSource {
 public:
  void measure(std::span<const TextRequest> requests, std::span<TextExtent> extents) override {
    measured += requests.size();
    ++measure_calls;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      auto em = static_cast<float>(requests[i].font.px);
      int letters = 0;
      for (std::size_t at = 0; at < requests[i].text.size(); ++letters)
        next_code_point(requests[i].text, at);
      float width = em * 0.5f * static_cast<float>(letters);
      bool blank = requests[i].text == " ";
      const float right = blank ? 0 : width * box_share;
      extents[i] = {width, 0, right, em * 0.7f, em * 0.2f, em * 0.9f, em * 0.3f};
    }
  }

  void rasterise(std::span<const RasterRequest> requests, Bytes& pixels) override {
    drawn += requests.size();
    for (const RasterRequest& request : requests) {
      for (int i = 0; i < request.width * request.height; ++i)
        pixels.insert(pixels.end(), {red, 0, 0, 255});
    }
  }

  float box_share = 1;   // of a text's width, said to be drawn on
  std::uint8_t red = 0;  // else the colour of the text is taken
  std::size_t measured = 0, measure_calls = 0, drawn = 0;
};

}  // namespace kith::ui
