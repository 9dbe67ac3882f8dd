// The room of duplicates, and who is offered while a name is typed, at three widths.
#include "tests/ui/room/room_checks.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

namespace kith::ui {
namespace {

constexpr const char* contacts =
    "First Name,Last Name,E-mail 1 - Value\n"
    "William,Yarrow,bill@mail.example\n"
    "Bill,Yarrow,Bill+news@mail.example\n"
    "Ana,Okafor,okafor@mail.example\n"
    "Ben,Okafor,okafor@mail.example\n";

bool shows_pair(Visitor& visitor, std::string_view family) {
  for (const Node& node : visitor.mirror.nodes()) {
    if (node.role == Role::list_item && node.name.find(family) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a pair is found, told apart, and a pair again when that is undone") {
  for (float width : widths) {
    INFO(width);
    Visitor visitor(width, tall);
    visitor.make_workspace();
    visitor.go("#/duplicates");
    check_room(visitor, width);
    visitor.press(Role::button, "Look for duplicates");
    CHECK(visitor.find(Role::button, "Back to the people"));
    visitor.go("#/import");
    visitor.choose_file("contacts.csv", contacts);
    visitor.press(Role::button, "Import 4 contacts");
    visitor.press(Role::button, "Look for duplicates");
    check_room(visitor, width);
    CHECK(visitor.find(Role::heading, "Surely the same"));
    CHECK(shows_pair(visitor, "Yarrow"));
    CHECK_FALSE(shows_pair(visitor, "Okafor"));
    visitor.press(Role::button, "Not the same");
    CHECK_FALSE(shows_pair(visitor, "Yarrow"));
    visitor.press(Role::button, "Undo");
    CHECK(shows_pair(visitor, "Yarrow"));
  }
}

TEST_CASE("who is here under nearly the typed name is offered, and opened in place of adding") {
  for (float width : widths) {
    INFO(width);
    Visitor visitor(width, tall);
    visitor.make_workspace();
    visitor.go("#/import");
    visitor.choose_file("contacts.csv", contacts);
    visitor.press(Role::button, "Import 4 contacts");
    visitor.go("#/people");
    visitor.press(Role::button, "Add person");
    visitor.fill("Name", "Okafor Ana");
    CHECK(visitor.find(Role::list, "Here already"));
    check_room(visitor, width);
    visitor.press(Role::button, "Ana Okafor");
    CHECK_FALSE(visitor.find(Role::dialog, "Add a person"));
    CHECK(visitor.find(Role::region, "Ana Okafor"));
    visitor.go("#/capture");
    visitor.fill("Capture", "Ana Okafro: keeps bees");
    CHECK(visitor.find(Role::button, "Ana Okafor"));
    check_room(visitor, width);
  }
}

}  // namespace kith::ui
