#include "ui/widget/overlay.h"

#include "tests/ui/widget/stage.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/text.h"

#include <catch2/catch_test_macros.hpp>

#include <utility>

namespace kith::ui {
namespace {

struct Asking {
  bool open = false;
  int below = 0, yes = 0;

  void operator()(Ui& ui) {
    if (button(ui, "Ask")) open = true;
    if (button(ui, "Below")) ++below;
    if (!open) return;
    bool closes = dialog(ui, {.title = "Lock now?"}, [&] {
      text(ui, "Everything is stored.");
      if (button(ui, "Lock", {.kind = ButtonKind::primary})) {
        ++yes;
        open = false;
      }
    });
    if (closes) open = false;
  }
};

bool page_is_inert(Stage& stage) {
  return (stage.mirror.nodes().front().states & state_inert) != 0;
}

}  // namespace

TEST_CASE("A dialog takes the focus, keeps the page from being used, and gives the focus back") {
  Asking asking;
  Stage stage(std::ref(asking));
  NodeId opener = stage.get(Role::button, "Ask").id;
  Rect below = stage.get(Role::button, "Below").rect;
  stage.focus(opener);
  stage.activate(Role::button, "Ask");
  CHECK(stage.find(Role::dialog, "Lock now?") != nullptr);
  CHECK(page_is_inert(stage));
  CHECK(stage.ui.focused() == stage.get(Role::button, "Lock").id);
  stage.press(below.x + 5, below.y + 5);
  CHECK(asking.below == 0);
  stage.key("Escape");
  CHECK(!asking.open);
  CHECK(stage.find(Role::dialog, "Lock now?") == nullptr);
  CHECK(!page_is_inert(stage));
  CHECK(stage.ui.focused() == opener);
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("A dialog that a menu opened gives the focus back to the menu's button") {
  constexpr std::array<MenuItem, 1> items = {MenuItem{.label = "Erase"}};
  bool open = false;
  Stage stage([&](Ui& ui) {
    if (menu_button(ui, "More", items)) open = true;
    if (open && dialog(ui, {.title = "Erase?"}, [&] { button(ui, "Yes"); })) open = false;
  });
  const NodeId more = stage.get(Role::button, "More").id;
  stage.click(Role::button, "More");
  stage.activate(Role::menu_item, "Erase");
  REQUIRE(stage.find(Role::dialog, "Erase?") != nullptr);
  stage.key("Escape");
  CHECK_FALSE(open);
  CHECK(stage.ui.focused() == more);
}

TEST_CASE("A button in a dialog is pressed where it is drawn") {
  Asking asking;
  Stage stage(std::ref(asking));
  stage.click(Role::button, "Ask");
  for (int i = 0; i < 20; ++i)
    stage.frame();  // it moves a little while it appears
  stage.click(Role::button, "Lock");
  CHECK(asking.yes == 1);
}

TEST_CASE("A toast is a status with an action, and goes away by itself") {
  std::uint64_t undone = 0;
  bool show = true;
  Stage stage([&](Ui& ui) {
    if (std::exchange(show, false)) ui.toast("Moved to the trash", "Undo", 42);
    if (std::uint64_t tag = ui.toast_chosen()) undone = tag;
  });
  CHECK(stage.find(Role::status, "Moved to the trash") != nullptr);
  stage.activate(Role::button, "Undo");
  stage.frame();
  CHECK(undone == 42);
  CHECK(stage.find(Role::status, "Moved to the trash") == nullptr);
  show = true;
  FrameOutput out = stage.frame();
  stage.frame();
  CHECK(stage.frame(300).wake_after_ms > 0);
  stage.frame(20'000);
  CHECK(stage.find(Role::status, "Moved to the trash") == nullptr);
  CHECK(stage.frame().wake_after_ms < 0);
}

TEST_CASE("A long toast is wrapped, and its action stays beside it and large enough to touch") {
  bool show = true;
  const std::string words =
      "Attached A photograph of the greenhouse in the spring of 2019, before the storm.jpg";
  Stage stage(
      [&](Ui& ui) {
        if (std::exchange(show, false)) ui.toast(words, "Undo", 1);
      },
      360, 740);
  const Rect box = stage.get(Role::status, words).rect;
  CHECK(box.x >= 16);
  CHECK(box.x + box.width <= 344);
  CHECK(box.height > 80);
  CHECK(box.y + box.height <= 740 - 72);  // above the navigation
  const Rect undo = stage.get(Role::button, "Undo").rect;
  CHECK(undo.height >= 44);
  CHECK(undo.width >= 44);
  CHECK(undo.x + undo.width <= box.x + box.width);
  CHECK(stage.ui.take_lint() == std::vector<std::string>{});
}

TEST_CASE("A toast takes the place of the one before") {
  std::string next;
  Stage stage([&](Ui& ui) {
    if (!next.empty()) ui.toast(std::exchange(next, ""), "Undo", 1);
  });
  for (const char* words : {"Imported", "Written down: likes tea", "Written down: plays"}) {
    next = words;
    stage.frame(300);
    stage.frame(300);
    stage.frame(300);
    CHECK(stage.find(Role::status, words) != nullptr);
    CHECK(stage.find(Role::button, "Undo") != nullptr);
  }
}

TEST_CASE("A select opens its options, moves by arrows, and tells what was chosen") {
  constexpr std::array<std::string_view, 3> options = {"Call", "Letter", "Visit"};
  int selected = 0;
  Stage stage([&](Ui& ui) {
    if (auto chosen = select(ui, "How", options, selected)) selected = *chosen;
  });
  CHECK(stage.get(Role::combo_box, "How").value == "Call");
  stage.click(Role::combo_box, "How");
  REQUIRE(stage.find(Role::option, "Visit") != nullptr);
  CHECK((stage.get(Role::combo_box, "How").states & state_expanded) != 0);
  CHECK(stage.ui.focused() == stage.get(Role::option, "Call").id);
  stage.key("ArrowDown");
  stage.key("ArrowDown");
  CHECK(stage.ui.focused() == stage.get(Role::option, "Visit").id);
  stage.activate(Role::option, "Visit");
  CHECK(selected == 2);
  CHECK(stage.find(Role::option, "Visit") == nullptr);
  CHECK(stage.ui.focused() == stage.get(Role::combo_box, "How").id);
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("A press beside an open menu closes it and presses nothing else") {
  constexpr std::array<MenuItem, 2> items = {MenuItem{.label = "Edit"}, MenuItem{.label = "Trash"}};
  int chosen = -1, other = 0;
  Stage stage([&](Ui& ui) {
    if (auto now = menu_button(ui, "More", items)) chosen = *now;
    ui.place(0, 300);
    if (button(ui, "Other")) ++other;
  });
  stage.click(Role::button, "More");
  REQUIRE(stage.find(Role::menu_item, "Trash") != nullptr);
  stage.click(Role::button, "Other");
  CHECK(other == 0);
  CHECK(stage.find(Role::menu_item, "Trash") == nullptr);
  stage.click(Role::button, "More");
  stage.click(Role::menu_item, "Trash");
  CHECK(chosen == 1);
}

TEST_CASE("A sign without words is named while the pointer rests on it") {
  Stage stage([](Ui& ui) { button(ui, "Add person", {.icon = Icon::add, .icon_only = true}); });
  Rect rect = stage.get(Role::button, "Add person").rect;
  stage.pointer(PointerAction::move, rect.x + 4, rect.y + 4);
  FrameOutput out = stage.frame();
  CHECK(out.wake_after_ms > 400);
  int pictures = stage.renderer.pictures;
  stage.frame(100);
  CHECK(stage.renderer.pictures == pictures);
  stage.frame(450);
  CHECK(stage.renderer.pictures == pictures + 1);
  CHECK(stage.frame().wake_after_ms < 0);  // it stays without another frame
  stage.pointer(PointerAction::down, rect.x + 4, rect.y + 4);
  stage.frame();
  stage.pointer(PointerAction::up, rect.x + 4, rect.y + 4);
  CHECK(stage.frame(600).wake_after_ms < 0);  // whoever pressed it knows what it is
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("Checks, switches, radios and tabs change by press and by arrows") {
  constexpr std::array<std::string_view, 3> names = {"Story", "Facts", "Ties"};
  bool letters = false, on = true;
  int way = 0, tab = 0;
  Stage stage([&](Ui& ui) {
    checkbox(ui, "Letters", letters);
    toggle(ui, "On", on);
    if (auto chosen = radio_group(ui, "Way", names, way)) way = *chosen;
    if (auto chosen = tabs(ui, "Parts", names, tab)) tab = *chosen;
  });
  stage.click(Role::checkbox, "Letters");
  stage.click(Role::toggle, "On");
  CHECK(letters);
  CHECK(!on);
  CHECK((stage.get(Role::checkbox, "Letters").states & state_checked) != 0);
  stage.focus(stage.get(Role::radio, "Story").id);
  stage.key("ArrowDown");
  CHECK(way == 1);
  CHECK(stage.ui.focused() == stage.get(Role::radio, "Facts").id);
  stage.focus(stage.get(Role::tab, "Story").id);
  stage.key("ArrowLeft");
  CHECK(tab == 2);
  CHECK(stage.ui.take_lint().empty());
}

}  // namespace kith::ui
