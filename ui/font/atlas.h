// Pictures of text in the one texture everything is drawn from: Dear ImGui's atlas, which also
// packs, grows and uploads it, so that a whole window is one draw call. It stands alone, without a
// context of Dear ImGui: windows and widgets are Kith's own, and need not be shipped twice.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

struct ImFontAtlas;

namespace kith::ui {

// Columns of a picture, from the first to behind the last.
struct Columns {
  std::uint16_t from = 0, to = 0;
  bool operator==(const Columns&) const = default;
};

// A place in the atlas. It takes the colour of the text, but where it is `coloured`: emoji have
// colours of their own, also between words that are drawn in one with them.
struct Picture {
  int rect = -1;
  std::uint16_t width = 0, height = 0;
  std::vector<Columns> coloured;
};

struct TextureCorners {
  float left = 0, top = 0, right = 0, bottom = 0;
};

class Atlas {
 public:
  // With a font without glyphs, because Dear ImGui wants one.
  Atlas();
  ~Atlas();
  Atlas(const Atlas&) = delete;

  // Once a frame, before anything is added: what the renderer has taken over is done with.
  void begin_frame();
  ImFontAtlas& font_atlas() { return *atlas_; }

  // Nothing when the texture is as large as it may get.
  std::optional<Picture> add(int width, int height);
  void remove(const Picture& picture);
  // Width × height × 4 bytes RGBA, black where the text's own colour goes; says in the picture
  // where there are other colours.
  void write(Picture& picture, const std::uint8_t* pixels);
  // Valid until the next add.
  TextureCorners corners(const Picture& picture) const;
  // Changes when the texture was made anew: what was drawn before from it is not to be shown.
  const void* texture() const;

 private:
  std::unique_ptr<ImFontAtlas> atlas_;
  int frame_count_ = 0;
};

}  // namespace kith::ui
