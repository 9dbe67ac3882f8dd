#include "sync/relay/byte_range.h"

#include <catch2/catch_test_macros.hpp>

using kith::byte_range;
using kith::ByteRange;
using kith::RangeAnswer;
using kith::Unsatisfiable;
using kith::WholeFile;

TEST_CASE("A range gives its bytes, cut at the end of the file") {
  CHECK(byte_range("bytes=0-0", 10) == RangeAnswer(ByteRange{0, 1}));
  CHECK(byte_range("bytes=2-5", 10) == RangeAnswer(ByteRange{2, 4}));
  CHECK(byte_range("bytes=2-", 10) == RangeAnswer(ByteRange{2, 8}));
  CHECK(byte_range("bytes=2-999", 10) == RangeAnswer(ByteRange{2, 8}));
  CHECK(byte_range("bytes=0-18446744073709551615", 10) == RangeAnswer(ByteRange{0, 10}));
}

TEST_CASE("A suffix counts from the end") {
  CHECK(byte_range("bytes=-3", 10) == RangeAnswer(ByteRange{7, 3}));
  CHECK(byte_range("bytes=-99", 10) == RangeAnswer(ByteRange{0, 10}));
  CHECK(byte_range("bytes=-0", 10) == RangeAnswer(Unsatisfiable{}));
}

TEST_CASE("A range past the end cannot be satisfied") {
  CHECK(byte_range("bytes=10-", 10) == RangeAnswer(Unsatisfiable{}));
  CHECK(byte_range("bytes=0-", 0) == RangeAnswer(Unsatisfiable{}));
  CHECK(byte_range("bytes=-1", 0) == RangeAnswer(Unsatisfiable{}));
}

TEST_CASE("A range not understood is ignored") {
  for (const char* header :
       {"", "bytes", "bytes=", "bytes=-", "bytes=5", "bytes=5-2", "bytes=a-b", "bytes=0-1,3-4",
        "lines=0-1", "bytes=+1-2", "bytes= 1-2", "bytes=1-2 ", "bytes=99999999999999999999-"}) {
    CHECK(byte_range(header, 10) == RangeAnswer(WholeFile{}));
  }
}
