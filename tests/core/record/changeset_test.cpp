#include "core/record/changeset.h"

#include "tests/core/record/random_ops.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;

namespace {

struct Decoded {
  ChangesetHeader header;
  std::vector<Op> ops;
};

Bytes encode(const ChangesetHeader& header, const std::vector<Op>& ops) {
  ChangesetWriter writer(header);
  for (const Op& op : ops)
    writer.put(op);
  return writer.finish(header.part_count);
}

std::optional<Decoded> decode(const Bytes& body) {
  ChangesetReader reader(body);
  Decoded found{reader.header(), {}};
  Op op;
  while (reader.next(op))
    found.ops.push_back(op);
  if (!reader.finished()) return std::nullopt;
  return found;
}

void check_round_trip(const ChangesetHeader& header, const std::vector<Op>& ops) {
  const Bytes body = encode(header, ops);
  const auto found = decode(body);
  REQUIRE(found);
  CHECK(found->ops == ops);
  CHECK(found->header.id() == header.id());
  CHECK(found->header.hlc == header.hlc);
  CHECK(found->header.wall_ms == header.wall_ms);
  CHECK(found->header.intent.records == header.intent.records);
  CHECK(found->header.intent.numbers == header.intent.numbers);
  CHECK(found->header.intent.changeset == header.intent.changeset);
  CHECK(encode(found->header, found->ops) == body);
}

ChangesetHeader plain_header() {
  ChangesetHeader header;
  header.circle.bytes.fill(0xc1);
  header.stream = {3, 0x1122334455667788};
  header.first_counter = header.start_counter = 70'000;
  header.hlc = std::uint64_t{1'700'000'000'000} << 16;
  header.wall_ms = 1'700'000'000'000;
  header.utc_offset_minutes = 60;
  return header;
}

}  // namespace

TEST_CASE("random changesets survive encoding, byte for byte") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    RandomOps make(seed);
    ChangesetHeader header = make.header();
    check_round_trip(header, make.ops(header, 1 + seed % 30));
  }
}

TEST_CASE("every truncation of a changeset is refused") {
  RandomOps make(1);
  const ChangesetHeader header = make.header();
  Bytes body = encode(header, make.ops(header, 20));
  while (!body.empty()) {
    body.pop_back();
    CHECK_FALSE(check_changeset(body));
  }
}

TEST_CASE("bytes after the end are refused") {
  RandomOps make(2);
  const ChangesetHeader header = make.header();
  Bytes body = encode(header, make.ops(header, 3));
  body.push_back(0);
  CHECK_FALSE(check_changeset(body));
}

TEST_CASE("whatever bit is flipped, what is accepted is canonical") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    RandomOps make(seed);
    const ChangesetHeader header = make.header();
    const Bytes body = encode(header, make.ops(header, 8));
    for (std::size_t bit = 0; bit < body.size() * 8; ++bit) {
      Bytes flipped = body;
      flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
      const auto found = decode(flipped);
      if (found) REQUIRE(encode(found->header, found->ops) == flipped);
    }
  }
}

TEST_CASE("a newer version is told apart from damage") {
  RandomOps make(3);
  const ChangesetHeader header = make.header();
  Bytes body = encode(header, make.ops(header, 1));
  body[0] = 2;
  const auto checked = check_changeset(body);
  REQUIRE(!checked);
  CHECK(checked.error().code == ErrorCode::newer_format);
}

TEST_CASE("ids occur once") {
  const Bytes id(16, 0xab);
  Op op;
  op.type = OpType::set;
  op.record = *RecordId::from(id);
  op.field = fields::person::organisation;
  op.value = Value::link(op.record);
  const Bytes body = encode(plain_header(), {op, op, op});
  const std::string text(as_text(body));
  const std::string needle(as_text(id));
  const auto first = text.find(needle);
  REQUIRE(first != std::string::npos);
  CHECK(text.find(needle, first + 1) == std::string::npos);
}

TEST_CASE("an op of a later version is kept as it is") {
  Op op;
  op.type = static_cast<OpType>(200);
  op.unknown = {1, 2, 3};
  check_round_trip(plain_header(), {op});
}

TEST_CASE("a part holds 4,096 ops and no more") {
  RandomOps make(4);
  ChangesetWriter writer(plain_header());
  Op op;
  op.type = OpType::life;
  op.record = make.record();
  op.kind = kinds::person;
  op.life = 2;
  for (int i = 0; i < 4096; ++i) {
    REQUIRE(writer.has_room_for(op));
    writer.put(op);
  }
  CHECK_FALSE(writer.has_room_for(op));
  CHECK(check_changeset(writer.finish(1)).value_or(0) == 70'000 + 4096);
}

TEST_CASE("an op takes at most 60 bytes in company and 160 alone") {
  RandomOps make(5);
  Op op;
  op.type = OpType::set;
  op.field = fields::person::nickname;
  op.value = Value::text("twenty bytes of text");
  op.replaces = {{1, 77}, 123'456};

  ChangesetHeader header = plain_header();
  op.record = make.record();
  header.intent.records = {op.record};
  CHECK(encode(header, {op}).size() <= 110);  // the log's row and index take the rest

  std::vector<Op> hundred;
  for (int i = 0; i < 100; ++i) {
    op.record = make.record();
    hundred.push_back(op);
  }
  CHECK(encode(plain_header(), hundred).size() <= 50 * 100);
}
