// Pictures of text in the one texture everything is drawn from: Dear ImGui's atlas, which also
// packs, grows and uploads it, so that a whole window is one draw call.
#pragma once

#include <cstdint>
#include <optional>

struct ImFontAtlas;

namespace kith::ui {

// A place in the atlas. `coloured`: has colours of its own (emoji), else takes that of the text.
struct Picture {
  int rect = -1;
  std::uint16_t width = 0, height = 0;
  bool coloured = false;
};

struct TextureCorners {
  float left = 0, top = 0, right = 0, bottom = 0;
};

class Atlas {
 public:
  // Gives the atlas a font without glyphs, because Dear ImGui wants one.
  explicit Atlas(ImFontAtlas& atlas);

  // Nothing when the texture is as large as it may get.
  std::optional<Picture> add(int width, int height);
  void remove(const Picture& picture);
  // Width × height × 4 bytes RGBA, black where the text's own colour goes; says in the picture
  // whether there are other colours.
  void write(Picture& picture, const std::uint8_t* pixels);
  // Valid until the next add.
  TextureCorners corners(const Picture& picture) const;
  // Changes when the texture was made anew: what was drawn before from it is not to be shown.
  const void* texture() const;

 private:
  ImFontAtlas& atlas_;
};

}  // namespace kith::ui
