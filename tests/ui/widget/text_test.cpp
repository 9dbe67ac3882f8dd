#include "ui/widget/text.h"

#include "tests/ui/widget/stage.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"

#include <catch2/catch_test_macros.hpp>

namespace kith::ui {

TEST_CASE("A paragraph goes on in the next line where a word ends") {
  // 14-px letters are 7 wide: 20 of them fit into 140.
  Stage stage([](Ui& ui) { text(ui, "one two three four five six"); }, 140);
  const Node& node = stage.get(Role::text, "one two three four five six");
  CHECK(node.rect.height == 2 * line_height_px(14));
  CHECK(node.rect.width == 18 * 7);  // "one two three four"
}

TEST_CASE("A heading that is too long goes on in the next line") {
  Stage stage([](Ui& ui) { heading(ui, 1, "Write these 24 words down", {.size = 24}); }, 200, 600);
  const Rect rect = stage.get(Role::heading, "Write these 24 words down").rect;
  CHECK(rect.width <= 200);
  CHECK(rect.height == 2 * static_cast<float>(line_height_px(24)));
}

TEST_CASE("Spans are one paragraph with one name") {
  Stage stage([](Ui& ui) {
    text(ui, {{"We have given "}, {"3 times", true}, {" since we last asked."}});
  });
  CHECK(stage.find(Role::text, "We have given 3 times since we last asked.") != nullptr);
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("A name gives its initials in any script") {
  CHECK(initials_of("Amara Okafor-Lind") == "AO");
  CHECK(initials_of("李晓雨 Li Xiaoyu") == "李");
  CHECK(initials_of("ana") == "a");
  CHECK(initials_of("  (The) Tide Street Choir ") == "TC");
  CHECK(initials_of("").empty());
  CHECK(initials_of("…").empty());
}

TEST_CASE("A fragment's link goes there; an address is left to the browser") {
  bool followed = false;
  Stage stage([&](Ui& ui) {
    link(ui, "Ana", "#/people/1");
    followed |= link(ui, "Call", "tel:+123");
  });
  stage.click(Role::link, "Ana");
  CHECK(stage.ui.route() == "#/people/1");
  stage.click(Role::link, "Call");
  CHECK(followed);
  CHECK(stage.ui.route() == "#/people/1");
}

}  // namespace kith::ui
