#include "core/practice/commands.h"
#include "core/practice/team_tables.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
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

TEST_CASE("money that is asked for is typed as money is, and what is none says so") {
  Visitor visitor(1280, tall);
  visitor.make_workspace();
  import_contacts(visitor);
  const NewRecord pledge =
      add_field(*visitor.state().workspace, kinds::person,
                {.label = "A pledge", .sort = FieldSort::money, .unit = "GBP"});
  visitor.carry_out(Commit{pledge.draft, ""});
  make_segment(visitor, "Pledges");
  visitor.press(Role::combo_box, "Field 1");
  visitor.press(Role::option, "A pledge");
  CHECK(says(visitor, "People whose a pledge is at least 0.00 GBP"));
  visitor.fill("Value 1", "12,50");
  CHECK(says(visitor, "People whose a pledge is at least 12.50 GBP"));
  visitor.fill("Value 1", "much");
  CHECK(visitor.find(Role::text_field, "Value 1")->description ==
        "Write an amount, like 12.50 or 12.50 EUR.");
  visitor.fill("Value 1", "20 eur");
  visitor.press(Role::combo_box, "How 1");
  visitor.press(Role::option, "is at most");
  visitor.fill("Value 1", "20 eur");
  CHECK(says(visitor, "People whose a pledge is at most 20.00 EUR"));
}

TEST_CASE("who gave how much of late is asked for in words, and counted") {
  Visitor visitor(1280, tall);
  visitor.make_workspace();
  import_contacts(visitor);
  Workspace& workspace = *visitor.state().workspace;
  const auto found = visitor.state().directory->find_by_name(workspace.database(), "Cem", 1);
  REQUIRE(found);
  const RecordId cem = found->front().record.id;
  visitor.carry_out(Commit{add_interaction(workspace, {.people = {cem},
                                                       .channel = Channel::gift,
                                                       .direction = Direction::from_them,
                                                       .on = {},
                                                       .amount = Value::money({15'000, "EUR", 2}),
                                                       .summary = {},
                                                       .notes = {}})
                               .draft,
                           ""});
  visitor.go("#/segments");
  visitor.press(Role::button, "New segment");
  visitor.press(Role::button, "Add condition");
  visitor.press(Role::menu_item, "A gift");
  CHECK(says(visitor, "People who gave at least 100.00 EUR in the last 365 days"));
  CHECK(visitor.find(Role::combo_box, "Whether 1")->value == "with a gift");
  CHECK(says(visitor, "1 person"));
  visitor.fill("Value 1.3", "200 EUR");
  CHECK(says(visitor, "People who gave at least 200.00 EUR in the last 365 days"));
  CHECK(says(visitor, "0 people"));
}

TEST_CASE("what is asked of gifts has no item without a node") {
  for (float width : widths) {
    INFO(width);
    Visitor visitor(width, tall);
    visitor.make_workspace();
    visitor.go("#/segments");
    visitor.press(Role::button, "New segment");
    visitor.press(Role::button, "Add condition");
    visitor.press(Role::menu_item, "A gift");
    check_room(visitor, width);
  }
}

TEST_CASE("who has a row in a table of the team is asked for in words, or who has none") {
  Visitor visitor(1280, tall);
  visitor.make_workspace();
  import_contacts(visitor);
  Workspace& workspace = *visitor.state().workspace;
  const NewRecord table = make_table(workspace, "Skills", nullptr);
  visitor.carry_out(Commit{table.draft, ""});
  const KindId kind = kind_of(table.id);
  const NewRecord whose = add_field(
      workspace, kind, {.label = "Who", .sort = FieldSort::links, .links_to = {kinds::person}});
  visitor.carry_out(Commit{whose.draft, ""});
  const auto found = visitor.state().directory->find_by_name(workspace.database(), "Cem", 1);
  REQUIRE(found);
  visitor.carry_out(
      Commit{add_row(workspace, kind,
                     {{field_of(whose.id), Value::link(found->front().record.id)},
                      {workspace.schema().kind(kind)->fields[0].id, Value::text("Driving")}})
                 .draft,
             ""});
  visitor.go("#/segments");
  visitor.press(Role::button, "New segment");
  visitor.press(Role::button, "Add condition");
  visitor.press(Role::menu_item, "A row in Skills: who");
  CHECK(says(visitor, "People who have a row in “Skills”"));
  CHECK(says(visitor, "1 person"));
  visitor.press(Role::button, "Add condition to 1");
  visitor.press(Role::menu_item, "A field");
  visitor.fill("Value 1.1", "driving");
  CHECK(says(visitor, "People who have a row in “Skills” whose name is driving"));
  CHECK(says(visitor, "1 person"));
  visitor.press(Role::combo_box, "Whether 1");
  visitor.press(Role::option, "without a row in Skills");
  CHECK(says(visitor, "People who have no row in “Skills” whose name is driving"));
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
