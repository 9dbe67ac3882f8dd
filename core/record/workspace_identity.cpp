#include "core/record/workspace_identity.h"

#include "core/record/genesis.h"

#include <utility>

namespace kith {
namespace {

constexpr std::size_t control_entry_size_max = 1 << 20;
constexpr std::uint64_t control_count_max = 1 << 20;
constexpr std::uint64_t key_count_max = 1 << 16;
constexpr std::size_t key_name_size_max = 64;

StoredKey get_key(Decoder& in) {
  return StoredKey::make([&](MutableBytes key) {
    const ByteView bytes = in.raw(key.size());
    if (!bytes.empty()) std::memcpy(key.data(), bytes.data(), key.size());
  });
}

template <class Tag>
StoredKey stored(const Secret<Tag>& key) {
  return *StoredKey::from(key.view());
}

}  // namespace

WorkspaceIdentity founding_identity(const Genesis& genesis, std::string_view name) {
  constexpr std::uint32_t first_epoch = 1;
  WorkspaceIdentity identity{.workspace = genesis.workspace,
                             .name = std::string(name),
                             .commons = genesis.commons,
                             .control = {genesis.entry},
                             .circle_keys = {},
                             .device_keys = {}};
  const GenesisKeys& keys = genesis.keys;
  identity.circle_keys.push_back({genesis.commons, first_epoch, stored(keys.commons)});
  identity.device_keys.push_back({"device sign", stored(keys.device_sign)});
  identity.device_keys.push_back({"device box", stored(keys.device_box)});
  identity.device_keys.push_back({"user 0", stored(keys.user)});
  return identity;
}

void encode_identity(Encoder& out, const WorkspaceIdentity& identity) {
  out.id(identity.workspace);
  out.text(identity.name);
  out.id(identity.commons);
  out.varint(identity.device_index);
  out.u64(identity.hlc);
  out.varint(identity.control.size());
  for (const Bytes& entry : identity.control)
    out.bytes_field(entry);
  out.varint(identity.circle_keys.size());
  for (const auto& [circle, epoch, key] : identity.circle_keys) {
    out.id(circle);
    out.varint(epoch);
    out.raw(key.view());
  }
  out.varint(identity.device_keys.size());
  for (const auto& [name, secret] : identity.device_keys) {
    out.text(name);
    out.raw(secret.view());
  }
}

Result<WorkspaceIdentity> decode_identity(ByteView bytes) {
  Decoder in(bytes);
  WorkspaceIdentity identity;
  identity.workspace = in.id<WorkspaceTag>();
  identity.name = in.text(workspace_name_size_max);
  identity.commons = in.id<CircleTag>();
  identity.device_index = static_cast<std::uint32_t>(in.varint_up_to(UINT32_MAX));
  identity.hlc = in.u64();
  for (auto left = in.varint_up_to(control_count_max); left > 0 && in.ok(); --left) {
    const ByteView entry = in.bytes_field(control_entry_size_max);
    identity.control.emplace_back(entry.begin(), entry.end());
  }
  for (auto left = in.varint_up_to(key_count_max); left > 0 && in.ok(); --left) {
    const auto circle = in.id<CircleTag>();
    const auto epoch = static_cast<std::uint32_t>(in.varint_up_to(UINT32_MAX));
    identity.circle_keys.push_back({circle, epoch, get_key(in)});
  }
  for (auto left = in.varint_up_to(key_count_max); left > 0 && in.ok(); --left) {
    std::string name(in.text(key_name_size_max));
    identity.device_keys.push_back({std::move(name), get_key(in)});
  }
  if (!in.finished() || identity.name.empty() || identity.control.empty()) {
    return fail(ErrorCode::malformed, "What this backup says of its workspace cannot be read.");
  }
  const GenesisContent genesis = TRY(read_genesis(identity.control.front()));
  if (genesis.workspace != identity.workspace || genesis.commons != identity.commons) {
    return fail(ErrorCode::damaged, "The keys in this backup belong to another workspace.");
  }
  return identity;
}

}  // namespace kith
