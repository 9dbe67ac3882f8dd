// What is typed and not saved yet, through the rooms: offered again after a crash or a refusal, and
// never again once it was saved or taken back.
#include "tests/ui/room/visitor.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>

namespace kith::ui {
namespace {

constexpr const char* line = "keeps bees behind the chapel";
constexpr const char* not_saved = "Something you typed is not saved yet.";

// Somebody's page.
struct Household : Visitor {
  Household() {
    make_workspace();
    press(Role::button, "Add person");
    fill("Name", "Ines Vale", true);
    ASSERT(find(Role::region, "Ines Vale") != nullptr);
  }

  std::string shown(std::string_view field) {
    const Node* found = find(Role::text_field, field);
    return found == nullptr ? "(no field)" : found->value;
  }
  std::string said_of(std::string_view field) {
    return ui().node(id_of(Role::text_field, field)).description;
  }
  std::size_t kept() { return state().workspace->unsaved()->size(); }
  void fill_disk() { platform.disk.room = platform.disk.used(); }
  void make_room() { platform.disk.room = std::numeric_limits<std::uint64_t>::max(); }
};

}  // namespace

TEST_CASE("a line half typed is in its field after a crash, and once recorded in no field") {
  Household visitor;
  visitor.type("Capture", line);
  CHECK(visitor.kept() == 0);
  visitor.wait(500);
  CHECK(visitor.kept() == 1);
  visitor.crash();
  CHECK(visitor.shown("Capture") == line);
  CHECK(visitor.find(Role::alert, not_saved) == nullptr);

  visitor.fill("Capture", line, true);
  CHECK(visitor.shown("Capture").empty());
  CHECK(visitor.kept() == 0);  // in the change itself, not some time later
  visitor.crash();
  CHECK(visitor.shown("Capture").empty());
}

TEST_CASE("what was typed elsewhere is a step away") {
  Household visitor;
  visitor.type("Capture", line);
  visitor.wait(500);
  const std::string address = visitor.ui().route();
  visitor.go("#/settings");
  CHECK(visitor.find(Role::alert, not_saved) == nullptr);  // who left it knows
  visitor.crash();
  REQUIRE(visitor.find(Role::alert, not_saved) != nullptr);
  visitor.press(Role::button, "Go there");
  CHECK(visitor.ui().route() == address);
  CHECK(visitor.shown("Capture") == line);
  visitor.go("#/settings");
  CHECK(visitor.find(Role::alert, not_saved) == nullptr);
}

TEST_CASE("what was saved in another tab is offered no more, however late its field is left") {
  for (const bool is_left_late : {false, true}) {
    Household visitor;
    visitor.type("Capture", line);
    visitor.wait(500);
    const auto kept = visitor.state().workspace->unsaved();
    REQUIRE(kept->size() == 1);
    if (is_left_late) visitor.leave_unseen("Capture", line);
    REQUIRE(
        visitor.state().workspace->keep_unsaved(std::vector{UnsavedText{(*kept)[0].place, ""}}));
    visitor.come_back();
    CHECK(visitor.shown("Capture").empty());
    visitor.wait(1000);
    CHECK(visitor.kept() == 0);
  }
}

TEST_CASE("a line half typed waits while somebody else is looked at") {
  Household visitor;
  const std::string address = visitor.ui().route();
  visitor.type("Capture", line);
  visitor.press(Role::button, "Add person");
  visitor.fill("Name", "Bruno", true);
  CHECK(visitor.shown("Capture").empty());
  visitor.go(address);
  CHECK(visitor.shown("Capture") == line);
}

TEST_CASE("a field half edited is offered where it stands, not saved by itself") {
  Household visitor;
  visitor.press(Role::tab, "Details");
  visitor.type("Nickname", "Nesh");
  visitor.wait(500);
  visitor.crash();
  CHECK(visitor.shown("Nickname") == "Nesh");  // in its part of the page
  CHECK(visitor.said_of("Nickname").starts_with("Not saved yet."));
  CHECK(visitor.find(Role::text, "“Nesh”") == nullptr);

  visitor.ui().input(FocusEvent{visitor.id_of(Role::text_field, "Nickname"), 0});
  visitor.cancel("Nickname", "Nesh");
  CHECK(visitor.shown("Nickname").empty());
  visitor.wait(500);
  CHECK(visitor.kept() == 0);

  visitor.type("Nickname", "Vale");
  visitor.wait(500);
  visitor.crash();
  visitor.fill("Nickname", "Vale", true);
  CHECK(visitor.shown("Nickname") == "Vale");
  CHECK(visitor.said_of("Nickname").empty());
  CHECK(visitor.kept() == 0);
}

TEST_CASE("a dialog half filled in opens again, and closed it is forgotten") {
  Household visitor;
  visitor.press(Role::button, "Log contact");
  visitor.fill("What was it about?", "The spring letter");
  visitor.type("Notes", "She will write it");
  visitor.wait(500);
  CHECK(visitor.kept() == 2);
  visitor.crash();
  CHECK(visitor.shown("What was it about?") == "The spring letter");
  CHECK(visitor.shown("Notes") == "She will write it");
  visitor.press(Role::button, "Close");
  visitor.wait(500);
  CHECK(visitor.kept() == 0);
  CHECK(visitor.find(Role::dialog, "Log contact") == nullptr);
  visitor.press(Role::button, "Log contact");
  CHECK(visitor.shown("Notes").empty());
}

TEST_CASE("locking keeps what was typed a moment ago") {
  Household visitor;
  visitor.type("Capture", line);
  visitor.go("#/settings");
  visitor.press(Role::button, "Lock now");
  CHECK(visitor.platform.restarts == 1);
  visitor.crash();
  visitor.press(Role::button, "Go there");
  CHECK(visitor.shown("Capture") == line);

  visitor.go("#/capture");
  visitor.fill("Capture", "Ines Vale: sings alto");
  visitor.go("#/settings");
  visitor.wait_unseen(500);  // so that it is due in the same frame
  visitor.press(Role::button, "Lock now");
  visitor.crash();
  visitor.press(Role::button, "Go there");
  CHECK(visitor.shown("Capture") == "Ines Vale: sings alto");
}

TEST_CASE("what was typed about a record that is gone can still be read") {
  Household visitor;
  visitor.type("Capture", line);
  visitor.wait(500);
  const std::string address = visitor.ui().route();
  visitor.press(Role::button, "More");
  visitor.press(Role::menu_item, "Move to trash");
  visitor.crash();
  visitor.go(address);
  CHECK(visitor.find(Role::text, std::string("Not saved: ") + line) != nullptr);
}

TEST_CASE("an edit that is refused stays in its field with the reason") {
  Household visitor;
  visitor.press(Role::tab, "Details");
  visitor.fill("Birthday", "when the figs are ripe", true);
  CHECK(visitor.shown("Birthday") == "when the figs are ripe");
  CHECK(visitor.said_of("Birthday").starts_with("That is no date"));
  visitor.fill("Birthday", "3 May 1974", true);
  CHECK(visitor.said_of("Birthday").empty());

  visitor.fill_disk();
  int round = 0;
  const auto text = [&] { return "Nesh " + std::to_string(round); };
  while (!visitor.state().error && ++round < 1000)
    visitor.fill("Nickname", text(), true);
  REQUIRE(visitor.state().error);
  CHECK(visitor.shown("Nickname") == text());
  CHECK(visitor.said_of("Nickname").find("no room left") != std::string::npos);
  visitor.wait(500);
  CHECK(visitor.find(Role::alert, visitor.state().error->text) != nullptr);

  visitor.make_room();
  visitor.fill("Nickname", text(), true);
  CHECK_FALSE(visitor.state().error);
  CHECK(visitor.said_of("Nickname").empty());
  visitor.crash();
  visitor.press(Role::tab, "Details");
  CHECK(visitor.shown("Nickname") == text());
}

TEST_CASE("a line or a dialog that is refused is there to be sent again") {
  Household visitor;
  visitor.fill_disk();
  int round = 0;
  while (!visitor.state().error && ++round < 1000)
    visitor.fill("Capture", line, true);
  REQUIRE(visitor.state().error);
  CHECK(visitor.shown("Capture") == line);
  visitor.make_room();
  visitor.fill("Capture", line, true);
  CHECK_FALSE(visitor.state().error);
  CHECK(visitor.shown("Capture").empty());

  visitor.fill_disk();
  visitor.press(Role::button, "Log contact");
  for (round = 0; !visitor.state().error && round < 1000; ++round) {
    if (visitor.find(Role::dialog, "Log contact") == nullptr)
      visitor.press(Role::button, "Log contact");
    visitor.fill("Notes", "She will write it");
    visitor.press(Role::button, "Save");
  }
  REQUIRE(visitor.state().error);
  CHECK(visitor.shown("Notes") == "She will write it");
  visitor.make_room();
  visitor.press(Role::button, "Save");
  CHECK_FALSE(visitor.state().error);
  CHECK(visitor.find(Role::dialog, "Log contact") == nullptr);
}

}  // namespace kith::ui
