#include "ui/render/shapes.h"

#include "imgui.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace kith::ui {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return hash ^ hash >> 32;
}

std::uint64_t bits_of(float first, float second) {
  const float both[] = {first, second};
  std::uint64_t bits = 0;
  std::memcpy(&bits, both, sizeof bits);
  return bits;
}

std::uint64_t hash_of(const Shape& shape, std::span<const Vertex> corners, std::uint64_t texture) {
  std::uint64_t hash = mixed(static_cast<std::uint64_t>(shape.type), shape.colour);
  const auto pair = [](int a, int b) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(a)) << 32 |
           static_cast<std::uint32_t>(b);
  };
  hash = mixed(hash, pair(shape.box.left, shape.box.top));
  hash = mixed(hash, pair(shape.box.right, shape.box.bottom));
  if (shape.type == Shape::Type::picture) hash = mixed(hash, pair(shape.x, shape.y));
  if (shape.texture.pixels != nullptr) hash = mixed(hash, texture);
  for (const Vertex& corner : corners) {
    hash = mixed(hash, bits_of(corner.x, corner.y));
    hash = mixed(mixed(hash, bits_of(corner.u, corner.v)), corner.colour);
  }
  return hash;
}

// The first pixel whose centre is not left of the edge; of what no surface has, any.
int pixel_from(float edge) {
  constexpr float far = 1 << 20;
  return static_cast<int>(std::ceil(std::clamp(edge, -far, far) - 0.5F));
}

bool is_one_place(std::span<const Vertex> corners) {
  return std::ranges::all_of(corners, [&](const Vertex& corner) {
    return corner.u == corners[0].u && corner.v == corners[0].v;
  });
}
bool is_one_colour(std::span<const Vertex> corners) {
  return std::ranges::all_of(
      corners, [&](const Vertex& corner) { return corner.colour == corners[0].colour; });
}

PixelRect box_of(std::span<const Vertex> corners) {
  const auto [left, right] = std::ranges::minmax_element(corners, {}, &Vertex::x);
  const auto [top, bottom] = std::ranges::minmax_element(corners, {}, &Vertex::y);
  return {pixel_from(left->x), pixel_from(top->y), pixel_from(right->x), pixel_from(bottom->y)};
}

// Corners are rounded a little before it is drawn.
PixelRect wider(const PixelRect& box) {
  return {box.left - 1, box.top - 1, box.right + 1, box.bottom + 1};
}

// Around the corners it turns one way only.
bool is_convex(std::span<const Vertex> corners) {
  int way = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Vertex& a = corners[i];
    const Vertex& b = corners[(i + 1) % corners.size()];
    const Vertex& c = corners[(i + 2) % corners.size()];
    const float turn = (b.x - a.x) * (c.y - b.y) - (c.x - b.x) * (b.y - a.y);
    if (turn == 0) continue;
    const int now = turn > 0 ? 1 : -1;
    if (way == -now) return false;
    way = now;
  }
  return true;
}

}  // namespace

void Shapes::take(const ImDrawData& data, std::span<const SeenTexture> textures,
                  std::uint64_t frame) {
  shapes_.clear();
  corners_.clear();
  frame_ = frame;
  const PixelRect surface{0, 0, static_cast<int>(data.DisplaySize.x),
                          static_cast<int>(data.DisplaySize.y)};
  for (const ImDrawList* list : data.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const auto texture = std::ranges::find(textures, command.TexRef._TexData, &SeenTexture::data);
      const ImVec4& clip = command.ClipRect;
      clip_ = intersection(surface, {static_cast<int>(clip.x), static_cast<int>(clip.y),
                                     static_cast<int>(clip.z), static_cast<int>(clip.w)});
      if (texture == textures.end() || clip_.is_empty()) continue;
      texture_ = *texture;
      take_command(*list, command);
    }
  }
}

void Shapes::take_command(const ImDrawList& list, const ImDrawCmd& command) {
  list_ = &list;
  first_vertex_ = command.VtxOffset;
  std::span<const std::uint16_t> indices(list.IdxBuffer.Data + command.IdxOffset,
                                         command.ElemCount);
  while (indices.size() >= 3) {
    std::size_t taken = take_rectangle(indices);
    if (taken == 0) taken = take_fan(indices);
    if (taken == 0) {
      take_triangle(indices);
      taken = 3;
    }
    indices = indices.subspan(taken);
  }
}

Vertex Shapes::vertex(std::uint16_t index) const {
  const ImDrawVert& from = list_->VtxBuffer[static_cast<int>(first_vertex_ + index)];
  return {from.pos.x, from.pos.y, from.uv.x, from.uv.y, from.col};
}

// Two triangles a b c and a c d, upright, of one colour: a plain one, or a picture pixel for pixel.
std::size_t Shapes::take_rectangle(std::span<const std::uint16_t> indices) {
  constexpr std::size_t size = 6;
  if (indices.size() < size || indices[3] != indices[0] || indices[4] != indices[2]) return 0;
  const std::array corners = {vertex(indices[0]), vertex(indices[1]), vertex(indices[2]),
                              vertex(indices[5])};
  const auto& [a, b, c, d] = corners;
  const bool is_upright = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
  if (!is_upright || c.x < a.x || c.y < a.y || !is_one_colour(corners)) return 0;
  Shape shape{.box = box_of(corners), .colour = a.colour};
  if (is_one_place(corners)) {
    shape.colour = colour_at(texture_.view, a.u, a.v, a.colour);
    add(shape, {});
    return size;
  }
  const auto width = static_cast<float>(texture_.view.width);
  const auto height = static_cast<float>(texture_.view.height);
  const float x = std::round(a.u * width), y = std::round(a.v * height);
  const auto is_at = [](float texture_place, float place) {
    return std::abs(texture_place - place) < 0.01F;
  };
  const bool is_pixel_for_pixel =
      is_at(a.u * width, x) && is_at(a.v * height, y) && is_at(c.u * width, x + c.x - a.x) &&
      is_at(c.v * height, y + c.y - a.y) && a.x == std::round(a.x) && a.y == std::round(a.y) &&
      x >= 0 && y >= 0 && x + c.x - a.x <= width && y + c.y - a.y <= height;
  if (!is_pixel_for_pixel) return 0;
  shape.type = Shape::Type::picture;
  shape.texture = texture_.view;
  shape.x = static_cast<int>(x) - shape.box.left;
  shape.y = static_cast<int>(y) - shape.box.top;
  add(shape, {});
  return size;
}

// Triangles a b c, a c d, a d e … of one colour.
std::size_t Shapes::take_fan(std::span<const std::uint16_t> indices) {
  std::array<Vertex, corners_max> corners = {vertex(indices[0]), vertex(indices[1]),
                                             vertex(indices[2])};
  std::size_t count = 3;
  const auto taken = [&] { return std::span<const Vertex>(corners).first(count); };
  if (!is_one_colour(taken()) || !is_one_place(taken())) return 0;
  std::size_t size = 3;
  while (size + 3 <= indices.size() && count < corners_max && indices[size] == indices[0] &&
         indices[size + 1] == indices[size - 1]) {
    const Vertex next = vertex(indices[size + 2]);
    const std::array ends = {corners[0], next};
    if (!is_one_colour(ends) || !is_one_place(ends)) break;
    corners[count++] = next;
    size += 3;
  }
  if (!is_convex(taken())) {
    count = 3;
    size = 3;
  }
  Shape shape{.type = Shape::Type::convex, .box = wider(box_of(taken()))};
  shape.colour = colour_at(texture_.view, corners[0].u, corners[0].v, corners[0].colour);
  add(shape, taken());
  return size;
}

void Shapes::take_triangle(std::span<const std::uint16_t> indices) {
  const std::array corners = {vertex(indices[0]), vertex(indices[1]), vertex(indices[2])};
  Shape shape{
      .type = Shape::Type::triangle, .box = wider(box_of(corners)), .texture = texture_.view};
  add(shape, corners);
}

// Whether the texture has other pixels there than in the frame before.
bool Shapes::is_new(const Shape& shape, std::span<const Vertex> corners) const {
  if (texture_.changed.is_empty() || shape.texture.pixels == nullptr) return false;
  PixelRect read{shape.x + shape.box.left, shape.y + shape.box.top, shape.x + shape.box.right,
                 shape.y + shape.box.bottom};
  if (shape.type == Shape::Type::triangle) {
    const auto [left, right] = std::ranges::minmax_element(corners, {}, &Vertex::u);
    const auto [top, bottom] = std::ranges::minmax_element(corners, {}, &Vertex::v);
    const auto width = static_cast<float>(shape.texture.width);
    const auto height = static_cast<float>(shape.texture.height);
    read = {pixel_from(left->u * width) - 1, pixel_from(top->v * height) - 1,
            pixel_from(right->u * width) + 2, pixel_from(bottom->v * height) + 2};
  }
  return !intersection(read, texture_.changed).is_empty();
}

void Shapes::add(Shape shape, std::span<const Vertex> corners) {
  shape.box = intersection(shape.box, clip_);
  const bool is_seen = shape.type == Shape::Type::triangle || shape.colour >> 24 != 0;
  if (shape.box.is_empty() || !is_seen) return;
  shape.first = static_cast<std::uint32_t>(corners_.size());
  shape.count = static_cast<std::uint32_t>(corners.size());
  shape.hash = hash_of(shape, corners, texture_.serial);
  if (is_new(shape, corners)) shape.hash = mixed(shape.hash, frame_);
  corners_.insert(corners_.end(), corners.begin(), corners.end());
  shapes_.push_back(shape);
}

}  // namespace kith::ui
