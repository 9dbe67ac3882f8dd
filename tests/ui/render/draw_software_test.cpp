#include "ui/render/draw_software.h"

#include "core/base/random.h"
#include "tests/ui/font/box_glyphs.h"
#include "ui/font/atlas.h"
#include "ui/room/gallery.h"
#include "ui/widget/frame.h"
#include "ui/widget/painter.h"

#include "imgui.h"
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

using namespace kith;
using namespace kith::ui;

namespace {

// What somebody sees: only what was put there stays there.
struct Screen {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;
  std::size_t times = 0, area = 0;

  void put(const Pixels& picture, std::span<const PixelRect> drawn) {
    ++times;
    area = 0;
    if (width != picture.width || height != picture.height) pixels.clear();
    width = picture.width;
    height = picture.height;
    pixels.resize(static_cast<std::size_t>(width * height));
    for (const PixelRect& rect : drawn) {
      for (int y = rect.top; y < rect.bottom; ++y) {
        for (int x = rect.left; x < rect.right; ++x) {
          const auto at = static_cast<std::size_t>(y * width + x);
          pixels[at] = picture.pixels[at];
          ++area;
        }
      }
    }
  }
  std::unique_ptr<Renderer> renderer() {
    return make_software_renderer(
        [this](const Pixels& picture, std::span<const PixelRect> drawn) { put(picture, drawn); });
  }
};

// Shapes of all sorts that come, go, move and change, and pictures that are painted over.
class Scene {
 public:
  explicit Scene(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 6; ++i)
      add_picture(8 + below(30), 5 + below(20));
    for (int i = 0; i < 25; ++i)
      things_.push_back(a_thing());
  }

  ImDrawData& frame() {
    painter_.begin(300, 200, 1);
    for (const Thing& thing : things_)
      draw(thing);
    return *painter_.end();
  }
  void change() {
    switch (below(5)) {
      case 0:
        things_.erase(things_.begin() + below(static_cast<int>(things_.size())));
        break;
      case 1:
        repaint(pictures_[static_cast<std::size_t>(below(6))]);
        break;
      case 2:
        add_picture(40 + below(200), 20 + below(200));  // the texture grows now and then
        break;
      default:
        things_[static_cast<std::size_t>(below(static_cast<int>(things_.size())))] = a_thing();
        things_.push_back(a_thing());
    }
  }

 private:
  struct Thing {
    int type;
    Rect rect;
    Colour colour;
    float size;
    std::size_t picture;
  };

  int below(int limit) {
    return static_cast<int>(random_.below(static_cast<std::uint64_t>(limit)));
  }
  Thing a_thing() {
    const auto part = [&](int limit) { return static_cast<float>(below(limit)) / 4; };
    return {below(7),
            {part(1200) - 20, part(800) - 20, part(600), part(400)},
            static_cast<Colour>(random_.next_u64()),
            part(40),
            static_cast<std::size_t>(below(static_cast<int>(pictures_.size())))};
  }
  void draw(const Thing& thing) {
    const Point from{thing.rect.x, thing.rect.y};
    const Point to{thing.rect.width, thing.rect.height};
    switch (thing.type) {
      case 0:
        return painter_.fill(thing.rect, thing.colour, thing.size);
      case 1:
        return painter_.frame(thing.rect, thing.colour, thing.size, 1 + thing.size / 8);
      case 2:
        return painter_.line(from, to, thing.colour, thing.size / 4);
      case 3:
        return painter_.circle(from, thing.size, thing.colour);
      case 4:
        return painter_.ring(from, thing.size, thing.colour, 2);
      case 5:
        painter_.push_clip({40, 40, 120, 90});
        painter_.shadow(thing.rect, thing.size, 0.4F);
        return painter_.pop_clip();
      default:
        painter_.picture(pictures_[thing.picture], static_cast<int>(from.x),
                         static_cast<int>(from.y), thing.colour);
    }
  }
  void add_picture(int width, int height) {
    if (auto picture = atlas_.add(width, height)) {
      repaint(*picture);
      pictures_.push_back(*picture);
    }
  }
  void repaint(Picture& picture) {
    std::vector<std::uint8_t> pixels(std::size_t{picture.width} * picture.height * 4);
    random_.fill(pixels);
    atlas_.write(picture, pixels.data());
  }

  SeededRandom random_;
  Atlas atlas_;
  Painter painter_{atlas_};
  std::vector<Picture> pictures_;
  std::vector<Thing> things_;
};

}  // namespace

TEST_CASE("What is drawn anew and what stays is the picture drawn from the start") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Scene scene(seed);
    Screen screen;
    const auto renderer = screen.renderer();
    for (int frame = 0; frame < 40; ++frame) {
      ImDrawData& data = scene.frame();
      renderer->draw(data, 0xFFFAF7F2);
      Screen fresh;
      const auto other = fresh.renderer();
      other->draw(data, 0xFFFAF7F2);
      INFO("seed " << seed << " frame " << frame);
      REQUIRE(screen.pixels == fresh.pixels);
      scene.change();
    }
  }
}

TEST_CASE("A frame that is as the one before puts nothing on the screen") {
  Scene scene(7);
  Screen screen;
  const auto renderer = screen.renderer();
  renderer->draw(scene.frame(), 0xFFFAF7F2);
  REQUIRE(screen.times == 1);
  renderer->draw(scene.frame(), 0xFFFAF7F2);
  renderer->draw(scene.frame(), 0xFFFAF7F2);
  CHECK(screen.times == 1);
  renderer->draw(scene.frame(), 0xFF000000);
  CHECK(screen.times == 2);
}

TEST_CASE("A small change draws a small part") {
  Atlas atlas;
  Painter painter(atlas);
  Screen screen;
  const auto renderer = screen.renderer();
  const auto draw = [&](float at) {
    painter.begin(1280, 800, 1);
    painter.fill({0, 0, 1280, 800}, 0xFFFFFFFF);
    painter.fill({at, 300, 1, 20}, 0xFF000000);
    renderer->draw(*painter.end(), 0xFFFAF7F2);
  };
  draw(200);
  CHECK(screen.area == 1280 * 800);
  draw(210);
  CHECK(screen.area <= 2 * 64 * 64);
  CHECK(screen.pixels[300 * 1280 + 200] == 0xFFFFFFFF);
  CHECK(screen.pixels[300 * 1280 + 210] == 0xFF000000);
}

void write_picture(const Screen& screen, const char* path) {
  std::ofstream file(path, std::ios::binary);
  file << "P6 " << screen.width << " " << screen.height << " 255\n";
  for (const std::uint32_t pixel : screen.pixels)
    file.put(static_cast<char>(pixel))
        .put(static_cast<char>(pixel >> 8))
        .put(static_cast<char>(pixel >> 16));
}

// A picture of every widget in every state. When it is meant to change, look at the file that the
// test writes beside itself, and put its hash here.
constexpr std::uint64_t gallery_hash = 0x9d0f293eff75abe3;

TEST_CASE("The gallery looks as it did when somebody looked at it") {
  BoxGlyphs glyphs;
  Screen screen;
  const auto renderer = screen.renderer();
  {
    GalleryState state;
    Ui ui(glyphs, *renderer);
    ui.input(ResizeEvent{900, 3000, 1});
    for (int frame = 0; frame < 3; ++frame)
      ui.frame(1000 + 16 * frame, [&] { gallery_room(ui, state); });
  }
  std::uint64_t hash = 0xcbf29ce484222325;
  for (std::uint32_t pixel : screen.pixels)
    hash = (hash ^ pixel) * 0x100000001b3;
  if (hash != gallery_hash) write_picture(screen, "gallery.ppm");
  CHECK(hash == gallery_hash);
}
