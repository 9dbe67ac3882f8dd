#include "ui/widget/field.h"

#include "tests/ui/widget/stage.h"
#include "ui/widget/button.h"
#include "ui/widget/unsaved_texts.h"

#include <catch2/catch_test_macros.hpp>

#include <utility>

namespace kith::ui {
namespace {

const SetTextRequest* last_request(const Stage& stage) {
  const SetTextRequest* found = nullptr;
  for (const PlatformRequest& request : stage.requests) {
    if (const auto* set = std::get_if<SetTextRequest>(&request)) found = set;
  }
  return found;
}

std::string last_set_text(const Stage& stage) {
  const SetTextRequest* found = last_request(stage);
  return found == nullptr ? "(none)" : found->text;
}

}  // namespace

TEST_CASE("A form's text follows every key") {
  std::string name = "An";
  Stage stage([&](Ui& ui) { text_field(ui, "Name", name); });
  NodeId field = stage.get(Role::text_field, "Name").id;
  CHECK(stage.get(Role::text_field, "Name").value == "An");
  stage.focus(field);
  stage.type(field, TextAction::input, "Ana");
  CHECK(name == "Ana");
  stage.type(field, TextAction::input, "Ana 李");
  CHECK(name == "Ana 李");
}

TEST_CASE("A field in place keeps its draft until it is left, then tells it once") {
  std::string record = "Bruno";
  std::vector<std::string> commits;
  Stage stage([&](Ui& ui) {
    FieldResult result = text_field(ui, "Nickname", std::string_view(record), {.in_place = true});
    if (result.committed) commits.push_back(result.text);
  });
  NodeId field = stage.get(Role::text_field, "Nickname").id;
  stage.focus(field);
  stage.type(field, TextAction::input, "Bru");
  CHECK(commits.empty());
  CHECK(stage.get(Role::text_field, "Nickname").value == "Bru");
  stage.type(field, TextAction::commit, "Bru");
  record = "Bru";
  stage.frame();
  stage.frame();
  CHECK(commits == std::vector<std::string>{"Bru"});
  stage.type(field, TextAction::commit, "Bru");  // left without another change
  CHECK(commits.size() == 1);
}

TEST_CASE("Escape gives back what stood there before, in the page's field too") {
  std::string record = "Bruno";
  bool cancelled = false;
  Stage stage(
      [&](Ui& ui) { cancelled |= text_field(ui, "Nickname", std::string_view(record)).cancelled; });
  NodeId field = stage.get(Role::text_field, "Nickname").id;
  stage.focus(field);
  stage.type(field, TextAction::input, "Something else");
  stage.type(field, TextAction::cancel, "Something else");
  CHECK(cancelled);
  CHECK(stage.get(Role::text_field, "Nickname").value == "Bruno");
  CHECK(last_set_text(stage) == "Bruno");
}

TEST_CASE("Ends of edits that arrive together are told one after the other") {
  std::string record = "Bruno";
  std::vector<std::string> commits;
  Stage stage([&](Ui& ui) {
    FieldResult result = text_field(ui, "Nickname", std::string_view(record));
    if (result.committed) commits.push_back(record = result.text);
  });
  NodeId field = stage.get(Role::text_field, "Nickname").id;
  stage.focus(field);
  stage.ui.input(TextEvent{field, TextAction::input, "Something else"});
  stage.ui.input(TextEvent{field, TextAction::cancel, "Bruno"});
  stage.ui.input(TextEvent{field, TextAction::input, "Bru"});
  stage.ui.input(TextEvent{field, TextAction::commit, "Bru"});
  stage.ui.input(TextEvent{field, TextAction::input, "Bruna"});
  stage.ui.input(TextEvent{field, TextAction::commit, "Bruna"});
  stage.frame();
  stage.frame();
  CHECK(commits == std::vector<std::string>{"Bru", "Bruna"});
  CHECK(stage.get(Role::text_field, "Nickname").value == "Bruna");
}

TEST_CASE("A line that is taken over by Enter empties the page's field") {
  std::vector<std::string> taken;
  Stage stage([&](Ui& ui) {
    FieldResult result = text_field(ui, "Capture", std::string_view(""));
    if (result.by_enter) taken.push_back(result.text);
  });
  NodeId field = stage.get(Role::text_field, "Capture").id;
  stage.focus(field);
  stage.type(field, TextAction::input, "Ana: sings");
  stage.type(field, TextAction::commit, "Ana: sings", true);
  stage.frame();
  CHECK(taken == std::vector<std::string>{"Ana: sings"});
  REQUIRE(last_request(stage) != nullptr);
  CHECK(last_request(stage)->replaced == "Ana: sings");  // what is typed behind it is another line
  CHECK(last_request(stage)->text.empty());
}

TEST_CASE("What is typed behind a line that is being taken over begins the next one") {
  std::string line;
  std::vector<std::string> taken;
  Stage stage([&](Ui& ui) {
    if (text_field(ui, "Capture", line).by_enter) taken.push_back(std::exchange(line, ""));
  });
  NodeId field = stage.get(Role::text_field, "Capture").id;
  stage.focus(field);
  stage.ui.input(TextEvent{field, TextAction::input, "Ana: sings"});
  stage.ui.input(TextEvent{field, TextAction::commit, "Ana: sings", true});
  stage.type(field, TextAction::input, "Ana: singsBru");  // the page has not heard of it yet
  CHECK(taken == std::vector<std::string>{"Ana: sings"});
  CHECK(line == "Bru");
  REQUIRE(last_request(stage) != nullptr);
  CHECK(last_request(stage)->replaced == "Ana: sings");
  CHECK(last_request(stage)->text.empty());
}

TEST_CASE("What is typed behind a value that was kept belongs to it") {
  std::string record = "Bruno";
  Stage stage([&](Ui& ui) {
    FieldResult result = text_field(ui, "Nickname", std::string_view(record));
    if (result.committed) record = result.text;
  });
  NodeId field = stage.get(Role::text_field, "Nickname").id;
  stage.focus(field);
  stage.ui.input(TextEvent{field, TextAction::commit, "Bru", true});
  stage.type(field, TextAction::input, "Bruni");
  CHECK(record == "Bru");
  CHECK(stage.get(Role::text_field, "Nickname").value == "Bruni");
  CHECK(last_request(stage) == nullptr);
}

TEST_CASE("A record that changes under the focus changes the page's field") {
  std::string record = "Bruno";
  Stage stage([&](Ui& ui) { text_field(ui, "Nickname", std::string_view(record)); });
  stage.focus(stage.get(Role::text_field, "Nickname").id);
  CHECK(last_request(stage) == nullptr);
  record = "Bru";
  stage.frame();
  REQUIRE(last_request(stage) != nullptr);
  CHECK(last_request(stage)->replaced == "Bruno");
  CHECK(last_request(stage)->text == "Bru");
}

TEST_CASE("A passphrase that is emptied is emptied in the page, and never named") {
  std::string secret;
  Stage stage([&](Ui& ui) { text_field(ui, "Passphrase", secret, {.password = true}); });
  NodeId field = stage.get(Role::text_field, "Passphrase").id;
  stage.focus(field);
  stage.type(field, TextAction::input, "correct horse");
  stage.type(field, TextAction::commit, "correct horse", true);
  CHECK_FALSE(stage.get(Role::text_field, "Passphrase").value.empty());
  secret.clear();
  stage.frame();
  CHECK(stage.get(Role::text_field, "Passphrase").value.empty());
  REQUIRE(last_request(stage) != nullptr);
  CHECK(last_request(stage)->replaced.empty());
  CHECK(last_request(stage)->text.empty());
}

TEST_CASE("The echo of a key is not sent back into the field somebody types in") {
  std::string text;
  Stage stage([&](Ui& ui) { text_field(ui, "Name", text); });
  NodeId field = stage.get(Role::text_field, "Name").id;
  stage.focus(field);
  for (const char* typed : {"A", "An", "Ana"})
    stage.type(field, TextAction::input, typed);
  CHECK(last_set_text(stage) == "(none)");
}

TEST_CASE("A field with a name keeps what is typed until somebody takes it") {
  std::string record = "Bruno";
  std::vector<UnsavedText> taken;
  Stage stage([&](Ui& ui) {
    ui.unsaved().visit("#/people");
    FieldResult result = text_field(ui, "Nickname", std::string_view(record),
                                    {.in_place = true, .unsaved_as = "nickname"});
    if (result.committed) taken = ui.unsaved().take("nickname");
  });
  UnsavedTexts& unsaved = stage.ui.unsaved();
  NodeId field = stage.get(Role::text_field, "Nickname").id;
  stage.focus(field);
  CHECK_FALSE(unsaved.due_ms());
  stage.type(field, TextAction::input, "Bru");
  REQUIRE(unsaved.due_ms());
  CHECK(*unsaved.due_ms() <= stage.now_ms + 1000);
  const auto changes = unsaved.take_changes();
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].place == "#/people nickname");
  CHECK(changes[0].text == "Bru");
  CHECK_FALSE(unsaved.due_ms());

  stage.type(field, TextAction::input, "Bruno");  // which is what the record says
  CHECK_FALSE(unsaved.has("nickname"));
  stage.type(field, TextAction::input, "Brunello");
  stage.type(field, TextAction::commit, "Brunello", true);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].text == "Brunello");
  CHECK_FALSE(unsaved.due_ms());  // the change that saves it forgets it
}

TEST_CASE("Typing that goes on is written down all the same") {
  std::string name;
  Stage stage([&](Ui& ui) {
    ui.unsaved().visit("#/people");
    text_field(ui, "Name", name, {.unsaved_as = "name"});
  });
  NodeId field = stage.get(Role::text_field, "Name").id;
  stage.focus(field);
  stage.type(field, TextAction::input, "A");
  const double begun_ms = stage.now_ms;
  for (int i = 0; i < 10; ++i) {
    stage.now_ms += 200;
    stage.type(field, TextAction::input, name + "n");
  }
  REQUIRE(stage.ui.unsaved().due_ms());
  CHECK(*stage.ui.unsaved().due_ms() < begun_ms + 1000);
}

TEST_CASE("What was not saved stands in its field with the reason, until Escape") {
  std::string record = "Bruno";
  Stage stage([&](Ui& ui) {
    ui.unsaved().visit("#/people");
    text_field(ui, "Nickname", std::string_view(record),
               {.in_place = true, .unsaved_as = "nickname"});
  });
  stage.ui.unsaved().put_back({"#/people nickname", "Brunello"}, "There is no room.", 0);
  stage.frame();
  const Node& shown = stage.get(Role::text_field, "Nickname");
  CHECK(shown.value == "Brunello");
  CHECK((shown.states & state_invalid) != 0);
  CHECK(shown.description == "There is no room.");
  const NodeId field = shown.id;
  stage.focus(field);
  CHECK(last_request(stage) == nullptr);
  stage.type(field, TextAction::cancel, "Brunello");
  CHECK(stage.get(Role::text_field, "Nickname").value == "Bruno");
  CHECK((stage.get(Role::text_field, "Nickname").states & state_invalid) == 0);
  CHECK(last_set_text(stage) == "Bruno");
  CHECK_FALSE(stage.ui.unsaved().has("nickname"));
}

TEST_CASE("A form takes over what was typed into it once, and lets go of what is emptied") {
  std::string name;
  Stage stage([&](Ui& ui) {
    ui.unsaved().visit("#/people");
    text_field(ui, "Name", name, {.unsaved_as = "new/name"});
  });
  stage.ui.unsaved().found({{"#/people new/name", "Ana"}});
  CHECK(stage.ui.unsaved().has("new"));
  stage.frame();
  CHECK(name == "Ana");
  NodeId field = stage.get(Role::text_field, "Name").id;
  stage.focus(field);
  stage.type(field, TextAction::input, "");
  stage.frame();
  CHECK(name.empty());
  CHECK_FALSE(stage.ui.unsaved().has("new"));
}

TEST_CASE("A passphrase is in no node and is drawn as dots") {
  std::string secret = "correct horse";
  Stage stage([&](Ui& ui) { text_field(ui, "Passphrase", secret, {.password = true}); });
  for (const Node& node : stage.ui.nodes()) {
    CHECK(node.name.find("horse") == std::string::npos);
    CHECK(node.value.find("horse") == std::string::npos);
    CHECK(node.value.size() <= std::string("•").size());  // nor how long it is
  }
  CHECK(stage.ui.take_lint().empty());
}

TEST_CASE("A field that asks for it takes the focus when it appears, and only then") {
  bool there = false;
  std::string name;
  Stage stage([&](Ui& ui) {
    button(ui, "Other");
    if (there) text_field(ui, "Name", name, {.focus = true});
  });
  there = true;
  stage.frame();
  stage.frame();
  CHECK(stage.ui.focused() == stage.get(Role::text_field, "Name").id);
  stage.focus(stage.get(Role::button, "Other").id);
  stage.frame();
  CHECK(stage.ui.focused() == stage.get(Role::button, "Other").id);
}

TEST_CASE("A search field filters as you type and is emptied by its cross") {
  std::string needle;
  Stage stage([&](Ui& ui) { search_field(ui, "Search", needle); });
  NodeId field = stage.get(Role::search_field, "Search").id;
  stage.type(field, TextAction::input, "ana");
  CHECK(needle == "ana");
  stage.click(Role::button, "Clear search");
  CHECK(needle.empty());
  CHECK(stage.find(Role::button, "Clear search") == nullptr);
}

}  // namespace kith::ui
