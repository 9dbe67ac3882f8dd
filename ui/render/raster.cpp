// Invariant: a pixel comes out the same whatever part of a shape is drawn with it, so that a tile
// drawn again is what it was (draw_software.cpp). So nothing is summed up along a row: each pixel's
// values are computed from where it is.
#include "ui/render/raster.h"

#include "ui/render/blend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace kith::ui {
namespace {

std::uint32_t* row_of(const Pixels& surface, int y) {
  return surface.pixels + static_cast<std::ptrdiff_t>(y) * surface.width;
}

void fill_span(std::uint32_t* at, std::uint32_t* end, std::uint32_t colour) {
  if (colour >> 24 == 255) {
    std::fill(at, end, colour);
    return;
  }
  const blend::Shorts both = blend::twice(colour);
  for (; end - at >= 2; at += 2)
    blend::put_two_pixels(at, blend::onto(blend::two_pixels(at), both));
  if (at < end) *at = blend::onto(*at, colour);
}

// -- edges --

// Places are rounded to 1/256 of a pixel, and edges tested in whole numbers: exact, so that shapes
// meet.
constexpr int part_bits = 8;
constexpr float place_max = 1 << 20;

struct Place {
  std::int64_t x, y;
};

bool is_drawable(const Vertex& vertex) {
  const auto is_near = [](float value) { return std::abs(value) < place_max; };  // not for NaN
  return is_near(vertex.x) && is_near(vertex.y) && is_near(vertex.u) && is_near(vertex.v);
}

Place place_of(const Vertex& vertex) {
  constexpr float parts = 1 << part_bits;
  return {std::llround(vertex.x * parts), std::llround(vertex.y * parts)};
}

std::int64_t centre_of(int pixel) {
  return (std::int64_t{pixel} << part_bits) + (1 << (part_bits - 1));
}

std::int64_t divided_up(std::int64_t value, std::int64_t by) {
  return value / by + (value % by > 0 ? 1 : 0);
}

// One of the two ways down from the highest corner of a convex shape to its lowest.
class Side {
 public:
  Side(std::span<const Place> corners, std::size_t top, bool is_forward)
      : corners_(corners), at_(top), is_forward_(is_forward), left_(corners.size()) {
    to_ = corners_[top];
    step();
  }

  // The first pixel of the row whose centre is on this side or right of it.
  int bound(std::int64_t centre_y, int low, int high) {
    while (to_.y <= centre_y && left_ > 0)
      step();
    const std::int64_t rows = to_.y - from_.y;
    if (rows <= 0) return low;
    const std::int64_t half = 1 << (part_bits - 1);
    const std::int64_t sum = (from_.x - half) * rows + (to_.x - from_.x) * (centre_y - from_.y);
    const std::int64_t pixel = divided_up(sum, rows << part_bits);
    return static_cast<int>(std::clamp<std::int64_t>(pixel, low, high));
  }

 private:
  void step() {
    at_ = is_forward_ ? (at_ + 1) % corners_.size() : (at_ + corners_.size() - 1) % corners_.size();
    from_ = to_;
    to_ = corners_[at_];
    --left_;
  }

  std::span<const Place> corners_;
  std::size_t at_;
  bool is_forward_;
  std::size_t left_;  // corners that were not come to yet
  Place from_ = {}, to_ = {};
};

// Twice the area, with the sign of the way around.
std::int64_t area_of(std::span<const Place> corners) {
  std::int64_t sum = 0;
  for (std::size_t i = 2; i < corners.size(); ++i) {
    const Place &a = corners[0], &b = corners[i - 1], &c = corners[i];
    sum += (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  }
  return sum;
}

// The rows of a convex shape within the clip.
template <class DrawSpan>
void each_span(const PixelRect& clip, std::span<const Place> corners, const DrawSpan& draw_span) {
  const std::int64_t area = area_of(corners);
  if (area == 0) return;
  const auto [highest, lowest] = std::ranges::minmax_element(corners, {}, &Place::y);
  const auto top_corner = static_cast<std::size_t>(highest - corners.begin());
  const std::int64_t end = lowest->y;
  Side left(corners, top_corner, area < 0), right(corners, top_corner, area > 0);
  const auto first_row = static_cast<int>(highest->y >> part_bits);
  for (int y = std::max(clip.top, first_row); y < clip.bottom && centre_of(y) < end; ++y) {
    if (centre_of(y) < highest->y) continue;
    const int from = left.bound(centre_of(y), clip.left, clip.right);
    const int to = right.bound(centre_of(y), clip.left, clip.right);
    if (from < to) draw_span(y, from, to);
  }
}

// -- what lies between three corners --

// A value that is given at the corners, anywhere.
struct Slope {
  float at_first = 0, across = 0, down = 0;

  float at(float x, float y) const { return at_first + across * x + down * y; }
};

class Triangle {
 public:
  explicit Triangle(std::span<const Vertex, 3> corners) : first_(corners[0]) {
    const auto& [a, b, c] = std::array{corners[0], corners[1], corners[2]};
    const float x1 = b.x - a.x, y1 = b.y - a.y, x2 = c.x - a.x, y2 = c.y - a.y;
    const float area = x1 * y2 - x2 * y1;
    const float scale = area == 0 ? 0 : 1 / area;
    const auto slope = [&](float at_a, float at_b, float at_c) {
      const float to_b = at_b - at_a, to_c = at_c - at_a;
      return Slope{at_a, (to_b * y2 - to_c * y1) * scale, (to_c * x1 - to_b * x2) * scale};
    };
    for (std::size_t channel = 0; channel < 4; ++channel) {
      const auto value = [&](const Vertex& of) {
        return static_cast<float>(of.colour >> (8 * channel) & 0xFF);
      };
      channels_[channel] = slope(value(a), value(b), value(c));
    }
    u_ = slope(a.u, b.u, c.u);
    v_ = slope(a.v, b.v, c.v);
  }

  std::uint32_t colour_at(int x, int y) const {
    const float from_x = from_first_x(x), from_y = from_first_y(y);
    std::uint32_t colour = 0;
    for (std::size_t channel = 0; channel < 4; ++channel) {
      const float value = std::clamp(channels_[channel].at(from_x, from_y), 0.0F, 255.0F);
      colour |= static_cast<std::uint32_t>(value + 0.5F) << (8 * channel);
    }
    return colour;
  }
  // Whether its pixels of one row are all alike: a line that lies level, a shade downwards.
  bool is_level(int width, int texture_width, int texture_height) const {
    constexpr float unseen = 0.02F;  // of a step in a channel, or a pixel of the texture
    const auto is_flat = [&](const Slope& slope, int scale) {
      return std::abs(slope.across) * static_cast<float>(width) * static_cast<float>(scale) <
             unseen;
    };
    return is_flat(u_, texture_width) && is_flat(v_, texture_height) &&
           std::ranges::all_of(channels_, [&](const Slope& slope) { return is_flat(slope, 1); });
  }
  float u_at(int x, int y) const { return u_.at(from_first_x(x), from_first_y(y)); }
  float v_at(int x, int y) const { return v_.at(from_first_x(x), from_first_y(y)); }

 private:
  float from_first_x(int x) const { return static_cast<float>(x) + 0.5F - first_.x; }
  float from_first_y(int y) const { return static_cast<float>(y) + 0.5F - first_.y; }

  Vertex first_;
  std::array<Slope, 4> channels_;  // R, G, B, A
  Slope u_, v_;
};

// The texture between its pixels, as graphics cards read it; its last pixels go on beyond it.
std::uint32_t read_between(const TextureView& texture, float u, float v) {
  const float x = u * static_cast<float>(texture.width) - 0.5F;
  const float y = v * static_cast<float>(texture.height) - 0.5F;
  const float left = std::floor(x), top = std::floor(y);
  const auto pixel = [&](float column, float line) {
    const auto at_x =
        static_cast<int>(std::clamp(column, 0.0F, static_cast<float>(texture.width - 1)));
    const auto at_y =
        static_cast<int>(std::clamp(line, 0.0F, static_cast<float>(texture.height - 1)));
    return texture.pixels[static_cast<std::ptrdiff_t>(at_y) * texture.width + at_x];
  };
  const std::uint32_t from[] = {pixel(left, top), pixel(left + 1, top), pixel(left, top + 1),
                                pixel(left + 1, top + 1)};
  const float right = x - left, low = y - top;
  const float share[] = {(1 - right) * (1 - low), right * (1 - low), (1 - right) * low,
                         right * low};
  std::uint32_t mixed = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    float sum = 0.5F;
    for (int i = 0; i < 4; ++i)
      sum += share[i] * static_cast<float>(from[i] >> shift & 0xFF);
    mixed |= std::min(static_cast<std::uint32_t>(sum), 255U) << shift;
  }
  return mixed;
}

}  // namespace

PixelRect intersection(const PixelRect& a, const PixelRect& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

void fill(const Pixels& to, const PixelRect& rect, std::uint32_t colour) {
  if (colour >> 24 == 0) return;
  for (int y = rect.top; y < rect.bottom; ++y)
    fill_span(row_of(to, y) + rect.left, row_of(to, y) + rect.right, colour);
}

void draw_picture(const Pixels& to, const PixelRect& rect, const TextureView& texture, int x, int y,
                  std::uint32_t tint) {
  const blend::Shorts both = blend::twice(tint);
  for (int line = rect.top; line < rect.bottom; ++line) {
    std::uint32_t* at = row_of(to, line) + rect.left;
    std::uint32_t* const end = row_of(to, line) + rect.right;
    const std::uint32_t* from =
        texture.pixels + static_cast<std::ptrdiff_t>(y + line - rect.top) * texture.width + x;
    for (; end - at >= 2; at += 2, from += 2) {
      if (((from[0] | from[1]) & blend::opaque) == 0) continue;  // most of a text's picture
      const blend::Shorts over = blend::divided_by_255(blend::two_pixels(from) * both);
      blend::put_two_pixels(at, blend::onto(blend::two_pixels(at), over));
    }
    if (at < end) *at = blend::onto(*at, blend::tinted(*from, tint));
  }
}

std::uint32_t colour_at(const TextureView& texture, float u, float v, std::uint32_t tint) {
  return blend::tinted(read_between(texture, u, v), tint);
}

void fill_convex(const Pixels& to, const PixelRect& clip, std::span<const Vertex> corners,
                 std::uint32_t colour) {
  if (colour >> 24 == 0 || corners.size() > corners_max) return;
  if (!std::ranges::all_of(corners, is_drawable)) return;
  std::array<Place, corners_max> places;
  std::ranges::transform(corners, places.begin(), place_of);
  each_span(clip, std::span(places).first(corners.size()), [&](int y, int left, int right) {
    fill_span(row_of(to, y) + left, row_of(to, y) + right, colour);
  });
}

void draw_triangle(const Pixels& to, const PixelRect& clip, const TextureView& texture,
                   std::span<const Vertex, 3> corners) {
  if (!std::ranges::all_of(corners, is_drawable)) return;
  std::array<Place, 3> places;
  std::ranges::transform(corners, places.begin(), place_of);
  const auto [first, last] = std::ranges::minmax({places[0].x, places[1].x, places[2].x});
  const Triangle triangle(corners);
  const auto colour_at = [&](int x, int y) {
    const std::uint32_t ink = read_between(texture, triangle.u_at(x, y), triangle.v_at(x, y));
    return blend::tinted(ink, triangle.colour_at(x, y));
  };
  const int width = static_cast<int>((last - first) >> part_bits) + 1;
  const bool is_level = triangle.is_level(width, texture.width, texture.height);
  each_span(clip, places, [&](int y, int left, int right) {
    std::uint32_t* row = row_of(to, y);
    if (is_level) {
      fill_span(row + left, row + right, colour_at(static_cast<int>(first >> part_bits), y));
      return;
    }
    for (int x = left; x < right; ++x)
      row[x] = blend::onto(row[x], colour_at(x, y));
  });
}

}  // namespace kith::ui
