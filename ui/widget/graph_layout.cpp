#include "ui/widget/graph_layout.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

constexpr int rounds_fresh = 160, rounds_again = 60;
constexpr double work_of_slice = 400'000;  // pairs looked at: some milliseconds on an old laptop
constexpr float gravity = 0.15f;           // keeps what hangs together with nothing in the picture
constexpr float push = 0.25f;              // so that two alone come to rest one apart
constexpr float nearest = 0.05f;           // two at one place push as if so far apart

// The seeds of a sunflower: evenly spread, the first in the middle. Without sin and cos, whose last
// digits differ from machine to machine.
class Spiral {
 public:
  Point next() {
    const float radius = 0.8f * std::sqrt(number_);
    const Point place{radius * x_, radius * y_};
    constexpr float c = -0.73736888f, s = 0.67549029f;  // of the golden turn
    const float x = x_ * c - y_ * s, y = x_ * s + y_ * c;
    const float length = std::sqrt(x * x + y * y);
    x_ = x / length;
    y_ = y / length;
    number_ += 1;
    return place;
  }

 private:
  float x_ = 1, y_ = 0, number_ = 0;
};

int cells_in_row(std::size_t count) {
  return std::clamp(static_cast<int>(std::sqrt(10 * std::sqrt(static_cast<float>(count)))), 1, 32);
}

}  // namespace

GraphLayout::GraphLayout(std::size_t count, std::span<const GraphEdge> edges,
                         std::span<const std::optional<Point>> before)
    : edges_(edges.begin(), edges.end()) {
  const auto was_there = [&](std::size_t node) { return node < before.size() && before[node]; };
  places_.reserve(count);
  Spiral spiral;
  bool any_before = false;
  for (std::size_t node = 0; node < count; ++node) {
    const Point start = spiral.next();
    any_before |= was_there(node);
    places_.push_back(was_there(node) ? *before[node] : start);
  }
  // Who is new comes up beside somebody who is not.
  Spiral beside;
  for (const GraphEdge& edge : edges_) {
    if (was_there(edge.from) == was_there(edge.to)) continue;
    const std::size_t known = was_there(edge.from) ? edge.from : edge.to;
    const Point off = beside.next();
    Point& place = places_[known == edge.from ? edge.to : edge.from];
    place = {places_[known].x + 0.3f + off.x * 0.1f, places_[known].y + off.y * 0.1f};
  }
  forces_.resize(count);
  weights_.assign(count, 1);
  for (const GraphEdge& edge : edges_) {
    weights_[edge.from] += 1;
    weights_[edge.to] += 1;
  }
  cell_of_.resize(count);
  in_order_.resize(count);
  side_ = cells_in_row(count);
  round_count_ = count < 2 ? 0 : any_before ? rounds_again : rounds_fresh;
  const float spread = std::sqrt(static_cast<float>(count));
  reach_ = any_before ? 0.4f : std::max(1.0f, 0.3f * spread);
}

void GraphLayout::advance() {
  const double cells = static_cast<double>(side_) * side_;
  const double pairs = static_cast<double>(places_.size()) * (cells + 50) + 1;
  const int rounds = std::max(1, static_cast<int>(work_of_slice / pairs));
  for (int i = 0; i < rounds && !is_settled(); ++i)
    round();
}

void GraphLayout::round() {
  fill_cells();
  push_apart();
  pull_together();
  move();
  ++round_;
}

void GraphLayout::fill_cells() {
  Point least = places_[0], most = places_[0];
  for (const Point& place : places_) {
    least = {std::min(least.x, place.x), std::min(least.y, place.y)};
    most = {std::max(most.x, place.x), std::max(most.y, place.y)};
  }
  const auto side = static_cast<float>(side_);
  const float scale_x = side / std::max(most.x - least.x, 1e-3f);
  const float scale_y = side / std::max(most.y - least.y, 1e-3f);
  cells_.assign(static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_), {});
  for (std::size_t node = 0; node < places_.size(); ++node) {
    const Point& place = places_[node];
    const int column = std::min(side_ - 1, static_cast<int>((place.x - least.x) * scale_x));
    const int row = std::min(side_ - 1, static_cast<int>((place.y - least.y) * scale_y));
    cell_of_[node] = static_cast<std::uint32_t>(row * side_ + column);
    Cell& cell = cells_[cell_of_[node]];
    cell.x += place.x * weights_[node];
    cell.y += place.y * weights_[node];
    cell.weight += weights_[node];
    ++cell.count;
  }
  std::uint32_t first = 0;
  for (Cell& cell : cells_) {
    cell.first = first;
    first += cell.count;
    cell.count = 0;
  }
  for (std::uint32_t node = 0; node < places_.size(); ++node) {
    Cell& cell = cells_[cell_of_[node]];
    in_order_[cell.first + cell.count++] = node;
  }
}

// Everybody pushes everybody away, by one over the distance.
void GraphLayout::push_apart() {
  const auto push_from = [](Point& force, Point from, Point at, float weight) {
    const float dx = at.x - from.x, dy = at.y - from.y;
    const float by = weight / std::max(dx * dx + dy * dy, nearest * nearest);
    force.x += dx * by;
    force.y += dy * by;
  };
  for (std::uint32_t node = 0; node < places_.size(); ++node) {
    const Point at = places_[node];
    const int own_row = static_cast<int>(cell_of_[node]) / side_;
    const int own_column = static_cast<int>(cell_of_[node]) % side_;
    Point force;
    for (int row = 0; row < side_; ++row) {
      for (int column = 0; column < side_; ++column) {
        const Cell& cell = cells_[static_cast<std::size_t>(row * side_ + column)];
        if (cell.count == 0) continue;
        const bool is_near = std::abs(row - own_row) <= 1 && std::abs(column - own_column) <= 1;
        if (!is_near) {
          push_from(force, {cell.x / cell.weight, cell.y / cell.weight}, at, cell.weight);
          continue;
        }
        for (std::uint32_t i = cell.first; i < cell.first + cell.count; ++i) {
          if (in_order_[i] == node) continue;
          Point other = places_[in_order_[i]];
          // Two at one place have no direction to part in: the order gives one.
          if (other.x == at.x && other.y == at.y) other.x += in_order_[i] < node ? -0.01f : 0.01f;
          push_from(force, other, at, weights_[in_order_[i]]);
        }
      }
    }
    const float weight = weights_[node];
    forces_[node] = {weight * (push * force.x - gravity * at.x),
                     weight * (push * force.y - gravity * at.y)};
  }
}

// Who has an edge is pulled together, by the distance.
void GraphLayout::pull_together() {
  for (const GraphEdge& edge : edges_) {
    const Point& from = places_[edge.from];
    const Point& to = places_[edge.to];
    const float dx = to.x - from.x, dy = to.y - from.y;
    forces_[edge.from].x += dx;
    forces_[edge.from].y += dy;
    forces_[edge.to].x -= dx;
    forces_[edge.to].y -= dy;
  }
}

// Ever less far, so that it comes to rest.
void GraphLayout::move() {
  const float left = 1 - static_cast<float>(round_) / static_cast<float>(round_count_);
  const float reach = reach_ * left * left + 0.01f;
  for (std::size_t node = 0; node < places_.size(); ++node) {
    const Point force{forces_[node].x / weights_[node], forces_[node].y / weights_[node]};
    const float length = std::sqrt(force.x * force.x + force.y * force.y);
    if (length <= 0) continue;
    const float by = std::min(length, reach) / length;
    places_[node].x += force.x * by;
    places_[node].y += force.y * by;
  }
}

}  // namespace kith::ui
