// Invariants:
//  1. A box writes what it measured to `remembered` when it ends; a difference to what was there
//     makes the frame be laid out again.
//  2. Heights are shared out only in bounded columns: there each flexible child gets
//     (height − fixed) ÷ flexible, as remembered.
#include "ui/widget/layout.h"

#include "core/base/assert.h"
#include "ui/widget/frame_state.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

bool differ(float a, float b) {
  return std::abs(a - b) > 0.05f;
}

bool differ(const Remembered& a, const Remembered& b) {
  if (differ(a.fixed, b.fixed) || differ(a.width, b.width) || differ(a.height, b.height))
    return true;
  if (a.flexible != b.flexible || a.count != b.count || a.tracks.size() != b.tracks.size())
    return true;
  for (std::size_t i = 0; i < a.tracks.size(); ++i) {
    if (differ(a.tracks[i], b.tracks[i])) return true;
  }
  return false;
}

const Remembered& known(Ui& ui, NodeId id) {
  Remembered& found = ui.state().remembered[id];
  found.seen = ui.state().frame_number;
  return found;
}

void remember(Ui& ui, Box& box) {
  Ui::State& s = ui.state();
  box.now.seen = s.frame_number;
  Remembered& before = s.remembered[box.id];
  if (differ(before, box.now)) s.unsettled = true;
  before = std::move(box.now);
}

NodeId next_container_id(Ui& ui) {
  Box& box = current_box(ui);
  ui.push_known_id(box.id);
  NodeId id = ui.id(++box.container_count);
  ui.pop_id();
  return id;
}

bool is_bounded(const Box& box) {
  return box.area.height != unbounded;
}

// The height of one flexible child of a column.
float share_of_rest(Ui& ui, const Box& column) {
  const Remembered& before = known(ui, column.id);
  if (before.flexible == 0) return std::max(0.0f, column.area.y + column.area.height - column.y);
  return std::max(0.0f, (column.area.height - before.fixed) / static_cast<float>(before.flexible));
}

float gap_before(const Box& box) {
  return box.empty ? 0 : box.gap;
}

// Where the next item of a row begins: on a new line, where a row that wraps has no room for it.
float start_in_row(Box& row, float width) {
  const float x = row.x + gap_before(row);
  const float room = row.area.x + row.area.width - x;
  if (!row.wraps || row.empty || std::min(width, row.area.width) <= room) return x;
  row.y += row.line_height + row.gap;
  row.line_height = 0;
  return row.area.x;
}

// Where a container that is about to begin lies in its parent.
Rect start_child(Ui& ui, const Remembered& child, bool flexible) {
  Box& parent = current_box(ui);
  if (parent.flow == Flow::row) {
    const float x = start_in_row(parent, child.width);
    const float line = parent.wraps ? parent.line_height : known(ui, parent.id).height;
    const float top = parent.wraps ? parent.y : parent.area.y;
    const float y = top + std::max(0.0f, (line - child.height) / 2);
    return {x, y, std::max(0.0f, parent.area.x + parent.area.width - x), unbounded};
  }
  float y = parent.y + gap_before(parent);
  float height = flexible && is_bounded(parent) ? share_of_rest(ui, parent) : unbounded;
  return {parent.area.x, y, parent.area.width, height};
}

// The child took that much of its parent.
void finish_child(Ui& ui, const Box& child, float width, float height) {
  Box& parent = current_box(ui);
  float gap = gap_before(parent);
  parent.empty = false;
  ++parent.now.count;
  parent.right = std::max(parent.right, child.outer.x + width);
  if (parent.flow == Flow::row) {
    parent.x = child.outer.x + width;
    parent.now.fixed += gap + width;
    parent.line_height = std::max(parent.line_height, height);
    return;
  }
  bool shares = child.is_flexible && is_bounded(parent);
  parent.y = child.outer.y + (shares ? child.outer.height : height);
  parent.now.fixed += gap + (shares ? 0 : height);
  if (child.is_flexible) ++parent.now.flexible;
}

void push_box(Ui& ui, Box box) {
  box.area = {box.outer.x + box.padding_x, box.outer.y + box.padding_y,
              std::max(0.0f, box.outer.width - 2 * box.padding_x), box.outer.height};
  if (is_bounded(box)) box.area.height = std::max(0.0f, box.outer.height - 2 * box.padding_y);
  box.x = box.right = box.area.x;
  box.y = box.area.y;
  ui.state().boxes.push_back(std::move(box));
}

Box take_box(Ui& ui) {
  Ui::State& s = ui.state();
  ASSERT(!s.boxes.empty());
  Box box = std::move(s.boxes.back());
  s.boxes.pop_back();
  return box;
}

// Ends a column or row: remembers what it took and tells its parent.
void end_in_flow(Ui& ui) {
  Box box = take_box(ui);
  float content = box.flow == Flow::row ? box.y - box.area.y + box.line_height : box.y - box.area.y;
  box.now.width = box.right - box.outer.x + box.padding_x;
  box.now.height = content + 2 * box.padding_y;
  float width = box.now.width, height = box.now.height;
  remember(ui, box);
  finish_child(ui, box, width, height);
}

Box column_box(Ui& ui, const ColumnOptions& options, bool always_flexible) {
  Box box{.id = next_container_id(ui), .gap = options.gap};
  const Remembered& before = known(ui, box.id);
  box.is_flexible = always_flexible || before.flexible > 0;
  box.outer = start_child(ui, before, box.is_flexible);
  box.padding_x = options.padding + options.padding_x;
  box.padding_y = options.padding;
  box.items_centred = options.items_centred;
  if (options.width_max > 0 && box.outer.width > options.width_max) {
    if (options.centred) box.outer.x += std::floor((box.outer.width - options.width_max) / 2);
    box.outer.width = options.width_max;
  }
  return box;
}

// The rectangle a container will have, as far as is known when it begins.
Rect whole(Ui& ui, const Box& box) {
  Rect rect = box.outer;
  if (rect.height == unbounded) rect.height = known(ui, box.id).height;
  return rect;
}

}  // namespace

Colour surface_colour(const Theme& theme, Surface surface) {
  switch (surface) {
    case Surface::none:
      return 0;
    case Surface::background:
      return theme.background;
    case Surface::surface:
      return theme.surface;
    case Surface::sunken:
      return theme.sunken;
    case Surface::accent_weak:
      return theme.accent_weak;
    case Surface::warning_weak:
      return theme.warning_weak;
  }
  ASSERT(false);
}

Box& current_box(Ui& ui) {
  ASSERT(!ui.state().boxes.empty());
  return ui.state().boxes.back();
}

void begin_box_at(Ui& ui, NodeId id, Rect area, float gap) {
  known(ui, id);
  push_box(ui, {.id = id, .outer = area, .gap = gap});
}

float end_box_at(Ui& ui) {
  Box box = take_box(ui);
  float height = box.now.height = box.y - box.area.y;
  box.now.width = box.right - box.area.x;
  remember(ui, box);
  return height;
}

// -- what widgets ask --

float Ui::available_width() const {
  const Box& box = state_->boxes.back();
  if (box.flow == Flow::column) return box.area.width;
  return std::max(0.0f, box.area.x + box.area.width - box.x - gap_before(box));
}

float Ui::available_height() const {
  const Box& box = state_->boxes.back();
  if (!is_bounded(box)) return unbounded;
  return std::max(0.0f, box.area.y + box.area.height - box.y - gap_before(box));
}

namespace {

Rect place_in_row(Ui& ui, Box& box, float width, float height) {
  const Remembered& before = known(ui, box.id);
  if (box.fills_line && before.count > 0) {
    auto count = static_cast<float>(before.count);
    width = (box.area.width - box.gap * (count - 1)) / count;
  }
  if (width == 0) width = std::max(0.0f, box.area.x + box.area.width - box.x - gap_before(box));
  if (box.wraps) width = std::min(width, box.area.width);
  const float x = start_in_row(box, width);
  box.now.fixed += gap_before(box) + width;
  box.x = x + width;
  box.right = std::max(box.right, box.x);
  box.line_height = std::max(box.line_height, height);
  float line = box.wraps ? box.line_height : std::max(before.height, height);
  return {x, box.y + (line - height) / 2, width, height};
}

}  // namespace

Rect Ui::place(float width, float height) {
  Box& box = current_box(*this);
  ++box.now.count;
  Rect placed;
  if (box.flow == Flow::row) {
    placed = place_in_row(*this, box, width, height);
  } else {
    float gap = gap_before(box);
    placed = {box.area.x, box.y + gap, width > 0 ? std::min(width, box.area.width) : box.area.width,
              height};
    if (width > 0) box.right = std::max(box.right, box.area.x + width);
    if (box.items_centred) placed.x += std::floor((box.area.width - placed.width) / 2);
    box.y += gap + height;
    box.now.fixed += gap + height;
  }
  box.empty = false;
  return placed;
}

Rect Ui::place_rest(float height_min) {
  Box& box = current_box(*this);
  ASSERT(box.flow == Flow::column);
  float height = height_min;
  if (is_bounded(box)) height = std::max(height_min, share_of_rest(*this, box));
  float gap = gap_before(box);
  Rect placed{box.area.x, box.y + gap, box.area.width, height};
  box.empty = false;
  ++box.now.count;
  ++box.now.flexible;
  box.now.fixed += gap;
  box.y += gap + height;
  return placed;
}

bool Ui::visible(Rect rect) const {
  Rect seen = intersection(rect, clip(*state_));
  return seen.width > 0 && seen.height > 0;
}

// -- containers --

void begin_column(Ui& ui, const ColumnOptions& options) {
  push_box(ui, column_box(ui, options, false));
}

void end_column(Ui& ui) {
  end_in_flow(ui);
}

void begin_row(Ui& ui, const RowOptions& options) {
  Box box{.id = next_container_id(ui), .flow = Flow::row, .gap = options.gap};
  box.outer = start_child(ui, known(ui, box.id), false);
  box.wraps = options.wraps;
  box.fills_line = options.fills_line;
  push_box(ui, std::move(box));
}

void end_row(Ui& ui) {
  end_in_flow(ui);
}

void begin_columns(Ui& ui, const ColumnsOptions& options) {
  Box box{.id = next_container_id(ui), .flow = Flow::columns, .gap = options.gap};
  const Remembered& before = known(ui, box.id);
  box.is_flexible = before.flexible > 0;
  box.outer = start_child(ui, before, box.is_flexible);
  box.centred = options.centred;
  box.tracks = options.tracks;
  float taken = options.gap * static_cast<float>(std::max<std::size_t>(1, box.tracks.size()) - 1);
  float shares = 0;
  for (std::size_t i = 0; i < box.tracks.size(); ++i) {
    const Track& track = box.tracks[i];
    float width = track.kind == Track::Kind::fixed ? track.amount : 0;
    if (track.kind == Track::Kind::fit && i < before.tracks.size()) width = before.tracks[i].width;
    if (track.kind == Track::Kind::fill) shares += track.amount;
    taken += width;
    box.widths.push_back(width);
  }
  float rest = std::max(0.0f, box.outer.width - taken);
  for (std::size_t i = 0; i < box.tracks.size(); ++i) {
    if (box.tracks[i].kind == Track::Kind::fill)
      box.widths[i] = rest * box.tracks[i].amount / shares;
  }
  push_box(ui, std::move(box));
}

namespace {

// Ends the column of `columns` that is open, if one is.
void finish_track(Ui& ui) {
  if (current_box(ui).flow == Flow::columns) return;
  Box track = take_box(ui);
  track.now.width = track.right - track.area.x;
  track.now.height = track.y - track.area.y;
  Remembered measured = track.now;
  remember(ui, track);
  Box& all = current_box(ui);
  all.now.flexible = std::max(all.now.flexible, measured.flexible > 0 ? 1 : 0);
  all.now.height = std::max(all.now.height, measured.height);
  all.x += all.widths[all.now.tracks.size()] + all.gap;
  all.now.tracks.push_back({.width = measured.width, .height = measured.height});
}

}  // namespace

void next_column(Ui& ui) {
  Ui::State& s = ui.state();
  // The open column is the one just above its `columns`.
  bool is_open = s.boxes.size() >= 2 && s.boxes.back().flow == Flow::column &&
                 s.boxes[s.boxes.size() - 2].flow == Flow::columns;
  if (is_open) finish_track(ui);
  NodeId id = next_container_id(ui);
  Box& all = current_box(ui);
  ASSERT(all.flow == Flow::columns && all.now.tracks.size() < all.tracks.size());
  std::size_t index = all.now.tracks.size();
  const Remembered& before = known(ui, all.id);
  Rect area{all.x, all.area.y, all.widths[index], all.area.height};
  if (all.tracks[index].kind == Track::Kind::fit) area.width = all.area.width;
  if (all.centred && index < before.tracks.size())
    area.y += (before.height - before.tracks[index].height) / 2;
  push_box(ui, {.id = id, .outer = area, .gap = 8});
}

void end_columns(Ui& ui) {
  finish_track(ui);
  Box box = take_box(ui);
  ASSERT(box.now.tracks.size() == box.tracks.size());
  box.now.width = box.x - box.gap - box.area.x;
  float width = box.now.width, height = box.now.height;
  remember(ui, box);
  finish_child(ui, box, width, height);
}

void begin_panel(Ui& ui, const PanelOptions& options) {
  Box box = column_box(ui, {.padding = options.padding, .gap = options.gap}, false);
  Rect rect = whole(ui, box);
  const Theme& theme = ui.theme();
  box.has_ground = options.surface != Surface::none;
  if (ui.visible(rect) && box.has_ground)
    ui.painter().fill(rect, surface_colour(theme, options.surface), radius_panel);
  if (ui.visible(rect) && (options.border || theme.high_contrast))
    ui.painter().frame(rect, theme.border, radius_panel, theme.border_width);
  push_box(ui, std::move(box));
}

void end_panel(Ui& ui) {
  end_in_flow(ui);
}

void begin_pane(Ui& ui, Surface surface) {
  Box box = column_box(ui, {.gap = 0}, true);
  // The page is cleared to the background. Painting it over again, as large as it is, was half the
  // time of a frame without a graphics card.
  const bool is_page = surface == Surface::background && ui.painter().layer() == Layer::page &&
                       std::ranges::none_of(ui.state().boxes, &Box::has_ground);
  box.has_ground = !is_page;
  if (!is_page) ui.painter().fill(whole(ui, box), surface_colour(ui.theme(), surface));
  push_box(ui, std::move(box));
}

void end_pane(Ui& ui) {
  end_in_flow(ui);
}

void begin_group(Ui& ui, Role role, std::string_view name, std::uint32_t states) {
  float gap = current_box(ui).flow == Flow::column ? current_box(ui).gap : 8;
  Box box = column_box(ui, {.gap = gap}, false);
  NodeId id = box.id;
  Rect rect = whole(ui, box);
  push_box(ui, std::move(box));
  ui.open_node({.id = id, .role = role, .states = states, .rect = rect, .name = std::string(name)});
}

void end_group(Ui& ui) {
  ui.close_node();
  end_in_flow(ui);
}

void space(Ui& ui, float pixels) {
  Box& box = current_box(ui);
  if (box.flow == Flow::row) {
    box.x += pixels;
  } else {
    box.y += pixels;
  }
  box.now.fixed += pixels;
}

void spacer(Ui& ui) {
  Box& box = current_box(ui);
  if (box.flow == Flow::column) {
    ui.place_rest(0);
    return;
  }
  const Remembered& before = known(ui, box.id);
  float rest = box.area.width - before.fixed;
  box.x += std::max(0.0f, rest / static_cast<float>(std::max(1, before.flexible)));
  ++box.now.flexible;
}

void divider(Ui& ui) {
  const Theme& theme = ui.theme();
  Rect rect = ui.place(0, theme.border_width);
  if (ui.visible(rect)) ui.painter().fill(rect, theme.border);
}

void upright_divider(Ui& ui) {
  const Theme& theme = ui.theme();
  bool in_row = current_box(ui).flow == Flow::row;
  Rect rect = in_row ? ui.place(theme.border_width, 20) : ui.place_rest(0);
  rect.width = theme.border_width;
  if (ui.visible(rect)) ui.painter().fill(rect, theme.border);
}

// -- clips and overlays --

Rect clip(const Ui::State& state) {
  return state.clips.back();
}

void push_clip(Ui& ui, Rect rect) {
  Ui::State& s = ui.state();
  s.clips.push_back(intersection(rect, s.clips.back()));
  ui.painter().push_clip(rect);
}

void pop_clip(Ui& ui) {
  ui.state().clips.pop_back();
  ui.painter().pop_clip();
}

void begin_overlay(Ui& ui, Layer layer, Rect area, NodeId id) {
  Ui::State& s = ui.state();
  s.layers.push_back(s.painter.layer());
  s.painter.set_layer(layer);
  s.clips.push_back(s.stage);
  s.parents.push_back(0);
  ui.push_known_id(id);
  begin_box_at(ui, ui.id("overlay"), area, 8);
}

void end_overlay(Ui& ui) {
  Ui::State& s = ui.state();
  end_box_at(ui);
  ui.pop_id();
  s.parents.pop_back();
  s.clips.pop_back();
  s.painter.set_layer(s.layers.back());
  s.layers.pop_back();
}

}  // namespace kith::ui
