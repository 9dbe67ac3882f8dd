#include "ui/widget/chart_svg.h"

#include "ui/widget/chart.h"

#include <array>
#include <cmath>
#include <string_view>

namespace kith::ui {
namespace {

constexpr float margin = 16;
constexpr float title_height = 32;
constexpr float legend_height = 24;

// XML allows no other control characters than these three, escaped or not.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
      case '\n':
      case '\r':
        out += ' ';
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

// To a tenth of a pixel.
std::string number(float value) {
  const long tenths = std::lround(value * 10);
  std::string digits = std::to_string(std::labs(tenths) / 10);
  if (tenths % 10 != 0) digits += "." + std::to_string(std::labs(tenths) % 10);
  return (tenths < 0 ? "-" : "") + digits;
}

std::string colour(Colour value) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "#";
  for (int shift = 20; shift >= 0; shift -= 4)
    out += digits[(value >> shift) & 15];
  return out;
}

Colour ink_colour(const ChartShape& shape) {
  switch (shape.ink) {
    case Ink::grid:
      return light_theme.border;
    case Ink::axis:
      return light_theme.border_strong;
    case Ink::text:
      return light_theme.text;
    case Ink::text_second:
      return light_theme.text_second;
    case Ink::series:
      return shape.kind == ChartShape::Kind::box ? series_colour(light_theme, shape.series)
                                                 : line_colour(light_theme, shape.series);
  }
  return light_theme.text;
}

std::string text_element(float x, float y, std::string_view anchor, std::string_view words,
                         Colour ink, int size = chart_text_size) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-size=\"" +
         std::to_string(size) + "\" text-anchor=\"" + std::string(anchor) + "\" fill=\"" +
         colour(ink) + "\">" + escaped(words) + "</text>\n";
}

std::string box_element(const Rect& rect, Colour ink) {
  return "<rect x=\"" + number(rect.x) + "\" y=\"" + number(rect.y) + "\" width=\"" +
         number(rect.width) + "\" height=\"" + number(rect.height) + "\" rx=\"3\" fill=\"" +
         colour(ink) + "\" stroke=\"" + colour(light_theme.border_strong) + "\"/>\n";
}

std::string words_element(const ChartShape& shape, Colour ink) {
  constexpr std::array anchors{"start", "middle", "end"};
  const float shares = static_cast<float>(shape.align + 1) / 2;
  return text_element(shape.rect.x + shape.rect.width * shares,
                      shape.rect.y + shape.rect.height / 2 + chart_text_size * 0.36f,
                      anchors[static_cast<std::size_t>(shape.align + 1)], shape.words, ink);
}

std::string path_element(const ChartShape& shape, Colour ink, int width) {
  std::string out = "<polyline fill=\"none\" stroke=\"" + colour(ink) + "\" stroke-width=\"" +
                    std::to_string(width) + "\" points=\"";
  for (const Point& point : shape.points)
    out += number(point.x) + "," + number(point.y) + " ";
  return out + "\"/>\n";
}

std::string element(const ChartShape& shape) {
  const Colour ink = ink_colour(shape);
  switch (shape.kind) {
    case ChartShape::Kind::box:
      return box_element(shape.rect, ink);
    case ChartShape::Kind::line:
      return path_element(shape, ink, 1);
    case ChartShape::Kind::path:
      return path_element(shape, ink, 2);
    case ChartShape::Kind::words:
      return words_element(shape, ink);
    case ChartShape::Kind::dot:
      return "<circle cx=\"" + number(shape.points[0].x) + "\" cy=\"" + number(shape.points[0].y) +
             "\" r=\"3.5\" fill=\"" + colour(ink) + "\"/>\n";
  }
  return {};
}

std::string legend(const ChartData& data, ChartKind kind, const MeasureText& measure) {
  std::string out;
  float x = margin;
  const float y = margin + title_height;
  for (std::size_t i = 0; i < data.series.size(); ++i) {
    out += box_element({x, y, 12, 12}, kind == ChartKind::line ? line_colour(light_theme, i)
                                                               : series_colour(light_theme, i));
    out += text_element(x + 18, y + 10, "start", data.series[i].name, light_theme.text_second);
    x += 18 + measure(data.series[i].name, chart_text_size) + 16;
  }
  return out;
}

}  // namespace

std::string chart_svg(const ChartData& data, ChartKind kind, float width, float height,
                      const MeasureText& measure) {
  const bool has_legend = data.series.size() > 1 && kind != ChartKind::funnel;
  const float top = margin + title_height + (has_legend ? legend_height : 0);
  const Sketch sketch = sketch_chart(data, kind, width, height, measure);
  const std::string all_width = number(width + 2 * margin);
  const std::string all_height = number(top + height + margin);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + all_width +
                    "\" height=\"" + all_height + "\" viewBox=\"0 0 " + all_width + " " +
                    all_height + "\" font-family=\"system-ui, sans-serif\" role=\"img\">\n";
  out += "<title>" + escaped(data.title) + "</title>\n";
  out += "<rect width=\"100%\" height=\"100%\" fill=\"" + colour(0xFFFFFF) + "\"/>\n";
  out += text_element(margin, margin + 14, "start", data.title, light_theme.text, 16);
  if (has_legend) out += legend(data, kind, measure);
  out += "<g transform=\"translate(" + number(margin) + " " + number(top) + ")\">\n";
  for (const ChartShape& shape : sketch.shapes)
    out += element(shape);
  return out + "</g>\n</svg>\n";
}

}  // namespace kith::ui
