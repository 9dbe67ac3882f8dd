#include "ui/render/raster.h"

#include "core/base/random.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

using namespace kith;
using namespace kith::ui;

namespace {

constexpr std::uint32_t black = 0xFF000000;
constexpr std::uint32_t white = 0xFFFFFFFF;

struct Canvas {
  int width, height;
  std::vector<std::uint32_t> pixels;

  explicit Canvas(int wide = 70, int high = 50)
      : width(wide), height(high), pixels(static_cast<std::size_t>(wide * high), black) {}

  Pixels surface() { return {pixels.data(), width, height}; }
  PixelRect all() const { return {0, 0, width, height}; }
  std::uint32_t at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x)]; }
};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  int below(int limit) {
    return static_cast<int>(random_.below(static_cast<std::uint64_t>(limit)));
  }
  float between(float low, float high) {
    return low + (high - low) * static_cast<float>(below(1 << 20)) / static_cast<float>(1 << 20);
  }
  std::uint32_t colour() { return static_cast<std::uint32_t>(random_.next_u64()); }
  Vertex vertex() {
    return {between(-20, 90), between(-20, 70), between(-0.2F, 1.2F), between(-0.2F, 1.2F),
            colour()};
  }

 private:
  SeededRandom random_;
};

// The texture's pixels are kept by `pixels`.
TextureView texture(Dice& dice, std::vector<std::uint32_t>& pixels) {
  pixels.resize(16 * 8);
  for (std::uint32_t& pixel : pixels)
    pixel = dice.colour();
  return {pixels.data(), 16, 8};
}

// What rounding once, from the exact values, gives.
std::uint32_t exactly_onto(std::uint32_t below, std::uint32_t over) {
  std::uint32_t mixed = 0xFF000000;
  const double alpha = (over >> 24) / 255.0;
  for (int shift = 0; shift < 24; shift += 8) {
    const double sum = (over >> shift & 0xFF) * alpha + (below >> shift & 0xFF) * (1 - alpha);
    mixed |= static_cast<std::uint32_t>(std::floor(sum + 0.5)) << shift;
  }
  return mixed;
}

bool are_near(std::uint32_t a, std::uint32_t b, int most) {
  for (int shift = 0; shift < 32; shift += 8) {
    const int difference =
        static_cast<int>(a >> shift & 0xFF) - static_cast<int>(b >> shift & 0xFF);
    if (std::abs(difference) > most) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("Colours are mixed to the nearest, whatever the width") {
  Dice dice(1);
  for (int round = 0; round < 2000; ++round) {
    Canvas canvas(7, 1);
    for (std::uint32_t& pixel : canvas.pixels)
      pixel = dice.colour() | 0xFF000000;
    const Canvas before = canvas;
    const std::uint32_t colour = dice.colour();
    const PixelRect rect{dice.below(3), 0, 3 + dice.below(5), 1};
    fill(canvas.surface(), rect, colour);
    for (int x = 0; x < 7; ++x) {
      const bool is_inside = x >= rect.left && x < rect.right;
      const std::uint32_t expected =
          is_inside ? exactly_onto(before.at(x, 0), colour) : before.at(x, 0);
      REQUIRE(are_near(canvas.at(x, 0), expected, 0));
    }
  }
}

TEST_CASE("A picture is tinted, pixel for pixel") {
  Dice dice(2);
  std::vector<std::uint32_t> pixels;
  for (int round = 0; round < 500; ++round) {
    const TextureView from = texture(dice, pixels);
    for (std::uint32_t& pixel : pixels) {
      if (dice.below(3) == 0) pixel &= 0x00FFFFFF;
    }
    Canvas canvas;
    const std::uint32_t tint = dice.colour();
    const int width = 1 + dice.below(8), height = 1 + dice.below(4);
    const int x = dice.below(8), y = dice.below(4);
    draw_picture(canvas.surface(), {5, 6, 5 + width, 6 + height}, from, x, y, tint);
    for (int line = 0; line < canvas.height; ++line) {
      for (int column = 0; column < canvas.width; ++column) {
        const bool is_inside = column >= 5 && column < 5 + width && line >= 6 && line < 6 + height;
        std::uint32_t expected = black;
        if (is_inside) {
          const std::uint32_t ink =
              colour_at(from, (static_cast<float>(x + column - 5) + 0.5F) / 16,
                        (static_cast<float>(y + line - 6) + 0.5F) / 8, tint);
          expected = exactly_onto(black, ink);
        }
        REQUIRE(are_near(canvas.at(column, line), expected, 1));
      }
    }
  }
}

TEST_CASE("Triangles that meet neither overlap nor leave a gap") {
  Dice dice(3);
  std::vector<std::uint32_t> pixels(1, white);
  const TextureView plain{pixels.data(), 1, 1};
  for (int round = 0; round < 1000; ++round) {
    Canvas canvas;
    const std::uint32_t half = 0x80FFFFFF;
    const Vertex middle{dice.between(5, 60), dice.between(5, 40), 0, 0, half};
    const std::array around = {Vertex{4, 3, 0, 0, half}, Vertex{65, 3, 0, 0, half},
                               Vertex{65, 44, 0, 0, half}, Vertex{4, 44, 0, 0, half}};
    for (std::size_t i = 0; i < 4; ++i) {
      const std::array corners = {middle, around[i], around[(i + 1) % 4]};
      if (round % 2 == 0) {
        draw_triangle(canvas.surface(), canvas.all(), plain, corners);
      } else {
        fill_convex(canvas.surface(), canvas.all(), corners, half);
      }
    }
    for (int y = 0; y < canvas.height; ++y) {
      for (int x = 0; x < canvas.width; ++x) {
        const bool is_inside = x >= 4 && x < 65 && y >= 3 && y < 44;
        REQUIRE(canvas.at(x, y) == (is_inside ? 0xFF808080 : black));
      }
    }
  }
}

TEST_CASE("A convex shape is what its triangles are, either way around") {
  Dice dice(4);
  for (int round = 0; round < 1000; ++round) {
    std::vector<Vertex> corners;
    const int count = 3 + dice.below(30);
    const float x = dice.between(-10, 80), y = dice.between(-10, 60);
    const float wide = dice.between(0.2F, 40), high = dice.between(0.2F, 40);
    const float turned = dice.between(0, 7);
    for (int i = 0; i < count; ++i) {
      const float turn = turned + 6.2831853F * static_cast<float>(i) / static_cast<float>(count);
      corners.push_back({x + wide * std::cos(turn), y + high * std::sin(turn)});
    }
    if (round % 2 == 0) std::ranges::reverse(corners);
    Canvas whole, parts;
    fill_convex(whole.surface(), whole.all(), corners, white);
    for (std::size_t i = 2; i < corners.size(); ++i) {
      const std::array part = {corners[0], corners[i - 1], corners[i]};
      fill_convex(parts.surface(), parts.all(), part, white);
    }
    REQUIRE(whole.pixels == parts.pixels);
  }
}

TEST_CASE("Part of a shape is as it is in the whole") {
  Dice dice(5);
  std::vector<std::uint32_t> pixels;
  for (int round = 0; round < 1000; ++round) {
    const TextureView from = texture(dice, pixels);
    std::array corners = {dice.vertex(), dice.vertex(), dice.vertex()};
    if (round % 3 == 0) corners[1].u = corners[2].u = corners[0].u;
    if (round % 4 == 0) corners[1].colour = corners[2].colour = corners[0].colour;
    Canvas whole, tiled;
    draw_triangle(whole.surface(), whole.all(), from, corners);
    const int side = 1 + dice.below(20);
    for (int y = 0; y < tiled.height; y += side) {
      for (int x = 0; x < tiled.width; x += side) {
        draw_triangle(tiled.surface(), intersection({x, y, x + side, y + side}, tiled.all()), from,
                      corners);
      }
    }
    REQUIRE(whole.pixels == tiled.pixels);
  }
}

TEST_CASE("Corners that are no numbers or very far away draw nothing") {
  std::vector<std::uint32_t> pixels(1, white);
  const TextureView plain{pixels.data(), 1, 1};
  for (const float wrong : {std::numeric_limits<float>::quiet_NaN(),
                            std::numeric_limits<float>::infinity(), -3e30F, 1.1e6F}) {
    Canvas canvas;
    const std::array corners = {Vertex{0, 0, 0, 0, white}, Vertex{wrong, 0, 0, 0, white},
                                Vertex{30, wrong, 0, 0, white}};
    draw_triangle(canvas.surface(), canvas.all(), plain, corners);
    fill_convex(canvas.surface(), canvas.all(), corners, white);
    CHECK(canvas.pixels == Canvas().pixels);
  }
}
