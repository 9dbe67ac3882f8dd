// What is said between the program and a throw-away helper, in bytes (wasm/messages.h, ToHelper and
// FromHelper).
#pragma once

#include "wasm/program/platform.h"

namespace kith::wasm {

struct DeriveKeyRequest {
  std::string passphrase;  // wiped by whoever takes it
  Salt salt{};
  std::optional<PassphraseCost> cost;
};

Bytes encode(const DeriveKeyRequest& request);
Result<DeriveKeyRequest> decode_derive_key_request(ByteView bytes);

Bytes encode(const DerivedKey& key);
Result<DerivedKey> decode_derived_key(ByteView bytes);

Bytes encode(const ParsedStep& step);
Result<ParsedStep> decode_parsed_step(ByteView bytes);

Bytes encode(const Error& error);
// The error itself: one that cannot be read is one too.
Error decode_error(ByteView bytes);

}  // namespace kith::wasm
