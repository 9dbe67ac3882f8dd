#include "ui/widget/chart_sketch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kith::ui {
namespace {

constexpr float line_height = 18;
constexpr float label_gap = 8;
constexpr float bar_width_max = 56;
constexpr float bar_share = 0.7f;  // of its band
constexpr float tick_distance = 56;
constexpr float dot_radius = 3;
constexpr float funnel_gap = 4;
constexpr float funnel_row_max = 44;

// The part of the sketch where values stand, and how they lie in it.
struct Plot {
  Rect rect;
  double low = 0, high = 1;
  float band = 0;

  float y(double value) const {
    return rect.y + rect.height * static_cast<float>((high - value) / (high - low));
  }
  float middle(std::size_t label) const {
    return rect.x + band * (static_cast<float>(label) + 0.5f);
  }
};

double value_at(const ChartSeries& series, std::size_t label) {
  const double value = label < series.values.size() ? series.values[label] : 0;
  return std::isfinite(value) ? value : 0;
}

double stacked_sum(const ChartData& data, std::size_t label) {
  double sum = 0;
  for (const ChartSeries& series : data.series)
    sum += std::max(0.0, value_at(series, label));
  return sum;
}

// Zero is always among them: a bar is as long as its value.
std::pair<double, double> range_of(const ChartData& data, ChartKind kind) {
  double low = 0, high = 0;
  for (std::size_t label = 0; label < data.labels.size(); ++label) {
    if (kind == ChartKind::stacked) {
      high = std::max(high, stacked_sum(data, label));
      continue;
    }
    for (const ChartSeries& series : data.series) {
      low = std::min(low, value_at(series, label));
      high = std::max(high, value_at(series, label));
    }
  }
  return {low, high == low ? low + 1 : high};
}

void add_words(Sketch& sketch, Rect rect, std::string words, Ink ink, int align) {
  sketch.shapes.push_back({.kind = ChartShape::Kind::words,
                           .ink = ink,
                           .rect = rect,
                           .words = std::move(words),
                           .align = align});
}

void add_line(Sketch& sketch, Point from, Point to, Ink ink) {
  sketch.shapes.push_back({.kind = ChartShape::Kind::line, .ink = ink, .points = {from, to}});
}

void add_box(Sketch& sketch, Rect rect, std::size_t series) {
  sketch.shapes.push_back(
      {.kind = ChartShape::Kind::box, .ink = Ink::series, .series = series, .rect = rect});
}

Plot lay_out(Sketch& sketch, const ChartData& data, ChartKind kind, const MeasureText& measure) {
  const auto [low, high] = range_of(data, kind);
  const int count = std::max(2, static_cast<int>(sketch.height / tick_distance));
  const std::vector<double> steps = ticks(low, high, count);
  float axis_width = 0;
  for (double step : steps)
    axis_width = std::max(axis_width, measure(data.value_words(step), chart_text_size));
  Plot plot{.rect = {axis_width + label_gap, line_height / 2,
                     std::max(1.0f, sketch.width - axis_width - label_gap),
                     std::max(1.0f, sketch.height - line_height * 2)},
            .low = steps.front(),
            .high = steps.back()};
  plot.band = plot.rect.width / static_cast<float>(std::max<std::size_t>(1, data.labels.size()));
  for (double step : steps) {
    const float y = plot.y(step);
    add_line(sketch, {plot.rect.x, y}, {plot.rect.x + plot.rect.width, y},
             step == 0 ? Ink::axis : Ink::grid);
    add_words(sketch, {0, y - line_height / 2, axis_width, line_height}, data.value_words(step),
              Ink::text_second, 1);
  }
  return plot;
}

// As many as have room; the first is among them.
void add_labels(Sketch& sketch, const ChartData& data, const Plot& plot,
                const MeasureText& measure) {
  float widest = 0;
  for (const std::string& label : data.labels)
    widest = std::max(widest, measure(label, chart_text_size));
  const float wanted = std::min(widest, 72.0f) + label_gap;
  const auto every =
      std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(wanted / plot.band)));
  const float room = plot.band * static_cast<float>(every) - label_gap / 2;
  for (std::size_t i = 0; i < data.labels.size(); i += every) {
    const float middle = plot.middle(i);
    const float width = std::max(1.0f, std::min(room, 2 * std::min(middle, sketch.width - middle)));
    add_words(sketch, {middle - width / 2, sketch.height - line_height, width, line_height},
              data.labels[i], Ink::text_second, 0);
  }
}

Rect between(float x, float width, float y0, float y1) {
  return {x - width / 2, std::min(y0, y1), width, std::max(1.0f, std::abs(y1 - y0))};
}

void add_bars(Sketch& sketch, const ChartData& data, const Plot& plot, const MeasureText& measure) {
  const float width = std::min(bar_width_max, plot.band * bar_share);
  for (std::size_t i = 0; i < data.labels.size(); ++i) {
    const double value = value_at(data.series[0], i);
    if (value != 0) add_box(sketch, between(plot.middle(i), width, plot.y(0), plot.y(value)), 0);
    const std::string words = data.value_words(value);
    if (measure(words, chart_text_size) > plot.band - 2) continue;
    const float top = value < 0 ? plot.y(value) : plot.y(value) - line_height;
    add_words(sketch, {plot.middle(i) - plot.band / 2, top, plot.band, line_height}, words,
              Ink::text, 0);
  }
}

void add_stacks(Sketch& sketch, const ChartData& data, const Plot& plot) {
  const float width = std::min(bar_width_max, plot.band * bar_share);
  for (std::size_t i = 0; i < data.labels.size(); ++i) {
    double below = 0;
    for (std::size_t s = 0; s < data.series.size(); ++s) {
      const double value = std::max(0.0, value_at(data.series[s], i));
      if (value == 0) continue;
      add_box(sketch, between(plot.middle(i), width, plot.y(below), plot.y(below + value)), s);
      below += value;
    }
  }
}

void add_lines(Sketch& sketch, const ChartData& data, const Plot& plot) {
  for (std::size_t s = 0; s < data.series.size(); ++s) {
    ChartShape path{.kind = ChartShape::Kind::path, .ink = Ink::series, .series = s};
    for (std::size_t i = 0; i < data.labels.size(); ++i)
      path.points.push_back({plot.middle(i), plot.y(value_at(data.series[s], i))});
    const bool has_dots = plot.band >= dot_radius * 4;
    const std::vector<Point> points = path.points;
    sketch.shapes.push_back(std::move(path));
    if (!has_dots) continue;
    for (Point point : points)
      sketch.shapes.push_back(
          {.kind = ChartShape::Kind::dot, .ink = Ink::series, .series = s, .points = {point}});
  }
}

std::string share_words(double value, double of) {
  return of > 0 ? " (" + std::to_string(std::lround(100 * value / of)) + " %)" : "";
}

void sketch_funnel(Sketch& sketch, const ChartData& data, const MeasureText& measure) {
  const std::size_t count = data.labels.size();
  const float height = std::min(funnel_row_max, sketch.height / static_cast<float>(count));
  float label_width = 0, value_width = 0;
  double most = 0;
  const double first = value_at(data.series[0], 0);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) {
    const double value = std::max(0.0, value_at(data.series[0], i));
    most = std::max(most, value);
    words.push_back(data.value_words(value) + (i > 0 ? share_words(value, first) : ""));
    label_width = std::max(label_width, measure(data.labels[i], chart_text_size));
    value_width = std::max(value_width, measure(words.back(), chart_text_size));
  }
  label_width = std::min(label_width, sketch.width / 3);
  const float left = label_width + label_gap;
  const float room = std::max(1.0f, sketch.width - left - label_gap - value_width);
  for (std::size_t i = 0; i < count; ++i) {
    const float y = height * static_cast<float>(i);
    const double value = std::max(0.0, value_at(data.series[0], i));
    const float width = most > 0 ? room * static_cast<float>(value / most) : 0;
    add_words(sketch, {0, y, label_width, height - funnel_gap}, data.labels[i], Ink::text, 1);
    if (width > 0) add_box(sketch, {left + (room - width) / 2, y, width, height - funnel_gap}, 0);
    add_words(sketch, {left + room + label_gap, y, value_width, height - funnel_gap}, words[i],
              Ink::text, -1);
    sketch.places.push_back({0, y, sketch.width, height - funnel_gap});
  }
}

}  // namespace

std::string plain_number(double value) {
  if (!std::isfinite(value)) return "–";
  const bool is_negative = value < 0;
  const double hundredths = std::round(std::abs(value) * 100);
  if (hundredths > 9e15) return is_negative ? "−∞" : "∞";
  const auto all = static_cast<std::uint64_t>(hundredths);
  std::string digits = std::to_string(all / 100);
  for (std::size_t at = digits.size(); at > 3; at -= 3)
    digits.insert(at - 3, 1, ',');
  const std::uint64_t rest = all % 100;
  if (rest != 0) {
    digits += "." + std::to_string(rest / 10);
    if (rest % 10 != 0) digits += std::to_string(rest % 10);
  }
  return (is_negative && all != 0 ? "−" : "") + digits;
}

std::string ChartData::value_words(double value) const {
  return words ? words(value) : plain_number(value);
}

std::string ChartData::words_of(std::size_t label) const {
  std::string all;
  for (const ChartSeries& each : series) {
    if (!all.empty()) all += ", ";
    if (series.size() > 1) all += each.name + " ";
    all += value_words(value_at(each, label));
  }
  return all;
}

std::vector<double> ticks(double low, double high, int count) {
  low = std::min(0.0, std::isfinite(low) ? low : 0);
  high = std::max(0.0, std::isfinite(high) ? high : 0);
  if (high - low <= 0) high = low + 1;
  const double rough = (high - low) / std::max(1, count);
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (double round : {1.0, 2.0, 5.0}) {
    if (round * power < rough * 0.999) continue;
    step = round * power;
    break;
  }
  std::vector<double> all;
  const double first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
  for (double at = first; at <= last; at += 1)
    all.push_back(at * step);
  return all;
}

Sketch sketch_chart(const ChartData& data, ChartKind kind, float width, float height,
                    const MeasureText& measure) {
  Sketch sketch{.width = width, .height = height, .shapes = {}, .places = {}};
  if (data.labels.empty() || data.series.empty()) return sketch;
  if (kind == ChartKind::funnel) {
    sketch_funnel(sketch, data, measure);
    return sketch;
  }
  const Plot plot = lay_out(sketch, data, kind, measure);
  if (kind == ChartKind::bars) add_bars(sketch, data, plot, measure);
  if (kind == ChartKind::stacked) add_stacks(sketch, data, plot);
  if (kind == ChartKind::line) add_lines(sketch, data, plot);
  add_labels(sketch, data, plot, measure);
  for (std::size_t i = 0; i < data.labels.size(); ++i)
    sketch.places.push_back(
        {plot.rect.x + plot.band * static_cast<float>(i), 0, plot.band, height});
  return sketch;
}

}  // namespace kith::ui
