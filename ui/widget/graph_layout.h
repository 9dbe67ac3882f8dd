// Where the nodes of a graph go, so that those with an edge between them are near and no two lie on
// each other: springs in which who has many edges pushes the more, after ForceAtlas2 (Jacomy and
// others, 2014), and far nodes push as one, from the middle of their cell. The same nodes and edges
// always come to the same places.
//
//   GraphLayout layout(5, edges);
//   while (!layout.is_settled()) layout.advance();        // a slice of work at a time
//   painter.circle(layout.places()[0], …);                // one unit is the length of an edge
#pragma once

#include "ui/widget/painter.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kith::ui {

struct GraphEdge {
  std::size_t from = 0, to = 0;
  bool operator==(const GraphEdge&) const = default;
};

class GraphLayout {
 public:
  GraphLayout() = default;
  // `before` has the places of nodes that were there already, which then move little; empty: of
  // none.
  GraphLayout(std::size_t count, std::span<const GraphEdge> edges,
              std::span<const std::optional<Point>> before = {});

  bool is_settled() const { return round_ == round_count_; }
  // As many rounds as take a few milliseconds.
  void advance();
  const std::vector<Point>& places() const { return places_; }

 private:
  struct Cell {
    float x = 0, y = 0;  // the sum of its nodes' places, by their weight
    float weight = 0;
    std::uint32_t first = 0, count = 0;
  };

  void round();
  void fill_cells();
  void push_apart();
  void pull_together();
  void move();

  std::vector<Point> places_;
  std::vector<Point> forces_;
  std::vector<float> weights_;  // one, and one for each edge
  std::vector<GraphEdge> edges_;
  int round_ = 0, round_count_ = 0;
  float reach_ = 0;  // how far a node may move in the first round

  // Cells over all places, and the nodes in the order of their cells.
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> cell_of_, in_order_;
  int side_ = 1;  // cells in a row
};

}  // namespace kith::ui
