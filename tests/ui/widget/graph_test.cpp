#include "ui/widget/graph.h"

#include "tests/ui/widget/stage.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace kith::ui {
namespace {

// A square field of people, one unit apart, each tied to the next.
struct Field {
  std::vector<std::string> names;
  std::vector<Point> places;
  std::vector<GraphLine> lines;
  std::optional<std::size_t> selected;
  GraphView view;
  int chosen = 0;

  explicit Field(int side) {
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        names.push_back("P" + std::to_string(y * side + x));
        places.push_back({static_cast<float>(x), static_cast<float>(y)});
        if (names.size() > 1) lines.push_back({names.size() - 2, names.size() - 1});
      }
    }
  }

  void operator()(Ui& ui) {
    std::vector<GraphItem> items;
    for (const std::string& name : names)
      items.push_back({.key = name, .name = name, .more = "2 ties", .initials = "P"});
    const GraphResult result = graph(
        ui,
        {.name = "Ties", .items = items, .lines = lines, .places = places, .selected = selected},
        view);
    if (!result.chosen) return;
    selected = result.chosen;
    ++chosen;
  }
};

Point middle(const Rect& rect) {
  return {rect.x + rect.width / 2, rect.y + rect.height / 2};
}

}  // namespace

TEST_CASE("A graph is a list of its nodes, the one that is chosen among them") {
  Field field(3);
  Stage stage(std::ref(field));
  const Node& list = stage.get(Role::list_box, "Ties");
  CHECK(list.row_count == 9);
  CHECK(stage.get(Role::option, "P4").description == "2 ties");
  stage.click(Role::option, "P4");
  CHECK(field.selected == 4);
  CHECK((stage.get(Role::option, "P4").states & state_selected) != 0);
  stage.activate(Role::option, "P8");
  CHECK(field.selected == 8);
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("Arrow keys lead from node to node, as they lie") {
  Field field(3);
  Stage stage(std::ref(field));
  stage.focus(stage.get(Role::option, "P4").id);
  stage.key("ArrowRight");
  CHECK(stage.ui.focused() == stage.get(Role::option, "P5").id);
  stage.key("ArrowRight");  // nobody is there
  CHECK(stage.ui.focused() == stage.get(Role::option, "P5").id);
  stage.key("ArrowUp");
  CHECK(stage.ui.focused() == stage.get(Role::option, "P2").id);
  stage.key("ArrowLeft");
  stage.key("ArrowDown");
  CHECK(stage.ui.focused() == stage.get(Role::option, "P4").id);
  int stops = 0;
  for (const Node& node : stage.mirror.nodes())
    stops += node.role == Role::option && (node.states & state_focusable) != 0;
  CHECK(stops == 1);
}

TEST_CASE("Dragging moves the picture and chooses nobody, wherever it began") {
  Field field(3);
  Stage stage(std::ref(field));
  for (const Point from : {middle(stage.get(Role::option, "P4").rect), Point{1000, 100}}) {
    const Point before = middle(stage.get(Role::option, "P4").rect);
    stage.pointer(PointerAction::down, from.x, from.y);
    stage.frame();
    stage.pointer(PointerAction::move, from.x + 30, from.y + 20);
    stage.frame();
    stage.pointer(PointerAction::move, from.x + 70, from.y - 30);
    stage.frame();
    stage.pointer(PointerAction::up, from.x + 70, from.y - 30);
    stage.frame(200);
    const Point after = middle(stage.get(Role::option, "P4").rect);
    CHECK(std::abs(after.x - before.x - 70) < 0.1f);
    CHECK(std::abs(after.y - before.y + 30) < 0.1f);
  }
  // All in one frame.
  stage.pointer(PointerAction::down, 300, 300);
  stage.pointer(PointerAction::move, 400, 300);
  stage.pointer(PointerAction::up, 400, 300);
  stage.frame();
  CHECK(field.chosen == 0);
}

TEST_CASE("The wheel makes it larger around the pointer, and nothing below is scrolled") {
  Field field(3);
  Stage stage(std::ref(field));
  const Point before = middle(stage.get(Role::option, "P5").rect);
  const float scale = field.view.scale;
  stage.ui.input(WheelEvent{before.x, before.y, 0, -300});
  stage.frame();
  CHECK(field.view.scale > scale * 1.3f);
  const Point after = middle(stage.get(Role::option, "P5").rect);
  CHECK(std::abs(after.x - before.x) < 0.1f);
  CHECK(std::abs(after.y - before.y) < 0.1f);
  for (int i = 0; i < 100; ++i)
    stage.ui.input(WheelEvent{before.x, before.y, 0, 1e6f});
  stage.frame();
  CHECK(std::isfinite(field.view.centre.x));
  CHECK(field.view.scale > 0);
}

TEST_CASE("Keys make it larger and smaller, and show all of it again") {
  Field field(3);
  Stage stage(std::ref(field));
  const float all = field.view.scale;
  stage.focus(stage.get(Role::option, "P0").id);
  stage.key("Equal");
  CHECK(field.view.scale > all);
  stage.key("Minus");
  stage.key("Minus");
  CHECK(field.view.scale < all);
  stage.key("Digit0");
  CHECK(field.view.scale == all);
  zoom(field.view, 2);
  stage.frame();
  CHECK(field.view.scale == 2 * all);
}

TEST_CASE("Of very many the page is told of some, and any can be pressed") {
  Field field(45);
  Stage stage(std::ref(field));
  const auto told = [&] {
    int count = 0;
    for (const Node& node : stage.mirror.nodes())
      count += node.role == Role::option;
    return count;
  };
  CHECK(stage.get(Role::list_box, "Ties").row_count == 45 * 45);
  CHECK(told() > 50);
  CHECK(told() < 200);
  const Node* last = stage.find(Role::option, "P2024");
  CHECK(last == nullptr);
  const Rect area = stage.get(Role::list_box, "Ties").rect;
  const auto at = [&](std::size_t item) {
    const Point& place = field.places[item];
    return Point{area.x + area.width / 2 + (place.x - field.view.centre.x) * field.view.scale,
                 area.y + area.height / 2 + (place.y - field.view.centre.y) * field.view.scale};
  };
  stage.press(at(2024).x, at(2024).y);
  CHECK(field.selected == 2024);
  CHECK(stage.find(Role::option, "P2024") != nullptr);
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("Somewhere beside all of them, there is still a way back for the keyboard") {
  Field field(3);
  Stage stage(std::ref(field));
  look_at(field.view, {500, 500});
  stage.frame();
  REQUIRE(stage.find(Role::option, "P0") != nullptr);
  stage.focus(stage.get(Role::option, "P0").id);
  stage.key("ArrowRight");
  const Rect rect = stage.get(Role::option, "P1").rect;
  CHECK(rect.width > 0);
  CHECK(stage.ui.visible(rect));
}

}  // namespace kith::ui
