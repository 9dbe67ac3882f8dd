#include "core/record/workspace.h"

#include "core/record/schema.h"
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;

namespace {

Value email(const char* text) {
  return Value::contact(ValueType::email, {text, "Work", false});
}

std::int64_t count(Database& db, const std::string& table) {
  auto statement = db.prepare("SELECT count(*) FROM " + table);
  REQUIRE(statement);
  REQUIRE(statement->step());
  return statement->get<std::int64_t>(0);
}

}  // namespace

TEST_CASE("what is committed is read back") {
  TestWorkspace workspace;
  Draft draft(Intent{IntentCode::add_person});
  const RecordId ana = draft.create(
      kinds::person, workspace.new_id(),
      {{fields::person::name, Value::text("Ana Okafor")},
       {fields::person::emails, email("ana@example.org")},
       {fields::person::emails, email("okafor@example.net")},
       {fields::person::birthday, Value::date("--07-20")},
       {fields::person::addresses,
        Value::address({"Home", "1 Rue X", "", "", "Nantes", "", "44000", "France"})}});
  const Committed committed = workspace.commit(draft);
  CHECK(committed.op_count == 1);

  const auto view = workspace.read(ana);
  REQUIRE(view);
  CHECK(view->kind == kinds::person);
  CHECK(view->alive);
  CHECK(view->find(fields::person::name)->as_text() == "Ana Okafor");
  CHECK(view->find(fields::person::birthday)->as_text() == "--07-20");
  REQUIRE(view->all(fields::person::emails).size() == 2);
  CHECK(*view->all(fields::person::emails)[1] == email("okafor@example.net"));
  CHECK(view->find(fields::person::addresses)->get<Address>()->city == "Nantes");
  CHECK(view->find(fields::person::nickname) == nullptr);
  CHECK_FALSE(workspace.read(workspace.new_id()));
}

TEST_CASE("a field is set, replaced and emptied") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  workspace.set(ana, fields::person::nickname, Value::text("Nana"));
  CHECK(workspace.value(ana, fields::person::nickname) == Value::text("Nana"));
  workspace.set(ana, fields::person::nickname, Value::text("\xe0\xa6\x86\xe0\xa6\xa8\xe0\xa6\xbe"));
  CHECK(workspace.value(ana, fields::person::nickname).as_text().size() == 9);
  workspace.set(ana, fields::person::nickname, {});
  CHECK(workspace.value(ana, fields::person::nickname).is_null());
}

TEST_CASE("a value of another type than its field's is kept as it is") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  for (const Value& value :
       {Value::text("spring"), Value::integer(7), Value::real(2.5), Value::money({500, "EUR", 2}),
        Value::link(ana), Value::address({"a", "b", "c", "d", "e", "f", "g", "h"})}) {
    workspace.set(ana, fields::person::birthday, value);
    CHECK(workspace.value(ana, fields::person::birthday) == value);
    workspace.set(ana, fields::person::organisation, value);
    CHECK(workspace.value(ana, fields::person::organisation) == value);
    Draft draft(Intent{});
    draft.add(ana, fields::person::emails, value);
    workspace.commit(draft);
    CHECK(*workspace.read(ana)->all(fields::person::emails).back() == value);
  }
}

TEST_CASE("what is already so makes no change") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  Draft draft(Intent{});
  draft.set(ana, fields::person::name, Value::text("Ana"));
  draft.remove(ana, fields::person::labels, Value::text("Board"));
  draft.restore(ana);
  const auto version = workspace->data_version();
  CHECK(workspace.commit(draft).op_count == 0);
  CHECK(workspace->data_version() == version);
  CHECK(workspace.changesets().size() == 1);
}

TEST_CASE("sets gain and lose elements") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  Draft add(Intent{});
  add.add(ana, fields::person::labels, Value::text("Board"));
  add.add(ana, fields::person::labels, Value::text("Donor"));
  add.add(ana, fields::person::labels, Value::text("Board"));
  CHECK(workspace.commit(add).op_count == 2);
  Draft remove(Intent{});
  remove.remove(ana, fields::person::labels, Value::text("Board"));
  workspace.commit(remove);
  const auto view = workspace.read(ana);
  REQUIRE(view->all(fields::person::labels).size() == 1);
  CHECK(*view->all(fields::person::labels)[0] == Value::text("Donor"));
}

TEST_CASE("the trash gives back what went in") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const StateDigest before = workspace.digest();
  Draft trash(Intent{IntentCode::trash});
  trash.trash(ana);
  workspace.commit(trash);
  CHECK_FALSE(workspace.read(ana)->alive);
  CHECK(workspace.digest() != before);
  Draft restore(Intent{IntentCode::restore});
  restore.restore(ana);
  workspace.commit(restore);
  CHECK(workspace.read(ana)->alive);
  CHECK(workspace.digest() == before);
}

TEST_CASE("creating what exists adds what it lacks and nothing else") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  workspace.set(ana, fields::person::city, Value::text("Lagos"));
  Draft draft(Intent{IntentCode::import_rows});
  draft.create(kinds::person, ana,
               {{fields::person::name, Value::text("ANA OKAFOR")},
                {fields::person::city, Value::text("Nantes")},
                {fields::person::nickname, Value::text("Nana")},
                {fields::person::labels, Value::text("Board")}});
  CHECK(workspace.commit(draft).op_count == 2);
  CHECK(workspace.value(ana, fields::person::name).as_text() == "Ana");
  CHECK(workspace.value(ana, fields::person::city).as_text() == "Lagos");
  CHECK(workspace.value(ana, fields::person::nickname).as_text() == "Nana");
  CHECK(workspace.commit(draft).op_count == 0);
}

TEST_CASE("creating what is in the trash brings it back") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  Draft trash(Intent{IntentCode::trash});
  trash.trash(ana);
  workspace.commit(trash);
  Draft again(Intent{IntentCode::import_rows});
  again.create(kinds::person, ana, {{fields::person::name, Value::text("Ana")}});
  workspace.commit(again);
  CHECK(workspace.read(ana)->alive);
}

TEST_CASE("a draft with a mistake changes nothing at all") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const StateDigest before = workspace.digest();
  const auto refuse = [&](const Draft& draft, ErrorCode code) {
    const auto committed = workspace->commit(draft);
    REQUIRE(!committed);
    CHECK(committed.error().code == code);
    CHECK(workspace.digest() == before);
    CHECK_FALSE(workspace->database().in_transaction());
  };
  Draft missing(Intent{});
  missing.set(ana, fields::person::name, Value::text("Changed"));
  missing.set(workspace.new_id(), fields::person::name, Value::text("Nobody"));
  refuse(missing, ErrorCode::not_found);
  Draft unknown(Intent{});
  unknown.set(ana, fields::person::name, Value::text("Changed"));
  unknown.set(ana, FieldId{0, 9999}, Value::text("x"));
  refuse(unknown, ErrorCode::invalid_argument);
  Draft long_text(Intent{});
  long_text.set(ana, fields::person::name, Value::text(std::string(text_size_max + 1, 'x')));
  refuse(long_text, ErrorCode::invalid_argument);
  Draft other_kind(Intent{});
  other_kind.create(kinds::fact, workspace.new_id(), {{fields::person::name, Value::text("x")}});
  refuse(other_kind, ErrorCode::invalid_argument);

  workspace.set(ana, fields::person::name, Value::text("Ana Okafor"));
  CHECK(workspace.value(ana, fields::person::name).as_text() == "Ana Okafor");
}

TEST_CASE("a change too large for one part is split and still one") {
  TestWorkspace workspace;
  Draft draft(Intent{IntentCode::import_rows});
  std::vector<RecordId> people;
  for (int i = 0; i < 3000; ++i) {
    people.push_back(draft.create(kinds::person, workspace.new_id(),
                                  {{fields::person::name, Value::text(std::to_string(i))},
                                   {fields::person::labels, Value::text("Imported")}}));
  }
  const Committed committed = workspace.commit(draft);
  CHECK(committed.op_count == 3000);
  CHECK(workspace.changesets().size() == 3);
  CHECK(count(workspace->database(), table_name(kinds::person)) == 3000);
  const auto history = workspace->history(people[2999], 10);
  REQUIRE(history);
  REQUIRE(history->size() == 1);
  CHECK((*history)[0].id == committed.id);
}

TEST_CASE("a record as large as its limits is kept whole") {
  TestWorkspace workspace;
  Draft draft(Intent{IntentCode::import_rows});
  std::vector<FieldValue> values = {
      {fields::person::notes, Value::long_text(std::string(long_text_size_max, 'n'))}};
  for (int i = 0; i < 20; ++i) {
    values.push_back({fields::person::labels,
                      Value::text(std::string(text_size_max - 1, 'x') + std::to_string(i % 10))});
  }
  const RecordId ana = draft.create(kinds::person, workspace.new_id(), values);
  workspace.commit(draft);
  CHECK(workspace.value(ana, fields::person::notes).as_text().size() == long_text_size_max);
  CHECK(workspace.read(ana)->all(fields::person::labels).size() == 10);
}

TEST_CASE("revisions move for the kinds that changed") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const auto people = workspace->revision(kinds::person);
  const auto facts = workspace->revision(kinds::fact);
  Draft draft(Intent{IntentCode::add_fact, {ana}});
  draft.create(kinds::fact, workspace.new_id(), {{fields::fact::subject, Value::link(ana)}});
  workspace.commit(draft);
  CHECK(workspace->revision(kinds::person) == people);
  CHECK(workspace->revision(kinds::fact) == facts + 1);
}

TEST_CASE("rebuilding the tables from the log changes nothing") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  workspace.set(ana, fields::person::nickname, Value::text("Nana"));
  Draft draft(Intent{});
  draft.add(ana, fields::person::labels, Value::text("Board"));
  draft.create(kinds::fact, workspace.new_id(), {{fields::fact::subject, Value::link(ana)}});
  workspace.commit(draft);
  const StateDigest before = workspace.digest();
  const auto rebuilt = workspace->rebuild();
  if (!rebuilt) UNSCOPED_INFO(rebuilt.error().detail);
  REQUIRE(rebuilt);
  CHECK(workspace.digest() == before);
  workspace.set(ana, fields::person::nickname, Value::text("N"));
  CHECK(workspace.value(ana, fields::person::nickname).as_text() == "N");
  REQUIRE(workspace->history(ana, 10));
  CHECK(workspace->history(ana, 10)->size() == 4);
}
