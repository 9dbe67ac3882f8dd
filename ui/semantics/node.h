// What a drawn item is, for everybody who does not look at pixels: screen readers, the keyboard,
// find in page, tests. Widgets push one node for each thing they draw; the page's mirror makes a
// real element of each (web/mirror.js), above the canvas and at the same place.
#pragma once

#include <cstdint>
#include <string>

namespace kith::ui {

// Stable from frame to frame for the same item: a hash of its path of names, below 2^53 so that a
// JavaScript number holds it. 0 is "none".
using NodeId = std::uint64_t;

// CSS pixels from the top left of the stage.
struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Rect&) const = default;
};

// The mirror makes a native element where one exists (button, a, h1, input …), else role=….
// The numbers are shared with web/mirror.js through the generated messages.
enum class Role : std::uint8_t {
  none = 0,  // a group without meaning; only positions its children
  banner,
  navigation,
  main,
  region,   // named part of a room
  heading,  // level 1–6
  text,     // a paragraph or a piece of text; its name is the text
  link,     // href is a fragment or an address
  button,
  text_field,  // one line or many (Node::multiline); the mirror's element is where it is edited
  search_field,
  checkbox,
  radio,
  toggle,  // switch
  tab_list,
  tab,
  tab_panel,
  list,
  list_item,
  list_box,
  option,
  combo_box,  // a button that opens a list box; one that is typed into is a text_field that
              // controls one
  grid,       // row_count gives the whole size; only drawn rows are nodes
  row,
  column_header,
  cell,
  menu,
  menu_item,
  dialog,  // modal
  alert,   // spoken at once
  status,  // spoken when there is time
  progress,
  image,
  separator,
  group,
  form,
};

enum State : std::uint32_t {
  state_disabled = 1 << 0,
  state_checked = 1 << 1,  // checkbox, radio, toggle
  state_selected = 1 << 2,
  state_expanded = 1 << 3,
  state_collapsed = 1 << 4,  // can be expanded
  state_pressed = 1 << 5,
  state_required = 1 << 6,
  state_invalid = 1 << 7,
  state_busy = 1 << 8,
  state_current = 1 << 9,  // the place where the user is: aria-current=page
  state_read_only = 1 << 10,
  state_multiline = 1 << 11,
  state_password = 1 << 12,
  state_focusable = 1 << 13,   // in the Tab order
  state_roving = 1 << 14,      // focusable by arrow keys, not by Tab
  state_clipped = 1 << 15,     // scrolled out of sight: kept for focus, not shown or hit
  state_scrolls = 1 << 16,     // cuts its children at its rectangle (overflow: clip)
  state_inert = 1 << 17,       // a dialog is above it: neither focus nor hits (the inert attribute)
  state_selectable = 1 << 18,  // text that can be marked and copied: real text, transparent
  state_strong = 1 << 19,      // set in semibold
  state_offers_menu = 1 << 20,  // aria-haspopup
  state_toggles = 1 << 21,      // a button that stays pressed: aria-pressed is always there
};

// Where the text starts inside a text field's rectangle, in CSS pixels. A field of one line has its
// text in the middle of the height.
struct Insets {
  std::uint8_t left = 0, right = 0, top = 0;
  bool operator==(const Insets&) const = default;
};

// All text is set at this distance from line to line.
constexpr int line_height_px(int font_px) {
  return (font_px * 29 + 10) / 20;
}

// How a text field is typed into.
enum class InputKind : std::uint8_t { text, email, phone, url, number, search };

struct Node {
  NodeId id = 0;
  NodeId parent = 0;
  Role role = Role::none;
  std::uint32_t states = 0;
  Rect rect = {};
  std::string name = {};
  std::string value = {};        // text of a field, chosen option, progress in words; of a
                                 // passphrase only whether there is one
  std::string description = {};  // aria-description: help, error of a field
  std::string href = {};         // link
  std::string placeholder = {};
  std::string shortcut = {};  // "Control+K"
  std::uint8_t level = 0;     // heading
  InputKind input = InputKind::text;
  std::uint8_t font_px = 14;       // of a text field in edit, of selectable text
  Insets insets = {};              // text field
  std::int32_t row_count = -1;     // grid, list: size of the whole, -1 unknown
  std::int32_t row_index = -1;     // row, list item, option: from 0
  std::int32_t column_index = -1;  // cell, column header
  float progress = -1;             // 0 to 1; negative: not one
  NodeId controls = 0;  // tab → panel, button → menu, field of a combobox → list box
  NodeId active = 0;    // combobox: the option that Enter takes
  bool operator==(const Node&) const = default;
};

}  // namespace kith::ui
