// Whoever works by keyboard or screen reader is never left nowhere: when what has the focus goes,
// and nobody sends the focus elsewhere, it goes to what follows in its place.
#include "ui/widget/frame_state.h"

#include <algorithm>
#include <ranges>
#include <variant>

namespace kith::ui {
namespace {

bool takes_focus(const Node& node) {
  return (node.states & state_focusable) != 0;
}

}  // namespace

// Before a frame is drawn: what is read before the focus, the nearest first.
void Ui::State::note_place_of_focus() {
  before_focus.clear();
  const auto place = node_index.find(focused);
  if (place == node_index.end()) return;
  for (std::size_t i = place->second; i > 0; --i)
    before_focus.push_back(nodes[i - 1].id);
}

void Ui::State::keep_focus() {
  const bool is_asked_for = std::ranges::any_of(requests, [](const PlatformRequest& request) {
    return std::holds_alternative<FocusRequest>(request);
  });
  if (before_focus.empty() || node_index.contains(focused) || !by_keyboard || is_asked_for) return;
  const auto anchor =
      std::ranges::find_if(before_focus, [&](NodeId id) { return node_index.contains(id); });
  if (anchor == before_focus.end()) return;
  const auto split = nodes.begin() + static_cast<std::ptrdiff_t>(node_index[*anchor]) + 1;
  auto next = std::find_if(split, nodes.end(), takes_focus);
  if (next == nodes.end()) {
    const auto earlier = std::ranges::subrange(nodes.begin(), split) | std::views::reverse;
    const auto last = std::ranges::find_if(earlier, takes_focus);
    if (last == earlier.end()) return;
    next = std::prev(last.base());
  }
  requests.emplace_back(FocusRequest{next->id, ++focus_serial});
}

}  // namespace kith::ui
