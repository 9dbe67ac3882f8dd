// Format v1 is for ever: these bytes were written once and must be read, and written again, the
// same (tests/data/v1/records). A line of a file is a name and hexadecimal bytes.
#include "core/base/assert.h"
#include "core/record/changeset.h"
#include "core/record/genesis.h"
#include "core/record/import_id.h"
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <map>
#include <string>

using namespace kith;

namespace {

constexpr const char* golden_path = "tests/data/v1/records/golden.txt";
using Lines = std::map<std::string, Bytes>;

RecordId numbered(std::uint8_t number) {
  RecordId id;
  id.bytes.fill(number);
  return id;
}

std::vector<Value> values() {
  return {Value::text("Zo\xc3\xab"),
          Value::long_text("one\ntwo"),
          Value::integer(-300),
          Value::real(2.5),
          Value::yes_no(true),
          Value::date("--07-20"),
          Value::instant({1'714'521'600'123, -210}),
          Value::money({-1250, "EUR", 2}),
          Value::choice(5),
          Value::link(numbered(0x22)),
          Value::contact(ValueType::email, {"ana@example.org", "Work", true}),
          Value::contact(ValueType::phone, {"+33 1 23", "", false}),
          Value::contact(ValueType::url, {"https://example.org", "Home", false}),
          Value::contact(ValueType::handle, {"@ana", "Mastodon", false}),
          Value::address({"Home", "1 Rue X", "B", "PO 3", "Nantes", "PdL", "44000", "France"})};
}

// One op of each type, with every sort of reference.
Bytes all_ops() {
  ChangesetHeader header;
  header.circle = CircleId{numbered(0xc0).bytes};
  header.part = 1;
  header.part_count = 3;
  header.stream = {7, 0x0102030405060708};
  header.start_counter = 100;
  header.first_counter = 300;
  header.hlc = std::uint64_t{1'714'521'600'000} << 16 | 5;
  header.wall_ms = 1'714'521'599'990;
  header.utc_offset_minutes = -210;
  header.intent = {IntentCode::undo, {numbered(0x11)}, {-1, 300}, {OpId{{2, 9}, 4}.bytes()}};
  const FieldId team_field{0x0123456789abcdef, 0xfedcba9876543210};
  const KindId team_kind{0x1111111111111111, 0x2222222222222222};
  const OpId theirs{{2, 9}, 70'000};
  const OpId ours{header.stream, 120};

  ChangesetWriter writer(header);
  Op create{.type = OpType::create, .record = numbered(0x33), .kind = kinds::person};
  for (const Value& value : values())
    create.values.push_back({fields::person::labels, value});
  create.values.push_back({team_field, Value::text("team")});
  writer.put(create);
  writer.put({.type = OpType::set,
              .record = numbered(0x33),
              .field = fields::person::name,
              .value = Value::text("Ana"),
              .replaces = ours,
              .restores = theirs});
  writer.put({.type = OpType::set, .record = numbered(0x22), .field = team_field});
  writer.put({.type = OpType::add,
              .record = numbered(0x22),
              .field = fields::interaction::people,
              .value = Value::link(numbered(0x33)),
              .restores = theirs});
  writer.put({.type = OpType::remove,
              .record = numbered(0x22),
              .field = fields::interaction::people,
              .tags = {theirs, ours}});
  writer.put({.type = OpType::life, .record = numbered(0x33), .kind = team_kind, .life = 2});
  writer.put({.type = OpType::alias,
              .record = numbered(0x44),
              .kind = kinds::person,
              .replaces = theirs,
              .target = numbered(0x33)});
  writer.put({.type = OpType::alias, .record = numbered(0x44), .kind = kinds::person});
  writer.put({.type = OpType::move,
              .record = numbered(0x55),
              .kind = team_kind,
              .target = numbered(0x44),
              .position = "a0"});
  writer.put({.type = OpType::erase,
              .record = numbered(0x33),
              .kind = kinds::person,
              .field = fields::person::notes});
  writer.put({.type = OpType::erase, .record = numbered(0x33), .kind = kinds::person});
  writer.put({.type = OpType{99}, .unknown = {1, 2, 3}});
  return writer.finish(header.part_count);
}

// A short life of a workspace, from fixed randomness and a fixed clock.
void live(Lines& lines) {
  TestWorkspace workspace(42);
  workspace.clock().set_utc_offset_minutes(120);
  Draft draft(Intent{IntentCode::import_rows, {numbered(0x77)}, {0, 1}});
  const RecordId ana = import_record_id(workspace->id(), workspace->commons(), "google", "c42");
  draft.create(kinds::person, ana,
               {{fields::person::name, Value::text("Ana Okafor")},
                {fields::person::emails,
                 Value::contact(ValueType::email, {"ana@example.org", "Work", false})}});
  workspace.commit(draft);
  const Committed edit = workspace.set(ana, fields::person::nickname, Value::text("Nana"));
  REQUIRE(workspace->undo(edit.id));

  const WorkspaceId id = workspace->id();
  lines["workspace id"] = Bytes(id.bytes.begin(), id.bytes.end());
  lines["imported id"] = Bytes(ana.bytes.begin(), ana.bytes.end());
  const std::vector<Bytes> log = workspace.changesets();
  for (std::size_t i = 0; i < log.size(); ++i)
    lines["log " + std::to_string(i + 1)] = log[i];
  const StateDigest digest = workspace.digest();
  lines["state digest"] = Bytes(digest.begin(), digest.end());
}

Lines present() {
  Lines lines;
  std::size_t number = 0;
  for (const Value& value : values()) {
    Encoder out;
    value.encode(out);
    const std::size_t type = static_cast<std::size_t>(value.type());
    ASSERT(type == ++number);
    lines["value " + std::to_string(100 + type).substr(1)] = out.take();
  }
  lines["all ops"] = all_ops();
  SeededRandom random(7);
  const RecoveryKeys recovery{SignKeyPair::generate(random).public_key(),
                              BoxKeyPair::generate(random).public_key()};
  lines["genesis"] = make_genesis("River Trust", recovery, random).entry;
  live(lines);
  return lines;
}

Lines read_golden() {
  std::ifstream file(golden_path);
  Lines lines;
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    REQUIRE(colon != std::string::npos);
    lines[line.substr(0, colon)] = from_hex(line.substr(colon + 2));
  }
  return lines;
}

}  // namespace

TEST_CASE("format v1 is written as it always was") {
  const Lines golden = read_golden();
  const Lines now = present();
  REQUIRE_FALSE(golden.empty());
  for (const auto& [name, bytes] : golden) {
    INFO(name);
    REQUIRE(now.contains(name));
    CHECK(to_hex(now.at(name)) == to_hex(bytes));
  }
  CHECK(golden.size() == now.size());
}

TEST_CASE("format v1 is read as it always was") {
  for (const auto& [name, bytes] : read_golden()) {
    INFO(name);
    if (name.starts_with("value")) {
      Decoder in(bytes);
      const Value value = Value::decode(in);
      REQUIRE(in.finished());
      Encoder out;
      value.encode(out);
      CHECK(out.bytes() == bytes);
    } else if (name.starts_with("log") || name == "all ops") {
      ChangesetReader reader(bytes);
      ChangesetWriter writer(reader.header());
      Op op;
      while (reader.next(op))
        writer.put(op);
      REQUIRE(reader.finished());
      CHECK(writer.finish(reader.header().part_count) == bytes);
    } else if (name == "genesis") {
      CHECK(read_genesis(bytes));
    }
  }
}

// Run by hand, once, when a new version of the format begins.
TEST_CASE("write the golden files", "[.write]") {
  REQUIRE_FALSE(std::ifstream(golden_path).good());
  std::ofstream file(golden_path);
  for (const auto& [name, bytes] : present())
    file << name << ": " << to_hex(bytes) << "\n";
}
