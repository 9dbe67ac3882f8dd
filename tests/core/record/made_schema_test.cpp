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

namespace {

// Teammates who describe the same few kinds and fields, and edit records of them, at once.
class Describers {
 public:
  Describers(Random& random, CircleId circle) : random_(random), circle_(circle) {
    for (std::size_t i = 0; i < streams_.size(); ++i)
      streams_[i] = {static_cast<std::uint32_t>(1 + i), 1 + random.next_u64() / 2};
    for (RecordId* list : {kinds.data(), described.data(), records.data()}) {
      for (std::size_t i = 0; i < 3; ++i)
        random.fill(list[i].bytes);
    }
  }

  Bytes changeset() {
    const std::size_t author = random_.below(streams_.size());
    ChangesetHeader header;
    header.circle = circle_;
    header.stream = streams_[author];
    header.first_counter = header.start_counter = counters_[author];
    header.hlc = (std::uint64_t{1'700'000'000'000} + random_.below(6)) << 16;
    header.wall_ms = wall_ms_of(header.hlc);
    ChangesetWriter writer(header);
    for (std::uint64_t i = 1 + random_.below(3); i > 0; --i) {
      const Op made = op();
      OpId id = writer.next_op_id();
      if (made.type == OpType::add) tags_.push_back({made.record, made.field, id});
      for (const FieldValue& entry : made.values) {
        ++id.counter;
        tags_.push_back({made.record, entry.field, id});
      }
      writer.put(made);
    }
    counters_[author] = writer.next_counter();
    return writer.finish(1);
  }

  std::array<RecordId, 3> kinds;
  std::array<RecordId, 3> described;
  std::array<RecordId, 3> records;

 private:
  struct Tag {
    RecordId record;
    FieldId field;
    OpId id;
  };
  bool one_in(std::uint64_t n) { return random_.below(n) == 0; }
  const RecordId& one_of(const std::array<RecordId, 3>& list) { return list[random_.below(3)]; }

  Op op() {
    if (one_in(3)) return describe();
    Op op;
    // An id is of one kind: what an erasure took out of the log stays out when a field moves.
    const std::size_t which = random_.below(records.size());
    op.record = records[which];
    op.kind = which == 0 ? kith::kinds::person : kind_of(kinds[which]);
    op.field = field_of(one_of(described));
    switch (random_.below(6)) {
      case 0:
        op.type = OpType::create;
        op.field = {};
        for (std::uint64_t i = random_.below(4); i > 0; --i)
          op.values.push_back({field_of(one_of(described)), value()});
        break;
      case 1:
        op.type = OpType::set;
        if (!one_in(4)) op.value = value();
        break;
      case 2:
        op.type = OpType::add;
        op.value = value();
        break;
      case 3:
        op.type = OpType::remove;
        op.tags = {OpId{streams_[0], 5}};
        if (!tags_.empty() && !one_in(8)) {
          const Tag tag = tags_[random_.below(tags_.size())];
          op.record = tag.record;
          op.field = tag.field;
          op.tags = {tag.id};
        }
        break;
      case 4:
        op.type = OpType::life;
        op.life = 1 + random_.below(4);
        break;
      default:
        op.type = one_in(3) ? OpType::erase : OpType::life;
        op.life = 1;
        if (one_in(3)) op.field = {};
    }
    return op;
  }

  Op describe() {
    Op op;
    if (one_in(3)) {
      op.record = one_of(kinds);
      op.kind = kith::kinds::schema_kind;
      op.type = one_in(4) ? OpType::life : OpType::create;
      op.life = 1 + random_.below(4);
      return op;
    }
    op.record = one_of(described);
    op.kind = kith::kinds::schema_field;
    const RecordId kind = one_in(5)   ? description_of(kith::kinds::person)
                          : one_in(8) ? records[0]
                                      : one_of(kinds);
    const Value type = type_value(static_cast<ValueType>(1 + random_.below(16)));
    if (one_in(2)) {
      op.type = OpType::create;
      op.values = {{f::of_kind, Value::link(kind)}, {f::value_type, type}};
      if (one_in(2)) op.values.push_back({f::is_set, Value::yes_no(true)});
      return op;
    }
    op.type = OpType::set;
    op.field = one_in(2) ? f::value_type : one_in(2) ? f::of_kind : f::is_set;
    if (op.field == f::value_type) op.value = type;
    if (op.field == f::of_kind && !one_in(4)) op.value = Value::link(kind);
    if (op.field == f::is_set) op.value = Value::yes_no(one_in(2));
    return op;
  }

  Value value() {
    switch (random_.below(6)) {
      case 0:
        return Value::integer(static_cast<std::int64_t>(random_.below(3)));
      case 1:
        return Value::link(one_of(records));
      case 2:
        return Value::contact(ValueType::email, {"a@b.c", one_in(2) ? "Work" : "", false});
      case 3:
        return Value::date("2024-05");
      case 4:
        return Value::money({500, "EUR", 2});
      default:
        return Value::text(std::string(1, static_cast<char>('a' + random_.below(3))));
    }
  }

  Random& random_;
  CircleId circle_;
  std::array<Stream, 3> streams_;
  std::array<std::uint32_t, 3> counters_ = {1, 1, 1};
  std::vector<Tag> tags_;
};

void shuffle(std::vector<Bytes>& list, Random& random) {
  for (std::size_t i = list.size(); i > 1; --i)
    std::swap(list[i - 1], list[random.below(i)]);
}

void apply_in_batches(TestWorkspace& workspace, const std::vector<Bytes>& list, Random& random) {
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t size = std::min<std::size_t>(list.size() - at, 1 + random.below(5));
    const std::vector<ByteView> batch(list.begin() + static_cast<long>(at),
                                      list.begin() + static_cast<long>(at + size));
    REQUIRE(workspace->apply(batch));
    at += size;
  }
}

// What the model says of a described field must be what the schema says.
void check_schema(const Schema& schema, const Model& model, const Describers& team) {
  for (const RecordId& id : team.described) {
    const FieldInfo* field = schema.field(field_of(id));
    const Model::Record record = model.read(kinds::schema_field, id);
    const auto of = record.values.find(f::of_kind);
    const auto* link = of == record.values.end() ? nullptr : of->second[0].get<RecordId>();
    const bool has_kind = link != nullptr && schema.kind(kind_of(*link)) != nullptr;
    REQUIRE((field != nullptr) == has_kind);
    if (field == nullptr) continue;
    CHECK(field->kind == kind_of(*link));
    const auto set = record.values.find(f::is_set);
    CHECK(field->is_set == (set != record.values.end() && set->second[0] == Value::yes_no(true)));
    CHECK(field->is_hidden == (record.life % 2 == 0));
  }
}

void check_records(TestWorkspace& workspace, const Model& model, const Describers& team) {
  for (const RecordId& id : team.records) {
    const auto view = workspace.read(id);
    if (!view) continue;
    Model::Record expected = model.read(view->kind, id);
    expected.life = expected.life % 2 == 1 ? 1 : 2;
    const bool is_equal = Model::from_view(*view) == expected;
    CHECK(is_equal);
  }
}

}  // namespace

TEST_CASE("descriptions and the ops about what they describe come to the same in any order") {
  SeededRandom random(20'261'123);
  for (int round = 0; round < 150; ++round) {
    TestWorkspace first(1);
    TestWorkspace second(1);
    REQUIRE(first->commons() == second->commons());
    Describers team(random, first->commons());
    Model model(first->schema());
    for (int batch = 0; batch < 3; ++batch) {
      std::vector<Bytes> made;
      for (std::uint64_t i = 3 + random.below(12); i > 0; --i)
        made.push_back(team.changeset());
      for (const Bytes& body : made)
        model.add(body);
      apply_in_batches(first, made, random);
      shuffle(made, random);
      apply_in_batches(second, made, random);
      check_schema(first->schema(), model, team);
      check_schema(second->schema(), model, team);
      check_records(first, model, team);
      check_records(second, model, team);
      const StateDigest digest = first.digest();
      REQUIRE(second.digest() == digest);
    }
    const StateDigest digest = first.digest();
    REQUIRE(second->rebuild());
    REQUIRE(second.digest() == digest);
  }
}
