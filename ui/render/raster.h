// Filled rectangles, pictures and triangles into pixels in memory: what draw_software is made of.
// Pixels are 32-bit words with the bytes R, G, B, A, as canvases and textures have them; a surface
// is opaque. Colours and textures are not premultiplied. What is covered is decided as graphics
// cards do (centres of pixels, edges on the left and the top belong to the shape), so that shapes
// which share an edge neither overlap nor leave a gap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace kith::ui {

// From `left` and `top` up to `right` and `bottom`, without these.
struct PixelRect {
  int left = 0, top = 0, right = 0, bottom = 0;

  bool is_empty() const { return right <= left || bottom <= top; }
  bool operator==(const PixelRect&) const = default;
};

PixelRect intersection(const PixelRect& a, const PixelRect& b);

// Borrowed.
struct Pixels {
  std::uint32_t* pixels = nullptr;
  int width = 0, height = 0;
};

struct TextureView {
  const std::uint32_t* pixels = nullptr;
  int width = 0, height = 0;
};

struct Vertex {
  float x = 0, y = 0;  // in pixels of the surface
  float u = 0, v = 0;  // 0 to 1 across the texture
  std::uint32_t colour = 0;
};

// `rect` lies within the surface.
void fill(const Pixels& to, const PixelRect& rect, std::uint32_t colour);

// Pixel for pixel, tinted; the pixel at `rect.left, rect.top` is that of the texture at x, y. Both
// rectangles lie within what they are of.
void draw_picture(const Pixels& to, const PixelRect& rect, const TextureView& texture, int x, int y,
                  std::uint32_t tint);

// What of a shape lies within `clip`, which lies within the surface. A corner that is no number or
// further out than 2^20 is of nothing that anybody sees: then nothing is drawn.

// A convex shape of one colour, its corners in the order around it; their own colours do not count.
inline constexpr std::size_t corners_max = 256;
void fill_convex(const Pixels& to, const PixelRect& clip, std::span<const Vertex> corners,
                 std::uint32_t colour);

// Colour and place in the texture go over from corner to corner; the texture is read between its
// pixels.
void draw_triangle(const Pixels& to, const PixelRect& clip, const TextureView& texture,
                   std::span<const Vertex, 3> corners);

// The texture's colour there, times `tint`.
std::uint32_t colour_at(const TextureView& texture, float u, float v, std::uint32_t tint);

}  // namespace kith::ui
