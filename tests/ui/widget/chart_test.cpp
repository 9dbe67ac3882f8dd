// Charts: the steps of an axis, where marks lie, what is said of them, and the file of a picture.
#include "ui/widget/chart.h"

#include "tests/ui/widget/stage.h"
#include "ui/widget/chart_svg.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace kith::ui {
namespace {

float letters(std::string_view words, int size) {
  return static_cast<float>(words.size()) * static_cast<float>(size) * 0.6f;
}

ChartData gifts() {
  return {.title = "Gifts",
          .labels = {"Jan", "Feb", "Mar"},
          .series = {{"Money", {10, 0, 40}}, {"In kind", {5, 20, 0}}}};
}

std::vector<Rect> boxes(const Sketch& sketch) {
  std::vector<Rect> found;
  for (const ChartShape& shape : sketch.shapes) {
    if (shape.kind == ChartShape::Kind::box) found.push_back(shape.rect);
  }
  return found;
}

}  // namespace

TEST_CASE("The steps of an axis are round, cover both ends and have zero among them") {
  CHECK(ticks(0, 97, 4) == std::vector<double>{0, 50, 100});
  CHECK(ticks(0, 4, 4) == std::vector<double>{0, 1, 2, 3, 4});
  CHECK(ticks(-30, 50, 4) == std::vector<double>{-40, -20, 0, 20, 40, 60});
  CHECK(ticks(5, 5, 2).front() == 0);
  const double none = std::numeric_limits<double>::quiet_NaN();
  CHECK(ticks(none, none, 3).size() >= 2);
  for (double high : {0.03, 1.0, 7.0, 999.0, 12'345.0, 8e11}) {
    const auto steps = ticks(0, high, 5);
    CHECK(steps.front() == 0);
    CHECK(steps.back() >= high);
    CHECK(steps.size() <= 12);
  }
}

TEST_CASE("Numbers are said with at most two digits behind the point") {
  CHECK(plain_number(0) == "0");
  CHECK(plain_number(-0.001) == "0");
  CHECK(plain_number(1234567) == "1,234,567");
  CHECK(plain_number(-1000.5) == "−1,000.5");
  CHECK(plain_number(2.345) == "2.35");
  CHECK(plain_number(0.05) == "0.05");
  CHECK(plain_number(std::numeric_limits<double>::quiet_NaN()) == "–");
  CHECK(plain_number(1e300) == "∞");
}

TEST_CASE("A bar is as long as its value, and below zero it hangs") {
  const ChartData data{.title = "x", .labels = {"a", "b", "c"}, .series = {{"", {10, 20, -10}}}};
  const auto bars = boxes(sketch_chart(data, ChartKind::bars, 300, 200, letters));
  REQUIRE(bars.size() == 3);
  CHECK(std::abs(bars[1].height - 2 * bars[0].height) < 0.01f);
  CHECK(std::abs(bars[2].height - bars[0].height) < 0.01f);
  CHECK(std::abs(bars[2].y - (bars[0].y + bars[0].height)) < 0.01f);
}

TEST_CASE("Stacked bars stand on one another, and what is nothing is not drawn") {
  const auto bars = boxes(sketch_chart(gifts(), ChartKind::stacked, 300, 200, letters));
  REQUIRE(bars.size() == 4);
  CHECK(std::abs(bars[1].y + bars[1].height - bars[0].y) < 0.01f);
}

TEST_CASE("A funnel says what share is left at each step") {
  const ChartData data{
      .title = "Asked", .labels = {"Asked", "Met", "Gave"}, .series = {{"", {200, 50, 0}}}};
  const Sketch sketch = sketch_chart(data, ChartKind::funnel, 400, 200, letters);
  CHECK(boxes(sketch).size() == 2);
  CHECK(std::ranges::any_of(sketch.shapes,
                            [](const ChartShape& shape) { return shape.words == "50 (25 %)"; }));
}

TEST_CASE("Nothing of a sketch lies outside, however many values there are") {
  for (std::size_t count : {1u, 2u, 12u, 400u}) {
    ChartData data{.title = "Many", .labels = {}, .series = {{"One", {}}, {"Two", {}}}};
    for (std::size_t i = 0; i < count; ++i) {
      data.labels.push_back("A long label " + std::to_string(i));
      data.series[0].values.push_back(static_cast<double>(i % 7) * 1e5);
      data.series[1].values.push_back(static_cast<double>(i % 3));
    }
    for (ChartKind kind : {ChartKind::bars, ChartKind::stacked, ChartKind::line}) {
      const Sketch sketch = sketch_chart(data, kind, 320, 180, letters);
      CHECK(sketch.places.size() == count);
      for (const ChartShape& shape : sketch.shapes) {
        CHECK(shape.rect.x >= -0.5f);
        CHECK(shape.rect.x + shape.rect.width <= 320.5f);
        for (const Point& point : shape.points)
          CHECK((point.x >= 0 && point.x <= 320.5f && point.y >= 0 && point.y <= 180));
      }
    }
  }
}

TEST_CASE("A chart is a list of its values, and a table when asked") {
  ChartView view;
  Stage stage([&](Ui& ui) { chart(ui, gifts(), {.kind = ChartKind::stacked}, view); });
  CHECK(stage.get(Role::list, "Gifts").rect.height == 240);
  stage.get(Role::list_item, "Feb: Money 0, In kind 20");
  stage.click(Role::toggle, "As a table");
  stage.get(Role::column_header, "In kind");
  stage.get(Role::text, "Mar");
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("A chart of nothing says so") {
  ChartView view;
  Stage stage([&](Ui& ui) {
    chart(ui, {.title = "Gifts", .labels = {}, .series = {{"", {}}}}, {}, view);
  });
  stage.get(Role::text, "There is nothing to show yet.");
}

TEST_CASE("A year of days is told by weeks that begin on a Monday") {
  std::vector<std::int32_t> days(366, 0);
  days[0] = 2;  // Wednesday 1 January 2025
  days[4] = 3;  // the Sunday of that week
  days[5] = 7;
  ChartView view;
  Stage stage([&](Ui& ui) {
    heat_map(ui, {.title = "Contacts", .first = {2025, 1, 1}, .values = days}, view);
  });
  stage.get(Role::list_item, "Week of 1 Jan 2025: 5");
  stage.get(Role::list_item, "Week of 6 Jan 2025: 7");
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("A picture's file escapes what people wrote") {
  ChartData data = gifts();
  data.title = "<script>&\"\x01";
  data.labels[0] = "</text><a>";
  const std::string svg = chart_svg(data, ChartKind::line, 400, 200, letters);
  CHECK(svg.find("<script>") == std::string::npos);
  CHECK(svg.find("&lt;script&gt;&amp;&quot;</title>") != std::string::npos);
  CHECK(svg.find("<a>") == std::string::npos);
  CHECK(svg.find("In kind") != std::string::npos);
  CHECK(svg.ends_with("</svg>\n"));
}

TEST_CASE("Lines are seen on the ground they are drawn on, in every theme") {
  for (const Theme* theme :
       {&light_theme, &dark_theme, &light_contrast_theme, &dark_contrast_theme}) {
    for (std::size_t series = 0; series < 6; ++series)
      CHECK(contrast(line_colour(*theme, series), theme->surface) >= 3);
  }
}

}  // namespace kith::ui
