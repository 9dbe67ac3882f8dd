// Invariant: `pixels_` is the picture of the shapes that `tiles_` were drawn from last, as if all
// of it had been drawn at once.
#include "ui/render/draw_software.h"

#include "ui/render/blend.h"
#include "ui/render/shapes.h"

#include "imgui.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kith::ui {
namespace {

constexpr int tile_side = 64;

// What lies on a tile, in the order of drawing.
struct Tile {
  std::vector<std::uint32_t> shapes;
  std::size_t first = 0;  // of those that are not covered by what comes later
  std::uint64_t hash = 0;
  std::uint64_t drawn_hash = 0;
};

// A canvas's bytes are R, G, B, A; backgrounds are 0xAARRGGBB.
std::uint32_t as_pixel(std::uint32_t argb) {
  return blend::opaque | (argb & 0xFF) << 16 | (argb & 0xFF00) | (argb >> 16 & 0xFF);
}

class SoftwareRenderer final : public Renderer {
 public:
  explicit SoftwareRenderer(Present present) : present_(std::move(present)) {}

  void draw(ImDrawData& data, std::uint32_t background) override {
    ++frame_;
    take_textures(data);
    shapes_.take(data, textures_, frame_);
    for (SeenTexture& texture : textures_)
      texture.changed = {};
    resize(static_cast<int>(data.DisplaySize.x), static_cast<int>(data.DisplaySize.y));
    put_on_tiles(as_pixel(background));
    drawn_.clear();
    for (int row = 0; row < rows_; ++row) {
      for (int column = 0; column < columns_; ++column) {
        Tile& each = tile(column, row);
        if (each.hash == std::exchange(each.drawn_hash, each.hash)) continue;
        draw_tile(each, place_of(column, row), as_pixel(background));
        add_drawn(place_of(column, row));
      }
    }
    if (!drawn_.empty()) present_(surface(), drawn_);
  }

  void release_textures() override {
    for (const SeenTexture& texture : textures_)
      forget(*texture.data);
    textures_.clear();
  }

 private:
  Pixels surface() { return {pixels_.data(), width_, height_}; }
  Tile& tile(int column, int row) {
    return tiles_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                  static_cast<std::size_t>(column)];
  }
  PixelRect place_of(int column, int row) const {
    const PixelRect place{column * tile_side, row * tile_side, (column + 1) * tile_side,
                          (row + 1) * tile_side};
    return intersection(place, {0, 0, width_, height_});
  }

  // -- textures: their pixels are read where Dear ImGui keeps them --

  void take_textures(ImDrawData& data) {
    for (ImTextureData* texture : *data.Textures) {
      const bool is_known =
          std::ranges::find(textures_, texture, &SeenTexture::data) != textures_.end();
      if (texture->Status == ImTextureStatus_WantCreate ||
          (texture->Status == ImTextureStatus_OK && !is_known)) {
        create(*texture);
      }
      if (texture->Status == ImTextureStatus_WantUpdates) update(*texture);
      if (texture->Status == ImTextureStatus_WantDestroy && texture->UnusedFrames > 0) {
        std::erase_if(textures_, [&](const SeenTexture& seen) { return seen.data == texture; });
        forget(*texture);
      }
    }
  }

  void create(ImTextureData& texture) {
    textures_.push_back(
        {&texture,
         {static_cast<const std::uint32_t*>(texture.GetPixels()), texture.Width, texture.Height},
         ++texture_count_,
         {}});
    texture.SetTexID(texture_count_);
    texture.SetStatus(ImTextureStatus_OK);
  }

  void update(ImTextureData& texture) {
    const auto seen = std::ranges::find(textures_, &texture, &SeenTexture::data);
    const ImTextureRect& part = texture.UpdateRect;
    if (seen != textures_.end()) seen->changed = {part.x, part.y, part.x + part.w, part.y + part.h};
    texture.SetStatus(ImTextureStatus_OK);
  }

  static void forget(ImTextureData& texture) {
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
  }

  // -- tiles --

  void resize(int width, int height) {
    if (width == width_ && height == height_) return;
    width_ = width;
    height_ = height;
    columns_ = (width + tile_side - 1) / tile_side;
    rows_ = (height + tile_side - 1) / tile_side;
    pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
    tiles_.clear();
    tiles_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
  }

  void put_on_tiles(std::uint32_t background) {
    for (Tile& each : tiles_) {
      each.shapes.clear();
      each.first = 0;
      each.hash = background;
    }
    const std::span<const Shape> all = shapes_.all();
    for (std::uint32_t number = 0; number < all.size(); ++number) {
      const PixelRect& box = all[number].box;
      for (int row = box.top / tile_side; row * tile_side < box.bottom; ++row) {
        for (int column = box.left / tile_side; column * tile_side < box.right; ++column)
          put_on(tile(column, row), place_of(column, row), number);
      }
    }
  }

  void put_on(Tile& to, const PixelRect& place, std::uint32_t number) {
    const Shape& shape = shapes_.all()[number];
    const bool covers = shape.type == Shape::Type::fill && shape.colour >> 24 == 255 &&
                        intersection(shape.box, place) == place;
    if (covers) to.first = to.shapes.size();
    to.shapes.push_back(number);
    to.hash = (to.hash ^ shape.hash) * 0x9e3779b97f4a7c15;
    to.hash ^= to.hash >> 32;
  }

  void draw_tile(const Tile& from, const PixelRect& place, std::uint32_t background) {
    if (from.first == 0) fill(surface(), place, background);
    for (std::size_t i = from.first; i < from.shapes.size(); ++i)
      draw_shape(shapes_.all()[from.shapes[i]], place);
  }

  void draw_shape(const Shape& shape, const PixelRect& place) {
    const PixelRect clip = intersection(shape.box, place);
    switch (shape.type) {
      case Shape::Type::fill:
        return fill(surface(), clip, shape.colour);
      case Shape::Type::picture:
        return draw_picture(surface(), clip, shape.texture, clip.left + shape.x, clip.top + shape.y,
                            shape.colour);
      case Shape::Type::convex:
        return fill_convex(surface(), clip, shapes_.corners(shape), shape.colour);
      case Shape::Type::triangle:
        return draw_triangle(surface(), clip, shape.texture, shapes_.corners(shape).first<3>());
    }
  }

  // Beside the last one of the same row, and rows of the same tiles below each other, are one.
  void add_drawn(const PixelRect& place) {
    if (!drawn_.empty()) {
      PixelRect& last = drawn_.back();
      if (last.top == place.top && last.right == place.left) {
        last.right = place.right;
        join_rows();
        return;
      }
    }
    drawn_.push_back(place);
    join_rows();
  }
  void join_rows() {
    if (drawn_.size() < 2) return;
    const PixelRect last = drawn_.back();
    PixelRect& before = drawn_[drawn_.size() - 2];
    if (before.bottom != last.top || before.left != last.left || before.right != last.right) return;
    before.bottom = last.bottom;
    drawn_.pop_back();
  }

  Present present_;
  std::uint64_t frame_ = 0;
  std::vector<SeenTexture> textures_;
  std::uint64_t texture_count_ = 0;
  Shapes shapes_;
  int width_ = 0, height_ = 0;
  std::vector<std::uint32_t> pixels_;
  int columns_ = 0, rows_ = 0;
  std::vector<Tile> tiles_;
  std::vector<PixelRect> drawn_;
};

}  // namespace

std::unique_ptr<Renderer> make_software_renderer(Present present) {
  return std::make_unique<SoftwareRenderer>(std::move(present));
}

}  // namespace kith::ui
