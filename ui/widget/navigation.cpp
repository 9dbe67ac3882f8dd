#include "ui/widget/navigation.h"

#include "core/base/assert.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/frame_state.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

constexpr float item_height = 37;
constexpr float bar_height = 64;
constexpr float round_size = 44;
constexpr float round_margin = 8;

// The mark of the program: two people, one a little before the other.
void draw_mark(Ui& ui, float x, float middle) {
  const Theme& theme = ui.theme();
  ui.painter().circle({x + 16, middle}, 5, theme.dark ? 0xFFE5A15A : 0xFFA25B3B);
  ui.painter().circle({x + 7, middle}, 7, theme.accent);
}

Interaction push_destination(Ui& ui, const Destination& destination, Rect rect) {
  Node node{.id = ui.id(destination.href), .role = Role::link, .states = state_focusable};
  node.rect = rect;
  node.name = destination.label;
  if (!destination.count.empty()) node.name += ", " + std::string(destination.count);
  node.href = destination.href;
  if (destination.current) node.states |= state_current;
  NodeId id = ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect);
  if (now.clicked) ui.navigate(destination.href);
  return now;
}

void rail_item(Ui& ui, const Destination& destination, bool collapsed) {
  Rect rect = ui.place(0, std::max(item_height, ui.metrics().target));
  Interaction now = push_destination(ui, destination, rect);
  const Theme& theme = ui.theme();
  Colour ground = destination.current ? theme.accent_weak : theme.sunken;
  if (now.hovered) ground = theme.hovered(ground);
  if (destination.current || now.hovered) ui.painter().fill(rect, ground, radius_control);
  if (destination.current && theme.high_contrast)
    ui.painter().frame(rect, theme.accent, radius_control, 2);
  bool strong = destination.current;
  Colour ink = strong ? theme.text : theme.text_second;
  if (collapsed) {
    paint_icon(ui.painter(), destination.icon, rect, strong ? theme.accent : ink);
    offer_tip(ui, now, rect, destination.label);
  } else {
    paint_icon(ui.painter(), destination.icon, {rect.x + 10, rect.y, 20, rect.height},
               strong ? theme.accent : ink, 18);
    float count = ui.text_width(destination.count, {12, strong});
    ui.draw_text({rect.x + 40, rect.y, rect.width - 60 - count, rect.height}, destination.label,
                 {14, strong}, ink);
    ui.draw_text({rect.x + rect.width - 12 - count, rect.y, count + 0.5f, rect.height},
                 destination.count, {12, strong}, ink);
  }
  if (now.ring) ui.focus_ring(inset(rect, 2), radius_control);
}

bool rail_find(Ui& ui, const ShellOptions& options, bool collapsed) {
  const Rect rect = ui.place(0, std::max(item_height, ui.metrics().target));
  Node node{.id = ui.id("find"), .role = Role::button, .states = state_focusable, .rect = rect};
  node.name = options.find;
  const NodeId id = ui.push_node(std::move(node));
  const Interaction now = ui.interact(id, rect);
  const Theme& theme = ui.theme();
  const Colour ground = now.hovered ? theme.hovered(theme.surface) : theme.surface;
  ui.painter().fill(rect, ground, radius_control);
  ui.painter().frame(rect, theme.border, radius_control, theme.border_width);
  if (collapsed) {
    paint_icon(ui.painter(), Icon::search, rect, theme.text_second);
  } else {
    paint_icon(ui.painter(), Icon::search, {rect.x + 10, rect.y, 20, rect.height},
               theme.text_second, 18);
    const float keys = ui.text_width(options.find_keys, {12});
    ui.draw_text({rect.x + 40, rect.y, rect.width - 60 - keys, rect.height}, options.find, {14},
                 theme.text_second);
    ui.begin_decoration();
    ui.draw_text({rect.x + rect.width - 12 - keys, rect.y, keys + 0.5f, rect.height},
                 options.find_keys, {12}, theme.text_second);
    ui.end_decoration();
  }
  offer_tip(ui, now, rect, std::string(options.find) + " (" + std::string(options.find_keys) + ")");
  if (now.ring) ui.focus_ring(inset(rect, 2), radius_control);
  return now.clicked;
}

void rail_status(Ui& ui, const ShellOptions& options) {
  if (options.status.empty()) return;
  const Theme& theme = ui.theme();
  divider(ui);
  space(ui, 4);
  columns(
      ui, {.tracks = {px(12), fill()}, .gap = 4},
      [&] {
        Rect dot = ui.place(12, line_height_px(12));
        ui.painter().circle({dot.x + 5, dot.y + dot.height / 2}, 4,
                            options.status_good ? theme.good : theme.warning);
      },
      [&] {
        column(ui, {.gap = 2}, [&] {
          for (std::string_view line : {options.status, options.status_more})
            if (!line.empty()) text(ui, line, {.size = 12, .tone = Tone::second});
        });
      });
}

bool draw_rail(Ui& ui, const ShellOptions& options, bool collapsed) {
  bool finds = false;
  pane(ui, Surface::sunken, [&] {
    group(ui, Role::navigation, "Main", [&] {
      column(ui, {.padding = 12, .gap = 2}, [&] {
        Rect brand = ui.place(0, 46);
        draw_mark(ui, brand.x + (collapsed ? 9.0f : 12.0f), brand.y + 23);
        if (!collapsed) {
          ui.begin_decoration();
          ui.draw_text({brand.x + 40, brand.y, 120, 46}, "Kith", {20, true}, ui.theme().text);
          ui.end_decoration();
        }
        space(ui, 6);
        if (!options.find.empty()) {
          finds = rail_find(ui, options, collapsed);
          space(ui, 6);
        }
        for (const Destination& destination : options.destinations)
          rail_item(ui, destination, collapsed);
        spacer(ui);
        if (!collapsed) rail_status(ui, options);
      });
    });
  });
  return finds;
}

constexpr TextStyle bar_style(bool current) {
  return {12, current};
}

void draw_bar_item(Ui& ui, const Destination& destination, const Interaction& now, Rect rect) {
  const Theme& theme = ui.theme();
  Colour ink = destination.current ? theme.accent : theme.text_second;
  paint_icon(ui.painter(), destination.icon, {rect.x, rect.y + 9, rect.width, 22}, ink);
  TextStyle style = bar_style(destination.current);
  float width = std::min(ui.text_width(destination.label, style), rect.width);
  ui.draw_text({rect.x + (rect.width - width) / 2, rect.y + 34, width + 0.5f, 20},
               destination.label, style, ink);
  if (now.ring) ui.focus_ring(inset(rect, 6), radius_control);
}

// The places that have none in the bar.
void bar_more(Ui& ui, const Destination& more, std::span<const Destination> places, Rect rect) {
  Node node{.id = ui.id("more places"), .role = Role::button, .rect = rect};
  bool is_open = ui.state().popup.owner == node.id;
  node.states = state_focusable | state_offers_menu | (is_open ? state_expanded : state_collapsed);
  node.name = more.label;
  NodeId id = ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect);
  draw_bar_item(ui, more, now, rect);
  std::vector<MenuItem> items;
  for (const Destination& place : places)
    items.push_back({.label = place.label, .icon = place.icon});
  if (auto chosen = menu_of(ui, id, now, more.label, rect, items))
    ui.navigate(places[static_cast<std::size_t>(*chosen)].href);
}

// Side by side in `room`: each as wide as its label, and what is left over shared out.
std::vector<Rect> bar_places(Ui& ui, std::span<const Destination> items, Rect room) {
  float labels = 0;
  for (const Destination& item : items)
    labels += ui.text_width(item.label, bar_style(item.current));
  auto count = static_cast<float>(std::max<std::size_t>(1, items.size()));
  float spare = std::max(0.0f, room.width - labels) / count;
  float narrowed = std::min(1.0f, room.width / std::max(1.0f, labels));
  std::vector<Rect> places;
  for (const Destination& item : items) {
    float width = ui.text_width(item.label, bar_style(item.current)) * narrowed + spare;
    places.push_back({room.x, room.y, width, room.height});
    room.x += width;
  }
  return places;
}

bool bar_action(Ui& ui, std::string_view label, Rect cell) {
  Rect rect{cell.x + (cell.width - round_size) / 2, cell.y + (cell.height - round_size) / 2,
            round_size, round_size};
  Node node{.id = ui.id("shell action"), .role = Role::button, .states = state_focusable};
  node.rect = rect;
  node.name = label;
  NodeId id = ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect);
  const Theme& theme = ui.theme();
  float radius = round_size / 2;
  Colour ground = now.held ? mix(theme.accent, theme.text, 0.2f) : theme.accent;
  ui.painter().circle({rect.x + radius, rect.y + radius}, radius, ground);
  paint_icon(ui.painter(), Icon::add, rect, theme.on_accent, 22);
  if (now.ring) ui.focus_ring(rect, radius);
  return now.clicked;
}

bool bar_find(Ui& ui, const Destination& item, Rect rect) {
  Node node{.id = ui.id("find"), .role = Role::button, .states = state_focusable, .rect = rect};
  node.name = item.label;
  const NodeId id = ui.push_node(std::move(node));
  const Interaction now = ui.interact(id, rect);
  draw_bar_item(ui, item, now, rect);
  return now.clicked;
}

// Two places, the round button, two places; the last are the way to find and "More" where there are
// more than that.
ShellPress draw_bar(Ui& ui, const ShellOptions& options) {
  constexpr std::size_t place_count = 4;
  const Theme& theme = ui.theme();
  std::vector<Destination> shown, others;
  for (const Destination& destination : options.destinations)
    (destination.on_phone ? shown : others).push_back(destination);
  if (!options.find.empty()) shown.push_back({.label = options.find, .icon = Icon::search});
  if (!others.empty())
    shown.push_back({.label = "More",
                     .icon = Icon::more,
                     .current = std::ranges::any_of(others, &Destination::current)});
  ASSERT(shown.size() <= place_count);
  Rect bar = ui.place(0, bar_height);
  ui.painter().fill(bar, theme.surface);
  ui.painter().fill({bar.x, bar.y, bar.width, theme.border_width}, theme.border);
  ui.open_node({.id = ui.id("bar"), .role = Role::navigation, .rect = bar, .name = "Main"});
  float round = options.action.empty() ? 0 : round_size + 2 * round_margin;
  float side = std::floor((bar.width - round) / 2);
  std::size_t half = (shown.size() + 1) / 2;
  ShellPress press = ShellPress::none;
  const auto draw = [&](std::span<const Destination> items, float x) {
    std::vector<Rect> places = bar_places(ui, items, {x, bar.y, side, bar.height});
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].icon == Icon::more)
        bar_more(ui, items[i], others, places[i]);
      else if (items[i].href.empty())
        press = bar_find(ui, items[i], places[i]) ? ShellPress::find : press;
      else
        draw_bar_item(ui, items[i], push_destination(ui, items[i], places[i]), places[i]);
    }
  };
  const std::span<const Destination> all(shown);
  draw(all.first(half), bar.x);
  if (round > 0 && bar_action(ui, options.action, {bar.x + side, bar.y, round, bar.height}))
    press = ShellPress::action;
  draw(all.subspan(half), bar.x + side + round);
  ui.close_node();
  return press;
}

}  // namespace

ShellPress begin_shell(Ui& ui, const ShellOptions& options) {
  Ui::State& s = ui.state();
  s.shell = &options;
  if (ui.screen() == ScreenSize::narrow) {
    begin_column(ui, {.gap = 0});
    begin_pane(ui, Surface::background);
    return s.shell_press;
  }
  bool collapsed = ui.screen() == ScreenSize::medium;
  const Theme& theme = ui.theme();
  begin_columns(ui, {.tracks = {px(collapsed ? rail_width_collapsed : rail_width),
                                px(theme.border_width), fill()}});
  next_column(ui);
  const bool finds = draw_rail(ui, options, collapsed);
  next_column(ui);
  upright_divider(ui);
  next_column(ui);
  begin_pane(ui, Surface::background);
  return finds ? ShellPress::find : ShellPress::none;
}

void end_shell(Ui& ui) {
  Ui::State& s = ui.state();
  end_pane(ui);
  if (ui.screen() != ScreenSize::narrow) {
    end_columns(ui);
    return;
  }
  // Drawn last, so it comes after the room for the keyboard too; its press is told by the next
  // begin_shell.
  s.shell_press = draw_bar(ui, *s.shell);
  if (s.shell_press != ShellPress::none) ui.want_frame();
  end_column(ui);
}

}  // namespace kith::ui
