// Going anywhere by a few letters.
#include "core/record/schema.h"
#include "core/record/workspace.h"
#include "tests/ui/room/visitor.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace kith::ui {
namespace {

void open_palette(Visitor& visitor) {
  visitor.ui().input(KeyEvent{true, mod_control, "KeyK", "k", 0});
  visitor.settle();
  REQUIRE(visitor.find(Role::dialog, "Go to") != nullptr);
}

// A commit is by Enter.
void type_there(Visitor& visitor, TextAction action, std::string text) {
  const NodeId field = visitor.id_of(Role::search_field, "Go to");
  const bool by_enter = action == TextAction::commit;
  visitor.ui().input(TextEvent{field, action, std::move(text), by_enter});
  visitor.settle();
}

}  // namespace

TEST_CASE("the palette opens wherever one has been, and leads to a table by its name") {
  Visitor visitor;
  visitor.make_workspace();
  visitor.go("#/tables");
  visitor.press(Role::button, "Make a table");
  visitor.fill("Name of the table", "Asset register");
  visitor.press(Role::button, "Make the table");
  const std::string table = visitor.ui().route();
  visitor.press(Role::button, "Add a row");
  CHECK(visitor.ui().route() != table);
  open_palette(visitor);
  type_there(visitor, TextAction::input, "asset");
  CHECK(visitor.find(Role::option, "Asset register, Table") != nullptr);
  type_there(visitor, TextAction::commit, "asset");
  CHECK(visitor.ui().route() == table);
}

TEST_CASE("a button opens the palette, whose field tells the option that Enter takes") {
  Visitor visitor;
  visitor.make_workspace();
  visitor.press(Role::button, "Go to");
  const Node* box = visitor.find(Role::search_field, "Go to");
  REQUIRE(box != nullptr);
  const NodeId field = box->id;
  const auto told = [&] {
    const auto& nodes = visitor.ui().nodes();
    const auto node = [&](NodeId id) {
      const auto found = std::ranges::find(nodes, id, &Node::id);
      return found == nodes.end() ? Node() : *found;
    };
    CHECK(node(node(field).controls).role == Role::list_box);
    const Node active = node(node(field).active);
    CHECK(active.role == Role::option);
    CHECK((active.states & state_selected) != 0);
    return active.name;
  };
  const std::string first = told();
  for (int i = 0; i < 8; ++i) {
    visitor.ui().input(KeyEvent{true, 0, "ArrowDown", "ArrowDown", field});
    visitor.settle();
    CHECK(told() != first);  // and it is in sight
  }
  type_there(visitor, TextAction::input, "zzzz");
  CHECK(visitor.find(Role::list_box, "Places and records") == nullptr);
}

TEST_CASE("changes are undone and done again by key, one after the other") {
  Visitor visitor;
  visitor.make_workspace();
  visitor.go("#/tables");
  visitor.press(Role::button, "Make a table");
  visitor.fill("Name of the table", "Asset register");
  visitor.press(Role::button, "Make the table");
  visitor.press(Role::button, "Add a row");
  const auto press = [&](std::string_view key, std::uint8_t modifiers, std::string_view code) {
    visitor.ui().input(KeyEvent{true, modifiers, std::string(code), std::string(key), 0});
    visitor.settle();
  };
  const auto table_is_there = [&] {
    visitor.go("#/tables");
    return visitor.find(Role::link, "Asset register") != nullptr;
  };
  CHECK(table_is_there());
  // German keyboards write z where others have y.
  press("z", mod_control, "KeyY");
  CHECK(visitor.state().toast.text == "Undone");
  press("Z", mod_control | mod_shift, "KeyY");
  CHECK(table_is_there());
  press("z", mod_control, "KeyY");
  press("я", mod_meta, "KeyZ");
  CHECK_FALSE(table_is_there());
  press("z", mod_control, "KeyZ");  // there is no more
  press("Z", mod_control | mod_shift, "KeyZ");
  CHECK(table_is_there());
}

TEST_CASE("a question mark shows the keys, and so does the palette") {
  Visitor visitor;
  visitor.make_workspace();
  visitor.ui().input(KeyEvent{true, mod_shift, "Minus", "?", 0});
  visitor.settle();
  REQUIRE(visitor.find(Role::dialog, "Keys") != nullptr);
  CHECK(visitor.find(Role::list_item, "Ctrl Z: Undo the last change") != nullptr);
  visitor.ui().input(KeyEvent{true, 0, "Escape", "Escape", 0});
  visitor.settle();
  CHECK(visitor.find(Role::dialog, "Keys") == nullptr);
  open_palette(visitor);
  type_there(visitor, TextAction::input, "shortcuts");
  type_there(visitor, TextAction::commit, "shortcuts");
  CHECK(visitor.find(Role::dialog, "Keys") != nullptr);
}

}  // namespace kith::ui
