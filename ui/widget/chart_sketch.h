// What a chart shows, and what it looks like as plain shapes in CSS pixels: drawn on the canvas by
// chart.h, written as a picture of its own by chart_svg.h, looked at by tests.
#pragma once

#include "ui/semantics/node.h"
#include "ui/widget/painter.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::ui {

enum class ChartKind : std::uint8_t {
  bars,     // of the first series
  stacked,  // of all series, one on the other; nothing below zero
  line,     // a line for each series
  funnel,   // of the first series: what is left from step to step
};

struct ChartSeries {
  std::string name;
  std::vector<double> values;  // one for each label
};

struct ChartData {
  std::string title;
  std::vector<std::string> labels;
  std::vector<ChartSeries> series;
  // How a value is said; empty: as a number.
  std::function<std::string(double)> words = {};

  std::string value_words(double value) const;
  // "Mail 3, Calls 4"; of a single series only the value.
  std::string words_of(std::size_t label) const;
};

// Colours by meaning; the theme says which.
enum class Ink : std::uint8_t { grid, axis, text, text_second, series };

struct ChartShape {
  enum class Kind : std::uint8_t { box, line, path, dot, words } kind = Kind::box;
  Ink ink = Ink::grid;
  std::size_t series = 0;
  Rect rect = {};                  // of a box; of words, which lie in its middle
  std::vector<Point> points = {};  // of a line, a path, a dot
  std::string words = {};
  int align = 0;  // of words in their rectangle: -1 left, 0 in the middle, 1 right
};

struct Sketch {
  float width = 0, height = 0;
  std::vector<ChartShape> shapes;
  std::vector<Rect> places;  // of each label's marks
};

// Round steps from `low` to `high`, zero among them: about `count`, both ends covered.
std::vector<double> ticks(double low, double high, int count);

// Grouped by thousands, at most two digits behind the point.
std::string plain_number(double value);

// How wide a text of that size is.
using MeasureText = std::function<float(std::string_view words, int size)>;

constexpr int chart_text_size = 12;

Sketch sketch_chart(const ChartData& data, ChartKind kind, float width, float height,
                    const MeasureText& measure);

}  // namespace kith::ui
