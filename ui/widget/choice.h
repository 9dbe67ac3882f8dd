// Choosing: on or off, one of a few, one of several pages.
#pragma once

#include "ui/widget/frame.h"
#include "ui/widget/icon.h"

#include <optional>
#include <span>
#include <string_view>

namespace kith::ui {

struct ChoiceOptions {
  bool disabled = false;
  std::string_view description = {};  // a second line in the second colour
  std::string_view id = {};
};

// True when it changed.
bool checkbox(Ui& ui, std::string_view label, bool& checked, const ChoiceOptions& options = {});
// A switch: works at once.
bool toggle(Ui& ui, std::string_view label, bool& on, const ChoiceOptions& options = {});

// One above the other, arrows move. The index that was chosen just now.
std::optional<int> radio_group(Ui& ui, std::string_view label,
                               std::span<const std::string_view> options, int selected);

// The index that was chosen just now.
std::optional<int> tabs(Ui& ui, std::string_view label, std::span<const std::string_view> names,
                        int selected);

struct SelectOptions {
  bool label_shown = true;
  bool disabled = false;
  float width = 0;  // 0: as wide as there is room, in a row as wide as its longest option
  std::string_view help = {};
  std::string_view placeholder = "Choose";
};
// One of a short list that opens below it; selected -1 is none.
std::optional<int> select(Ui& ui, std::string_view label, std::span<const std::string_view> options,
                          int selected, const SelectOptions& select_options = {});

struct MenuItem {
  std::string_view label;
  Icon icon = Icon::none;
  bool danger = false;
  bool disabled = false;
  std::string_view shortcut = {};  // shown, not handled
};
struct MenuButtonOptions {
  Icon icon = Icon::more;
  bool icon_only = true;
};
// A button that opens a menu; the index that was chosen just now.
std::optional<int> menu_button(Ui& ui, std::string_view label, std::span<const MenuItem> items,
                               const MenuButtonOptions& options = {});

}  // namespace kith::ui
