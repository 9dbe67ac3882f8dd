#include "ui/font/atlas.h"

#include "core/base/assert.h"

#include "imgui.h"
#include "imgui_internal.h"

#include <algorithm>
#include <cstring>

// The loader that Dear ImGui asks for (scripts/third_party/kith_imconfig.h).
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader();
}

namespace kith::ui {
namespace {

// The empty font: sizes of nothing, no glyph in it.
bool holds_no_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked*, void*, ImWchar, ImFontGlyph*,
                    float*) {
  return false;
}

constexpr int texture_side_min = 512;
constexpr int texture_side_max = 4096;

// Columns with colours of their own. Those beside them may hold no more than the smoothed edge of
// an emoji: letters keep more distance.
std::vector<Columns> coloured_columns(int width, int height, const std::uint8_t* pixels) {
  constexpr int edge = 1;
  std::vector<Columns> found;
  for (int x = 0; x < width; ++x) {
    bool coloured = false;
    for (int y = 0; y < height && !coloured; ++y) {
      const std::uint8_t* pixel = pixels + (y * width + x) * 4;
      // Reading back faint black may give a trace of colour; an emoji is anything but a trace.
      coloured = pixel[3] > 64 && (pixel[0] | pixel[1] | pixel[2]) > 16;
    }
    if (!coloured) continue;
    const auto from = static_cast<std::uint16_t>(std::max(x - edge, 0));
    const auto to = static_cast<std::uint16_t>(std::min(x + 1 + edge, width));
    if (!found.empty() && from <= found.back().to)
      found.back().to = to;
    else
      found.push_back({from, to});
  }
  return found;
}

}  // namespace

Atlas::Atlas() : atlas_(std::make_unique<ImFontAtlas>()) {
  atlas_->Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas_->TexMinWidth = atlas_->TexMinHeight = texture_side_min;
  atlas_->TexMaxWidth = atlas_->TexMaxHeight = texture_side_max;
  atlas_->TexPixelsUseColors = true;
  ImFontConfig font;
  font.SizePixels = 14;
  font.FontLoader = ImGuiFreeType::GetFontLoader();
  atlas_->AddFont(&font);
}

Atlas::~Atlas() = default;

void Atlas::begin_frame() {
  constexpr bool renderer_takes_textures = true;
  ImFontAtlasUpdateNewFrame(atlas_.get(), ++frame_count_, renderer_takes_textures);
}

std::optional<Picture> Atlas::add(int width, int height) {
  ASSERT(width > 0 && height > 0);
  if (width > texture_side_max / 2 || height > texture_side_max / 2) return std::nullopt;
  int rect = atlas_->AddCustomRect(width, height);
  if (rect == ImFontAtlasRectId_Invalid) return std::nullopt;
  return Picture{rect, static_cast<std::uint16_t>(width), static_cast<std::uint16_t>(height)};
}

void Atlas::remove(const Picture& picture) {
  atlas_->RemoveCustomRect(picture.rect);
}

void Atlas::write(Picture& picture, const std::uint8_t* pixels) {
  ImFontAtlasRect place;
  ASSERT(atlas_->GetCustomRect(picture.rect, &place));
  picture.coloured = coloured_columns(picture.width, picture.height, pixels);
  ImTextureData* texture = atlas_->TexData;
  for (int y = 0; y < picture.height; ++y) {
    auto* to = static_cast<std::uint8_t*>(texture->GetPixelsAt(place.x, place.y + y));
    std::memcpy(to, pixels, std::size_t{picture.width} * 4);
    for (std::size_t part = 0, x = 0; x < picture.width; ++x) {
      if (part < picture.coloured.size() && x == picture.coloured[part].to) ++part;
      if (part < picture.coloured.size() && x >= picture.coloured[part].from) continue;
      std::fill_n(to + x * 4, 3, std::uint8_t{255});
    }
    pixels += std::size_t{picture.width} * 4;
  }
  ImFontAtlasTextureBlockQueueUpload(atlas_.get(), texture, place.x, place.y, place.w, place.h);
}

TextureCorners Atlas::corners(const Picture& picture) const {
  ImFontAtlasRect place;
  ASSERT(atlas_->GetCustomRect(picture.rect, &place));
  return {place.uv0.x, place.uv0.y, place.uv1.x, place.uv1.y};
}

const void* Atlas::texture() const {
  return atlas_->TexData;
}

}  // namespace kith::ui

const ImFontLoader* ImGuiFreeType::GetFontLoader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "none";
    made.FontBakedLoadGlyph = kith::ui::holds_no_glyph;
    return made;
  }();
  return &loader;
}
