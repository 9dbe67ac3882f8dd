#include "core/base/id.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace kith;

TEST_CASE("ids made later sort later and say their version") {
  ManualClock clock;
  SeededRandom random(3);
  RecordId earlier = make_uuid_v7<RecordId>(clock, random);
  clock.advance_ms(1);
  RecordId later = make_uuid_v7<RecordId>(clock, random);
  CHECK(earlier < later);
  CHECK((earlier.bytes[6] >> 4) == 7);
  CHECK((earlier.bytes[8] >> 6) == 2);
  CHECK((uuid_v8_bytes(IdBytes{})[6] >> 4) == 8);
}

TEST_CASE("an id's text reads back, and no other text does") {
  SeededRandom random(4);
  ManualClock clock;
  for (int i = 0; i < 1000; ++i) {
    IdBytes bytes = uuid_v7_bytes(clock.wall_ms(), random);
    REQUIRE(parse_uuid(uuid_text(bytes)) == bytes);
  }
  CHECK(uuid_text(IdBytes{}) == "00000000-0000-0000-0000-000000000000");
  CHECK_FALSE(parse_uuid(""));
  CHECK_FALSE(parse_uuid("00000000-0000-0000-0000-00000000000"));
  CHECK_FALSE(parse_uuid("00000000-0000-0000-0000-00000000000g"));
  CHECK_FALSE(parse_uuid("000000000-000-0000-0000-000000000000"));
}

TEST_CASE("a thousand ids made in one millisecond differ") {
  ManualClock clock;
  SeededRandom random(5);
  std::set<RecordId> ids;
  for (int i = 0; i < 1000; ++i)
    ids.insert(make_uuid_v7<RecordId>(clock, random));
  CHECK(ids.size() == 1000);
}
