// Draw lists taken apart into shapes that raster.h draws: Dear ImGui hands over triangles, most of
// which are halves of rectangles and pictures, or slices of one rounded shape.
#pragma once

#include "ui/render/raster.h"

#include <cstdint>
#include <span>
#include <vector>

struct ImDrawData;
struct ImDrawList;
struct ImDrawCmd;
struct ImTextureData;

namespace kith::ui {

struct Shape {
  enum class Type : std::uint8_t { fill, picture, convex, triangle } type = Type::fill;
  PixelRect box;             // what it may touch, within its clip and the surface
  std::uint32_t colour = 0;  // not of a triangle
  TextureView texture;       // of a picture or triangle
  int x = 0, y = 0;          // of a picture: from a place on the surface to that in the texture
  std::uint32_t first = 0, count = 0;  // its corners
  std::uint64_t hash = 0;              // of all that it looks like
};

// A texture as it was handed over last, and what of it is new since the frame before.
struct SeenTexture {
  ImTextureData* data = nullptr;  // borrowed
  TextureView view;
  std::uint64_t serial = 0;  // of no two textures the same
  PixelRect changed;         // in its pixels
};

class Shapes {
 public:
  // Takes the place of what was there. `frame` is of no two frames the same.
  void take(const ImDrawData& data, std::span<const SeenTexture> textures, std::uint64_t frame);

  std::span<const Shape> all() const { return shapes_; }
  std::span<const Vertex> corners(const Shape& shape) const {
    return std::span(corners_).subspan(shape.first, shape.count);
  }

 private:
  void take_command(const ImDrawList& list, const ImDrawCmd& command);
  // What begins with the triangle there: how many indices it has.
  std::size_t take_rectangle(std::span<const std::uint16_t> indices);
  std::size_t take_fan(std::span<const std::uint16_t> indices);
  void take_triangle(std::span<const std::uint16_t> indices);
  void add(Shape shape, std::span<const Vertex> corners);
  Vertex vertex(std::uint16_t index) const;
  bool is_new(const Shape& shape, std::span<const Vertex> corners) const;

  std::vector<Shape> shapes_;
  std::vector<Vertex> corners_;
  std::uint64_t frame_ = 0;
  // Of the command in hand.
  const ImDrawList* list_ = nullptr;
  std::uint32_t first_vertex_ = 0;
  PixelRect clip_;
  SeenTexture texture_;
};

}  // namespace kith::ui
