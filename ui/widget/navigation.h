// The frame around the rooms: a rail at the left, below 900 pixels a narrow one, below 600 a bar at
// the bottom with the one round button in its middle.
#pragma once

#include "ui/widget/icon.h"
#include "ui/widget/layout.h"

#include <optional>
#include <span>
#include <string_view>

namespace kith::ui {

struct Destination {
  std::string_view label;
  std::string_view href;  // "#/people"
  Icon icon = Icon::none;
  std::string_view count = {};  // "2,418"
  bool current = false;
  bool on_phone = true;  // has a place in the bottom bar; the others are under "More"
};

struct ShellOptions {
  std::span<const Destination> destinations;
  std::string_view status = {};  // at the foot of the rail: "Stored on this device"
  bool status_good = true;
  std::string_view status_more = {};    // a second line
  std::string_view action = "Capture";  // the round button of the bottom bar
  std::string_view find = {};           // a button that leads anywhere, and the keys for it
  std::string_view find_keys = {};      // "Ctrl K"
};

enum class ShellPress : std::uint8_t { none, action, find };

// The room goes between the two.
ShellPress begin_shell(Ui& ui, const ShellOptions& options);
void end_shell(Ui& ui);
template <class Room>
ShellPress shell(Ui& ui, const ShellOptions& options, Room&& room) {
  const ShellPress press = begin_shell(ui, options);
  room();
  end_shell(ui);
  return press;
}

// A list and what is open of it: side by side, on a phone one at a time.
template <class List, class Detail>
void list_and_detail(Ui& ui, bool detail_open, List&& list, Detail&& detail) {
  if (ui.screen() == ScreenSize::narrow) {
    pane(ui, detail_open ? Surface::background : Surface::surface, [&] {
      if (detail_open)
        detail();
      else
        list();
    });
    return;
  }
  columns(
      ui, {.tracks = {px(list_width), px(ui.theme().border_width), fill()}},
      [&] { pane(ui, Surface::surface, list); }, [&] { upright_divider(ui); },
      [&] { pane(ui, Surface::background, detail); });
}

}  // namespace kith::ui
