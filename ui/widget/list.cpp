// Invariants:
//  1. Places of rows are computed in double: a float has no pixel left after 16 million of them.
//  2. Exactly one row is in the Tab order: the cursor when it is in sight, else the first in sight.
#include "ui/widget/list.h"

#include "core/base/assert.h"
#include "core/base/text_script.h"
#include "core/base/text_utf8.h"
#include "ui/widget/list_frame.h"
#include "ui/widget/show.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kith::ui {
namespace {

constexpr float entry_padding = 16;

std::int64_t clamp_row(const ListFrame& list, std::int64_t row) {
  return std::clamp<std::int64_t>(row, 0, std::max<std::int64_t>(0, list.options.count - 1));
}

NodeId row_id(Ui& ui, const ListFrame& list, std::int64_t row) {
  ui.push_known_id(list.id);
  NodeId id = ui.id(row);
  ui.pop_id();
  return id;
}

void show_row(Ui& ui, ListFrame& list, std::int64_t row) {
  ScrollState& scroll = ui.state().scrolls[list.id];
  double top = static_cast<double>(row) * double{list.row_height};
  double bottom = top + double{list.row_height};
  scroll.content = static_cast<double>(list.options.count) * double{list.row_height};
  if (top < scroll.offset) scroll.offset = top;
  if (bottom > scroll.offset + double{list.view.height})
    scroll.offset = bottom - double{list.view.height};
  scroll.offset = std::clamp(scroll.offset, 0.0, scroll.offset_max());
  scroll.velocity = 0;
}

// Keys of the row that has the focus.
void move_cursor(Ui& ui, ListFrame& list) {
  NodeId focused = row_id(ui, list, list.cursor);
  auto page = static_cast<std::int64_t>(list.view.height / list.row_height);
  std::int64_t to = list.cursor;
  if (ui.key(focused, "ArrowDown")) to += 1;
  if (ui.key(focused, "ArrowUp")) to -= 1;
  if (ui.key(focused, "PageDown")) to += std::max<std::int64_t>(1, page - 1);
  if (ui.key(focused, "PageUp")) to -= std::max<std::int64_t>(1, page - 1);
  if (ui.key(focused, "Home")) to = 0;
  if (ui.key(focused, "End")) to = list.options.count - 1;
  to = clamp_row(list, to);
  if (to == list.cursor) return;
  list.cursor = to;
  if (list.scrolls) show_row(ui, list, to);
  ui.focus(row_id(ui, list, to));
}

// Which row has the focus; -1: none. Only rows drawn last time can have it.
std::int64_t focused_row(Ui& ui, const ListFrame& list, const ListMemory& memory) {
  NodeId focused = ui.focused();
  if (focused == 0) return -1;
  for (std::int64_t row = memory.first; row < memory.last; ++row) {
    if (row_id(ui, list, row) == focused) return row;
  }
  return row_id(ui, list, memory.cursor) == focused ? memory.cursor : -1;
}

void find_rows_in_sight(Ui& ui, ListFrame& list) {
  Rect seen = intersection(list.view, clip(ui.state()));
  double from = double{seen.y} - double{list.view.y} + list.offset;
  double height = double{list.row_height};
  list.first = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(from / height)), 0,
                                        list.options.count);
  double to = from + double{seen.height};
  list.last = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(to / height)),
                                       list.first, list.options.count);
}

Rect row_rect(const ListFrame& list, std::int64_t row) {
  double y = static_cast<double>(row) * double{list.row_height} - list.offset;
  return {list.view.x, list.view.y + static_cast<float>(y), list.view.width, list.row_height};
}

void draw_row_ground(Ui& ui, const ListFrame& list, Rect rect, bool selected,
                     const Interaction& now) {
  const Theme& theme = ui.theme();
  Painter& painter = ui.painter();
  Colour ground = selected ? theme.accent_weak : theme.surface;
  if (now.hovered) ground = now.held ? theme.held(ground) : theme.hovered(ground);
  if (selected || now.hovered) painter.fill(rect, ground);
  if (selected && theme.high_contrast) painter.fill({rect.x, rect.y, 4, rect.height}, theme.accent);
  if (list.options.dividers)
    painter.fill(
        {rect.x, rect.y + rect.height - theme.border_width, rect.width, theme.border_width},
        theme.border);
  if (now.ring) ui.focus_ring(inset(rect, 4), 4);
}

// Events meet what was drawn last; the rows may have moved since, and while a button is down.
void take_key(Ui& ui, ListFrame& list, std::int64_t row, const Interaction& now) {
  ListMemory& memory = ui.state().lists[list.id];
  const std::string key = list.options.key(row);
  const auto at = static_cast<std::size_t>(row - memory.first);
  const bool was_shown = row >= memory.first && at < memory.keys.size();
  const std::string& shown = was_shown ? memory.keys[at] : key;
  if (now.held && memory.pressed != row) {
    memory.pressed = row;
    memory.pressed_key = shown;
  }
  if (now.clicked) list.result.chosen_key = memory.pressed == row ? memory.pressed_key : shown;
  if (row >= list.first && row < list.last) list.keys.push_back(key);
}

void open_row(Ui& ui, ListFrame& list, std::int64_t row) {
  bool selected = row == list.options.selected;
  Rect rect = row_rect(list, row);
  const bool are_options = list.options.are_options;
  bool is_grid = list.in_table || (list.options.rows_open && !are_options);
  Node node{.id = row_id(ui, list, row),
            .role = is_grid       ? Role::row
                    : are_options ? Role::option
                                  : Role::list_item};
  node.rect = rect;
  node.row_index = static_cast<std::int32_t>(row);
  if (list.options.rows_open && !are_options)
    node.states = row == list.tab_stop ? state_focusable : std::uint32_t{state_roving};
  if (selected) node.states |= state_selected;
  NodeId id = ui.open_node(std::move(node));
  if (selected) list.result.active = id;
  Interaction now;
  if (list.options.rows_open) now = ui.interact(id, rect);
  if (list.options.key) take_key(ui, list, row, now);
  if (now.clicked) {
    list.result.chosen = row;
    list.cursor = row;
  }
  if (ui.visible(rect)) draw_row_ground(ui, list, rect, selected, now);
  if (is_grid && !list.in_table)
    ui.open_node({.id = ui.id("cell " + std::to_string(row)),
                  .role = Role::cell,
                  .rect = rect,
                  .column_index = 0});
  ui.push_id(row);
  NodeId box = ui.id("row");
  float content = ui.state().remembered[box].height;
  float top = rect.y + std::max(0.0f, (rect.height - content) / 2);
  begin_box_at(ui, box, {rect.x + entry_padding, top, rect.width - 2 * entry_padding, unbounded},
               2);
  list.row_open = true;
}

void close_row(Ui& ui, ListFrame& list) {
  end_box_at(ui);
  ui.pop_id();
  if (list.options.rows_open && !list.options.are_options && !list.in_table)
    ui.close_node();  // the cell
  ui.close_node();
  list.row_open = false;
}

bool is_right_to_left_in_part(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    if (is_right_to_left(script_of(next_code_point(words, at)))) return true;
  }
  return false;
}

// The matches strong. What is written from right to left is shaped and ordered as one piece.
void draw_with_matches(Ui& ui, Rect place, std::string_view words,
                       std::span<const TextRange> matches) {
  const Theme& theme = ui.theme();
  const float right = place.x + place.width;
  std::size_t at = 0;
  const auto draw = [&](std::size_t end, bool is_match) {
    if (end <= at) return;
    const std::string_view part = words.substr(at, end - at);
    const TextStyle style{12, is_match};
    place.width = right - place.x;
    const bool is_cut = ui.text_width(part, style) > place.width;
    place.x += ui.draw_text(place, part, style, is_match ? theme.text : theme.text_second);
    at = is_cut ? words.size() : end;
  };
  if (!matches.empty() && !is_right_to_left_in_part(words)) {
    for (const TextRange& match : matches) {
      draw(match.begin, false);
      draw(match.end, true);
    }
  }
  draw(words.size(), false);
}

}  // namespace

void start_list(Ui& ui, ListFrame& list) {
  Ui::State& s = ui.state();
  ListMemory& memory = s.lists[list.id];
  memory.seen = s.frame_number;
  list.cursor = clamp_row(list, memory.cursor);
  std::int64_t focused = focused_row(ui, list, memory);
  if (focused >= 0) {
    list.cursor = clamp_row(list, focused);
    bool came_now = std::exchange(s.focus_moved_to, 0) != 0;
    if (came_now && list.scrolls) show_row(ui, list, list.cursor);
    move_cursor(ui, list);
  } else if (list.options.selected >= 0 && memory.selected != list.options.selected) {
    list.cursor = clamp_row(list, list.options.selected);
  }
  if (memory.wanted >= 0 && list.scrolls) {
    list.cursor = clamp_row(list, memory.wanted);
    show_row(ui, list, list.cursor);
  }
  memory.wanted = -1;
  memory.selected = list.options.selected;
  if (list.scrolls) list.offset = begin_scroll(ui, list.id, list.view).offset;
  list.offset = std::round(list.offset * double{s.pixel_ratio}) / double{s.pixel_ratio};
  find_rows_in_sight(ui, list);
  bool cursor_seen = list.cursor >= list.first && list.cursor < list.last;
  list.tab_stop = cursor_seen || focused >= 0 ? list.cursor : list.first;
  if (focused >= 0 && !cursor_seen && list.options.count > 0) list.apart = list.cursor;
  list.next = list.apart >= 0 && list.apart < list.first ? list.apart : list.first;
}

ListFrame* begin_list(Ui& ui, const ListOptions& options) {
  Ui::State& s = ui.state();
  s.open_lists.push_back(std::make_unique<ListFrame>());
  ListFrame& list = *s.open_lists.back();
  list.id = ui.id("list", options.name);
  list.options = options;
  list.row_height = options.row_height > 0 ? options.row_height : ui.metrics().row_two;
  bool bounded = options.height > 0 || ui.available_height() != unbounded;
  list.scrolls = bounded;
  if (!bounded) {
    list.view = ui.place(0, list.row_height * static_cast<float>(options.count));
  } else {
    list.view = options.height > 0
                    ? ui.place(0, options.height)
                    : ui.place_rest(std::min(3.0f, float(options.count)) * list.row_height);
  }
  const Role role = options.are_options ? Role::list_box
                    : options.rows_open ? Role::grid
                                        : Role::list;
  Node node{.id = list.id, .role = role, .rect = list.view};
  node.states = list.scrolls ? std::uint32_t{state_scrolls} : 0;
  node.name = options.name;
  node.row_count = static_cast<std::int32_t>(options.count);
  ui.open_node(std::move(node));
  ui.push_known_id(list.id);
  start_list(ui, list);
  return &list;
}

// The rows in sight, and before or after them the one that has the focus.
bool next_list_row(Ui& ui, ListFrame* list, std::int64_t& index) {
  if (list->row_open) close_row(ui, *list);
  std::int64_t row = list->next;
  bool after = list->apart >= list->last;
  bool in_sight = row >= list->first && row < list->last;
  bool is_apart = row == list->apart && !in_sight;
  if (!in_sight && !is_apart) return false;
  if (is_apart) {
    list->next = after ? -1 : list->first;
  } else {
    list->next = row + 1;
    if (list->next == list->last && after) list->next = list->apart;
  }
  open_row(ui, *list, row);
  index = row;
  return true;
}

void finish_list(Ui& ui, ListFrame& list) {
  Ui::State& s = ui.state();
  ListMemory& memory = s.lists[list.id];
  if (s.pass == 0 || memory.cursor != list.cursor) memory.cursor = list.cursor;
  memory.first = list.first;
  memory.last = list.last;
  memory.keys = std::move(list.keys);
  if (s.held == 0) memory.pressed = -1;
  list.result.first = list.first;
  list.result.last = list.last;
  list.result.list = list.id;
  if (!list.scrolls) return;
  bool row_has_focus = ui.focused() != 0 && ui.focused() == row_id(ui, list, list.cursor);
  end_scroll(ui, list.id, static_cast<double>(list.options.count) * double{list.row_height},
             !row_has_focus);
}

ListResult end_list(Ui& ui, ListFrame* list) {
  ASSERT(!list->row_open);
  finish_list(ui, *list);
  ui.pop_id();
  ui.close_node();
  ListResult result = list->result;
  ui.state().open_lists.pop_back();
  return result;
}

void scroll_to_row(Ui& ui, std::string_view list_name, std::int64_t index) {
  ui.state().lists[ui.id("list", list_name)].wanted = index;
  ui.want_frame();
}

void entry(Ui& ui, const Entry& entry) {
  Ui::State& s = ui.state();
  bool in_list = !s.open_lists.empty();
  float height = in_list ? s.open_lists.back()->row_height : ui.metrics().row_two;
  Rect rect = ui.place(0, height);
  std::string words(entry.title);
  for (std::string_view more : {entry.subtitle, entry.end}) {
    if (!more.empty()) words += ", " + std::string(more);
  }
  if (in_list && !s.nodes.empty()) {
    ui.node(s.parents.back()).name = words;  // the cell's
  } else {
    Node node{.id = ui.id(entry.title), .role = Role::text, .rect = rect};
    node.name = words;
    ui.push_node(std::move(node));
  }
  if (!ui.visible(rect)) return;

  const Theme& theme = ui.theme();
  if (!entry.initials.empty()) {
    float size = std::min(36.0f, height - 10);
    paint_avatar(ui, {rect.x, rect.y + (height - size) / 2, size, size}, entry.initials, entry.hue);
    rect.x += size + 12;
    rect.width -= size + 12;
  }
  if (!entry.end.empty()) {
    float width = std::min(ui.text_width(entry.end, {12}), rect.width / 2);
    ui.draw_text({rect.x + rect.width - width, rect.y, width + 0.5f, height}, entry.end, {12},
                 tone_colour(theme, entry.end_tone));
    rect.width -= width + 12;
  }
  float title = line_height_px(14);
  float subtitle = entry.subtitle.empty() ? 0 : line_height_px(12);
  float top = rect.y + (height - title - subtitle) / 2;
  ui.draw_text({rect.x, top, rect.width, title}, entry.title, {14, true}, theme.text);
  if (subtitle > 0)
    draw_with_matches(ui, {rect.x, top + title, rect.width, subtitle}, entry.subtitle,
                      entry.matches);
}

}  // namespace kith::ui
