#include "ui/widget/button.h"

#include "tests/ui/widget/stage.h"
#include "ui/widget/layout.h"

#include <catch2/catch_test_macros.hpp>

namespace kith::ui {

TEST_CASE("A button is pressed by the pointer, by activation and by its shortcut") {
  int presses = 0;
  Stage stage([&](Ui& ui) {
    if (button(ui, "Save", {.shortcut = "Control+KeyS"})) ++presses;
  });
  stage.click(Role::button, "Save");
  CHECK(presses == 1);
  stage.activate(Role::button, "Save");
  CHECK(presses == 2);
  stage.key("KeyS", mod_control);
  CHECK(presses == 3);
  stage.key("KeyS");
  CHECK(presses == 3);
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("The focus goes to what comes in place of what had it, and never nowhere") {
  bool runs = false, offers_more = true;
  Stage stage([&](Ui& ui) {
    button(ui, "Before");
    if (runs) {
      if (button(ui, "Stop")) runs = false;
    } else if (button(ui, "Start")) {
      runs = true;
    }
    if (offers_more && button(ui, "More")) offers_more = false;
  });
  const auto press_by_key = [&](const char* name) {
    const NodeId node = stage.get(Role::button, name).id;
    stage.ui.input(FocusEvent{node, 0});
    stage.frame();
    stage.activate(Role::button, name);
  };
  press_by_key("Start");
  CHECK(stage.ui.focused() == stage.get(Role::button, "Stop").id);
  press_by_key("Stop");
  CHECK(stage.ui.focused() == stage.get(Role::button, "Start").id);
  press_by_key("More");
  CHECK(stage.ui.focused() == stage.get(Role::button, "Start").id);  // the last one left
}

TEST_CASE("A press that is let go elsewhere is none") {
  int presses = 0;
  Stage stage([&](Ui& ui) {
    if (button(ui, "Save")) ++presses;
  });
  Rect rect = stage.get(Role::button, "Save").rect;
  stage.pointer(PointerAction::down, rect.x + 4, rect.y + 4);
  stage.frame();
  stage.pointer(PointerAction::up, rect.x + rect.width + 40, rect.y + 4);
  stage.frame();
  CHECK(presses == 0);
}

// The page that was pressed shows an older frame than the one the press meets.
TEST_CASE("A press goes to what the page showed at that place, wherever it lies now") {
  bool moved = false, gone = false;
  int saved = 0, deleted = 0;
  Stage stage([&](Ui& ui) {
    if (moved && button(ui, "Delete")) ++deleted;
    if (!gone && button(ui, "Save")) ++saved;
  });
  const Node seen = stage.get(Role::button, "Save");
  moved = true;
  stage.frame();
  REQUIRE(stage.get(Role::button, "Delete").rect.y == seen.rect.y);
  const auto press = [&] {
    for (PointerAction action : {PointerAction::down, PointerAction::up})
      stage.ui.input(PointerEvent{action, PointerSource::mouse, 0, 0, seen.rect.x + 4,
                                  seen.rect.y + 4, seen.id});
    stage.frame();
  };
  press();
  CHECK(saved == 1);
  gone = true;
  stage.frame();
  press();
  CHECK(saved == 1);
  CHECK(deleted == 0);
}

TEST_CASE("A disabled button says so and does nothing") {
  int presses = 0;
  Stage stage([&](Ui& ui) {
    if (button(ui, "Save", {.disabled = true})) ++presses;
  });
  stage.click(Role::button, "Save");
  CHECK(presses == 0);
  CHECK((stage.get(Role::button, "Save").states & state_disabled) != 0);
}

TEST_CASE("A frame in which nothing happened draws nothing and asks for nothing") {
  Stage stage([&](Ui& ui) { button(ui, "Save"); });
  stage.frame();
  int pictures = stage.renderer.pictures;
  FrameOutput out = stage.frame();
  CHECK(!out.drew);
  CHECK(out.frames_wanted == 0);
  CHECK(out.wake_after_ms < 0);
  CHECK(out.mirror_difference.empty());
  CHECK(stage.renderer.pictures == pictures);
}

TEST_CASE("A press just before the address changes is the old place's, not nobody's") {
  int presses = 0;
  Stage stage([&](Ui& ui) {
    if (ui.route() != "#/elsewhere" && button(ui, "Save")) ++presses;
  });
  stage.ui.input(ActivateEvent{stage.get(Role::button, "Save").id});
  stage.ui.input(RouteEvent{"#/elsewhere"});
  stage.frame();
  CHECK(presses == 1);
  CHECK(stage.ui.route() == "#/elsewhere");
  CHECK(stage.find(Role::button, "Save") == nullptr);
}

}  // namespace kith::ui
