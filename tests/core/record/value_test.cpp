#include "core/record/value.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace kith;

namespace {

Attachment lease() {
  Attachment attachment;
  attachment.key.fill(0x11);
  attachment.content_hash.fill(0x22);
  attachment.sealed_hash.fill(0x33);
  attachment.size = 123'456;
  attachment.name = "Lease – 2024.pdf";
  return attachment;
}

Value named(std::string name) {
  Attachment attachment = lease();
  attachment.name = std::move(name);
  return Value::attachment(attachment);
}

std::vector<Value> one_of_each() {
  const RecordId record{uuid_v8_bytes({9, 8, 7})};
  return {Value(),
          Value::text("Zo\xc3\xab"),
          Value::long_text(std::string(100'000, 'x')),
          Value::integer(-5),
          Value::integer(std::numeric_limits<std::int64_t>::min()),
          Value::real(-0.0),
          Value::real(1e300),
          Value::yes_no(true),
          Value::date("--07-20"),
          Value::instant({1'700'000'000'123, -210}),
          Value::money({-12'50, "EUR", 2}),
          Value::choice(UINT32_MAX),
          Value::link(record),
          Value::contact(ValueType::email, {"ana@example.org", "Work", true}),
          Value::contact(ValueType::handle, {"@ana", "Mastodon", false}),
          Value::address({"Home", "1 Rue\nX", "", "", "Nantes", "", "44000", "France"}),
          Value::attachment(lease())};
}

Bytes encoded(const Value& value) {
  Encoder out;
  value.encode(out);
  return out.take();
}

bool is_accepted(const Bytes& bytes) {
  Decoder in(bytes);
  Value::decode(in);
  return in.finished();
}

}  // namespace

TEST_CASE("every type of value survives its encoding") {
  for (const Value& value : one_of_each()) {
    REQUIRE(value.is_valid());
    const Bytes bytes = encoded(value);
    Decoder in(bytes);
    CHECK(Value::decode(in) == value);
    CHECK(in.finished());
  }
}

TEST_CASE("every truncation of a value is refused") {
  for (const Value& value : one_of_each()) {
    const Bytes bytes = encoded(value);
    for (std::size_t size = 0; size < std::min<std::size_t>(bytes.size(), 200); ++size) {
      CHECK_FALSE(is_accepted(Bytes(bytes.begin(), bytes.begin() + static_cast<long>(size))));
    }
  }
}

TEST_CASE("what is accepted is canonical, whatever bit was flipped") {
  for (const Value& value : one_of_each()) {
    const Bytes bytes = encoded(value);
    for (std::size_t bit = 0; bit < std::min<std::size_t>(bytes.size() * 8, 2000); ++bit) {
      Bytes flipped = bytes;
      flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
      Decoder in(flipped);
      const Value found = Value::decode(in);
      if (in.finished()) CHECK(encoded(found) == flipped);
    }
  }
}

TEST_CASE("values against the rules of their type are not valid") {
  CHECK_FALSE(Value::text("\xff").is_valid());
  CHECK_FALSE(Value::text(std::string(text_size_max + 1, 'x')).is_valid());
  CHECK(Value::long_text(std::string(long_text_size_max, 'x')).is_valid());
  CHECK_FALSE(Value::long_text(std::string(long_text_size_max + 1, 'x')).is_valid());
  CHECK_FALSE(Value::real(std::numeric_limits<double>::quiet_NaN()).is_valid());
  CHECK_FALSE(Value::real(std::numeric_limits<double>::infinity()).is_valid());
  CHECK_FALSE(Value::date("").is_valid());
  CHECK_FALSE(Value::date("3 May").is_valid());
  CHECK_FALSE(Value::money({1, "eur", 2}).is_valid());
  CHECK_FALSE(Value::money({1, "EUR", 10}).is_valid());
  CHECK_FALSE(Value::link({}).is_valid());
  CHECK_FALSE(Value::instant({0, 2000}).is_valid());
  CHECK(named("..hidden").is_valid());
  for (const char* name : {"", "../lease.pdf", "C:\\lease.pdf", "two\nlines", "\x7f", "\xff"})
    CHECK_FALSE(named(name).is_valid());
  CHECK_FALSE(named(std::string(attachment_name_size_max + 1, 'x')).is_valid());
  Attachment huge = lease();
  huge.size = attachment_size_max + 1;
  CHECK_FALSE(Value::attachment(huge).is_valid());
}

TEST_CASE("there is one zero") {
  CHECK(encoded(Value::real(-0.0)) == encoded(Value::real(0.0)));
  CHECK_FALSE(is_accepted(from_hex("040000000000000080")));
}

TEST_CASE("a type of a later version is kept as it is") {
  const Bytes bytes = from_hex("2a03010203");
  Decoder in(bytes);
  const Value value = Value::decode(in);
  REQUIRE(in.finished());
  CHECK(value.type() == ValueType{42});
  CHECK(value.as_text().empty());
  CHECK(*value.unknown_payload() == "\x01\x02\x03");
  CHECK(encoded(value) == bytes);
}
