// Draw lists to pixels. The page has WebGL (draw_webgl.h); tests have a renderer that only counts.
#pragma once

#include <cstdint>

struct ImDrawData;

namespace kith::ui {

class Renderer {
 public:
  virtual ~Renderer() = default;
  // Draws `data` over `background` (0xAARRGGBB) and does what its textures ask for.
  virtual void draw(ImDrawData& data, std::uint32_t background) = 0;
  // Takes over new and changed textures without drawing, when the picture stays the same.
  virtual void update_textures(ImDrawData& data) = 0;
};

}  // namespace kith::ui
