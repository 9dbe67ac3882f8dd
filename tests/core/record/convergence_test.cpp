// Laws of records: any order and any batching of the same changesets gives the same state, the
// state that a brute-force reading of their ops gives, and rebuilding from the log gives it again.
#include "core/record/hlc.h"
#include "core/store/attachment_file.h"
#include "tests/core/record/model.h"
#include "tests/core/record/workspace_fixture.h"
#include "tests/core/store/seeds.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

using namespace kith;

namespace {

// Three devices that edit the same few records and see each other's changes now and then.
class Teammates {
 public:
  Teammates(Random& random, CircleId circle) : random_(random), circle_(circle) {
    for (std::size_t i = 0; i < streams_.size(); ++i)
      streams_[i] = {static_cast<std::uint32_t>(1 + i), 1 + random.next_u64() / 2};
    for (RecordId& record : records)
      random.fill(record.bytes);
  }

  std::vector<Bytes> make(std::size_t count) {
    std::vector<Bytes> made;
    while (made.size() < count)
      made.push_back(changeset());
    return made;
  }

  static constexpr std::array kinds_used = {kinds::person, kinds::organisation};
  std::array<RecordId, 3> records;

 private:
  struct Tag {
    RecordId record;
    FieldId field;
    OpId id;
  };

  bool one_in(std::uint64_t n) { return random_.below(n) == 0; }

  Bytes changeset() {
    const std::size_t author = random_.below(streams_.size());
    ChangesetHeader header;
    header.circle = circle_;
    header.stream = streams_[author];
    header.first_counter = header.start_counter = counters_[author];
    // Few milliseconds, so that stamps often tie and op ids decide.
    header.hlc = (std::uint64_t{1'700'000'000'000} + random_.below(6)) << 16;
    header.wall_ms = wall_ms_of(header.hlc);
    ChangesetWriter writer(header);
    for (std::uint64_t i = 1 + random_.below(4); i > 0; --i) {
      const Op made = op();
      OpId id = writer.next_op_id();
      note_said(made, id);
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

  // Mostly of what others said there, and seldom in the order in which they said it.
  OpId some_said(const Op& op) {
    const auto& said = said_[{op.record, op.field}];
    return said.empty() || one_in(6) ? OpId{} : said[random_.below(said.size())];
  }
  void note_said(const Op& op, const OpId& id) {
    if (op.type == OpType::set) said_[{op.record, op.field}].push_back(id);
    for (const FieldValue& entry : op.values)
      said_[{op.record, entry.field}].push_back(id);
  }

  Op op() {
    Op op;
    op.record = records[random_.below(records.size())];
    op.kind = kinds_used[random_.below(2)];
    switch (random_.below(one_in(8) ? 9 : 6)) {
      case 0:
        op.type = OpType::create;
        for (std::uint64_t i = random_.below(5); i > 0; --i)
          op.values.push_back({one_in(2) ? single_field() : set_field(), value()});
        break;
      case 1:
      case 2:
        op.type = OpType::set;
        op.field = single_field();
        if (!one_in(4)) op.value = value();
        op.replaces = some_said(op);
        break;
      case 3:
        op.type = OpType::add;
        op.field = set_field();
        op.value = value();
        break;
      case 4: {
        op.type = OpType::remove;
        const Tag tag = tags_.empty() ? Tag{} : tags_[random_.below(tags_.size())];
        op.field = one_in(4) || tags_.empty() ? set_field() : tag.field;
        if (!one_in(4) && !tags_.empty()) op.record = tag.record;
        op.tags = {tags_.empty() ? OpId{streams_[0], 5} : tag.id};
        break;
      }
      case 5:
        op.type = OpType::life;
        op.life = 1 + random_.below(4);
        break;
      case 6:
        op.type = OpType::set;
        op.field = one_in(2) ? FieldId{9, 9} : set_field();  // unknown, or of the other sort
        op.value = value();
        break;
      case 7:
        op.type = OpType::erase;
        if (!one_in(4)) op.field = one_in(2) ? single_field() : set_field();
        break;
      default:
        op.type = static_cast<OpType>(77);
        op.unknown = {1, 2};
    }
    return op;
  }

  FieldId single_field() {
    static constexpr std::array some = {fields::person::name, fields::person::nickname,
                                        fields::organisation::name, fields::person::organisation};
    return some[random_.below(some.size())];
  }
  FieldId set_field() {
    static constexpr std::array some = {fields::person::labels, fields::person::emails,
                                        fields::organisation::labels};
    return some[random_.below(some.size())];
  }
  Value value() {
    if (one_in(6)) return Value::link(records[random_.below(records.size())]);
    if (one_in(8)) return file();
    if (one_in(4)) return Value::contact(ValueType::email, {"a@b.c", one_in(2) ? "Work" : "", {}});
    return Value::text(std::string(1, static_cast<char>('a' + random_.below(4))));
  }

  Value file() {
    Attachment attachment;
    random_.fill(attachment.key);
    attachment.name = "Lease.pdf";
    return Value::attachment(std::move(attachment));
  }

  Random& random_;
  CircleId circle_;
  std::array<Stream, 3> streams_;
  std::array<std::uint32_t, 3> counters_ = {1, 1, 1};
  std::vector<Tag> tags_;
  std::map<std::pair<RecordId, FieldId>, std::vector<OpId>> said_;
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
    const auto applied = workspace->apply(batch);
    REQUIRE(applied);
    at += size;
  }
}

// As a teammate's log has it who knows of an erasure already: values of what the model says is
// erased are gone.
Bytes redacted(const Bytes& body, const Model& model, const Schema& schema) {
  ChangesetReader reader(body);
  ChangesetWriter writer(reader.header());
  Op op;
  const auto erase = [&](KindId kind, FieldId field, Value& value) {
    const bool is_gone =
        model.is_erased(kind, op.record, {}) || model.is_erased(kind, op.record, field);
    if (is_gone && !value.is_null()) value = Value::erased();
  };
  while (reader.next(op)) {
    if (const FieldInfo* field = schema.field(op.field)) erase(field->kind, op.field, op.value);
    for (FieldValue& entry : op.values)
      erase(op.kind, entry.field, entry.value);
    writer.put(op);
  }
  REQUIRE(reader.finished());
  return writer.finish(reader.header().part_count);
}

void check_against_model(TestWorkspace& workspace, const Model& model, const Teammates& team) {
  for (const RecordId& id : team.records) {
    // read() finds an id in the first kind that has it; the others are checked by the digest.
    const auto view = workspace.read(id);
    for (KindId kind : Teammates::kinds_used) {
      Model::Record expected = model.read(kind, id);
      if (view && view->kind != kind) continue;
      if (expected.life == 0) {
        CHECK_FALSE(view);
        continue;
      }
      REQUIRE(view);
      expected.life = expected.life % 2 == 1 ? 1 : 2;
      const bool is_equal = Model::from_view(*view) == expected;
      CHECK(is_equal);
      const auto conflicts = workspace->conflicts(id);
      REQUIRE(conflicts);
      const bool has_same_conflicts =
          Model::from_conflicts(*conflicts) == model.conflicts(kind, id);
      CHECK(has_same_conflicts);
    }
  }
}

// The sealed files that a log names, by reading all of it.
std::vector<std::string> files_named(const std::vector<Bytes>& log) {
  std::set<std::string> names;
  const auto note = [&](const Value& value) {
    if (const auto* file = value.get<Attachment>()) names.insert(attachment_file_name(file->key));
  };
  for (const Bytes& body : log) {
    ChangesetReader reader(body);
    for (Op op; reader.next(op);) {
      note(op.value);
      for (const FieldValue& entry : op.values)
        note(entry.value);
    }
  }
  return {names.begin(), names.end()};
}

void check_files(TestWorkspace& workspace) {
  const std::vector<std::string> named = files_named(workspace.changesets());
  const bool are_known = workspace->attached_files() == named;
  CHECK(are_known);
}

// Two workspaces that hear of the changes of so many seeds.
void check_orders(const test::Seeds& wanted) {
  TestWorkspace first;
  TestWorkspace second;
  REQUIRE(first->commons() == second->commons());
  const std::uint64_t looks = std::max<std::uint64_t>(wanted.count / 12, 1);
  for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.count; ++seed) {
    INFO(test::replay_command(seed, "core/record/test_core_record", "any order and batching*"));
    SeededRandom random(seed);
    Teammates team(random, first->commons());
    Model model(first->schema());
    for (int batch = 0; batch < 2; ++batch) {
      const std::vector<Bytes> made = team.make(1 + random.below(12));
      for (const Bytes& body : made)
        model.add(body);
      std::vector<Bytes> permuted = made;
      for (Bytes& body : permuted) {
        if (random.below(2) == 0) body = redacted(body, model, first->schema());
      }
      shuffle(permuted, random);
      apply_in_batches(first, made, random);
      apply_in_batches(second, permuted, random);
      check_against_model(first, model, team);
      check_against_model(second, model, team);
    }
    if ((seed - wanted.first) % looks != 0) continue;
    REQUIRE(first.digest() == second.digest());
    check_files(first);
    check_files(second);
    // Each knows what the other has, redacted or not.
    const std::vector<Bytes> theirs = second.changesets();
    const std::size_t count = first.changesets().size();
    apply_in_batches(first, theirs, random);
    REQUIRE(first.changesets().size() == count);
  }
  CHECK(first.digest() == second.digest());
  const StateDigest digest = first.digest();
  REQUIRE(first->rebuild());
  CHECK(first.digest() == digest);
  REQUIRE(second->rebuild());
  CHECK(second.digest() == digest);
  check_files(first);
  check_files(second);
  std::set<Bytes> logs[2];
  for (const Bytes& body : first.changesets())
    logs[0].insert(body);
  for (const Bytes& body : second.changesets())
    logs[1].insert(body);
  CHECK((logs[0] == logs[1]));
}

}  // namespace

TEST_CASE("any order and batching of changesets gives the state the model gives") {
  // They lie in memory, of which SQLite gets only so much.
  constexpr std::uint64_t at_once_max = 3000;
  const test::Seeds wanted = test::seeds(at_once_max);
  for (std::uint64_t done = 0; done < wanted.count; done += at_once_max)
    check_orders({wanted.first + done, std::min(at_once_max, wanted.count - done)});
}

TEST_CASE("a changeset that is known is skipped") {
  TestWorkspace workspace;
  SeededRandom random(3);
  Teammates team(random, workspace->commons());
  const std::vector<Bytes> made = team.make(5);
  apply_in_batches(workspace, made, random);
  const StateDigest digest = workspace.digest();
  const auto count = workspace.changesets().size();
  apply_in_batches(workspace, made, random);
  CHECK(workspace.digest() == digest);
  CHECK(workspace.changesets().size() == count);
}

TEST_CASE("two different changesets under one number are refused, and nothing of the batch stays") {
  TestWorkspace workspace;
  SeededRandom random(4);
  Teammates team(random, workspace->commons());
  std::vector<Bytes> made = team.make(2);
  apply_in_batches(workspace, made, random);
  Bytes forged = made[0];
  forged[forged.size() - 1] ^= 1;
  const std::vector<Bytes> fresh = team.make(1);
  const std::vector<ByteView> batch = {fresh[0], forged};
  const auto applied = workspace->apply(batch);
  REQUIRE(!applied);
  CHECK(workspace.changesets().size() == 2);
}

TEST_CASE("own stamps are above every stamp seen") {
  TestWorkspace workspace;
  ChangesetHeader header;
  header.circle = workspace->commons();
  header.stream = {1, 99};
  header.first_counter = header.start_counter = 1;
  header.hlc = static_cast<std::uint64_t>(workspace.clock().wall_ms() + 60'000) << 16;
  header.wall_ms = wall_ms_of(header.hlc);
  const RecordId ana = workspace.new_id();
  ChangesetWriter writer(header);
  Op create;
  create.record = ana;
  create.kind = kinds::person;
  create.values = {{fields::person::name, Value::text("Theirs")}};
  writer.put(create);
  const Bytes body = writer.finish(1);
  REQUIRE(workspace->apply(std::array{ByteView(body)}));
  workspace.set(ana, fields::person::name, Value::text("Ours"));
  CHECK(workspace.value(ana, fields::person::name).as_text() == "Ours");
}
