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
  // The atlas is about to go: destroys what was made for the textures that were drawn with.
  virtual void release_textures() = 0;
};

}  // namespace kith::ui
