#include "sync/relay/accept_encoding.h"

#include <catch2/catch_test_macros.hpp>

using kith::encoding_weight;

TEST_CASE("An encoding named without a weight is wanted fully") {
  CHECK(encoding_weight("gzip, deflate, br", "br") == 1000);
  CHECK(encoding_weight("GZIP", "gzip") == 1000);
  CHECK(encoding_weight(" br ", "br") == 1000);
}

TEST_CASE("Weights are read to three digits") {
  CHECK(encoding_weight("br;q=0.5, gzip;q=0.125", "br") == 500);
  CHECK(encoding_weight("br;q=0.5, gzip; Q=0.125", "gzip") == 125);
  CHECK(encoding_weight("br;q=1.000", "br") == 1000);
  CHECK(encoding_weight("br;q=0", "br") == 0);
}

TEST_CASE("What is no weight refuses the encoding") {
  for (const char* header : {"br;q=", "br;q=2", "br;q=0.1234", "br;q=-1", "br;q=0,5x", "br;q=1x"}) {
    CHECK(encoding_weight(header, "br") == 0);
  }
  CHECK(encoding_weight("br;q=1.9", "br") == 1000);
}

TEST_CASE("An encoding not named is refused unless a star takes it") {
  CHECK(encoding_weight("", "br") == 0);
  CHECK(encoding_weight("gzip", "br") == 0);
  CHECK(encoding_weight("*;q=0.3, gzip", "br") == 300);
  CHECK(encoding_weight("*, br;q=0", "br") == 0);
  CHECK(encoding_weight("brotli", "br") == 0);
}

TEST_CASE("Plain bytes are taken unless they are refused") {
  CHECK(encoding_weight("br", "identity") == 1000);
  CHECK(encoding_weight("br, identity;q=0", "identity") == 0);
  CHECK(encoding_weight("br, *;q=0", "identity") == 0);
}
