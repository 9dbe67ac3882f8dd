// What is typed and not saved yet: kept until it is saved, and never after.
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;

namespace {

std::string all_of(TestWorkspace& workspace) {
  auto texts = workspace->unsaved();
  REQUIRE(texts);
  std::string all;
  for (const UnsavedText& text : *texts)
    all += text.place + ": " + text.text + "\n";
  return all;
}

void keep(TestWorkspace& workspace, std::vector<UnsavedText> texts) {
  REQUIRE(workspace->keep_unsaved(texts));
}

Draft new_person(TestWorkspace& workspace, const std::string& name) {
  Draft draft(Intent{IntentCode::add_person});
  draft.create(kinds::person, workspace.new_id(), {{fields::person::name, Value::text(name)}});
  return draft;
}

}  // namespace

TEST_CASE("what is typed is kept by place, the newest last, until it is forgotten") {
  TestWorkspace workspace;
  CHECK(all_of(workspace).empty());
  keep(workspace, {{"#/capture line", "Ana: lov"}, {"#/people/a nickname", "小"}});
  keep(workspace, {{"#/capture line", "Ana: loves"}});
  CHECK(all_of(workspace) == "#/people/a nickname: 小\n#/capture line: Ana: loves\n");
  keep(workspace, {{"#/capture line", ""}, {"#/people/b nickname", ""}});
  CHECK(all_of(workspace) == "#/people/a nickname: 小\n");
}

TEST_CASE("it is no part of the records") {
  TestWorkspace workspace;
  workspace.add_person("Ana");
  const StateDigest before = workspace.digest();
  const auto version = workspace->data_version();
  const auto log = workspace.changesets();
  keep(workspace, {{"#/capture line", "Ana: loves lilies"}});
  CHECK(workspace.digest() == before);
  CHECK(workspace->data_version() == version);
  CHECK(workspace.changesets() == log);
  REQUIRE(workspace->rebuild());
  CHECK(all_of(workspace) == "#/capture line: Ana: loves lilies\n");
}

TEST_CASE("a change forgets the texts that it saves, and only when it is made") {
  TestWorkspace workspace;
  keep(workspace, {{"a", "Ana Okafor"}, {"b", "Bruno"}});
  const std::vector<UnsavedText> saved = {{"a", "Ana Okafor"}};

  Draft refused = new_person(workspace, "Ana Okafor");
  refused.set(RecordId{{9}}, fields::person::city, Value::text("Lagos"));  // of nobody
  REQUIRE_FALSE(workspace->commit(refused, Durability::now, saved));
  CHECK(all_of(workspace) == "a: Ana Okafor\nb: Bruno\n");

  REQUIRE(workspace->commit(new_person(workspace, "Ana Okafor"), Durability::now, saved));
  CHECK(all_of(workspace) == "b: Bruno\n");
}

TEST_CASE("what is typed while changes wait for their flush waits with them") {
  TestWorkspace workspace;
  REQUIRE(workspace->commit(new_person(workspace, "Ana"), Durability::later));
  keep(workspace, {{"#/capture line", "Ana: loves"}});
  CHECK(workspace->database().in_transaction());
  REQUIRE(workspace->flush());
  CHECK(workspace.changesets().size() == 1);
  CHECK(all_of(workspace) == "#/capture line: Ana: loves\n");
}

TEST_CASE("few texts are kept, and none that fits no field") {
  TestWorkspace workspace;
  for (int i = 0; i < unsaved_text_count_max + 3; ++i)
    keep(workspace, {{"place " + std::to_string(i), "text"}});
  auto texts = workspace->unsaved();
  REQUIRE(texts);
  CHECK(texts->size() == unsaved_text_count_max);
  CHECK(texts->front().place == "place 3");

  keep(workspace, {{"place 9", std::string(unsaved_text_size_max + 1, 'x')}});
  texts = workspace->unsaved();
  REQUIRE(texts);
  CHECK(texts->size() == unsaved_text_count_max - 1);  // nor what it was before
}
