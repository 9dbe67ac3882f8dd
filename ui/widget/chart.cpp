#include "ui/widget/chart.h"

#include "core/base/assert.h"
#include "ui/widget/choice.h"
#include "ui/widget/frame_state.h"
#include "ui/widget/layout.h"
#include "ui/widget/table.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>

namespace kith::ui {
namespace {

constexpr float funnel_row = 44;
constexpr float legend_mark = 12;
constexpr float table_rows_max = 8;
constexpr float sparkline_height = 20;

MeasureText measure_of(Ui& ui) {
  return [&ui](std::string_view words, int size) {
    return ui.text_width(words, {.size = size}) + 0.5f;
  };
}

Colour colour_of(const Theme& theme, const ChartShape& shape) {
  switch (shape.ink) {
    case Ink::grid:
      return theme.border;
    case Ink::axis:
      return theme.border_strong;
    case Ink::text:
      return theme.text;
    case Ink::text_second:
      return theme.text_second;
      return theme.on_accent;
    case Ink::series:
      return shape.kind == ChartShape::Kind::box ? series_colour(theme, shape.series)
                                                 : line_colour(theme, shape.series);
  }
  return theme.text;
}

// Tints may be near the ground: a frame says where they end.
void draw_box(Ui& ui, Rect rect, Colour colour) {
  const Theme& theme = ui.theme();
  ui.painter().fill(rect, colour, std::min(3.0f, rect.height / 2));
  if (contrast(colour, theme.background) < 3)
    ui.painter().frame(rect, theme.border_strong, std::min(3.0f, rect.height / 2));
}

// Told apart without colours too: round, square, round …
void draw_dot(Ui& ui, Point at, std::size_t series) {
  const Colour colour = line_colour(ui.theme(), series);
  if (series % 2 == 0)
    ui.painter().circle(at, 3.5f, colour);
  else
    ui.painter().fill({at.x - 3, at.y - 3, 6, 6}, colour);
}

void draw_words(Ui& ui, Rect rect, const ChartShape& shape, Colour colour) {
  const TextStyle style{.size = chart_text_size};
  const float width = std::min(rect.width, ui.text_width(shape.words, style) + 0.5f);
  if (shape.align >= 0) rect.x += (rect.width - width) / (shape.align == 0 ? 2.0f : 1.0f);
  rect.width = width;
  ui.draw_text(rect, shape.words, style, colour);
}

void draw_shape(Ui& ui, Point origin, const ChartShape& shape) {
  Painter& painter = ui.painter();
  const Colour colour = colour_of(ui.theme(), shape);
  const Rect rect{origin.x + shape.rect.x, origin.y + shape.rect.y, shape.rect.width,
                  shape.rect.height};
  std::vector<Point> points = shape.points;
  for (Point& point : points)
    point = {point.x + origin.x, point.y + origin.y};
  switch (shape.kind) {
    case ChartShape::Kind::box:
      return draw_box(ui, rect, colour);
    case ChartShape::Kind::line: {
      const float y = painter.snapped(points[0].y);
      return painter.fill({points[0].x, y, points[1].x - points[0].x, 1}, colour);
    }
    case ChartShape::Kind::path:
      return painter.path(points, colour, 2);
    case ChartShape::Kind::dot:
      return draw_dot(ui, points[0], shape.series);
    case ChartShape::Kind::words:
      return draw_words(ui, rect, shape, colour);
  }
}

void legend(Ui& ui, const ChartData& data, ChartKind kind) {
  if (data.series.size() < 2) return;
  row(ui, {.gap = 16, .wraps = true}, [&] {
    for (std::size_t i = 0; i < data.series.size(); ++i) {
      row(ui, {.gap = 6}, [&] {
        const Rect mark = ui.place(legend_mark, legend_mark);
        if (kind == ChartKind::line)
          draw_dot(ui, {mark.x + 6, mark.y + 6}, i);
        else
          draw_box(ui, mark, series_colour(ui.theme(), i));
        text(ui, data.series[i].name, {.size = chart_text_size, .tone = Tone::second});
      });
    }
  });
}

// A node for each label, over its marks: what a reader reads and the pointer asks about.
void tell_places(Ui& ui, const ChartData& data, const Sketch& sketch, Rect area) {
  for (std::size_t i = 0; i < sketch.places.size(); ++i) {
    const Rect& place = sketch.places[i];
    const Rect rect{area.x + place.x, area.y + place.y, place.width, place.height};
    Node node{.id = ui.id(static_cast<std::int64_t>(i)), .role = Role::list_item, .rect = rect};
    node.name = data.labels[i] + ": " + data.words_of(i);
    const NodeId id = node.id;
    const std::string words = node.name;
    ui.push_node(std::move(node));
    const Interaction now = ui.interact(id, rect);
    if (now.hovered) ui.painter().fill(rect, with_alpha(ui.theme().text, 0.06f), 3);
    offer_tip(ui, now, rect, words);
  }
}

void picture(Ui& ui, const ChartData& data, const ChartOptions& options) {
  float height = options.height;
  if (options.kind == ChartKind::funnel)
    height = std::min(height, funnel_row * static_cast<float>(data.labels.size()));
  const Rect area = ui.place(ui.available_width(), height);
  const Sketch sketch = sketch_chart(data, options.kind, area.width, area.height, measure_of(ui));
  const NodeId id = ui.id("chart", data.title);
  ui.open_node({.id = id, .role = Role::list, .rect = area, .name = data.title});
  ui.push_known_id(id);
  tell_places(ui, data, sketch, area);
  ui.pop_id();
  ui.begin_decoration();  // told by the nodes
  ui.painter().push_clip(area);
  for (const ChartShape& shape : sketch.shapes)
    draw_shape(ui, {area.x, area.y}, shape);
  ui.painter().pop_clip();
  ui.end_decoration();
  ui.close_node();
}

void as_table(Ui& ui, const ChartData& data) {
  std::vector<TableColumn> names{{.name = data.title}};
  for (const ChartSeries& series : data.series)
    names.push_back({.name = series.name});
  const auto count = static_cast<std::int64_t>(data.labels.size());
  const float rows = std::min(table_rows_max, static_cast<float>(count) + 1);
  table(ui,
        {.name = data.title, .columns = names, .count = count, .height = rows * ui.metrics().row},
        [&](std::int64_t row, int column) {
          const auto at = static_cast<std::size_t>(row);
          if (column == 0) return text(ui, data.labels[at], {.one_line = true});
          const auto& values = data.series[static_cast<std::size_t>(column - 1)].values;
          text(ui, data.value_words(at < values.size() ? values[at] : 0), {.one_line = true});
        });
}

void head(Ui& ui, std::string_view title, ChartView& view) {
  row(ui, {.wraps = true}, [&] {
    text(ui, title, {.strong = true});
    toggle(ui, "As a table", view.as_table);
  });
}

// -- a year of days --

constexpr std::size_t levels = 4;
constexpr float cell_max = 16;
constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Weeks {
  const HeatMapOptions& options;
  std::int64_t first_day;  // of the values
  std::int64_t monday;     // of the first week
  std::int32_t most = 1;
  std::size_t count = 0;

  std::int32_t value(std::size_t week, std::size_t weekday) const {
    const std::int64_t at = monday + static_cast<std::int64_t>(week * 7 + weekday) - first_day;
    const auto size = static_cast<std::int64_t>(options.values.size());
    return at < 0 || at >= size ? -1 : options.values[static_cast<std::size_t>(at)];
  }
  PartialDate begin(std::size_t week) const {
    return civil_from_days(std::max(first_day, monday + static_cast<std::int64_t>(week) * 7));
  }
};

Weeks weeks_of(const HeatMapOptions& options) {
  const std::int64_t first = days_from_civil(options.first);
  const std::int64_t weekday = ((first + 3) % 7 + 7) % 7;  // day 0 was a Thursday
  Weeks weeks{options, first, first - weekday};
  for (std::int32_t value : options.values)
    weeks.most = std::max(weeks.most, value);
  weeks.count = (options.values.size() + static_cast<std::size_t>(weekday) + 6) / 7;
  return weeks;
}

std::string date_words(const PartialDate& date) {
  return std::to_string(date.day) + " " + months[static_cast<std::size_t>(date.month - 1)] + " " +
         std::to_string(date.year);
}

std::string week_words(const Weeks& weeks, std::size_t week) {
  std::int64_t sum = 0;
  for (std::size_t day = 0; day < 7; ++day)
    sum += std::max(0, weeks.value(week, day));
  return "Week of " + date_words(weeks.begin(week)) + ": " + std::to_string(sum);
}

Colour level_colour(const Theme& theme, std::int32_t value, std::int32_t most) {
  if (value == 0) return theme.sunken;
  const auto level =
      (static_cast<std::size_t>(value) * levels + static_cast<std::size_t>(most) - 1) /
      static_cast<std::size_t>(most);
  return mix(theme.accent_weak, theme.accent,
             static_cast<float>(level) / static_cast<float>(levels));
}

void draw_week(Ui& ui, const Weeks& weeks, std::size_t week, Rect column, float cell) {
  const Theme& theme = ui.theme();
  for (std::size_t day = 0; day < 7; ++day) {
    const std::int32_t value = weeks.value(week, day);
    if (value < 0) continue;
    const Rect square{column.x, column.y + cell * static_cast<float>(day), cell - 2, cell - 2};
    ui.painter().fill(square, level_colour(theme, value, weeks.most), 2);
    if (theme.high_contrast && value > 0) ui.painter().frame(square, theme.border_strong, 2);
  }
}

void draw_months(Ui& ui, const Weeks& weeks, Rect area, float cell) {
  const float room = ui.text_width("Mar", {.size = chart_text_size}) + 6;
  float free_from = area.x;
  int shown = 0;
  for (std::size_t week = 0; week < weeks.count; ++week) {
    const PartialDate date = weeks.begin(week);
    const float x = area.x + cell * static_cast<float>(week);
    if (date.month == shown || x < free_from || x + room > area.x + area.width) continue;
    shown = date.month;
    free_from = x + room;
    ui.draw_text({x, area.y, room, 18}, months[static_cast<std::size_t>(date.month - 1)],
                 {.size = chart_text_size}, ui.theme().text_second);
  }
}

void draw_weeks(Ui& ui, const Weeks& weeks) {
  constexpr float head_height = 20;
  const float width = ui.available_width();
  const float cell =
      std::min(cell_max, width / static_cast<float>(std::max<std::size_t>(1, weeks.count)));
  const Rect area = ui.place(width, head_height + cell * 7);
  const NodeId id = ui.id("heat map", weeks.options.title);
  ui.open_node(
      {.id = id, .role = Role::list, .rect = area, .name = std::string(weeks.options.title)});
  ui.push_known_id(id);
  for (std::size_t week = 0; week < weeks.count; ++week) {
    const Rect column{area.x + cell * static_cast<float>(week), area.y + head_height, cell,
                      cell * 7};
    const NodeId node = ui.id(static_cast<std::int64_t>(week));
    const std::string words = week_words(weeks, week);
    ui.push_node({.id = node, .role = Role::list_item, .rect = column, .name = words});
    ui.begin_decoration();
    draw_week(ui, weeks, week, column, cell);
    ui.end_decoration();
    offer_tip(ui, ui.interact(node, column), column, words);
  }
  ui.pop_id();
  ui.begin_decoration();
  draw_months(ui, weeks, area, cell);
  ui.end_decoration();
  ui.close_node();
}

ChartData by_weeks(const Weeks& weeks) {
  ChartData data{.title = std::string(weeks.options.title), .labels = {}, .series = {{"Sum", {}}}};
  for (std::size_t week = 0; week < weeks.count; ++week) {
    std::int64_t sum = 0;
    for (std::size_t day = 0; day < 7; ++day)
      sum += std::max(0, weeks.value(week, day));
    data.labels.push_back(date_words(weeks.begin(week)));
    data.series[0].values.push_back(static_cast<double>(sum));
  }
  return data;
}

}  // namespace

Colour series_colour(const Theme& theme, std::size_t series) {
  constexpr std::array shares{0.0f, 0.55f, 0.8f, 0.3f, 0.68f, 0.92f};
  return mix(theme.accent, theme.surface, shares[series % shares.size()]);
}

Colour line_colour(const Theme& theme, std::size_t series) {
  if (series == 0) return theme.accent;
  if (series == 1) return theme.text;
  const Colour hue = theme.avatars[(series - 2) % theme.avatars.size()];
  return theme.dark ? mix(hue, theme.text, 0.45f) : hue;  // avatars are dark in every theme
}

void chart(Ui& ui, const ChartData& data, const ChartOptions& options, ChartView& view) {
  ASSERT(!data.series.empty());
  const auto body = [&] {
    head(ui, data.title, view);
    if (data.labels.empty())
      return text(ui, "There is nothing to show yet.", {.tone = Tone::second});
    if (view.as_table) return as_table(ui, data);
    if (options.kind == ChartKind::stacked || options.kind == ChartKind::line)
      legend(ui, data, options.kind);
    picture(ui, data, options);
  };
  keyed(ui, data.title, [&] { column(ui, {.gap = 8}, body); });
}

void heat_map(Ui& ui, const HeatMapOptions& options, ChartView& view) {
  ASSERT(options.first.is_full());
  const Weeks weeks = weeks_of(options);
  const auto body = [&] {
    head(ui, options.title, view);
    if (view.as_table) return as_table(ui, by_weeks(weeks));
    draw_weeks(ui, weeks);
  };
  keyed(ui, options.title, [&] { column(ui, {.gap = 8}, body); });
}

void sparkline(Ui& ui, std::string_view words, std::span<const double> values, float width) {
  const Rect area = ui.place(width, sparkline_height);
  ui.push_node({.id = ui.id("sparkline", words),
                .role = Role::image,
                .rect = area,
                .name = std::string(words)});
  if (values.empty()) return;
  const auto [low, high] = std::ranges::minmax(values);
  const double range = high > low ? high - low : 1;
  const float step = values.size() > 1 ? (width - 6) / static_cast<float>(values.size() - 1) : 0;
  std::vector<Point> points;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto share = static_cast<float>((values[i] - low) / range);
    points.push_back({area.x + 3 + step * static_cast<float>(i),
                      area.y + area.height - 3 - share * (area.height - 6)});
  }
  ui.painter().path(points, ui.theme().text_second, 1.5f);
  ui.painter().circle(points.back(), 3, ui.theme().accent);
}

}  // namespace kith::ui
