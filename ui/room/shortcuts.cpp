#include "ui/room/shortcuts.h"

#include "ui/widget/layout.h"
#include "ui/widget/overlay.h"
#include "ui/widget/text.h"

#include <array>
#include <span>
#include <string>

namespace kith::ui {
namespace {

struct Shortcut {
  std::string_view keys;
  std::string_view does;
};

struct Group {
  std::string_view title;
  std::span<const Shortcut> shortcuts;
};

constexpr std::array everywhere = {
    Shortcut{shortcut_keys::go_to, "Go to a person, a room or a command"},
    Shortcut{shortcut_keys::undo, "Undo the last change"},
    Shortcut{shortcut_keys::redo, "Do it again"},
    Shortcut{shortcut_keys::sheet, "Show these keys"},
    Shortcut{"Tab", "To the next thing; with Shift to the one before"},
    Shortcut{"Enter", "Press, open or save"},
    Shortcut{"Esc", "Close, or leave a field as it was"},
};
constexpr std::array lists = {
    Shortcut{"↑ ↓", "To the row above or below"},
    Shortcut{"Page ↑ ↓", "A page up or down"},
    Shortcut{"Home, End", "To the first or the last row"},
};
constexpr std::array pictures = {
    Shortcut{"↑ ↓ ← →", "To the next one in that direction"},
    Shortcut{"+ −", "Nearer or farther"},
    Shortcut{"0", "All of it"},
};
constexpr std::array groups = {
    Group{"Everywhere", everywhere},
    Group{"In lists", lists},
    Group{"In the picture of ties", pictures},
};

constexpr float keys_width = 120;

void draw_group(Ui& ui, const Group& each) {
  text(ui, each.title, {.strong = true});
  group(ui, Role::list, each.title, [&] {
    for (const Shortcut& shortcut : each.shortcuts) {
      const std::string words = std::string(shortcut.keys) + ": " + std::string(shortcut.does);
      group(ui, Role::list_item, words, [&] {
        columns(
            ui, {.tracks = {px(keys_width), fill()}, .gap = 16},
            [&] { text(ui, shortcut.keys, {.strong = true, .decorative = true}); },
            [&] { text(ui, shortcut.does, {.tone = Tone::second, .decorative = true}); });
      });
    }
  });
  space(ui, 8);
}

}  // namespace

void shortcuts(Ui& ui, ShortcutsState& state, Commands& commands) {
  if (ui.pressed("Control+z")) commands.push_back(UndoLast{});
  if (ui.pressed("Control+Shift+z") || ui.pressed("Control+y")) commands.push_back(RedoLast{});
  if (ui.pressed("?")) state.is_open = true;
  if (!state.is_open) return;
  const bool closes = dialog(ui, {.title = "Keys"}, [&] {
    for (const Group& each : groups)
      draw_group(ui, each);
  });
  if (closes) state.is_open = false;
}

}  // namespace kith::ui
