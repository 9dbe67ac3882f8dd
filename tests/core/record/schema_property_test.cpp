// Random schemas: kinds and fields that are made, renamed, retyped, moved, hidden and undone at
// once, with values written meanwhile, come to the same on every device whatever the order and
// batching.
#include "core/record/hlc.h"
#include "core/record/schema.h"
#include "tests/core/record/model.h"
#include "tests/core/record/workspace_fixture.h"
#include "tests/core/store/seeds.h"

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

  // What somebody does through the engine, as far as there is something to do it to.
  Draft draft(TestWorkspace& workspace) {
    Draft draft(Intent{IntentCode::define_schema});
    const RecordId field = one_of(described);
    const auto description = workspace.read(field);
    if (!description || one_in(4)) {
      const RecordId kind = workspace.new_id();
      const RecordId made = workspace.new_id();
      draft.create(kith::kinds::schema_kind, kind);
      draft.create(kith::kinds::schema_field, made,
                   {{f::of_kind, Value::link(kind)}, {f::value_type, any_type()}});
      draft.create(kind_of(kind), workspace.new_id(), {{field_of(made), value()}});
      return draft;
    }
    switch (random_.below(5)) {
      case 0:
        draft.set(field, f::label, label());
        break;
      case 1:
        draft.set(field, f::value_type, any_type());
        break;
      case 2:
        draft.set(field, f::is_set, Value::yes_no(one_in(2)));
        break;
      case 3:
        description->alive ? draft.trash(field) : draft.restore(field);
        break;
      default:
        write(workspace, field_of(field), draft);
    }
    return draft;
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
    const Value type = any_type();
    if (one_in(4)) {
      op.type = OpType::life;  // hides and shows
      op.life = 1 + random_.below(4);
      return op;
    }
    if (one_in(2)) {
      op.type = OpType::create;
      op.values = {{f::of_kind, Value::link(kind)}, {f::value_type, type}};
      if (one_in(2)) op.values.push_back({f::is_set, Value::yes_no(true)});
      return op;
    }
    op.type = OpType::set;
    op.field = one_in(2)   ? f::value_type
               : one_in(2) ? f::of_kind
               : one_in(2) ? f::is_set
                           : f::label;
    if (op.field == f::value_type) op.value = type;
    if (op.field == f::of_kind && !one_in(4)) op.value = Value::link(kind);
    if (op.field == f::is_set) op.value = Value::yes_no(one_in(2));
    if (op.field == f::label) op.value = label();
    return op;
  }

  void write(TestWorkspace& workspace, FieldId id, Draft& draft) {
    const FieldInfo* field = workspace->schema().field(id);
    for (const RecordId& record : records) {
      const auto view = workspace.read(record);
      if (field == nullptr || !view || view->kind != field->kind) continue;
      if (field->is_set) {
        draft.add(record, id, value());
      } else {
        draft.set(record, id, value());
      }
    }
  }

  Value any_type() { return type_value(static_cast<ValueType>(1 + random_.below(16))); }
  Value label() { return Value::text(one_in(2) ? "Name" : "Called"); }
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

// Some edits of its own on a device, of which it takes back some, at once or later.
void edit_and_undo(TestWorkspace& workspace, Describers& team, Random& random) {
  std::vector<ChangesetId> made;
  for (std::uint64_t i = random.below(4); i > 0; --i) {
    const Draft draft = team.draft(workspace);
    workspace.clock().advance_ms(10);
    const auto committed = workspace->commit(draft);
    // What was erased takes no value.
    if (!committed) REQUIRE(committed.error().code == ErrorCode::invalid_argument);
    if (committed && committed->op_count > 0) made.push_back(committed->id);
    if (made.empty() || random.below(2) == 0) continue;
    workspace.clock().advance_ms(10);
    REQUIRE(workspace->undo(made[random.below(made.size())]));
  }
}

void add_new(Model& model, const std::vector<Bytes>& bodies,
             std::set<std::pair<Stream, std::uint32_t>>& known) {
  for (const Bytes& body : bodies) {
    const ChangesetReader reader(body);
    const ChangesetHeader& header = reader.header();
    if (known.insert({header.stream, header.first_counter}).second) model.add(body);
  }
}

void check_schema_of(std::uint64_t seed) {
  SeededRandom random(seed);
  TestWorkspace first(seed);
  TestWorkspace second(*first, 1);
  Describers team(random, first->commons());
  Model model(first->schema());
  std::set<std::pair<Stream, std::uint32_t>> known;
  for (int batch = 0; batch < 3; ++batch) {
    std::vector<Bytes> made;
    for (std::uint64_t i = 3 + random.below(12); i > 0; --i)
      made.push_back(team.changeset());
    edit_and_undo(first, team, random);
    edit_and_undo(second, team, random);
    for (const auto& bodies : {made, first.changesets(), second.changesets()})
      add_new(model, bodies, known);
    std::vector<Bytes> theirs = first.changesets();
    theirs.insert(theirs.end(), made.begin(), made.end());
    const std::vector<Bytes> others = second.changesets();
    made.insert(made.end(), others.begin(), others.end());
    shuffle(made, random);
    shuffle(theirs, random);
    apply_in_batches(first, made, random);
    apply_in_batches(second, theirs, random);
    check_schema(first->schema(), model, team);
    check_schema(second->schema(), model, team);
    check_records(first, model, team);
    check_records(second, model, team);
    REQUIRE(second.digest() == first.digest());
  }
  const StateDigest digest = first.digest();
  for (TestWorkspace* workspace : {&first, &second}) {
    REQUIRE((*workspace)->rebuild());
    REQUIRE(workspace->digest() == digest);
  }
}

}  // namespace

TEST_CASE("random schemas, and what is written meanwhile, come to the same in any order") {
  const test::Seeds wanted = test::seeds(150);
  for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.count; ++seed) {
    INFO(test::replay_command(seed, "core/record/test_core_record", "random schemas*"));
    check_schema_of(seed);
  }
}
