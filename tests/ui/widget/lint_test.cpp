#include "tests/ui/widget/stage.h"
#include "ui/room/gallery.h"
#include "ui/widget/layout.h"
#include "ui/widget/text.h"

#include <catch2/catch_test_macros.hpp>

namespace kith::ui {

TEST_CASE("Words that are drawn without being said are found") {
  Stage stage([](Ui& ui) {
    Rect rect = ui.place(100, 20);
    ui.draw_text(rect, "Forgotten", {14}, ui.theme().text);
  });
  CHECK(stage.ui.take_lint() == std::vector<std::string>{"drawn but in no node: Forgotten"});
}

TEST_CASE("Something that can be pressed without a node is found") {
  Stage stage([](Ui& ui) { ui.interact(ui.id("ghost"), ui.place(100, 20)); });
  CHECK(stage.ui.take_lint() == std::vector<std::string>{"pressable without a node"});
}

TEST_CASE("The gallery has no item without a node at any width, and draws itself once") {
  for (float width : {360.0f, 740.0f, 1280.0f}) {
    GalleryState state;
    Stage stage([&](Ui& ui) { gallery_room(ui, state); }, width, 4000);
    CHECK(stage.ui.take_lint() == std::vector<std::string>{});
    int pictures = stage.renderer.pictures;
    stage.frame();
    CHECK(stage.renderer.pictures == pictures);
  }
}

TEST_CASE("Nothing in the gallery sticks out of a narrow window") {
  GalleryState state;
  Stage stage([&](Ui& ui) { gallery_room(ui, state); }, 360, 8000);
  for (const Node& node : stage.mirror.nodes()) {
    INFO(node.name);
    CHECK(node.rect.x >= 0);
    CHECK(node.rect.x + node.rect.width <= 360.5f);
  }
}

}  // namespace kith::ui
