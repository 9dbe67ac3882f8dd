// Kinds and fields that a team makes: described by records, in whatever order these and the ops
// about them arrive.
#include "core/record/hlc.h"
#include "core/record/schema.h"
#include "tests/core/record/model.h"
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <set>
#include <string>

using namespace kith;

namespace {

namespace f = fields::schema_field;

Value type_value(ValueType type) {
  return Value::integer(static_cast<std::int64_t>(type));
}

std::vector<FieldValue> description(const char* label, KindId kind, ValueType type,
                                    bool is_set = false) {
  std::vector<FieldValue> values = {{f::label, Value::text(label)},
                                    {f::of_kind, Value::link(description_of(kind))},
                                    {f::value_type, type_value(type)}};
  if (is_set) values.push_back({f::is_set, Value::yes_no(true)});
  return values;
}

// A table of tools with a name and where it is used, and one row: all in one change.
struct Tools {
  RecordId kind;
  RecordId name;
  RecordId places;
  RecordId drill;
};

std::pair<Tools, Draft> make_tools(TestWorkspace& workspace) {
  Tools tools{workspace.new_id(), workspace.new_id(), workspace.new_id(), workspace.new_id()};
  Draft draft(Intent{IntentCode::define_schema});
  draft.create(kinds::schema_kind, tools.kind,
               {{fields::schema_kind::label, Value::text("Tools")}});
  draft.create(kinds::schema_field, tools.name,
               description("Name", kind_of(tools.kind), ValueType::text));
  draft.create(kinds::schema_field, tools.places,
               description("Places", kind_of(tools.kind), ValueType::text, true));
  draft.create(kind_of(tools.kind), tools.drill,
               {{field_of(tools.name), Value::text("Drill")},
                {field_of(tools.places), Value::text("Shed")},
                {field_of(tools.places), Value::text("Van")}});
  return {tools, draft};
}

// The same changes as a device made them that is not this one.
std::vector<Bytes> by_another_device(const std::vector<Bytes>& bodies) {
  const Stream stream{7, 77};
  std::vector<Bytes> made;
  for (const Bytes& body : bodies) {
    ChangesetReader reader(body);
    ChangesetHeader header = reader.header();
    header.stream = stream;
    ChangesetWriter writer(header);
    Op op;
    while (reader.next(op)) {
      if (!op.replaces.is_none()) op.replaces.stream = stream;
      for (OpId& tag : op.tags)
        tag.stream = stream;
      writer.put(op);
    }
    made.push_back(writer.finish(1));
  }
  return made;
}

std::vector<std::string> texts(const RecordView& view, FieldId field) {
  std::vector<std::string> found;
  for (const Value* value : view.all(field))
    found.push_back(value->as_text());
  return found;
}

}  // namespace

TEST_CASE("a change may make a kind, its fields and its first rows") {
  TestWorkspace workspace;
  const auto [tools, draft] = make_tools(workspace);
  const Committed made = workspace.commit(draft);
  const KindInfo* kind = workspace->schema().kind(kind_of(tools.kind));
  REQUIRE(kind != nullptr);
  CHECK(kind->label == "Tools");
  REQUIRE(kind->fields.size() == 2);
  CHECK(workspace.value(tools.drill, field_of(tools.name)).as_text() == "Drill");
  CHECK(texts(*workspace.read(tools.drill), field_of(tools.places)) ==
        std::vector<std::string>{"Shed", "Van"});

  SECTION("and making all tables again from the log changes nothing") {
    const StateDigest digest = workspace.digest();
    REQUIRE(workspace->rebuild());
    CHECK(workspace.digest() == digest);
    CHECK(workspace->schema().kind(kind_of(tools.kind))->fields.size() == 2);
  }
  SECTION("and undo hides all of it, and redo brings it back") {
    const StateDigest digest = workspace.digest();
    const auto undone = workspace->undo(made.id);
    REQUIRE(undone);
    CHECK(undone->kept.empty());
    CHECK(workspace->schema().kind(kind_of(tools.kind))->is_hidden);
    CHECK_FALSE(workspace.read(tools.drill)->alive);
    REQUIRE(workspace->undo(undone->committed.id));
    CHECK_FALSE(workspace->schema().kind(kind_of(tools.kind))->is_hidden);
    CHECK(workspace.digest() == digest);
  }
}

TEST_CASE("a change that fails leaves the schema as it was") {
  TestWorkspace workspace;
  auto [tools, draft] = make_tools(workspace);
  draft.set(workspace.new_id(), field_of(tools.name), Value::text("of no record"));
  REQUIRE_FALSE(workspace->commit(draft));
  CHECK(workspace->schema().kind(kind_of(tools.kind)) == nullptr);
  CHECK(workspace->schema().field(field_of(tools.name)) == nullptr);
  workspace.commit(make_tools(workspace).second);
  CHECK(workspace->schema().kinds().size() == Schema::shipped().kinds().size() + 1);
}

TEST_CASE("a team may add a field to a shipped kind") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const RecordId shirt = workspace.new_id();
  Draft draft(Intent{IntentCode::define_schema});
  draft.create(kinds::schema_field, shirt, description("Shirt", kinds::person, ValueType::text));
  draft.set(ana, field_of(shirt), Value::text("M"));
  workspace.commit(draft);
  CHECK(workspace.value(ana, field_of(shirt)).as_text() == "M");
  CHECK(workspace->schema().kind(kinds::person)->fields.back().label == "Shirt");
  REQUIRE(workspace->rebuild());
  CHECK(workspace.value(ana, field_of(shirt)).as_text() == "M");
}

TEST_CASE("retyping a field rewrites no value, and undoing it neither") {
  TestWorkspace workspace;
  const auto [tools, draft] = make_tools(workspace);
  workspace.commit(draft);
  const FieldId name = field_of(tools.name);
  const FieldId places = field_of(tools.places);
  const StateDigest digest = workspace.digest();
  for (const ValueType type : {ValueType::date, ValueType::link, ValueType::integer,
                               ValueType::email, ValueType::long_text}) {
    const Committed retyped = workspace.set(tools.name, f::value_type, type_value(type));
    workspace.set(tools.places, f::value_type, type_value(type));
    CHECK(workspace->schema().field(name)->type == type);
    CHECK(workspace.value(tools.drill, name) == Value::text("Drill"));
    CHECK(texts(*workspace.read(tools.drill), places) == std::vector<std::string>{"Shed", "Van"});
    const Value fresh = Value::date("2024-05");
    workspace.set(tools.drill, name, fresh);
    CHECK(workspace.value(tools.drill, name) == fresh);
    workspace.set(tools.drill, name, Value::text("Drill"));
    REQUIRE(workspace->undo(retyped.id));
  }
  workspace.set(tools.places, f::value_type, type_value(ValueType::text));
  CHECK(workspace.digest() == digest);
}

TEST_CASE("an undescribed kind's ops wait, and come when it is described") {
  TestWorkspace author;
  const auto [tools, draft] = make_tools(author);
  // Each op in a change of its own.
  for (const DraftOp& op : draft.ops()) {
    Draft one(Intent{});
    one.create(op.kind, op.record, op.values);
    author.commit(one);
  }
  const FieldId places = field_of(tools.places);
  author.set(tools.drill, field_of(tools.name), Value::text("Big drill"));
  Draft less(Intent{});
  less.remove(tools.drill, places, Value::text("Shed"));
  less.add(tools.drill, places, Value::text("Yard"));
  author.commit(less);
  author.set(tools.name, f::label, Value::text("Called"));

  const std::vector<Bytes> bodies = by_another_device(author.changesets());
  REQUIRE(bodies.size() == 7);
  std::vector<std::size_t> order(bodies.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  int count = 0;
  do {
    if (++count % 11 != 0) continue;  // every order takes too long under the sanitizers
    TestWorkspace other;
    REQUIRE(other->commons() == author->commons());
    for (const std::size_t i : order)
      REQUIRE(other->apply(std::array{ByteView(bodies[i])}));
    const bool is_same = other.digest() == author.digest();
    REQUIRE(is_same);
    REQUIRE(other->schema().field(places) != nullptr);
    CHECK(texts(*other.read(tools.drill), places) == std::vector<std::string>{"Van", "Yard"});
  } while (std::next_permutation(order.begin(), order.end()));
}
