// Where things go. A room reads like a description of the page: columns, rows and panels around
// widgets; each widget asks its container for a place.
//
//   columns(ui, {.tracks = {px(344), fill()}},
//           [&] { heading(ui, 1, "People"); search_field(ui, "Search", needle); },
//           [&] { scroll_area(ui, "detail", [&] { person_page(ui, person); }); });
//
// Nothing needs to know its size beforehand: containers remember what their content took, and a
// frame in which such a size changed is laid out again before anybody sees it (Ui::frame).
// A `spacer`, a `scroll_area` and a list take what is left of their column or row.
#pragma once

#include "ui/widget/frame.h"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace kith::ui {

// How wide one of several columns is.
struct Track {
  enum class Kind : std::uint8_t { fixed, fill, fit } kind = Kind::fill;
  float amount = 1;
};
constexpr Track px(float width) {
  return {Track::Kind::fixed, width};
}
constexpr Track fill(float share = 1) {
  return {Track::Kind::fill, share};
}
constexpr Track fit() {
  return {Track::Kind::fit, 0};
}  // as wide as its content

enum class Surface : std::uint8_t { none, background, surface, sunken, accent_weak, warning_weak };
Colour surface_colour(const Theme& theme, Surface surface);

struct ColumnOptions {
  float padding = 0;    // on all sides
  float padding_x = 0;  // more of it left and right
  float gap = 8;
  float width_max = 0;         // 0: as wide as there is room
  bool centred = false;        // with width_max: in the middle
  bool items_centred = false;  // what has a width of its own: in the middle
};

struct RowOptions {
  float gap = 8;
  bool wraps = false;       // onto more lines when it gets too wide (no spacer then)
  bool fills_line = false;  // each of its items as wide as the others, together the whole width
};

struct ColumnsOptions {
  std::vector<Track> tracks = {};
  float gap = 0;
  bool centred = false;  // in the middle of the tallest, else all at the top
};

struct PanelOptions {
  Surface surface = Surface::surface;
  float padding = 16;
  float gap = 8;
  bool border = true;
};

struct ScrollOptions {
  float padding = 0;
  float gap = 8;
  float height = 0;  // 0: what is left
};

// -- parts; use the templates below --
void begin_column(Ui& ui, const ColumnOptions& options);
void end_column(Ui& ui);
void begin_row(Ui& ui, const RowOptions& options);
void end_row(Ui& ui);
void begin_columns(Ui& ui, const ColumnsOptions& options);
void next_column(Ui& ui);
void end_columns(Ui& ui);
void begin_panel(Ui& ui, const PanelOptions& options);
void end_panel(Ui& ui);
void begin_pane(Ui& ui, Surface surface);
void end_pane(Ui& ui);
void begin_scroll_area(Ui& ui, std::string_view name, const ScrollOptions& options);
void end_scroll_area(Ui& ui);
void begin_group(Ui& ui, Role role, std::string_view name, std::uint32_t states);
void end_group(Ui& ui);

// An empty stretch.
void space(Ui& ui, float pixels);
// Takes what is left, so that what follows sits at the end of the row or column.
void spacer(Ui& ui);
// A hairline across, or down.
void divider(Ui& ui);
void upright_divider(Ui& ui);

template <class Body>
void column(Ui& ui, const ColumnOptions& options, Body&& body) {
  begin_column(ui, options);
  body();
  end_column(ui);
}

// Side by side, in the middle of the highest.
template <class Body>
void row(Ui& ui, const RowOptions& options, Body&& body) {
  begin_row(ui, options);
  body();
  end_row(ui);
}
template <class Body>
void row(Ui& ui, Body&& body) {
  row(ui, RowOptions{}, body);
}

// One body for each track.
template <class... Bodies>
void columns(Ui& ui, const ColumnsOptions& options, Bodies&&... bodies) {
  begin_columns(ui, options);
  ((next_column(ui), bodies()), ...);
  end_columns(ui);
}

// A card: rounded ground and hairline around its content.
template <class Body>
void panel(Ui& ui, const PanelOptions& options, Body&& body) {
  begin_panel(ui, options);
  body();
  end_panel(ui);
}

// A part of the window: a ground that fills all the room there is.
template <class Body>
void pane(Ui& ui, Surface surface, Body&& body) {
  begin_pane(ui, surface);
  body();
  end_pane(ui);
}

// As high as what is left; its content may be higher. Wheel, touch, bar, PageUp and PageDown.
template <class Body>
void scroll_area(Ui& ui, std::string_view name, const ScrollOptions& options, Body&& body) {
  begin_scroll_area(ui, name, options);
  body();
  end_scroll_area(ui);
}
template <class Body>
void scroll_area(Ui& ui, std::string_view name, Body&& body) {
  scroll_area(ui, name, ScrollOptions{}, body);
}

// A named part for those who do not see: navigation, main, region, form, list …
template <class Body>
void group(Ui& ui, Role role, std::string_view name, Body&& body) {
  begin_group(ui, role, name, 0);
  body();
  end_group(ui);
}

// Keeps what has the same words apart: the ids inside depend on `key` (a record id, a number).
template <class Body>
void keyed(Ui& ui, std::string_view key, Body&& body) {
  ui.push_id(key);
  body();
  ui.pop_id();
}
template <class Body>
void keyed(Ui& ui, std::int64_t key, Body&& body) {
  ui.push_id(key);
  body();
  ui.pop_id();
}

}  // namespace kith::ui
