// The beginning of a workspace: its keys, and the signed entry that its id is the hash of
// (docs/format.md, "Genesis").
#pragma once

#include "core/base/bytes.h"
#include "core/base/id.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"

#include <optional>
#include <string>
#include <string_view>

namespace kith {

using CircleKey = Secret<struct CircleKeyTag>;
using LabelKey = Secret<struct LabelKeyTag>;

// Public keys of the recovery phrase: who may let the organisation in again.
struct RecoveryKeys {
  SignPublicKey sign;
  BoxPublicKey box;
};

struct GenesisKeys {
  SignSeed device_sign;
  BoxSecret device_box;
  BoxSecret user;
  CircleKey commons;
};

struct Genesis {
  Bytes entry;
  WorkspaceId workspace;
  CircleId commons;
  GenesisKeys keys;
};

inline constexpr std::size_t workspace_name_size_max = 256;

Genesis make_genesis(std::string_view name, const std::optional<RecoveryKeys>& recovery,
                     Random& random);

struct GenesisContent {
  WorkspaceId workspace;
  SignPublicKey device_sign;
  BoxPublicKey device_box;
  BoxPublicKey user;
  std::optional<RecoveryKeys> recovery;
  CircleId commons;
  Bytes sealed_label;
  std::string relay;
};

// Checks form and signature.
Result<GenesisContent> read_genesis(ByteView entry);

// The published name of a circle's key.
Hash256 circle_key_id(const WorkspaceId& workspace, const CircleId& circle, std::uint32_t epoch,
                      const CircleKey& key);

// A circle's label, sealed for its members; empty when the key is not the one.
std::optional<std::string> open_label(const CircleKey& key, const CircleId& circle,
                                      ByteView sealed);

}  // namespace kith
