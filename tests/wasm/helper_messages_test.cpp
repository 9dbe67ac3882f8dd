#include "wasm/helper_messages.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

TEST_CASE("A request for a key arrives whole, with or without a cost") {
  wasm::DeriveKeyRequest request{.passphrase = "sieben Laternen", .salt = {1, 2, 3}, .cost = {}};
  auto without = wasm::decode_derive_key_request(wasm::encode(request));
  REQUIRE(without);
  CHECK(without->passphrase == request.passphrase);
  CHECK(without->salt == request.salt);
  CHECK_FALSE(without->cost);

  request.cost = PassphraseCost{4, 128U << 20};
  auto with = wasm::decode_derive_key_request(wasm::encode(request));
  REQUIRE(with);
  CHECK(with->cost == request.cost);
}

TEST_CASE("A derived key arrives with what it cost") {
  SeededRandom random(7);
  const wasm::DerivedKey key{KekKey::generate(random), {3, 64U << 20}};
  auto read = wasm::decode_derived_key(wasm::encode(key));
  REQUIRE(read);
  CHECK(equal(read->key.view(), key.key.view()));
  CHECK(read->cost == key.cost);
}

TEST_CASE("A step of reading a file arrives with its batch, report and error") {
  wasm::ParsedStep step;
  step.batch = Bytes{5, 6, 7};
  step.report.format = FileFormat::vcard;
  step.report.cards = 12;
  step.bytes_read = 4096;
  step.bytes = std::int64_t{200} << 20;
  step.error = Error{ErrorCode::malformed, "Line 3 of it makes no sense.", "detail"};
  auto read = wasm::decode_parsed_step(wasm::encode(step));
  REQUIRE(read);
  CHECK(read->batch == step.batch);
  CHECK(read->report == step.report);
  CHECK(read->bytes_read == step.bytes_read);
  CHECK(read->bytes == step.bytes);
  REQUIRE(read->error);
  CHECK(read->error->code == ErrorCode::malformed);
  CHECK(read->error->text == step.error->text);
}

TEST_CASE("Answers cut short are refused, and are errors themselves") {
  wasm::ParsedStep step;
  step.batch = Bytes{5, 6, 7};
  const Bytes whole = wasm::encode(step);
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(wasm::decode_parsed_step(ByteView(whole).first(size)));

  const Bytes error = wasm::encode(Error{ErrorCode::storage_full, "No room.", ""});
  CHECK(wasm::decode_error(error).code == ErrorCode::storage_full);
  CHECK(wasm::decode_error(ByteView(error).first(3)).code == ErrorCode::malformed);
}
