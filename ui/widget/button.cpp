#include "ui/widget/button.h"

#include "ui/widget/frame_state.h"

#include <algorithm>

namespace kith::ui {
namespace {

constexpr float padding = 14;
constexpr float icon_size = 18;
constexpr float icon_gap = 6;

struct ButtonColours {
  Colour ground, label, border;
};

ButtonColours colours_of(const Theme& theme, ButtonKind kind, const Interaction& now,
                         bool disabled) {
  ButtonColours colours{theme.surface, theme.text, theme.border_strong};
  switch (kind) {
    case ButtonKind::primary:
      colours = {theme.accent, theme.on_accent, theme.accent};
      break;
    case ButtonKind::danger:
      colours = {theme.danger, theme.on_danger, theme.danger};
      break;
    case ButtonKind::quiet:
      colours = {0, theme.text, 0};
      break;
    case ButtonKind::secondary:
      break;
  }
  if (disabled) {
    colours.label = mix(theme.text_second, theme.background, 0.3f);
    bool filled = kind == ButtonKind::primary || kind == ButtonKind::danger;
    if (filled) colours.ground = mix(theme.border, theme.background, 0.3f);
    if (colours.border != 0) colours.border = theme.border;
    return colours;
  }
  Colour base = colours.ground != 0 ? colours.ground : theme.background;
  if (kind == ButtonKind::primary || kind == ButtonKind::danger) {
    // A filled button moves towards its label's colour a little less than a light one.
    if (now.hovered) colours.ground = mix(base, theme.text, 0.1f);
    if (now.held) colours.ground = mix(base, theme.text, 0.2f);
  } else if (now.hovered) {
    colours.ground = now.held ? theme.held(base) : theme.hovered(base);
  }
  return colours;
}

Node button_node(Ui& ui, std::string_view label, const ButtonOptions& options, Rect rect) {
  Node node{.id = ui.id(options.id.empty() ? label : options.id), .role = Role::button};
  node.rect = rect;
  node.name = label;
  node.description = options.description;
  node.shortcut = options.shortcut;
  node.states = options.disabled || options.busy ? state_disabled : state_focusable;
  if (options.busy) node.states |= state_busy;
  return node;
}

}  // namespace

bool button(Ui& ui, std::string_view label, const ButtonOptions& options) {
  TextStyle style{14, options.kind != ButtonKind::quiet && options.kind != ButtonKind::secondary};
  float height = ui.metrics().control;
  bool has_icon = options.icon != Icon::none;
  float label_width = options.icon_only ? 0 : ui.text_width(label, style);
  float content =
      label_width + (has_icon ? icon_size : 0) + (has_icon && !options.icon_only ? icon_gap : 0);
  float width = options.icon_only ? height : content + 2 * padding;
  Rect rect = ui.place(options.fills_width ? 0 : width, height);
  bool disabled = options.disabled || options.busy;
  NodeId id = ui.push_node(button_node(ui, label, options, rect));
  Interaction now = ui.interact(id, rect, disabled);
  bool by_shortcut = !disabled && !options.shortcut.empty() && ui.shortcut(options.shortcut);
  if (!ui.visible(rect)) return now.clicked || by_shortcut;

  const Theme& theme = ui.theme();
  ButtonColours colours = colours_of(theme, options.kind, now, disabled);
  Painter& painter = ui.painter();
  if (colours.ground != 0) painter.fill(rect, colours.ground, radius_control);
  if (colours.border != 0) painter.frame(rect, colours.border, radius_control, theme.border_width);
  Rect inside{rect.x + std::max(0.0f, (rect.width - content) / 2), rect.y, content, height};
  if (has_icon) {
    paint_icon(painter, options.icon, {inside.x, inside.y, icon_size, height}, colours.label,
               icon_size);
    inside.x += icon_size + icon_gap;
  }
  if (!options.icon_only)
    ui.draw_text({inside.x, inside.y, std::min(label_width, rect.width - 2 * 4), height}, label,
                 style, colours.label);
  if (options.icon_only) offer_tip(ui, now, rect, label);
  if (now.ring) ui.focus_ring(rect, radius_control);
  return now.clicked || by_shortcut;
}

bool chip(Ui& ui, std::string_view label, const ChipOptions& options) {
  TextStyle style{12};
  std::string words(label);
  if (!options.count.empty()) words += " · " + std::string(options.count);
  float height = std::max(26.0f, ui.metrics().target - 4);
  const float wanted = ui.text_width(words, style) + 22;
  Rect rect = ui.place(wanted, height);
  Node node{.id = ui.id(options.id.empty() ? label : options.id), .role = Role::button};
  node.rect = rect;
  node.name = words;
  node.states = state_focusable | state_toggles;
  if (options.selected) node.states |= state_pressed;
  NodeId id = ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect);
  if (!ui.visible(rect)) return now.clicked;
  const Theme& theme = ui.theme();
  Colour ground = options.selected ? theme.accent_weak : theme.surface;
  if (now.hovered) ground = now.held ? theme.held(ground) : theme.hovered(ground);
  Painter& painter = ui.painter();
  painter.fill(rect, ground, height / 2);
  bool framed = !options.selected || theme.high_contrast;
  Colour border = options.selected ? theme.accent : theme.border_strong;
  if (framed) painter.frame(rect, border, height / 2, theme.border_width);
  Colour ink = options.selected ? theme.text : theme.text_second;
  ui.draw_text({rect.x + 11, rect.y, rect.width - 22, height}, words, style, ink);
  if (rect.width < wanted) offer_tip(ui, now, rect, words);
  if (now.ring) ui.focus_ring(rect, height / 2);
  return now.clicked;
}

void Ui::focus_ring(Rect rect, float radius) {
  const Theme& colours = theme();
  Rect around = inset(rect, -3);
  painter().frame(around, colours.accent, radius + 3, 2);
}

}  // namespace kith::ui
