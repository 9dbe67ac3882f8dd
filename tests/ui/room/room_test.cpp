#include "core/practice/commands.h"
#include "core/practice/merge.h"
#include "core/practice/team_tables.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "tests/core/record/workspace_fixture.h"
#include "tests/ui/room/room_checks.h"
#include "ui/room/route.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>

namespace kith::ui {
namespace {

constexpr const char* contacts =
    "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Event 1 - Label,"
    "Event 1 - Value,Relation 1 - Label,Relation 1 - Value,Custom Field 1 - Label,"
    "Custom Field 1 - Value\n"
    "Ana,Okafor,Seed Library,Work,ana@seeds.example,Anniversary,2001-06-30,Spouse,Bruno Okafor,"
    "Favourite author,Octavia Butler\n"
    "Bruno,Okafor,Seed Library,Home,bruno@seeds.example,,,,,,\n";

void import_contacts(Visitor& visitor) {
  visitor.go("#/import");
  visitor.choose_file("contacts.csv", contacts);
  visitor.press(Role::button, "Import 2 contacts");
}

void open_ana(Visitor& visitor) {
  visitor.go("#/people");
  for (const Node& node : visitor.mirror.nodes()) {
    if (node.role != Role::row || node.row_index != 0) continue;
    visitor.ui().input(ActivateEvent{node.id});
    visitor.settle();
    return;
  }
  FAIL("no row");
}

}  // namespace

TEST_CASE("the door has no item without a node") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    check_room(visitor, width);
    visitor.fill("Passphrase", "short", true);
    check_room(visitor, width);
    visitor.fill("Passphrase", "tide street choir sings alto");
    visitor.fill("Passphrase again", "tide street choir sings alto", true);
    check_room(visitor, width);
    visitor.press(Role::button, "I have written them down");
    visitor.fill("Word 4", "wrong", true);
    check_room(visitor, width);
  }
}

TEST_CASE("no room behind the door has an item without a node, empty or full") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    for (bool full : {false, true}) {
      for (const char* place : {"#/people", "#/organisations", "#/ties", "#/tables", "#/capture",
                                "#/segments", "#/import", "#/duplicates", "#/decide", "#/history",
                                "#/trash", "#/settings", "#/gallery"}) {
        INFO(place << " at " << width << (full ? ", full" : ", empty"));
        visitor.go(place);
        check_room(visitor, width);
      }
      if (!full) import_contacts(visitor);
      check_room(visitor, width);
    }
    visitor.go("#/capture");
    visitor.fill("Capture", "Ana: keeps bees, told me 3 May");
    check_room(visitor, width);
  }
}

TEST_CASE("a passkey is added in the settings, used at the door, and removed") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    visitor.go("#/settings");
    CHECK(visitor.find(Role::button, "Add a passkey") == nullptr);
    visitor.offer_passkeys();
    visitor.press(Role::button, "Add a passkey");
    visitor.press(Role::button, "Add it");
    CHECK(visitor.find(Role::dialog, "Add a passkey"));
    check_room(visitor, width);
    visitor.platform.passkey_refusal = Error{ErrorCode::cancelled, "Nobody answered."};
    visitor.fill("Passphrase", "tide street choir sings alto", true);
    CHECK(visitor.find(Role::dialog, "Add a passkey"));
    check_room(visitor, width);
    visitor.platform.passkey_refusal.reset();
    visitor.fill("Passphrase", "tide street choir sings alto", true);
    CHECK_FALSE(visitor.find(Role::dialog, "Add a passkey"));
    check_room(visitor, width);

    visitor.press(Role::button, "Seal everything anew");
    check_room(visitor, width);
    visitor.leave_and_return();
    visitor.offer_passkeys();
    check_room(visitor, width);
    visitor.press(Role::button, "Unlock with the passkey");
    REQUIRE(visitor.state().vault == VaultStatus::open);
    visitor.press(Role::button, "Remove the passkey");
    check_room(visitor, width);
    visitor.press(Role::button, "Remove it");
    CHECK(visitor.find(Role::button, "Add a passkey"));
    CHECK_FALSE(visitor.state().passkey.is_there);
  }
}

TEST_CASE("no part of a record has an item without a node") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    open_ana(visitor);
    visitor.fill("Capture", "keeps bees, told me 3 May", true);
    for (const char* part : {"Facts", "Ties", "Details", "History", "Story"}) {
      INFO(part << " at " << width);
      visitor.press(Role::tab, part);
      check_room(visitor, width);
    }
    visitor.press(Role::button, "Log contact");
    REQUIRE(visitor.find(Role::dialog, "Log contact with Ana") != nullptr);
    check_room(visitor, width);
  }
}

TEST_CASE("a gift is written down with its amount, and shown so") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    open_ana(visitor);
    visitor.press(Role::button, "Log contact");
    visitor.press(Role::combo_box, "How");
    visitor.press(Role::option, "Gift");
    visitor.fill("Amount", "a lot");
    visitor.press(Role::button, "Save");
    CHECK(visitor.find(Role::dialog, "Log contact with Ana") != nullptr);
    check_room(visitor, width);
    visitor.fill("Amount", "50 eur");
    visitor.fill("What was it about?", "the roof");
    visitor.press(Role::button, "Save");
    CHECK(visitor.find(Role::dialog, "Log contact with Ana") == nullptr);
    bool is_told = false;
    for (const Node& node : visitor.mirror.nodes())
      is_told |= node.name.find("50.00 EUR, the roof") != std::string::npos;
    CHECK(is_told);
    check_room(visitor, width);
  }
}

TEST_CASE("a value of the past is put back from the history of its field") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    open_ana(visitor);
    visitor.press(Role::tab, "Details");
    visitor.fill("Nickname", "Anna", true);
    visitor.fill("Nickname", "Nana", true);
    visitor.press(Role::tab, "History");
    check_room(visitor, width);
    CHECK(visitor.find(Role::text, "Nickname: Nana, before: Anna") != nullptr);
    CHECK(visitor.find(Role::text, "Email: added ana@seeds.example (Work)") != nullptr);
    visitor.press(Role::combo_box, "History of");
    visitor.press(Role::option, "Nickname");
    CHECK(visitor.find(Role::text, "Email: added ana@seeds.example (Work)") == nullptr);
    check_room(visitor, width);
    visitor.press(Role::button, "Put back");
    CHECK(visitor.find(Role::text, "Nickname: Anna, before: Nana") != nullptr);
    visitor.press(Role::tab, "Details");
    CHECK(visitor.find(Role::text_field, "Nickname")->value == "Anna");
  }
}

TEST_CASE("two versions of a field are shown where they are, and one is chosen") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    open_ana(visitor);
    const std::string address = visitor.ui().route();
    Workspace& ours = *visitor.state().workspace;
    TestWorkspace theirs(ours, 1);
    theirs.hear(ours);
    const RecordId ana = parse_route(address).record.value();
    theirs.set(ana, fields::person::nickname, Value::text("Annie"));
    theirs.set(ana, fields::person::notes, Value::long_text("Likes tea.\nHas dogs."));
    Draft draft(Intent{});
    draft.set(ana, fields::person::nickname, Value::text("Nana"));
    draft.set(ana, fields::person::notes, Value::long_text("Likes tea."));
    REQUIRE(ours.commit(draft));
    TestWorkspace::tell(*theirs, ours);
    visitor.settle();

    CHECK(visitor.find(Role::region, "Two versions of Nickname") != nullptr);
    check_room(visitor, width);
    visitor.press(Role::button, "Decide");
    CHECK(visitor.ui().route() == "#/decide");
    check_room(visitor, width);
    CHECK(visitor.find(Role::link, "Ana") != nullptr);  // whose they are
    visitor.press(Role::button, "Keep this");
    visitor.press(Role::button, "Keep both together");
    CHECK(visitor.find(Role::text, "Nothing to decide") != nullptr);
    visitor.go(address);
    CHECK(visitor.find(Role::region, "Two versions of") == nullptr);
    CHECK(ours.conflicts(ana).value().empty());
  }
}

TEST_CASE("what a merged record says of a sensitive field is covered too") {
  Visitor visitor(740, tall);
  visitor.make_workspace();
  import_contacts(visitor);
  open_ana(visitor);
  const std::string address = visitor.ui().route();
  Workspace& workspace = *visitor.state().workspace;
  const Directory& directory = *visitor.state().directory;
  const RecordId ana = parse_route(address).record.value();
  const NewRecord health = add_field(workspace, kinds::person,
                                     {.label = "Health", .sensitivity = Sensitivity::stewards});
  REQUIRE(workspace.commit(health.draft));
  const NewRecord other = add_person(workspace, "Annie Okafor");
  REQUIRE(workspace.commit(other.draft));
  Draft draft(Intent{});
  draft.set(other.id, field_of(health.id), Value::text("Diabetic"));
  REQUIRE(workspace.commit(draft));
  visitor.go(merge_route(ana, other.id));
  CHECK(visitor.find(Role::radio, "Covered — Annie Okafor") != nullptr);
  visitor.press(Role::button, "Show what is covered");
  CHECK(visitor.find(Role::radio, "Diabetic — Annie Okafor") != nullptr);
  MergeSides sides = read_merge(workspace, directory, ana, other.id).value().value();
  for (MergeField& field : sides.fields)
    field.takes_there = false;
  REQUIRE(workspace.commit(merge_records(sides)));
  visitor.go(address);
  visitor.press(Role::tab, "Details");
  CHECK(visitor.find(Role::text, "Also: Diabetic") == nullptr);
  visitor.press(Role::button, "Show Health");
  CHECK(visitor.find(Role::text, "Also: Diabetic") != nullptr);
}

TEST_CASE("two versions of a sensitive field are covered until somebody asks") {
  Visitor visitor(740, tall);
  visitor.make_workspace();
  import_contacts(visitor);
  open_ana(visitor);
  const std::string address = visitor.ui().route();
  Workspace& ours = *visitor.state().workspace;
  const NewRecord health =
      add_field(ours, kinds::person, {.label = "Health", .sensitivity = Sensitivity::stewards});
  REQUIRE(ours.commit(health.draft));
  TestWorkspace theirs(ours, 1);
  theirs.hear(ours);
  const RecordId ana = parse_route(address).record.value();
  theirs.set(ana, field_of(health.id), Value::text("Diabetic"));
  Draft draft(Intent{});
  draft.set(ana, field_of(health.id), Value::text("Asthma"));
  REQUIRE(ours.commit(draft));
  TestWorkspace::tell(*theirs, ours);
  visitor.settle();
  for (const char* place : {"#/decide", address.c_str()}) {
    visitor.go(place);
    CHECK(visitor.find(Role::button, "Keep this") == nullptr);
    visitor.press(Role::button, "Show Health");
    CHECK(visitor.find(Role::button, "Keep this") != nullptr);
  }
}

TEST_CASE("the history of the workspace tells what was done, and undoes it") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    open_ana(visitor);
    visitor.press(Role::tab, "Details");
    visitor.fill("Nickname", "Nana", true);
    const RecordId ana = parse_route(visitor.ui().route()).record.value();
    visitor.go("#/history");
    check_room(visitor, width);
    CHECK(visitor.find(Role::list_item, "Imported 2 rows from contacts.csv") != nullptr);
    CHECK(visitor.find(Role::button, "Take back") != nullptr);
    CHECK(visitor.find(Role::list_item, "Changed the nickname of Ana Okafor") != nullptr);
    visitor.press(Role::button, "Show");
    CHECK(visitor.find(Role::text, "Ana Okafor, Nickname: Nana") != nullptr);
    check_room(visitor, width);
    visitor.press(Role::button, "Undo");
    const auto view = visitor.state().workspace->read(ana);
    CHECK((*view)->find(fields::person::nickname) == nullptr);
    CHECK(visitor.find(Role::list_item, "Undid: Changed the nickname of Ana Okafor") != nullptr);
    visitor.press(Role::button, "Undo");
    CHECK(visitor.find(Role::list_item, "Did again: Changed the nickname") != nullptr);
  }
}

TEST_CASE("an undo asks about what was changed again since, and can be taken back") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    open_ana(visitor);
    visitor.press(Role::tab, "Details");
    visitor.fill("Nickname", "Nana", true);
    const ChangesetId made = visitor.state().toast.undo.value();
    visitor.fill("Nickname", "Annie", true);
    const RecordId ana = parse_route(visitor.ui().route()).record.value();
    const auto nickname = [&] {
      const auto view = visitor.state().workspace->read(ana);
      const Value* value = (*view)->find(fields::person::nickname);
      return value == nullptr ? std::string() : value->as_text();
    };
    visitor.carry_out(UndoChange{made});
    CHECK(nickname() == "Annie");
    CHECK(visitor.find(Role::list_item, "Nickname of Ana Okafor: Annie") != nullptr);
    check_room(visitor, width);
    visitor.press(Role::button, "Keep the later edits");
    CHECK(visitor.find(Role::dialog, "Changed again since") == nullptr);
    visitor.carry_out(UndoChange{made});
    visitor.press(Role::button, "Undo these too");
    CHECK(nickname().empty());
    visitor.press(Role::button, "Redo");
    CHECK(nickname() == "Annie");
  }
}

TEST_CASE("what was moved to the trash is found there, and restored") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    visitor.go("#/trash");
    CHECK(visitor.find(Role::text, "Nothing is in the trash") != nullptr);
    check_room(visitor, width);
    open_ana(visitor);
    const std::string address = visitor.ui().route();
    visitor.press(Role::button, "More");
    visitor.press(Role::menu_item, "Move to trash");
    visitor.go(address);
    CHECK(visitor.find(Role::button, "Restore") != nullptr);
    check_room(visitor, width);
    visitor.go("#/settings");
    visitor.press(Role::button, "Open the trash");
    visitor.go("#/trash");
    REQUIRE(visitor.find(Role::list_item, "Ana Okafor") != nullptr);
    check_room(visitor, width);
    visitor.press(Role::button, "Restore");
    CHECK(visitor.find(Role::list_item, "Ana Okafor") == nullptr);
    visitor.go(address);
    CHECK(visitor.find(Role::tab, "Story") != nullptr);
  }
}

TEST_CASE("a preview and its mapping have no item without a node") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    visitor.go("#/import");
    visitor.choose_file("list.csv", "Who,Since when\nAna Okafor,03/04/2021\n");
    check_room(visitor, width);
    visitor.choose_file("broken.csv", std::string("\0\1\2\3", 4));
    check_room(visitor, width);
  }
}

TEST_CASE("a fact that is a date is said as people say it") {
  Visitor visitor;
  visitor.make_workspace();
  import_contacts(visitor);
  open_ana(visitor);
  CHECK(visitor.find(Role::text, "Anniversary: 30 June 2001") != nullptr);
  int asks = 0;
  for (const Node& node : visitor.mirror.nodes()) {
    const std::size_t first = node.name.find("ask again");
    if (first == std::string::npos) continue;
    ++asks;
    CHECK(node.name.find("ask again", first + 1) == std::string::npos);
  }
  CHECK(asks > 0);
}

// Whoever is faster than the program: everything comes in one frame.
TEST_CASE("what is typed counts for the press that came with it") {
  Visitor visitor;
  visitor.fill("Passphrase", "tide street choir sings alto");
  visitor.fill_unseen("Passphrase again", "tide street choir sings alto");
  visitor.press(Role::button, "Continue");
  const std::vector<std::string> words = visitor.state().recovery_words;
  REQUIRE(words.size() == 24);
  visitor.press(Role::button, "I have written them down");
  for (std::size_t at : {3, 10, 20})
    visitor.fill_unseen("Word " + std::to_string(at + 1), words[at]);
  visitor.fill_unseen("Workspace name", "Riverbend");
  visitor.press(Role::button, "Make the workspace");
  REQUIRE(visitor.state().vault == VaultStatus::open);

  visitor.press(Role::button, "Add person");
  visitor.fill("Name", "Ines Vale", true);
  CHECK(visitor.find(Role::dialog, "Add a person") == nullptr);
  CHECK(visitor.find(Role::region, "Ines Vale") != nullptr);
}

TEST_CASE("the heading gets the focus in the frame that shows its room, and only then") {
  Visitor visitor;
  visitor.make_workspace();
  visitor.ui().input(FocusEvent{visitor.id_of(Role::link, "Settings"), 0});
  visitor.press(Role::link, "Settings");
  CHECK(visitor.ui().focused() == visitor.id_of(Role::heading, "Settings"));
  visitor.go("#/capture");
  const NodeId field = visitor.id_of(Role::text_field, "Capture");
  visitor.ui().input(FocusEvent{field, 0});
  visitor.settle();
  CHECK(visitor.ui().focused() == field);
}

TEST_CASE("on a phone every place can be reached from the bar") {
  Visitor visitor(360, 740);
  visitor.make_workspace();
  CHECK(visitor.find(Role::link, "Organisations") != nullptr);
  CHECK(visitor.find(Role::link, "Settings") == nullptr);
  visitor.press(Role::button, "More");
  visitor.press(Role::menu_item, "Settings");
  CHECK(visitor.find(Role::heading, "Settings") != nullptr);
  CHECK(visitor.find(Role::menu, "More") == nullptr);
}

TEST_CASE("somebody is erased for good after a tick and a press") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    open_ana(visitor);
    const std::string address = visitor.ui().route();
    visitor.fill("Capture", "keeps bees, told me 3 May", true);
    visitor.type("Capture", "half typed");
    visitor.wait(1000);
    REQUIRE(visitor.state().workspace->unsaved()->size() == 1);
    visitor.press(Role::button, "More");
    visitor.press(Role::menu_item, "Erase for good");
    REQUIRE(visitor.find(Role::dialog, "Erase Ana Okafor for good?") != nullptr);
    check_room(visitor, width);
    visitor.press(Role::button, "Erase for good");
    CHECK(visitor.find(Role::alert, "Tick the box first.") != nullptr);
    check_room(visitor, width);
    CHECK(visitor.state().directory->count(visitor.state().workspace->database(), kinds::person) ==
          2);
    visitor.press(Role::checkbox, "I know that it is for good");
    visitor.press(Role::button, "Erase for good");
    CHECK(visitor.find(Role::dialog, "Erase") == nullptr);
    CHECK(visitor.state().toast.text == "Erased for good");
    CHECK_FALSE(visitor.state().toast.undo);
    const auto is_named = [&](std::string_view name) {
      return std::ranges::any_of(visitor.mirror.nodes(), [&](const Node& node) {
        return node.name.find(name) != std::string::npos;
      });
    };
    CHECK_FALSE(is_named("Ana Okafor"));
    CHECK(is_named("Bruno Okafor"));
    visitor.wait(1000);
    CHECK(visitor.state().workspace->unsaved()->empty());
    visitor.go(address);
    CHECK(visitor.find(Role::text, "This record was erased") != nullptr);
    check_room(visitor, width);
  }
}

TEST_CASE("the passphrase is changed in the settings, and what is missing is said") {
  constexpr const char* present = "tide street choir sings alto";
  constexpr const char* next = "seven lanterns over the weir";
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    visitor.go("#/settings");
    visitor.press(Role::button, "Change the passphrase");
    visitor.fill("Present passphrase", "something else");
    visitor.fill("New passphrase", next);
    visitor.fill("New passphrase again", next, true);
    CHECK(visitor.find(Role::alert, "This is not the present passphrase.") != nullptr);
    visitor.press(Role::button, "Close");
    visitor.press(Role::button, "Change the passphrase");
    CHECK(visitor.find(Role::alert, "This is not the present passphrase.") == nullptr);
    visitor.fill("Present passphrase", present);
    visitor.fill("New passphrase", "short", true);
    CHECK(visitor.find(Role::text_field, "New passphrase")->states & state_invalid);
    check_room(visitor, width);
    visitor.fill("New passphrase", next);
    visitor.fill("New passphrase again", next);
    visitor.press(Role::button, "Change it");
    CHECK(visitor.state().passphrase.changes == 1);
    CHECK(visitor.find(Role::dialog, "Change the passphrase") == nullptr);
    check_room(visitor, width);
  }
}

TEST_CASE("everything is sealed anew from the settings, once the passphrase was changed") {
  constexpr const char* present = "tide street choir sings alto";
  constexpr const char* next = "seven lanterns over the weir";
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    visitor.go("#/settings");
    visitor.press(Role::button, "Change the passphrase");
    visitor.fill("Present passphrase", present);
    visitor.fill("New passphrase", next);
    visitor.fill("New passphrase again", next, true);
    CHECK(visitor.find(Role::status, "Older copies of the files") != nullptr);
    check_room(visitor, width);
    visitor.press(Role::button, "Seal everything anew");
    visitor.fill("Passphrase", present, true);
    CHECK(visitor.find(Role::alert, "This is not the passphrase.") != nullptr);
    check_room(visitor, width);
    visitor.fill("Passphrase", next);
    visitor.press(Role::button, "Seal it");
    CHECK(visitor.state().sealing.times == 1);
    CHECK(visitor.find(Role::dialog, "Seal everything anew") == nullptr);
    CHECK(visitor.find(Role::status, "Older copies of the files") == nullptr);
    check_room(visitor, width);
  }
}

TEST_CASE("a backup is made in the settings and restored at the door") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    visitor.make_workspace();
    import_contacts(visitor);
    visitor.go("#/settings");
    CHECK(visitor.find(Role::text, "None was made on this device yet") != nullptr);
    visitor.press(Role::button, "Make a backup");
    check_room(visitor, width);
    CHECK(visitor.find(Role::text, "today; nothing has changed since") != nullptr);
    REQUIRE(visitor.platform.downloads.size() == 1);

    Visitor other(width, tall);
    other.press(Role::button, "Restore a backup");
    CHECK(other.platform.file_picks == 1);
    other.choose_file("notes.txt", "not a backup");
    CHECK(other.find(Role::alert, "This file is not a backup of Kith.") != nullptr);
    check_room(other, width);
    other.press(Role::button, "Choose another file");
    CHECK(other.platform.file_picks == 2);
    other.choose_file("kith-backup.kith", visitor.platform.downloads.front().second);
    check_room(other, width);
    other.fill("Passphrase of the backup", "something else", true);
    check_room(other, width);
    CHECK(other.state().restore.error);
    other.press(Role::button, "Use the recovery phrase");
    other.press(Role::button, "Use the passphrase");
    other.fill("Passphrase of the backup", "tide street choir sings alto", true);
    REQUIRE(other.state().vault == VaultStatus::open);
    check_room(other, width);
    open_ana(other);
    CHECK(other.find(Role::region, "Ana Okafor") != nullptr);
  }
}

}  // namespace kith::ui
