#include "ui/widget/layout.h"

#include "tests/ui/widget/stage.h"
#include "ui/widget/button.h"
#include "ui/widget/text.h"

#include <catch2/catch_test_macros.hpp>

namespace kith::ui {

TEST_CASE("Columns share the width as their tracks say") {
  std::vector<Rect> places;
  Stage stage([&](Ui& ui) {
    places.clear();
    columns(
        ui, {.tracks = {px(200), fill(1), fill(3)}, .gap = 10},
        [&] { places.push_back(ui.place(0, 20)); }, [&] { places.push_back(ui.place(0, 30)); },
        [&] { places.push_back(ui.place(0, 10)); });
    places.push_back(ui.place(0, 5));
  });
  REQUIRE(places.size() == 4);
  CHECK(places[0] == Rect{0, 0, 200, 20});
  CHECK(places[1] == Rect{210, 0, 265, 30});
  CHECK(places[2] == Rect{485, 0, 795, 10});
  CHECK(places[3].y == 30);  // below the highest
}

TEST_CASE("A spacer pushes what follows to the end, in the very first frame seen") {
  Stage stage([&](Ui& ui) {
    row(ui, [&] {
      button(ui, "First");
      spacer(ui);
      button(ui, "Last");
    });
  });
  const Rect rect = stage.get(Role::button, "Last").rect;
  CHECK(rect.x + rect.width == 1280);
  CHECK(stage.renderer.pictures == 1);  // nobody saw the pass before
}

TEST_CASE("What is left of a column goes to the part that scrolls") {
  Stage stage([&](Ui& ui) {
    column(ui, {.gap = 0}, [&] {
      ui.place(0, 100);
      scroll_area(ui, "part", [&] {
        for (int i = 0; i < 100; ++i)
          keyed(ui, std::int64_t{i}, [&] { button(ui, "Row"); });
      });
      button(ui, "Foot");
    });
  });
  CHECK(stage.get(Role::button, "Foot").rect.y == 800 - 36);
}

TEST_CASE("A row centres its items and wraps when it is told to") {
  std::vector<Rect> places;
  Stage stage(
      [&](Ui& ui) {
        places.clear();
        row(ui, [&] {
          places.push_back(ui.place(50, 40));
          places.push_back(ui.place(50, 20));
        });
        row(ui, {.gap = 10, .wraps = true}, [&] {
          for (int i = 0; i < 5; ++i)
            places.push_back(ui.place(100, 30));
        });
      },
      320);
  CHECK(places[1].y == 10);
  CHECK(places[4].x == 220 - 220 % 110);
  CHECK(places[4].y == places[2].y);
  CHECK(places[5].y == places[2].y + 40);
  CHECK(places[5].x == 0);
}

TEST_CASE("The wheel moves what is under the pointer, as far as there is more") {
  Stage stage([&](Ui& ui) {
    scroll_area(ui, "all", [&] {
      for (int i = 0; i < 100; ++i)
        keyed(ui, std::int64_t{i}, [&] { button(ui, i == 99 ? "End" : "Row"); });
    });
  });
  CHECK((stage.get(Role::button, "End").states & state_clipped) != 0);
  stage.ui.input(WheelEvent{100, 100, 0, 100'000, 0});
  stage.frame();
  const Node& end = stage.get(Role::button, "End");
  CHECK((end.states & state_clipped) == 0);
  CHECK(end.rect.y + end.rect.height == 800);
}

TEST_CASE("Focus that comes to something out of sight brings it into sight") {
  Stage stage([&](Ui& ui) {
    scroll_area(ui, "all", [&] {
      for (int i = 0; i < 100; ++i)
        keyed(ui, std::int64_t{i}, [&] { button(ui, i == 60 ? "Sixty" : "Row"); });
    });
  });
  stage.focus(stage.get(Role::button, "Sixty").id);
  CHECK((stage.get(Role::button, "Sixty").states & state_clipped) == 0);
}

TEST_CASE("A finger drags what scrolls and then presses nothing; a flick goes on and ends") {
  int presses = 0;
  Stage stage([&](Ui& ui) {
    scroll_area(ui, "all", [&] {
      for (int i = 0; i < 200; ++i)
        keyed(ui, std::int64_t{i}, [&] { presses += button(ui, i == 0 ? "First" : "Row"); });
    });
  });
  float before = stage.get(Role::button, "First").rect.y;
  stage.pointer(PointerAction::down, 20, 400, PointerSource::touch);
  stage.frame();
  for (float y = 380; y >= 200; y -= 20) {
    stage.pointer(PointerAction::move, 20, y, PointerSource::touch);
    stage.frame();
  }
  stage.pointer(PointerAction::up, 20, 200, PointerSource::touch);
  stage.frame();
  CHECK(presses == 0);
  for (int i = 0; i < 300; ++i)
    stage.frame();
  float after = stage.get(Role::button, "First").rect.y;
  CHECK(after < before - 200);  // farther than it was dragged
  CHECK(stage.frame().frames_wanted == 0);
}

TEST_CASE("PageDown moves the largest part that scrolls") {
  Stage stage([&](Ui& ui) {
    scroll_area(ui, "all", [&] {
      for (int i = 0; i < 100; ++i)
        keyed(ui, std::int64_t{i}, [&] { button(ui, i == 0 ? "First" : "Row"); });
    });
  });
  CHECK(std::ranges::find(stage.chords, "PageDown") != stage.chords.end());
  stage.key("PageDown");
  CHECK(stage.get(Role::button, "First").rect.y == -720);
}

TEST_CASE("A container in a row that wraps goes to the next line, as an item does") {
  std::vector<Rect> places;
  Stage stage([&](Ui& ui) {
    places.clear();
    row(ui, {.gap = 10, .wraps = true}, [&] {
      for (int i = 0; i < 3; ++i) {
        keyed(ui, i, [&] { column(ui, {}, [&] { places.push_back(ui.place(500, 20)); }); });
      }
    });
    places.push_back(ui.place(0, 5));
  });
  REQUIRE(places.size() == 4);
  CHECK(places[0] == Rect{0, 0, 500, 20});
  CHECK(places[1] == Rect{510, 0, 500, 20});
  CHECK(places[2] == Rect{0, 30, 500, 20});
  CHECK(places[3].y >= 50);
}

TEST_CASE("What is too wide for a row that wraps is cut at its end") {
  Rect cut;
  Stage stage([&](Ui& ui) {
    row(ui, {.wraps = true}, [&] {
      ui.place(30, 20);
      cut = ui.place(5000, 20);
    });
  });
  CHECK(cut.x == 0);
  CHECK(cut.width == 1280);
}

}  // namespace kith::ui
