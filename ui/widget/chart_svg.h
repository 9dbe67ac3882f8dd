// A chart as a picture of its own: an SVG file, on a white ground, with the theme's light colours.
#pragma once

#include "ui/widget/chart_sketch.h"

#include <string>

namespace kith::ui {

// Whole, with a title; whatever the labels hold, it is escaped.
std::string chart_svg(const ChartData& data, ChartKind kind, float width, float height,
                      const MeasureText& measure);

}  // namespace kith::ui
