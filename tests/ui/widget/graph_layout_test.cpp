#include "ui/widget/graph_layout.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <random>

namespace kith::ui {
namespace {

float distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

std::vector<Point> settled(GraphLayout layout) {
  while (!layout.is_settled())
    layout.advance();
  return layout.places();
}

float nearest_two(const std::vector<Point>& places) {
  float least = 1e9f;
  for (std::size_t a = 0; a < places.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b)
      least = std::min(least, distance(places[a], places[b]));
  }
  return least;
}

}  // namespace

TEST_CASE("Nobody and somebody alone need no layout") {
  CHECK(GraphLayout().is_settled());
  CHECK(settled(GraphLayout(0, {})).empty());
  CHECK(settled(GraphLayout(1, {})).size() == 1);
}

TEST_CASE("Two with an edge are an edge apart; nobody lies on another") {
  const std::vector<GraphEdge> pair = {{0, 1}};
  const auto places = settled(GraphLayout(2, pair));
  CHECK(distance(places[0], places[1]) > 0.5f);
  CHECK(distance(places[0], places[1]) < 1.5f);
  CHECK(nearest_two(settled(GraphLayout(60, {}))) > 0.3f);
}

TEST_CASE("The same graph comes to the same places, however it was sliced") {
  std::mt19937 random(7);
  std::vector<GraphEdge> edges;
  for (int i = 0; i < 300; ++i)
    edges.push_back({random() % 200, random() % 200});
  const auto once = settled(GraphLayout(200, edges));
  const auto again = settled(GraphLayout(200, edges));
  for (std::size_t i = 0; i < once.size(); ++i) {
    REQUIRE(std::isfinite(once[i].x));
    CHECK(once[i].x == again[i].x);
    CHECK(once[i].y == again[i].y);
  }
}

TEST_CASE("Those with an edge are nearer than those without: two groups come apart") {
  std::vector<GraphEdge> edges;
  for (std::size_t group : {0, 20}) {
    for (std::size_t i = 0; i < 20; ++i) {
      for (std::size_t j = i + 1; j < 20; j += 3)
        edges.push_back({group + i, group + j});
    }
  }
  edges.push_back({0, 20});
  const auto places = settled(GraphLayout(40, edges));
  Point first, second;
  for (std::size_t i = 0; i < 20; ++i) {
    first = {first.x + places[i].x / 20, first.y + places[i].y / 20};
    second = {second.x + places[20 + i].x / 20, second.y + places[20 + i].y / 20};
  }
  for (std::size_t i = 0; i < 20; ++i)
    CHECK(distance(places[i], first) < distance(places[i], second));
}

TEST_CASE("Who was there stays about there when others come") {
  const std::vector<GraphEdge> before = {{0, 1}, {1, 2}};
  const auto old_places = settled(GraphLayout(3, before));
  const std::vector<GraphEdge> after = {{0, 1}, {1, 2}, {2, 3}, {2, 4}};
  const std::vector<std::optional<Point>> known = {old_places[0], old_places[1], old_places[2]};
  const auto places = settled(GraphLayout(5, after, known));
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(distance(places[i], old_places[i]) < 1.5f);
  CHECK(nearest_two(places) > 0.3f);
}

TEST_CASE("All at one place part") {
  const std::vector<std::optional<Point>> heap(50, Point{3, 3});
  CHECK(nearest_two(settled(GraphLayout(50, {}, heap))) > 0.1f);
}

}  // namespace kith::ui
