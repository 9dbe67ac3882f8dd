#include "ui/widget/choice.h"

#include "ui/widget/frame_state.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>

namespace kith::ui {
namespace {

constexpr float mark_size = 18;
constexpr float switch_width = 34;
constexpr float mark_gap = 10;

struct Mark {
  Role role;
  bool on;
  float width;
};

void draw_check_mark(Ui& ui, Rect box, bool on, bool disabled, const Interaction& now) {
  const Theme& theme = ui.theme();
  Painter& painter = ui.painter();
  Colour ground = on ? theme.accent : now.hovered ? theme.hovered(theme.surface) : theme.surface;
  Colour border = on ? theme.accent : theme.border_strong;
  if (disabled) ground = border = theme.border;
  painter.fill(box, ground, 5);
  painter.frame(box, border, 5, theme.border_width);
  if (on) paint_icon(painter, Icon::check, box, theme.on_accent, 16);
}

void draw_switch(Ui& ui, Rect box, bool on, bool disabled, const Interaction& now) {
  const Theme& theme = ui.theme();
  Painter& painter = ui.painter();
  float radius = box.height / 2;
  Colour ground = on ? theme.accent : now.hovered ? theme.hovered(theme.sunken) : theme.sunken;
  Colour knob = on ? theme.on_accent : theme.border_strong;
  if (disabled) ground = theme.sunken, knob = theme.border;
  painter.fill(box, ground, radius);
  if (!on) painter.frame(box, theme.border_strong, radius, theme.border_width);
  float x = on ? box.x + box.width - radius : box.x + radius;
  painter.circle({x, box.y + radius}, radius - 4, knob);
}

void draw_radio(Ui& ui, Rect box, bool on, const Interaction& now) {
  const Theme& theme = ui.theme();
  Painter& painter = ui.painter();
  Point centre{box.x + box.width / 2, box.y + box.height / 2};
  float radius = box.width / 2;
  painter.circle(centre, radius, now.hovered ? theme.hovered(theme.surface) : theme.surface);
  painter.ring(centre, radius - 0.75f, on ? theme.accent : theme.border_strong, on ? 2.0f : 1.5f);
  if (on) painter.circle(centre, radius - 5, theme.accent);
}

// A mark with words beside it, the whole line pressable.
struct MarkedLine {
  NodeId id = 0;
  Rect rect;
  Rect mark;
  Interaction now;
};

MarkedLine marked_line(Ui& ui, std::string_view label, const Mark& mark,
                       const ChoiceOptions& options, std::uint32_t focus_state) {
  float line = line_height_px(14);
  float described = options.description.empty() ? 0 : line_height_px(12);
  float height = std::max(ui.metrics().target, line + described + 4);
  float words_width =
      std::max(ui.text_width(label, {14}), ui.text_width(options.description, {12}));
  MarkedLine made;
  made.rect = ui.place(mark.width + mark_gap + words_width, height);
  Node node{.id = ui.id(options.id.empty() ? label : options.id), .role = mark.role};
  node.rect = made.rect;
  node.name = label;
  node.description = options.description;
  node.states = options.disabled ? state_disabled : focus_state;
  if (mark.on) node.states |= state_checked;
  made.id = ui.push_node(std::move(node));
  made.now = ui.interact(made.id, made.rect, options.disabled);

  const Theme& theme = ui.theme();
  float top = made.rect.y + (height - line - described) / 2;
  made.mark = {made.rect.x, top + (line - mark_size) / 2, mark.width, mark_size};
  float x = made.rect.x + mark.width + mark_gap;
  float room = made.rect.width - mark.width - mark_gap;
  Colour ink = options.disabled ? theme.text_second : theme.text;
  ui.draw_text({x, top, room, line}, label, {14}, ink);
  if (described > 0)
    ui.draw_text({x, top + line, room, described}, options.description, {12}, theme.text_second);
  if (made.now.ring) ui.focus_ring(made.rect, 4);
  return made;
}

}  // namespace

bool checkbox(Ui& ui, std::string_view label, bool& checked, const ChoiceOptions& options) {
  MarkedLine line =
      marked_line(ui, label, {Role::checkbox, checked, mark_size}, options, state_focusable);
  if (line.now.clicked) checked = !checked;
  draw_check_mark(ui, line.mark, checked, options.disabled, line.now);
  return line.now.clicked;
}

bool toggle(Ui& ui, std::string_view label, bool& on, const ChoiceOptions& options) {
  MarkedLine line =
      marked_line(ui, label, {Role::toggle, on, switch_width}, options, state_focusable);
  if (line.now.clicked) on = !on;
  draw_switch(ui, line.mark, on, options.disabled, line.now);
  return line.now.clicked;
}

namespace {

// The item that has the focus says where the arrows lead; -1: no arrow was pressed.
int arrow_target(Ui& ui, NodeId focused, int index, int count, bool sideways) {
  if (ui.key(focused, sideways ? "ArrowRight" : "ArrowDown")) return (index + 1) % count;
  if (ui.key(focused, sideways ? "ArrowLeft" : "ArrowUp")) return (index + count - 1) % count;
  if (ui.key(focused, "Home")) return 0;
  if (ui.key(focused, "End")) return count - 1;
  return -1;
}

}  // namespace

std::optional<int> radio_group(Ui& ui, std::string_view label,
                               std::span<const std::string_view> options, int selected) {
  std::optional<int> chosen;
  int count = static_cast<int>(options.size());
  column(ui, {.gap = 4}, [&] {
    text(ui, label, {.size = 12, .strong = true, .decorative = true});
    group(ui, Role::group, label, [&] {
      ui.push_id(label);
      std::vector<NodeId> ids;
      for (std::string_view option : options)
        ids.push_back(ui.id(option));
      for (int i = 0; i < count; ++i) {
        auto at = static_cast<std::size_t>(i);
        bool on = i == selected;
        bool tab_stop = on || (selected < 0 && i == 0);
        MarkedLine line = marked_line(ui, options[at], {Role::radio, on, mark_size}, {},
                                      tab_stop ? state_focusable : state_roving);
        draw_radio(ui, line.mark, on, line.now);
        if (line.now.clicked && !on) chosen = i;
        int target = arrow_target(ui, line.id, i, count, false);
        if (target >= 0) {
          chosen = target;
          ui.focus(ids[static_cast<std::size_t>(target)]);
        }
      }
      ui.pop_id();
    });
  });
  return chosen;
}

namespace {

constexpr float tab_height = 40;

float tab_gap(Ui& ui, std::span<const std::string_view> names) {
  float words = 0;
  for (std::string_view name : names)
    words += ui.text_width(name, {14, true});
  float room = ui.available_width() - words;
  return std::clamp(room / std::max(1.0f, static_cast<float>(names.size()) - 1), 8.0f, 24.0f);
}

Interaction draw_tab(Ui& ui, NodeId id, std::string_view name, Rect rect, bool on) {
  Node node{.id = id, .role = Role::tab, .rect = rect};
  node.name = name;
  node.states = on ? state_focusable | state_selected : std::uint32_t{state_roving};
  ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect);
  const Theme& theme = ui.theme();
  Colour ink = on || now.hovered ? theme.text : theme.text_second;
  ui.draw_text({rect.x, rect.y, rect.width, rect.height - 2}, name, {14, on}, ink);
  if (on) ui.painter().fill({rect.x, rect.y + rect.height - 2, rect.width, 2}, theme.accent);
  if (now.ring) ui.focus_ring(inset(rect, 2), 4);
  return now;
}

}  // namespace

std::optional<int> tabs(Ui& ui, std::string_view label, std::span<const std::string_view> names,
                        int selected) {
  std::optional<int> chosen;
  const Theme& theme = ui.theme();
  float gap = tab_gap(ui, names);
  Rect bar = ui.place(0, tab_height);
  ui.painter().fill({bar.x, bar.y + bar.height - theme.border_width, bar.width, theme.border_width},
                    theme.border);
  NodeId list_id = ui.id("tabs", label);
  ui.open_node({.id = list_id, .role = Role::tab_list, .rect = bar, .name = std::string(label)});
  ui.push_known_id(list_id);
  float x = bar.x;
  int count = static_cast<int>(names.size());
  for (int i = 0; i < count; ++i) {
    std::string_view name = names[static_cast<std::size_t>(i)];
    float width = ui.text_width(name, {14, true});
    NodeId id = ui.id(name);
    Interaction now = draw_tab(ui, id, name, {x, bar.y, width, bar.height}, i == selected);
    x += width + gap;
    if (now.clicked && i != selected) chosen = i;
    int target = arrow_target(ui, id, i, count, true);
    if (target >= 0) {
      chosen = target;
      ui.focus(ui.id(names[static_cast<std::size_t>(target)]));
    }
  }
  ui.pop_id();
  ui.close_node();
  return chosen;
}

}  // namespace kith::ui
