#include "ui/widget/list.h"

#include "tests/ui/widget/stage.h"
#include "ui/widget/button.h"
#include "ui/widget/table.h"
#include "ui/widget/text.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace kith::ui {
namespace {

constexpr std::int64_t many = 200'000;

struct People {
  std::int64_t chosen = -1;
  ListResult last;

  void operator()(Ui& ui) {
    last = list_rows(ui, {.name = "People", .count = many, .selected = chosen},
                     [&](std::int64_t i) { entry(ui, {.title = "P" + std::to_string(i)}); });
    if (last.chosen) chosen = *last.chosen;
  }
};

std::int64_t row_with_focus(Stage& stage) {
  for (const Node& node : stage.mirror.nodes()) {
    if (node.role == Role::row && node.id == stage.ui.focused()) return node.row_index;
  }
  return -1;
}

NodeId row_id(Stage& stage, std::int64_t index) {
  for (const Node& node : stage.mirror.nodes()) {
    if (node.role == Role::row && node.row_index == index) return node.id;
  }
  return 0;
}

}  // namespace

TEST_CASE("Only rows in sight are drawn, and the mirror is told how many there are") {
  People people;
  Stage stage(std::ref(people));
  auto nodes = stage.mirror.nodes();
  auto rows = std::ranges::count(nodes, Role::row, &Node::role);
  CHECK(rows == 14);  // 800 ÷ 58, and the one that is cut
  auto grid = std::ranges::find(nodes, Role::grid, &Node::role);
  REQUIRE(grid != nodes.end());
  CHECK(grid->row_count == many);
  auto stops = std::ranges::count_if(nodes, [](const Node& node) {
    return node.role == Role::row && (node.states & state_focusable) != 0;
  });
  CHECK(stops == 1);
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("The last row of a long list is reached exactly") {
  People people;
  Stage stage(std::ref(people));
  stage.ui.input(WheelEvent{100, 100, 0, 1e9f, 0});
  stage.frame();
  CHECK(people.last.last == many);
  for (const Node& node : stage.mirror.nodes()) {
    if (node.row_index == many - 1 && node.role == Role::row)
      CHECK(node.rect.y + node.rect.height == 800);
  }
}

TEST_CASE("A row is chosen by a press and by activation") {
  People people;
  Stage stage(std::ref(people));
  stage.press(200, 58 * 3 + 20);
  CHECK(people.chosen == 3);
  stage.ui.input(ActivateEvent{row_id(stage, 5)});
  stage.frame();
  CHECK(people.chosen == 5);
}

TEST_CASE("A press counts for what the row showed, wherever that has moved meanwhile") {
  std::vector<std::string> names = {"Ana", "Bruno", "Chiara"};
  std::string chosen;
  Stage stage([&](Ui& ui) {
    const ListResult result = list_rows(
        ui,
        {.name = "People",
         .count = 3,
         .key = [&](std::int64_t i) { return names[static_cast<std::size_t>(i)]; }},
        [&](std::int64_t i) { entry(ui, {.title = names[static_cast<std::size_t>(i)]}); });
    if (result.chosen) chosen = result.chosen_key;
  });
  const auto move_all = [&] { std::ranges::rotate(names, names.begin() + 1); };
  const Rect second = stage.ui.node(row_id(stage, 1)).rect;
  const float x = second.x + 20, y = second.y + 20;

  move_all();  // the press comes before the frame that shows it
  stage.press(x, y);
  CHECK(chosen == "Bruno");

  stage.pointer(PointerAction::down, x, y);
  stage.frame();
  move_all();
  stage.frame();
  stage.pointer(PointerAction::up, x, y);
  stage.frame();
  CHECK(chosen == "Chiara");

  stage.press(x, y);  // and this one for what is there now
  CHECK(chosen == "Ana");
}

TEST_CASE("Arrows, Home and End move the focus through rows that were not drawn before") {
  People people;
  Stage stage(std::ref(people));
  stage.focus(row_id(stage, 0));
  for (int i = 0; i < 40; ++i)
    stage.key("ArrowDown");
  CHECK(row_with_focus(stage) == 40);
  stage.key("End");
  CHECK(row_with_focus(stage) == many - 1);
  stage.key("ArrowUp");
  CHECK(row_with_focus(stage) == many - 2);
  stage.key("Home");
  CHECK(row_with_focus(stage) == 0);
  stage.key("PageDown");
  CHECK(row_with_focus(stage) == 12);
}

TEST_CASE("The row with the focus stays in the mirror when it is scrolled out of sight") {
  People people;
  Stage stage(std::ref(people));
  NodeId first = row_id(stage, 0);
  stage.focus(first);
  stage.ui.input(WheelEvent{100, 100, 0, 50'000, 0});
  stage.frame();
  auto nodes = stage.mirror.nodes();
  auto found = std::ranges::find(nodes, first, &Node::id);
  REQUIRE(found != nodes.end());
  CHECK((found->states & state_clipped) != 0);
  stage.key("ArrowDown");
  CHECK(row_with_focus(stage) == 1);
  CHECK(people.last.first == 1);
}

TEST_CASE("A list that lost rows keeps what it shows in range") {
  std::int64_t count = 1000;
  ListResult last;
  Stage stage([&](Ui& ui) {
    last = list_rows(ui, {.name = "People", .count = count}, [&](std::int64_t i) {
      REQUIRE(i < count);
      entry(ui, {.title = "P" + std::to_string(i)});
    });
  });
  stage.ui.input(WheelEvent{100, 100, 0, 1e6f, 0});
  stage.frame();
  count = 3;
  stage.frame();
  CHECK(last.first == 0);
  CHECK(last.last == 3);
  count = 0;
  stage.frame();
  CHECK(last.last == 0);
}

TEST_CASE("A table draws its header and the cells of the rows in sight") {
  constexpr std::array<TableColumn, 2> table_columns = {TableColumn{"Name", px(100)},
                                                        TableColumn{"Place"}};
  Stage stage([&](Ui& ui) {
    table(ui, {.name = "Preview", .columns = table_columns, .count = 5000},
          [&](std::int64_t row, int column) {
            text(ui, std::to_string(row) + "/" + std::to_string(column));
          });
  });
  CHECK(stage.find(Role::column_header, "Place") != nullptr);
  CHECK(stage.find(Role::text, "0/1") != nullptr);
  CHECK(stage.find(Role::text, "0/1")->rect.x == 16 + 100 + 12);
  CHECK(stage.find(Role::text, "4000/0") == nullptr);
  CHECK(stage.ui.take_lint().empty());
}

}  // namespace kith::ui
