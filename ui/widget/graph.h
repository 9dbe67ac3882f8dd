// A picture of nodes and the lines between them, to be moved and made larger: by dragging and the
// wheel, by arrow keys from node to node. For those who do not look it is a list of its nodes, the
// ones that matter most first.
//
//   GraphResult r = graph(ui, {.name = "Ties", .items = items, .lines = lines,
//                              .places = layout.places()}, view);
//   if (r.chosen) open(*r.chosen);
#pragma once

#include "ui/widget/frame.h"
#include "ui/widget/graph_layout.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kith::ui {

struct GraphItem {
  std::string_view key;  // stays with it (a record id)
  std::string_view name;
  std::string_view more = {};  // said behind the name: "4 ties"
  std::string_view initials = {};
  std::uint64_t hue = 0;
  int weight = 0;          // the heavier, the larger and the sooner with its name
  bool is_square = false;  // of another kind than the round ones
  bool is_marked = false;
};

struct GraphLine {
  std::size_t from = 0, to = 0;  // by places in the items
  bool is_marked = false;
};

// Where somebody looks. The room keeps it.
struct GraphView {
  bool shows_all = true;  // follows the layout; else stays as it is:
  float scale = 1;        // CSS pixels of one unit of the layout
  Point centre = {};
  NodeId cursor = 0;  // had the focus last
  Point dragged_from = {};
};

struct GraphOptions {
  std::string_view name;
  std::string_view description = {};
  std::span<const GraphItem> items = {};
  std::span<const GraphLine> lines = {};
  std::span<const Point> places = {};
  std::optional<std::size_t> selected = {};
  float height = 0;  // 0: what is left
};

struct GraphResult {
  std::optional<std::size_t> chosen;  // pressed, or Enter on it
};

GraphResult graph(Ui& ui, const GraphOptions& options, GraphView& view);

// Larger (by more than 1) or smaller, around what is in the middle.
void zoom(GraphView& view, float by);
// Puts a place of the layout in the middle, large enough to read names.
void look_at(GraphView& view, Point place);

}  // namespace kith::ui
