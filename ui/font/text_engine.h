// Widths and pictures of single lines of text. Most scripts are put together from letters, each
// measured and drawn once per font; others are drawn by the glyph source as whole runs, which are
// kept while they are in use. All lengths are device pixels.
//
//   float width = engine.width("Ana", font);
//   engine.lay_out("Ana", font, x, baseline, pictures);   // then draw each picture at its place
//   engine.flush();                                       // before the texture goes to the screen
#pragma once

#include "ui/font/atlas.h"
#include "ui/font/glyph_source.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kith::ui {

struct PlacedPicture {
  Picture picture;
  int x = 0, y = 0;  // top left
};

struct FontHeight {
  float ascent = 0, descent = 0;
};

class TextEngine {
 public:
  TextEngine(GlyphSource& source, Atlas& atlas) : source_(source), atlas_(atlas) {}

  float width(std::string_view text, Font font);
  void lay_out(std::string_view text, Font font, float x, int baseline,
               std::vector<PlacedPicture>& pictures);
  // How many bytes of the text fit, by whole characters; the text must be longer than `width`.
  std::size_t fitting(std::string_view text, Font font, float width);
  FontHeight height(Font font);

  // Draws the new pictures and forgets those that were not used for long. True when one has colours
  // of its own, which nobody knew when it was laid out: the frame is to be drawn once more.
  bool flush();
  // The atlas of old pictures is gone.
  void forget();

 private:
  // A drawn letter at one of four fractions of a pixel, or a run.
  struct Image {
    Picture picture;
    int left = 0, top = 0;  // from the origin
    std::uint32_t used = 0;
    bool empty = false;  // nothing to see (a space), or no room left for it
  };
  struct Letter {
    TextExtent extent;
    std::array<Image, 4> images;
  };
  struct Run {
    TextExtent extent;
    Image image;
  };
  struct Wanted {
    std::string text;
    Font font;
    bool right_to_left;
    float origin_x, origin_y;
    Image* image;
  };

  Letter& letter(char32_t code_point, Font font);
  Run& run(std::string_view text, Font font);
  // The advance of `left` when `right` follows: with kerning.
  float advance(char32_t left, char32_t right, Font font);
  void learn(std::string_view text, Font font);
  void prepare(Image& image, std::string_view text, Font font, const TextExtent& extent,
               float fraction);
  void drop_unused();

  GlyphSource& source_;
  Atlas& atlas_;
  std::unordered_map<std::uint64_t, Letter> letters_;
  std::unordered_map<std::uint64_t, float> pairs_;
  std::unordered_map<std::string, Run> runs_;
  std::unordered_map<std::uint32_t, FontHeight> heights_;
  std::vector<Wanted> wanted_;
  std::uint32_t frame_ = 1;
  std::size_t area_ = 0;  // of all pictures
};

}  // namespace kith::ui
