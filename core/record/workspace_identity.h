// What makes a workspace the one that it is, besides its log: its id and name, the entries that say
// who belongs to it, and the keys of this device. It holds secrets.
#pragma once

#include "core/base/codec.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

using StoredKey = Secret<struct StoredKeyTag>;

struct WorkspaceIdentity {
  struct CircleKeyEntry {
    CircleId circle;
    std::uint32_t epoch;
    StoredKey key;
  };
  struct DeviceKeyEntry {
    std::string name;
    StoredKey secret;
  };

  WorkspaceId workspace;
  std::string name;
  CircleId commons;
  std::uint32_t device_index = 0;
  std::uint64_t hlc = 0;
  std::vector<Bytes> control;  // by k, from 0
  std::vector<CircleKeyEntry> circle_keys;
  std::vector<DeviceKeyEntry> device_keys;
};

struct Genesis;

// Of the founder's device.
WorkspaceIdentity founding_identity(const Genesis& genesis, std::string_view name);

void encode_identity(Encoder& out, const WorkspaceIdentity& identity);
// Checks that all of it belongs together. malformed, damaged.
Result<WorkspaceIdentity> decode_identity(ByteView bytes);

}  // namespace kith
