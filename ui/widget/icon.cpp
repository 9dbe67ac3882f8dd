#include "ui/widget/icon.h"

#include "core/base/assert.h"
#include "ui/widget/painter.h"

#include <array>
#include <cstdlib>
#include <utility>
#include <vector>

namespace kith::ui {
namespace {

// Strokes on a square of 20: M starts a line, L goes on, Z closes it; O x y radius is a ring,
// D a filled dot; A x y radius from to is an arc in hundredths of a turn, clockwise from the right.
constexpr std::array<const char*, 40> strokes = {
    "",                                                                                // none
    "M10 4 L10 16 M4 10 L16 10",                                                       // add
    "M12 4.5 L6.5 10 L12 15.5",                                                        // back
    "M3.5 5 L16.5 5 L16.5 16.5 L3.5 16.5 Z M3.5 8.5 L16.5 8.5 M7 3 L7 6 M13 3 L13 6",  // calendar
    "M4.2 4.6 L7 3.5 L8.7 7.1 L6.9 8.7 L11.3 13.1 L12.9 11.3 L16.5 13 L15.4 15.8 L13.4 16.4 "
    "L8.6 14.4 L5.6 11.4 L3.6 6.6 Z",  // call
    "M4 10.5 L8 14.5 L16 5.5",         // check
    "M5.5 8 L10 12.5 L14.5 8",         // chevron_down
    "M8 5.5 L12.5 10 L8 14.5",         // chevron_right
    "M5 5 L15 15 M15 5 L5 15",         // close
    "M7.5 7.5 L16.5 7.5 L16.5 16.5 L7.5 16.5 Z M12.5 7.5 L12.5 3.5 L3.5 3.5 L3.5 12.5 "
    "L7.5 12.5",                                                          // copy
    "M10 3 L10 12 M6.5 8.5 L10 12 L13.5 8.5 M3.5 16.5 L16.5 16.5",        // download
    "M4 16 L4.8 12.4 L13.2 4 L16 6.8 L7.6 15.2 Z M11.2 6 L14 8.8",        // edit
    "A10 14.5 8.75 58.6 91.4 A10 5.5 8.75 8.6 41.4 O10 10 2.4",           // eye
    "A10 14.5 8.75 58.6 91.4 A10 5.5 8.75 8.6 41.4 M4.5 15.5 L15.5 4.5",  // eye_closed
    "M3 9.5 L10 3.5 L17 9.5 M5 8.2 L5 16.5 L15 16.5 L15 8.2",             // home
    "M10 3 L10 12 M6.5 8.5 L10 12 L13.5 8.5 M3.5 12.5 L3.5 16.5 L16.5 16.5 L16.5 12.5",  // import
    "O10 10 7 M10 9.2 L10 13.6 D10 6.5 1",                                               // info
    "O6.5 10 3.2 M9.7 10 L17 10 L17 13.2 M13.6 10 L13.6 12.6",                           // key
    "M3.5 8 L10 3.5 L16.5 8 L16.5 16.5 L3.5 16.5 Z M3.5 8.5 L10 12.5 L16.5 8.5",         // letter
    "M8 12 L12 8 A13.2 6.8 3.4 58 117 A6.8 13.2 3.4 8 67",                               // link
    "M4.5 9 L15.5 9 L15.5 16.5 L4.5 16.5 Z M6.8 9 L6.8 6.5 A10 6.5 3.2 50 100 M13.2 6.5 L13.2 9",
    "M3 5 L17 5 L17 15.5 L3 15.5 Z M3 6 L10 11 L17 6",           // mail
    "M3.5 5.5 L16.5 5.5 M3.5 10 L16.5 10 M3.5 14.5 L16.5 14.5",  // menu
    "D4.5 10 1.4 D10 10 1.4 D15.5 10 1.4",                       // more
    "M4 16.5 L4 5 L11 3.2 L11 16.5 M11 8 L16 8 L16 16.5 M2.5 16.5 L17.5 16.5 M6.5 7.5 L8.5 7.5 "
    "M6.5 10.5 L8.5 10.5 M6.5 13.5 L8.5 13.5",                                 // organisation
    "O7.5 7.3 2.7 A7.5 16.5 5 50 100 A13 7.3 2.7 72 128 A12.8 16.5 5 80 100",  // people
    "O10 6.8 3.1 A10 17 6.2 50 100",                                           // person
    "A10 8 5 40 110 M5.95 10.94 L10 17 L14.05 10.94 O10 8 1.8",                // place
    "O9 9 5 M12.7 12.7 L16.5 16.5",                                            // search
    "M3 6 L9 6 M13 6 L17 6 O11 6 2 M3 14 L5 14 M9 14 L17 14 O7 14 2",          // settings
    "M10 3 L16 5.2 L16 9.6 L14.4 13.6 L10 17 L5.6 13.6 L4 9.6 L4 5.2 Z M7.2 9.8 L9.3 11.9 L12.9 8",
    "M6 4 L6 16 M3.5 13.5 L6 16 L8.5 13.5 M11 5.5 L17 5.5 M11 10 L15.5 10 M11 14.5 L14 14.5",
    "M3.5 4 L16.5 4 L16.5 13.5 L9 13.5 L5.5 16.8 L5.5 13.5 L3.5 13.5 Z",         // talk
    "O7 10 4 O13 10 4",                                                          // tie
    "M4 6 L16 6 M8 6 L8 3.8 L12 3.8 L12 6 M5.5 6 L6.2 16.5 L13.8 16.5 L14.5 6",  // trash
    "M4 8 L12 8 A12 12 4 75 125 M12 16 L8 16 M7 5 L4 8 L7 11",                   // undo
    "M10 3.5 L17.5 16.5 L2.5 16.5 Z M10 8.2 L10 12 D10 14.3 1",                  // warning
    "M3 10 L17 10 M13 6 L17 10 L13 14",                                          // arrow_right
    "M17 10 L3 10 M7 6 L3 10 L7 14",                                             // arrow_left
    "M3 6.5 L17 6.5 L17 10 L3 10 Z M4.5 10 L4.5 17 L15.5 17 L15.5 10 M10 6.5 L10 17 M10 6.5 L6.5 3 "
    "M10 6.5 L13.5 3",  // gift
};
static_assert(strokes.size() == std::to_underlying(Icon::gift) + 1);

class StrokePainter {
 public:
  StrokePainter(Painter& painter, Point origin, float scale, Colour colour)
      : painter_(painter), origin_(origin), scale_(scale), colour_(colour) {}

  void run(const char* at) {
    while (*at != 0) {
      char what = *at++;
      if (what == ' ') continue;
      float n[5] = {};
      int count = what == 'Z' ? 0 : what == 'A' ? 5 : what == 'M' || what == 'L' ? 2 : 3;
      for (int i = 0; i < count; ++i) {
        char* end = nullptr;
        n[i] = std::strtof(at, &end);
        at = end;
      }
      draw(what, n);
    }
    end_line(false);
  }

 private:
  Point place(float x, float y) const { return {origin_.x + x * scale_, origin_.y + y * scale_}; }

  void draw(char what, const float* n) {
    float width = 1.5f * scale_;
    switch (what) {
      case 'M':
        end_line(false);
        line_.push_back(place(n[0], n[1]));
        return;
      case 'L':
        line_.push_back(place(n[0], n[1]));
        return;
      case 'Z':
        end_line(true);
        return;
      case 'O':
        painter_.ring(place(n[0], n[1]), n[2] * scale_, colour_, width);
        return;
      case 'D':
        painter_.circle(place(n[0], n[1]), n[2] * scale_, colour_);
        return;
      case 'A':
        painter_.arc(place(n[0], n[1]), n[2] * scale_, n[3] / 100, n[4] / 100, colour_, width);
        return;
      default:
        ASSERT(false);
    }
  }

  void end_line(bool closed) {
    if (line_.size() > 1) painter_.path(line_, colour_, 1.5f * scale_, closed);
    line_.clear();
  }

  Painter& painter_;
  Point origin_;
  float scale_;
  Colour colour_;
  std::vector<Point> line_;
};

}  // namespace

void paint_icon(Painter& painter, Icon icon, Rect place, Colour colour, float size) {
  Point origin{painter.snapped(place.x + (place.width - size) / 2),
               painter.snapped(place.y + (place.height - size) / 2)};
  StrokePainter strokes_painter(painter, origin, size / 20, colour);
  strokes_painter.run(strokes.at(std::to_underlying(icon)));
}

}  // namespace kith::ui
