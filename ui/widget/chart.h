// Numbers as a picture: bars, stacked bars, lines, a funnel, a year of days, a line in the text.
// Each is a list of its values for those who do not look, and a table for those who would rather
// read; the switch between both stands above it.
//
//   chart(ui, {.title = "Gifts", .labels = months, .series = {{"2026", sums}}},
//         {.kind = ChartKind::bars}, view);
#pragma once

#include "core/base/date.h"
#include "ui/widget/chart_sketch.h"
#include "ui/widget/frame.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace kith::ui {

// What somebody chose to look at. The room keeps it.
struct ChartView {
  bool as_table = false;
};

struct ChartOptions {
  ChartKind kind = ChartKind::bars;
  float height = 240;  // of the picture
};

void chart(Ui& ui, const ChartData& data, const ChartOptions& options, ChartView& view);

// A square for each day, a column for each week that begins on a Monday: the darker, the more.
struct HeatMapOptions {
  std::string_view title;
  PartialDate first;                     // of the values, a full date
  std::span<const std::int32_t> values;  // one a day, none below zero
};
void heat_map(Ui& ui, const HeatMapOptions& options, ChartView& view);

// As high as a line of text; `words` say what it shows.
void sparkline(Ui& ui, std::string_view words, std::span<const double> values, float width = 96);

// The colour of a series, the first has the accent: of areas, which touch one another, tints of it;
// of lines, which have only themselves to be seen by, colours apart.
Colour series_colour(const Theme& theme, std::size_t series);
Colour line_colour(const Theme& theme, std::size_t series);

}  // namespace kith::ui
