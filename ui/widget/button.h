// What is pressed.
#pragma once

#include "ui/widget/frame.h"
#include "ui/widget/icon.h"

#include <span>
#include <string_view>

namespace kith::ui {

enum class ButtonKind : std::uint8_t {
  secondary,  // framed
  primary,    // the one next thing to do
  quiet,      // no frame until the pointer is on it
  danger,     // destroys something
};

struct ButtonOptions {
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  bool icon_only = false;  // the label is its name and tooltip
  bool disabled = false;
  bool busy = false;
  bool fills_width = false;
  std::string_view id = {};           // when the label changes from frame to frame
  std::string_view description = {};  // read after the name
  std::string_view shortcut = {};     // "Control+KeyK": works everywhere in the room
};

// True in the frame in which it was pressed.
bool button(Ui& ui, std::string_view label, const ButtonOptions& options = {});

struct ChipOptions {
  bool selected = false;
  std::string_view count = {};  // "· 7"
  std::string_view id = {};
};
bool chip(Ui& ui, std::string_view label, const ChipOptions& options = {});

}  // namespace kith::ui
