// Scrolled parts: where they are, their bars, and bringing things into sight.
#include "ui/widget/frame_state.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

constexpr float bar_width = 8;
constexpr float bar_margin = 2;
constexpr float thumb_min = 32;
constexpr float sight_margin = 8;

struct Bar {
  Rect track, thumb;
};

Bar bar_of(const ScrollState& scroll) {
  const Rect& view = scroll.view;
  Rect track{view.x + view.width - bar_width - bar_margin, view.y + bar_margin, bar_width,
             view.height - 2 * bar_margin};
  double share = static_cast<double>(view.height) / std::max(scroll.content, 1.0);
  float length = std::max(thumb_min, track.height * static_cast<float>(share));
  double at = scroll.offset_max() > 0 ? scroll.offset / scroll.offset_max() : 0;
  float room = std::max(0.0f, track.height - length);
  return {track, {track.x, track.y + room * static_cast<float>(at), bar_width, length}};
}

void draw_bar(Ui& ui, NodeId id, const ScrollState& scroll) {
  Ui::State& s = ui.state();
  Bar bar = bar_of(scroll);
  s.hits.push_back({id, intersection(bar.track, clip(s)), s.painter.layer(), true});
  bool near = s.pointer_hovers && contains(scroll.view, s.pointer_x, s.pointer_y);
  bool held = s.gesture.bar == id;
  const Theme& theme = ui.theme();
  Colour colour = held ? theme.text_second : with_alpha(theme.border_strong, near ? 0.8f : 0.45f);
  ui.painter().fill(inset(bar.thumb, 1), colour, bar_width);
}

// Whether PageUp and PageDown are for this area: it holds the focus, or it is the largest.
bool takes_page_keys(const Ui::State& s, NodeId id, const ScrollState& scroll) {
  for (const Node& node : s.nodes) {
    if (node.id == s.focused && node.role != Role::none)
      return contains(scroll.view, node.rect.x + 1, node.rect.y + 1);
  }
  auto area = [](const ScrollState& each) { return each.view.width * each.view.height; };
  return std::ranges::all_of(s.scrolls, [&](const auto& entry) {
    bool shown = entry.second.seen == s.frame_number && entry.second.offset_max() > 0;
    return entry.first == id || !shown || area(entry.second) <= area(scroll);
  });
}

}  // namespace

void Ui::State::grab_scroll_bar(NodeId id, float y) {
  ScrollState& scroll = scrolls[id];
  Bar bar = bar_of(scroll);
  bool on_thumb = y >= bar.thumb.y && y < bar.thumb.y + bar.thumb.height;
  scroll.bar_grab = on_thumb ? y - bar.thumb.y : bar.thumb.height / 2;
  gesture.bar = id;
  move_scroll_bar(id, y);
}

void Ui::State::move_scroll_bar(NodeId id, float y) {
  ScrollState& scroll = scrolls[id];
  Bar bar = bar_of(scroll);
  double room = std::max(1.0f, bar.track.height - bar.thumb.height);
  double at = static_cast<double>(y - scroll.bar_grab - bar.track.y) / room;
  scroll.offset = std::clamp(at, 0.0, 1.0) * scroll.offset_max();
}

void scroll_into_view(Ui& ui, Rect rect) {
  Ui::State& s = ui.state();
  if (s.scroll_stack.empty()) return;
  ScrollState& scroll = s.scrolls[s.scroll_stack.back()];
  float above = scroll.view.y + sight_margin - rect.y;
  float below = rect.y + rect.height - (scroll.view.y + scroll.view.height - sight_margin);
  double by = 0;
  if (below > 0) by = below;
  if (above > 0 || rect.height > scroll.view.height) by = -above;
  double to = std::clamp(scroll.offset + by, 0.0, scroll.offset_max());
  if (to == scroll.offset) return;
  scroll.offset = to;
  scroll.velocity = 0;
  s.unsettled = true;
}

ScrollState& begin_scroll(Ui& ui, NodeId id, Rect view) {
  Ui::State& s = ui.state();
  ScrollState& scroll = s.scrolls[id];
  scroll.view = view;
  scroll.layer = s.painter.layer();
  scroll.seen = s.frame_number;
  push_clip(ui, view);
  s.scroll_stack.push_back(id);
  return scroll;
}

void end_scroll(Ui& ui, NodeId id, double content_height, bool page_keys) {
  Ui::State& s = ui.state();
  ScrollState& scroll = s.scrolls[id];
  scroll.content = content_height;
  if (scroll.offset_max() > 0) {
    s.chords.insert({"PageDown", "PageUp"});
    double page = std::max(1.0, static_cast<double>(scroll.view.height) * 0.9);
    double by = 0;
    for (const KeyEvent& key : s.keys) {
      if (!key.down || key.modifiers != 0) continue;
      if (key.code == "PageDown") by += page;
      if (key.code == "PageUp") by -= page;
    }
    if (by != 0 && page_keys && takes_page_keys(s, id, scroll)) {
      scroll.offset += by;
      s.unsettled = true;
    }
    draw_bar(ui, id, scroll);
  }
  double in_range = std::clamp(scroll.offset, 0.0, scroll.offset_max());
  if (in_range != scroll.offset) {
    scroll.offset = in_range;
    s.unsettled = true;
  }
  if (scroll.velocity != 0) ui.want_frame();
  s.scroll_stack.pop_back();
  pop_clip(ui);
}

void begin_scroll_area(Ui& ui, std::string_view name, const ScrollOptions& options) {
  NodeId id = ui.id("scroll", name);
  Rect view = options.height > 0 ? ui.place(0, options.height) : ui.place_rest(80);
  ui.open_node({.id = id, .states = state_scrolls, .rect = view});
  ui.push_known_id(id);
  ScrollState& scroll = begin_scroll(ui, id, view);
  float padding = options.padding;
  float top = ui.painter().snapped(view.y + padding - static_cast<float>(scroll.offset));
  begin_box_at(ui, ui.id("content"), {view.x + padding, top, view.width - 2 * padding, unbounded},
               options.gap);
  ui.state().scroll_paddings.push_back(padding);
}

void end_scroll_area(Ui& ui) {
  Ui::State& s = ui.state();
  float padding = s.scroll_paddings.back();
  s.scroll_paddings.pop_back();
  double content = double{end_box_at(ui)} + 2 * double{padding};
  end_scroll(ui, s.scroll_stack.back(), content, true);
  ui.pop_id();
  ui.close_node();
}

}  // namespace kith::ui
