#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "tests/ui/room/room_checks.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

namespace kith::ui {
namespace {

constexpr const char* contacts =
    "First Name,Last Name,Address 1 - City,Labels\n"
    "Ana,Okafor,Leeds,Board\n"
    "Bruno,Okafor,leeds,\n"
    "Cem,Yildiz,York,\n";

void import_contacts(Visitor& visitor) {
  visitor.go("#/import");
  visitor.choose_file("contacts.csv", contacts);
  visitor.press(Role::button, "Import 3 contacts");
}

bool says(Visitor& visitor, std::string_view words) {
  for (const Node& node : visitor.mirror.nodes()) {
    if (node.name.find(words) != std::string::npos) return true;
  }
  return false;
}

// "People whose city is Leeds", under the name given.
void make_segment(Visitor& visitor, std::string name) {
  visitor.go("#/segments");
  visitor.press(Role::button, "New segment");
  visitor.press(Role::button, "Add condition");
  visitor.press(Role::menu_item, "A field");
  visitor.fill("Value 1", "Leeds");
  visitor.fill("Name of the segment", std::move(name));
}

}  // namespace

TEST_CASE("a segment is built in words, counted, saved, and changes with the people") {
  Visitor visitor(1280, tall);
  visitor.make_workspace();
  import_contacts(visitor);
  make_segment(visitor, "Leeds");
  CHECK(visitor.find(Role::heading, "People whose city is Leeds") != nullptr);
  CHECK(says(visitor, "2 people"));
  visitor.press(Role::button, "Save");
  CHECK(visitor.ui().route().starts_with("#/segments/"));
  CHECK(says(visitor, "Segment · 2 people"));

  visitor.press(Role::button, "Add condition");
  visitor.press(Role::menu_item, "Not spoken to for a while");
  CHECK(visitor.find(Role::heading,
                     "People whose city is Leeds and who have not been spoken to in the last 90 "
                     "days") != nullptr);
  CHECK(says(visitor, "2 people"));
  visitor.press(Role::button, "Remove condition 2");
  visitor.press(Role::button, "Remove condition 1");
  CHECK(visitor.find(Role::heading, "All people") != nullptr);
  CHECK(says(visitor, "3 people"));
}

TEST_CASE("everybody of a segment gets a label, and one undo takes it back") {
  Visitor visitor(1280, tall);
  visitor.make_workspace();
  import_contacts(visitor);
  make_segment(visitor, "Leeds");
  visitor.press(Role::button, "Change all of them");
  visitor.press(Role::menu_item, "Add a label");
  visitor.type("Label", "Board");
  CHECK(says(visitor, "1 of 2 people changes."));
  CHECK(says(visitor, "Bruno Okafor: nothing → Board"));
  visitor.type("Label", "Donor");
  CHECK(says(visitor, "2 of 2 people change."));
  const auto before = visitor.state().workspace->state_digest();
  visitor.press(Role::button, "Change 2 people");
  CHECK(visitor.state().toast.text == "Added the label Donor to 2 people");
  CHECK(*visitor.state().workspace->state_digest() != *before);
  visitor.press(Role::button, "Undo");
  CHECK(*visitor.state().workspace->state_digest() == *before);
}

TEST_CASE("people are put on a list, and a segment asks for it") {
  Visitor visitor(1280, tall);
  visitor.make_workspace();
  import_contacts(visitor);
  visitor.go("#/segments");
  visitor.press(Role::button, "New list");
  visitor.fill("Name", "Letter", true);
  make_segment(visitor, "Leeds");
  visitor.press(Role::button, "Change all of them");
  visitor.press(Role::menu_item, "Add to a list");
  visitor.press(Role::button, "Change 2 people");
  visitor.press(Role::button, "Add condition");
  visitor.press(Role::menu_item, "A list");
  CHECK(says(visitor, "whose city is Leeds and who are on the list “Letter”"));
  CHECK(says(visitor, "2 people"));
}

TEST_CASE("the room of segments has no item without a node, empty or full") {
  for (float width : widths) {
    INFO(width);
    Visitor visitor(width, tall);
    visitor.make_workspace();
    visitor.go("#/segments");
    check_room(visitor, width);
    import_contacts(visitor);
    make_segment(visitor, "Leeds");
    check_room(visitor, width);
    visitor.press(Role::button, "Add condition");
    visitor.press(Role::menu_item, "Not spoken to for a while");
    check_room(visitor, width);
    visitor.press(Role::button, "Save");
    check_room(visitor, width);
    visitor.press(Role::button, "Change all of them");
    visitor.press(Role::menu_item, "Add a label");
    visitor.type("Label", "Donor");
    check_room(visitor, width);
  }
}

}  // namespace kith::ui
