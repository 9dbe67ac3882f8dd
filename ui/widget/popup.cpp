// What opens from a button: menus and the options of a select. Focus moves into the open list and
// back to its button when it closes.
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/frame_state.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kith::ui {
namespace {

constexpr float popup_padding = 4;
constexpr float item_padding = 12;
constexpr float popup_width_min = 160;
constexpr float popup_height_max = 360;
constexpr float stage_margin = 8;

struct PopupItem {
  std::string_view label;
  Icon icon = Icon::none;
  bool danger = false;
  bool disabled = false;
  bool selected = false;
  std::string_view shortcut = {};
};

struct PopupKind {
  Role list, item;
};

// Below its button, or above when there is more room.
Rect popup_place(Ui& ui, Rect anchor, float width, float height) {
  Rect stage = ui.stage();
  float below = stage.height - stage_margin - (anchor.y + anchor.height + 4);
  float above = anchor.y - 4 - stage_margin;
  bool under = height <= below || below >= above;
  height = std::min(height, std::max(under ? below : above, 48.0f));
  float y = under ? anchor.y + anchor.height + 4 : anchor.y - 4 - height;
  float x = std::min(anchor.x, stage.width - stage_margin - width);
  return {std::max(stage_margin, x), y, width, height};
}

float popup_width(Ui& ui, std::span<const PopupItem> items, float at_least) {
  float width = std::max(at_least, popup_width_min);
  for (const PopupItem& item : items) {
    float words = ui.text_width(item.label, {14}) + 2 * item_padding + 2 * popup_padding;
    if (item.icon != Icon::none) words += 28;
    if (!item.shortcut.empty()) words += ui.text_width(item.shortcut, {12}) + 24;
    width = std::max(width, words + 12);
  }
  return std::min(width, ui.stage().width - 2 * stage_margin);
}

Interaction draw_item(Ui& ui, NodeId id, const PopupItem& item, Role role, Rect rect, int index) {
  Node node{.id = id, .role = role, .rect = rect};
  node.name = item.label;
  node.shortcut = item.shortcut;
  node.row_index = index;
  node.states = item.disabled ? state_disabled : std::uint32_t{state_roving};
  if (item.selected) node.states |= state_selected;
  ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect, item.disabled);
  if (!ui.visible(rect)) return now;
  const Theme& theme = ui.theme();
  if (now.hovered || now.focused)
    ui.painter().fill(rect, now.held ? theme.held(theme.surface) : theme.hovered(theme.surface), 6);
  Colour ink = item.danger ? theme.danger : item.disabled ? theme.text_second : theme.text;
  Rect inside{rect.x + item_padding, rect.y, rect.width - 2 * item_padding, rect.height};
  if (item.icon != Icon::none) {
    paint_icon(ui.painter(), item.icon, {inside.x, inside.y, 18, inside.height}, ink, 18);
    inside.x += 28;
    inside.width -= 28;
  }
  if (item.selected)
    paint_icon(ui.painter(), Icon::check,
               {inside.x + inside.width - 16, inside.y, 16, inside.height}, theme.accent, 16);
  ui.draw_text(inside, item.label, {14, item.selected}, ink);
  if (!item.shortcut.empty()) {
    float width = ui.text_width(item.shortcut, {12});
    ui.draw_text({inside.x + inside.width - width, inside.y, width, inside.height}, item.shortcut,
                 {12}, theme.text_second);
  }
  if (now.ring) ui.focus_ring(inset(rect, 3), 4);
  return now;
}

void close_popup(Ui& ui, bool focus_back) {
  Ui::State& s = ui.state();
  if (focus_back) ui.focus(s.popup.owner);
  s.popup = {};
  ui.want_frame();
}

// Moves by arrows from the item that has the focus, over those that are disabled.
void move_focus(Ui& ui, std::span<const NodeId> ids, std::span<const PopupItem> items, int at) {
  int count = static_cast<int>(ids.size());
  NodeId id = ids[static_cast<std::size_t>(at)];
  int step = 0, from = at;
  if (ui.key(id, "ArrowDown")) step = 1;
  if (ui.key(id, "ArrowUp")) step = -1;
  if (ui.key(id, "Home")) step = 1, from = -1;
  if (ui.key(id, "End")) step = -1, from = count;
  if (step == 0) return;
  for (int tried = 0; tried < count; ++tried) {
    from = (from + step + count) % count;
    if (items[static_cast<std::size_t>(from)].disabled) continue;
    ui.focus(ids[static_cast<std::size_t>(from)]);
    return;
  }
}

bool pressed(const Ui::State& s, std::string_view code) {
  return std::ranges::any_of(s.keys, [&](const KeyEvent& k) { return k.down && k.code == code; });
}

struct PopupItems {
  std::optional<int> chosen;
  bool has_focus = false;
};

PopupItems draw_items(Ui& ui, PopupKind kind, std::span<const PopupItem> items, Rect list) {
  Ui::State& s = ui.state();
  float row = std::max(34.0f, ui.metrics().target + 4);
  std::vector<NodeId> ids;
  for (std::size_t i = 0; i < items.size(); ++i)
    ids.push_back(ui.id(static_cast<std::int64_t>(i)));
  NodeId scroll_id = ui.id("items");
  ScrollState& scroll = begin_scroll(ui, scroll_id, inset(list, 1));
  float y = list.y + popup_padding - static_cast<float>(scroll.offset);
  PopupItems drawn;
  for (std::size_t i = 0; i < items.size(); ++i) {
    int index = static_cast<int>(i);
    Rect rect{list.x + popup_padding, y, list.width - 2 * popup_padding, row};
    Interaction now = draw_item(ui, ids[i], items[i], kind.item, rect, index);
    if (now.clicked) drawn.chosen = index;
    if (now.focused) {
      drawn.has_focus = true;
      move_focus(ui, ids, items, index);
    }
    y += row;
  }
  end_scroll(ui, scroll_id, double{row} * static_cast<double>(items.size()) + 2 * popup_padding,
             false);
  if (std::exchange(s.popup.wants_focus, false)) {
    auto first = static_cast<std::size_t>(std::clamp(s.popup.active, 0, int(items.size()) - 1));
    ui.focus(ids[first]);
  }
  return drawn;
}

// Draws the open popup of `owner`; gives what was chosen and closes it then.
std::optional<int> draw_popup(Ui& ui, NodeId owner, std::string_view name, Rect anchor,
                              PopupKind kind, std::span<const PopupItem> items, float width_min) {
  Ui::State& s = ui.state();
  s.popup.seen = s.frame_number;
  float row = std::max(34.0f, ui.metrics().target + 4);
  float height = std::min(popup_height_max, row * float(items.size()) + 2 * popup_padding + 2);
  Rect list = popup_place(ui, anchor, popup_width(ui, items, width_min), height);
  begin_overlay(ui, Layer::popup, list, owner);
  const Theme& theme = ui.theme();
  ui.painter().shadow(list, radius_panel, theme.dark ? 0.5f : 0.18f);
  ui.painter().fill(list, theme.surface, radius_panel);
  ui.painter().frame(list, theme.border, radius_panel, theme.border_width);
  s.hits.push_back({0, list, Layer::popup});
  // What lies over the page is a part of it too, and the parts of a page have names.
  ui.open_node(
      {.id = ui.id("popup"), .role = Role::region, .rect = list, .name = std::string(name)});
  Node node{.id = ui.id("list"), .role = kind.list, .states = state_scrolls, .rect = list};
  node.name = name;
  node.row_count = static_cast<std::int32_t>(items.size());
  ui.open_node(std::move(node));
  bool opened_now = s.popup.wants_focus;
  PopupItems drawn = draw_items(ui, kind, items, list);
  ui.close_node();
  ui.close_node();
  end_overlay(ui);
  bool left = !opened_now && !drawn.has_focus && s.focused != owner && s.focused != 0;
  if (drawn.chosen || pressed(s, "Escape")) {
    close_popup(ui, true);
  } else if (left) {
    close_popup(ui, false);
  }
  return drawn.chosen;
}

void open_popup(Ui& ui, NodeId owner, int active) {
  Ui::State& s = ui.state();
  s.popup = {.owner = owner,
             .active = active,
             .wants_focus = true,
             .since_ms = s.now_ms,
             .seen = s.frame_number};
}

// The pressed button: opens, or closes what is open.
bool toggle_popup(Ui& ui, NodeId owner, const Interaction& now, int active) {
  bool arrow = ui.key(owner, "ArrowDown") || ui.key(owner, "ArrowUp");
  bool is_open = ui.state().popup.owner == owner;
  if (now.clicked && is_open) {
    close_popup(ui, false);
    return false;
  }
  if (now.clicked || arrow) open_popup(ui, owner, active);
  return ui.state().popup.owner == owner;
}

void draw_select(Ui& ui, Rect rect, std::string_view shown, bool chosen, bool disabled,
                 const Interaction& now, bool is_open) {
  if (!ui.visible(rect)) return;
  const Theme& theme = ui.theme();
  Colour ground = disabled      ? theme.sunken
                  : now.hovered ? theme.hovered(theme.surface)
                                : theme.surface;
  ui.painter().fill(rect, ground, radius_control);
  Colour border = is_open ? theme.accent : theme.border_strong;
  ui.painter().frame(rect, border, radius_control, theme.border_width);
  Colour ink = chosen && !disabled ? theme.text : theme.text_second;
  ui.draw_text({rect.x + 12, rect.y, rect.width - 44, rect.height}, shown, {14}, ink);
  paint_icon(ui.painter(), Icon::chevron_down, {rect.x + rect.width - 28, rect.y, 16, rect.height},
             theme.text_second, 16);
  if (now.ring) ui.focus_ring(rect, radius_control);
}

}  // namespace

std::optional<int> select(Ui& ui, std::string_view label, std::span<const std::string_view> options,
                          int selected, const SelectOptions& select_options) {
  float width = select_options.width;
  bool in_row = current_box(ui).flow == Flow::row;
  if (width == 0 && in_row) {
    for (std::string_view option : options)
      width = std::max(width, ui.text_width(option, {14}) + 56);
  }
  begin_column(ui, {.gap = 4});
  if (select_options.label_shown) text(ui, label, {.size = 12, .strong = true, .decorative = true});
  Rect rect = ui.place(width, ui.metrics().control);
  bool has_choice = selected >= 0 && selected < static_cast<int>(options.size());
  std::string_view shown =
      has_choice ? options[static_cast<std::size_t>(selected)] : select_options.placeholder;
  NodeId id = ui.id(label);
  bool is_open = ui.state().popup.owner == id;
  Node node{.id = id, .role = Role::combo_box, .rect = rect};
  node.name = label;
  node.value = shown;
  node.description = select_options.help;
  node.states = select_options.disabled ? state_disabled : std::uint32_t{state_focusable};
  node.states |= is_open ? state_expanded : state_collapsed;
  id = ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect, select_options.disabled);
  is_open = !select_options.disabled && toggle_popup(ui, id, now, std::max(0, selected));
  draw_select(ui, rect, shown, has_choice, select_options.disabled, now, is_open);
  if (!select_options.help.empty())
    text(ui, select_options.help, {.size = 12, .tone = Tone::second, .decorative = true});
  end_column(ui);
  if (!is_open) return std::nullopt;

  std::vector<PopupItem> items;
  for (std::size_t i = 0; i < options.size(); ++i)
    items.push_back({.label = options[i], .selected = static_cast<int>(i) == selected});
  auto chosen = draw_popup(ui, id, label, rect, {Role::list_box, Role::option}, items, rect.width);
  return chosen && *chosen != selected ? chosen : std::nullopt;
}

std::optional<int> menu_button(Ui& ui, std::string_view label, std::span<const MenuItem> items,
                               const MenuButtonOptions& options) {
  NodeId id = ui.id(label);
  bool was_open = ui.state().popup.owner == id;
  bool pressed_now = button(
      ui, label, {.kind = ButtonKind::quiet, .icon = options.icon, .icon_only = options.icon_only});
  Node& node = ui.node(id);
  node.states |= state_offers_menu | (was_open ? state_expanded : state_collapsed);
  return menu_of(ui, id, {.clicked = pressed_now}, label, node.rect, items);
}

std::optional<int> menu_of(Ui& ui, NodeId id, const Interaction& now, std::string_view label,
                           Rect anchor, std::span<const MenuItem> items) {
  if (!toggle_popup(ui, id, now, 0)) return std::nullopt;
  std::vector<PopupItem> popup_items;
  for (const MenuItem& item : items)
    popup_items.push_back(
        {item.label, item.icon, item.danger, item.disabled, false, item.shortcut});
  return draw_popup(ui, id, label, anchor, {Role::menu, Role::menu_item}, popup_items, 0);
}

}  // namespace kith::ui
