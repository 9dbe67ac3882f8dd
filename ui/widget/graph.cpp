// Invariants:
//  1. Of thousands of nodes the page is told of those in sight that matter most: each is an element
//     there. The others can be pressed and reached by arrow keys, and are told then.
//  2. The node with the focus is always among them, in sight or not.
#include "ui/widget/graph.h"

#include "core/base/assert.h"
#include "ui/widget/frame_state.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace kith::ui {
namespace {

constexpr std::size_t told_max = 120;
constexpr float scale_min = 1, scale_max = 240, scale_to_read = 90;
constexpr float height_min = 240;
constexpr float margin = 48;  // around what is in sight as a whole
constexpr float key_zoom = 1.25f;
constexpr float wheel_zoom = 0.0015f;  // of the logarithm, for a pixel of the wheel
constexpr std::size_t smooth_lines_max = 500;
constexpr int label_size = 12;
constexpr float label_width_max = 160;
constexpr float initials_from = 13;  // a smaller dot has no room for them

struct Scene {
  const GraphOptions& options;
  Rect area;
  NodeId id = 0;
  float scale = 1;
  Point centre;
  std::vector<NodeId> ids = {};  // of all items
  std::vector<std::size_t> told = {};
  std::optional<std::size_t> focused = {};
  std::optional<std::size_t> under_pointer = {};

  Point on_stage(std::size_t item) const {
    const Point& place = options.places[item];
    return {area.x + area.width / 2 + (place.x - centre.x) * scale,
            area.y + area.height / 2 + (place.y - centre.y) * scale};
  }
  float radius(std::size_t item) const {
    const auto weight = static_cast<float>(std::max(0, options.items[item].weight));
    const float full = 11 + 2 * std::sqrt(weight);
    return std::clamp(full * std::clamp(scale / scale_to_read, 0.25f, 1.2f), 2.5f, 26.0f);
  }
  bool is_selected(std::size_t item) const { return options.selected == item; }
};

Rect around(Point middle, float radius) {
  return {middle.x - radius, middle.y - radius, 2 * radius, 2 * radius};
}

bool overlap(const Rect& a, const Rect& b) {
  const Rect both = intersection(a, b);
  return both.width > 0 && both.height > 0;
}

// -- where somebody looks --

void show_all(Scene& scene) {
  Point least{-0.5f, -0.5f}, most{0.5f, 0.5f};
  for (std::size_t i = 0; i < scene.options.places.size(); ++i) {
    const Point& place = scene.options.places[i];
    if (i == 0) least = most = place;
    least = {std::min(least.x, place.x), std::min(least.y, place.y)};
    most = {std::max(most.x, place.x), std::max(most.y, place.y)};
  }
  const float width = std::max(1.0f, most.x - least.x), height = std::max(1.0f, most.y - least.y);
  const float fits =
      std::min((scene.area.width - 2 * margin) / width, (scene.area.height - 2 * margin) / height);
  scene.scale = std::clamp(fits, scale_min, scale_to_read);
  scene.centre = {(least.x + most.x) / 2, (least.y + most.y) / 2};
}

void aim(Scene& scene, const GraphView& view) {
  if (view.shows_all) return show_all(scene);
  scene.scale = view.scale;
  scene.centre = view.centre;
}

void keep(const Scene& scene, GraphView& view) {
  view.shows_all = false;
  view.scale = scene.scale;
  view.centre = scene.centre;
}

void scale_around(Scene& scene, Point fixed, float by) {
  const float before = scene.scale;
  scene.scale = std::clamp(before * by, scale_min, scale_max);
  const float off_x = fixed.x - scene.area.x - scene.area.width / 2;
  const float off_y = fixed.y - scene.area.y - scene.area.height / 2;
  scene.centre.x += off_x / before - off_x / scene.scale;
  scene.centre.y += off_y / before - off_y / scene.scale;
}

void take_wheel(Ui& ui, Scene& scene, GraphView& view) {
  MovingPicture& moving = ui.state().moving;
  if (moving.id != scene.id || moving.wheel == 0) return;
  const double wheel = std::exchange(moving.wheel, 0);
  scale_around(scene, {moving.wheel_x, moving.wheel_y},
               std::exp(-wheel_zoom * static_cast<float>(std::clamp(wheel, -1000.0, 1000.0))));
  keep(scene, view);
}

void take_drag(Ui& ui, Scene& scene, GraphView& view) {
  Ui::State& s = ui.state();
  Gesture& gesture = s.gesture;
  const bool is_ours = gesture.down && gesture.bar == 0 &&
                       (gesture.pressed == scene.id ||
                        std::ranges::find(scene.ids, gesture.pressed) != scene.ids.end());
  if (!is_ours) return;
  if (!gesture.panning) {
    if (gesture.is_tap(gesture.x, gesture.y)) return;
    gesture.panning = true;
    view.dragged_from = {gesture.start_x, gesture.start_y};
  }
  s.held = 0;  // its release is no press
  scene.centre.x -= (gesture.x - view.dragged_from.x) / scene.scale;
  scene.centre.y -= (gesture.y - view.dragged_from.y) / scene.scale;
  view.dragged_from = {gesture.x, gesture.y};
  keep(scene, view);
}

// -- keys --

// The nearest in the direction; what lies aside counts twice.
std::optional<std::size_t> neighbour(const Scene& scene, std::size_t from, float dx, float dy) {
  std::optional<std::size_t> best;
  float best_cost = 0;
  const Point start = scene.options.places[from];
  for (std::size_t i = 0; i < scene.options.places.size(); ++i) {
    const float x = scene.options.places[i].x - start.x, y = scene.options.places[i].y - start.y;
    const float along = x * dx + y * dy, aside = std::abs(x * dy) + std::abs(y * dx);
    if (i == from || along <= 0 || aside > 2 * along) continue;
    const float cost = along + 2 * aside;
    if (!best || cost < best_cost) {
      best = i;
      best_cost = cost;
    }
  }
  return best;
}

void bring_into_sight(Scene& scene, std::size_t item, GraphView& view) {
  const Point at = scene.on_stage(item);
  const Rect& area = scene.area;
  const float left = std::min(0.0f, at.x - area.x - margin);
  const float right = std::max(0.0f, at.x - area.x - area.width + margin);
  const float up = std::min(0.0f, at.y - area.y - margin);
  const float down = std::max(0.0f, at.y - area.y - area.height + margin);
  if (left + right == 0 && up + down == 0) return;
  scene.centre.x += (left + right) / scene.scale;
  scene.centre.y += (up + down) / scene.scale;
  keep(scene, view);
}

void take_keys(Ui& ui, Scene& scene, GraphView& view) {
  if (!scene.focused) return;
  const NodeId focused = scene.ids[*scene.focused];
  struct Way {
    std::string_view code;
    float dx, dy;
  };
  for (const Way& way : {Way{"ArrowLeft", -1, 0}, Way{"ArrowRight", 1, 0}, Way{"ArrowUp", 0, -1},
                         Way{"ArrowDown", 0, 1}}) {
    if (!ui.key(focused, way.code)) continue;
    const auto next = neighbour(scene, *scene.focused, way.dx, way.dy);
    if (!next) continue;
    scene.focused = *next;
    ui.focus(scene.ids[*next]);
    bring_into_sight(scene, *next, view);
    break;
  }
  const Point middle = scene.on_stage(*scene.focused);
  for (auto [code, by] :
       {std::pair{"Equal", key_zoom}, std::pair{"NumpadAdd", key_zoom},
        std::pair{"Minus", 1 / key_zoom}, std::pair{"NumpadSubtract", 1 / key_zoom}}) {
    if (!ui.key(focused, code)) continue;
    scale_around(scene, middle, by);
    keep(scene, view);
  }
  if (ui.key(focused, "Digit0")) {
    view.shows_all = true;
    show_all(scene);
  }
}

// -- what the page is told of --

void choose_told(Ui& ui, Scene& scene) {
  std::vector<bool> is_near(scene.options.items.size());
  for (const GraphLine& line : scene.options.lines) {
    if (scene.is_selected(line.from)) is_near[line.to] = true;
    if (scene.is_selected(line.to)) is_near[line.from] = true;
  }
  const auto rank = [&](std::size_t item) {
    const GraphItem& it = scene.options.items[item];
    const bool first = scene.focused == item || scene.is_selected(item);
    return std::pair(first ? 0 : it.is_marked ? 1 : is_near[item] ? 2 : 3, -it.weight);
  };
  std::vector<std::pair<std::pair<int, int>, std::size_t>> order;
  const Rect seen = intersection(scene.area, clip(ui.state()));
  for (std::size_t i = 0; i < scene.options.items.size(); ++i) {
    if (scene.focused == i || scene.is_selected(i) ||
        overlap(around(scene.on_stage(i), scene.radius(i)), seen))
      order.emplace_back(rank(i), i);
  }
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(told_max, order.size()));
  std::partial_sort(order.begin(), end, order.end());
  // Somewhere else than all of them: the way back begins at the first.
  if (order.empty() && !scene.options.items.empty()) scene.told.push_back(0);
  for (auto each = order.begin(); each != end; ++each)
    scene.told.push_back(each->second);
}

std::optional<std::size_t> item_at(const Scene& scene, float x, float y) {
  std::optional<std::size_t> best;
  float best_distance = 0;
  for (std::size_t i = 0; i < scene.options.items.size(); ++i) {
    const Point at = scene.on_stage(i);
    const float distance = std::hypot(at.x - x, at.y - y);
    if (distance > scene.radius(i) + 4 || (best && distance >= best_distance)) continue;
    best = i;
    best_distance = distance;
  }
  return best;
}

// -- drawing --

void draw_line(Ui& ui, const Scene& scene, const GraphLine& line) {
  const Point from = scene.on_stage(line.from), to = scene.on_stage(line.to);
  const Rect& area = scene.area;
  const bool is_out = (from.x < area.x && to.x < area.x) || (from.y < area.y && to.y < area.y) ||
                      (from.x > area.x + area.width && to.x > area.x + area.width) ||
                      (from.y > area.y + area.height && to.y > area.y + area.height);
  if (is_out) return;
  const Theme& theme = ui.theme();
  const bool is_own = scene.is_selected(line.from) || scene.is_selected(line.to);
  if (line.is_marked)
    ui.painter().line(from, to, theme.accent, 3);
  else if (!is_own && scene.options.lines.size() > smooth_lines_max)
    ui.painter().hairline(from, to, theme.border);
  else
    ui.painter().line(from, to, is_own ? theme.accent : theme.border_strong, is_own ? 1.5f : 1);
}

void draw_lines(Ui& ui, const Scene& scene) {
  for (const bool marked : {false, true}) {
    for (const GraphLine& line : scene.options.lines) {
      if (line.is_marked == marked) draw_line(ui, scene, line);
    }
  }
}

void draw_dot(Ui& ui, const Scene& scene, std::size_t item) {
  const GraphItem& it = scene.options.items[item];
  const Point at = scene.on_stage(item);
  const float radius = scene.radius(item);
  const Rect rect = around(at, radius);
  if (!overlap(rect, scene.area)) return;
  const Theme& theme = ui.theme();
  Painter& painter = ui.painter();
  const Colour colour = theme.avatars[it.hue % theme.avatars.size()];
  if (it.is_square)
    painter.fill(rect, colour, std::min(radius_control, radius / 2));
  else
    painter.circle(at, radius, colour);
  const bool is_chosen = scene.is_selected(item);
  if (is_chosen || it.is_marked) painter.ring(at, radius + 3, theme.accent, is_chosen ? 3 : 2);
  if (radius < initials_from || it.initials.empty()) return;
  const TextStyle style{.size = 12, .strong = true};
  const float width = ui.text_width(it.initials, style);
  ui.draw_text({at.x - width / 2, rect.y, width + 1, rect.height}, it.initials, style,
               theme.on_avatar);
}

void draw_label(Ui& ui, const Scene& scene, std::size_t item, Rect label) {
  const Theme& theme = ui.theme();
  const bool strong = scene.is_selected(item);
  ui.painter().fill(label, with_alpha(theme.background, 0.85f), 4);
  ui.draw_text({label.x + 4, label.y, label.width - 8, label.height},
               scene.options.items[item].name, {.size = label_size, .strong = strong}, theme.text);
}

Rect label_rect(Ui& ui, const Scene& scene, std::size_t item) {
  const TextStyle style{.size = label_size, .strong = scene.is_selected(item)};
  const float width =
      std::min(label_width_max, ui.text_width(scene.options.items[item].name, style)) + 9;
  const Point at = scene.on_stage(item);
  return {at.x - width / 2, at.y + scene.radius(item) + 4, width,
          static_cast<float>(line_height_px(label_size))};
}

// Names where they do not lie on one another, the ones that matter most first.
void draw_labels(Ui& ui, const Scene& scene) {
  std::vector<std::size_t> order = scene.told;
  if (scene.under_pointer) order.insert(order.begin(), *scene.under_pointer);
  std::vector<Rect> taken;
  for (std::size_t item : order) {
    const Rect label = label_rect(ui, scene, item);
    const auto lies_on = [&](const Rect& other) { return overlap(label, other); };
    if (!overlap(label, scene.area) || std::ranges::any_of(taken, lies_on)) continue;
    taken.push_back(label);
    draw_label(ui, scene, item, label);
  }
}

void tell_item(Ui& ui, Scene& scene, std::size_t item, NodeId tab_stop, GraphResult& result) {
  const GraphItem& it = scene.options.items[item];
  const float reach = std::max(scene.radius(item) + 2, ui.metrics().target / 2);
  const Rect rect = intersection(around(scene.on_stage(item), reach), scene.area);
  Node node{.id = scene.ids[item], .role = Role::option, .rect = rect};
  node.name = it.name;
  node.description = it.more;
  node.row_index = static_cast<std::int32_t>(item);
  node.states = node.id == tab_stop ? state_focusable : std::uint32_t{state_roving};
  if (scene.is_selected(item)) node.states |= state_selected;
  ui.push_node(std::move(node));
  const Interaction now = ui.interact(scene.ids[item], rect);
  if (now.hovered) scene.under_pointer = item;
  if (now.clicked) result.chosen = item;
  if (now.ring) ui.focus_ring(around(scene.on_stage(item), scene.radius(item) + 4), 32);
}

void find_focus(Ui& ui, Scene& scene, GraphView& view) {
  ui.push_known_id(scene.id);
  scene.ids.reserve(scene.options.items.size());
  for (std::size_t i = 0; i < scene.options.items.size(); ++i) {
    scene.ids.push_back(ui.id(scene.options.items[i].key));
    if (scene.ids.back() == ui.focused()) scene.focused = i;
  }
  ui.pop_id();
  take_keys(ui, scene, view);
  if (scene.focused) view.cursor = scene.ids[*scene.focused];
}

void draw(Ui& ui, Scene& scene) {
  ui.begin_decoration();  // all of it is told by the nodes, or lies too far away to be read
  ui.painter().push_clip(scene.area);
  draw_lines(ui, scene);
  for (std::size_t i = scene.options.items.size(); i-- > 0;)
    draw_dot(ui, scene, i);
  draw_labels(ui, scene);
  ui.painter().pop_clip();
  ui.end_decoration();
}

void tell_items(Ui& ui, Scene& scene, const GraphView& view, GraphResult& result) {
  const auto is_told = [&](NodeId id) {
    return std::ranges::any_of(scene.told, [&](std::size_t i) { return scene.ids[i] == id; });
  };
  NodeId tab_stop = 0;
  if (!scene.told.empty()) tab_stop = scene.ids[scene.told.front()];
  if (is_told(view.cursor)) tab_stop = view.cursor;
  for (std::size_t item : scene.told)
    tell_item(ui, scene, item, tab_stop, result);
}

}  // namespace

GraphResult graph(Ui& ui, const GraphOptions& options, GraphView& view) {
  ASSERT(options.items.size() == options.places.size());
  Scene scene{.options = options, .area = {}, .id = ui.id("graph", options.name)};
  scene.area = options.height > 0 ? ui.place(ui.available_width(), options.height)
                                  : ui.place_rest(height_min);
  Ui::State& s = ui.state();
  s.moving.id = scene.id;
  s.moving.rect = scene.area;
  s.moving.layer = s.painter.layer();
  s.moving.seen = s.frame_number;
  aim(scene, view);
  take_wheel(ui, scene, view);
  find_focus(ui, scene, view);
  take_drag(ui, scene, view);
  view.scale = scene.scale;
  view.centre = scene.centre;
  choose_told(ui, scene);

  GraphResult result;
  Node node{.id = scene.id, .role = Role::list_box, .rect = scene.area};
  node.name = options.name;
  node.description = options.description;
  node.row_count = static_cast<std::int32_t>(options.items.size());
  ui.open_node(std::move(node));
  const Interaction now = ui.interact(scene.id, scene.area);
  if (now.hovered && !s.gesture.down)
    scene.under_pointer = item_at(scene, s.pointer_x, s.pointer_y);
  if (now.clicked) result.chosen = item_at(scene, s.pointer_x, s.pointer_y);
  tell_items(ui, scene, view, result);
  draw(ui, scene);
  ui.close_node();
  return result;
}

void zoom(GraphView& view, float by) {
  view.shows_all = false;
  view.scale = std::clamp(view.scale * by, scale_min, scale_max);
}

void look_at(GraphView& view, Point place) {
  view.shows_all = false;
  view.centre = place;
  view.scale = std::max(view.scale, scale_to_read);
}

}  // namespace kith::ui
