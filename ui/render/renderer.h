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
  // Dear ImGui's context is about to go: destroys what was made for its textures.
  virtual void release_textures() = 0;
};

}  // namespace kith::ui
