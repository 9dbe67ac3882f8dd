#include "core/record/genesis.h"

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/crypto/aead.h"
#include "core/crypto/kdf.h"

#include <utility>

namespace kith {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::uint8_t type_genesis = 1;
constexpr std::uint8_t suite = 1;
constexpr std::uint64_t min_version = 1;
constexpr std::uint64_t quorum = 1;
constexpr std::size_t body_size_max = 4096;
constexpr std::size_t relay_size_max = 256;
constexpr std::size_t label_step = 64;
constexpr std::size_t label_size_max = 1024;
constexpr std::size_t signature_size = sizeof(Signature);

constexpr Derivation<CircleKey, LabelKey> label_key_derivation{"cx1_ck__", 5};

Hash256 signed_hash(ByteView unsigned_entry) {
  return Hasher(domain::control_entry).add(WorkspaceId{}.view()).add(unsigned_entry).finish();
}

Bytes seal_label(const CircleKey& key, const CircleId& circle, std::string_view label,
                 Random& random) {
  Encoder plain;
  plain.text(label);
  Bytes padded = plain.take();
  padded.resize((padded.size() + label_step - 1) / label_step * label_step);
  return seal_with_nonce(derive(key, label_key_derivation), random, padded, circle.view());
}

template <class Tag>
PublicKey<Tag> get_public_key(Decoder& in) {
  PublicKey<Tag> key;
  const ByteView bytes = in.raw(key.bytes.size());
  if (!bytes.empty()) std::memcpy(key.bytes.data(), bytes.data(), bytes.size());
  return key;
}

GenesisContent get_body(Decoder& in) {
  GenesisContent content;
  if (in.u8() != suite || in.varint() != min_version || in.varint() != quorum) in.fail();
  content.device_sign = get_public_key<SignPublicTag>(in);
  content.device_box = get_public_key<BoxPublicTag>(in);
  content.user = get_public_key<BoxPublicTag>(in);
  const std::uint8_t has_recovery = in.u8();
  if (has_recovery > 1) in.fail();
  if (has_recovery == 1) {
    content.recovery = {get_public_key<SignPublicTag>(in), get_public_key<BoxPublicTag>(in)};
  }
  content.commons = in.id<CircleTag>();
  const ByteView label = in.bytes_field(label_size_max);
  content.sealed_label.assign(label.begin(), label.end());
  content.relay = std::string(in.text(relay_size_max));
  return content;
}

}  // namespace

Genesis make_genesis(std::string_view name, const std::optional<RecoveryKeys>& recovery,
                     Random& random) {
  ASSERT(name.size() <= workspace_name_size_max && is_valid_utf8(name));
  GenesisKeys keys{SignSeed::generate(random), BoxSecret::generate(random),
                   BoxSecret::generate(random), CircleKey::generate(random)};
  const SignKeyPair device = SignKeyPair::from_seed(keys.device_sign);
  CircleId commons{random.bytes<16>()};

  Encoder body;
  body.u8(suite);
  body.varint(min_version);
  body.varint(quorum);
  body.raw(device.public_key().view());
  body.raw(BoxKeyPair::from_secret(keys.device_box.duplicate()).public_key().view());
  body.raw(BoxKeyPair::from_secret(keys.user.duplicate()).public_key().view());
  body.u8(recovery ? 1 : 0);
  if (recovery) {
    body.raw(recovery->sign.view());
    body.raw(recovery->box.view());
  }
  body.id(commons);
  body.bytes_field(seal_label(keys.commons, commons, name, random));
  body.text("");  // the sequencing relay

  Encoder entry;
  entry.u8(version);
  entry.varint(0);       // k
  entry.raw(Hash256{});  // previous
  entry.varint(0);       // author
  entry.u8(type_genesis);
  entry.bytes_field(body.bytes());
  entry.raw(device.sign(signed_hash(entry.bytes())));
  Bytes bytes = entry.take();
  const WorkspaceId workspace{hash_128(domain::workspace_id, bytes)};
  return {std::move(bytes), workspace, commons, std::move(keys)};
}

Result<GenesisContent> read_genesis(ByteView entry) {
  Decoder in(entry);
  const bool is_genesis = in.u8() == version && in.varint() == 0 && equal(in.raw(32), Hash256{}) &&
                          in.varint() == 0 && in.u8() == type_genesis;
  Decoder body(in.bytes_field(body_size_max));
  GenesisContent content = get_body(body);
  const ByteView signature_bytes = in.raw(signature_size);
  if (!is_genesis || !in.finished() || !body.finished()) {
    return fail(ErrorCode::malformed, "The beginning of the workspace is not in Kith's format.");
  }
  Signature signature;
  std::memcpy(signature.data(), signature_bytes.data(), signature.size());
  const Hash256 hash = signed_hash(entry.first(entry.size() - signature_size));
  if (!verify(content.device_sign, signature, hash)) {
    return fail(ErrorCode::damaged,
                "The beginning of the workspace is not signed as it should be.");
  }
  content.workspace = {hash_128(domain::workspace_id, entry)};
  return content;
}

Hash256 circle_key_id(const WorkspaceId& workspace, const CircleId& circle, std::uint32_t epoch,
                      const CircleKey& key) {
  return Hasher(domain::circle_key_id, key.view())
      .add(workspace.view())
      .add(circle.view())
      .add_u32(epoch)
      .finish();
}

std::optional<std::string> open_label(const CircleKey& key, const CircleId& circle,
                                      ByteView sealed) {
  const auto plain = open_with_nonce(derive(key, label_key_derivation), sealed, circle.view());
  if (!plain || plain->size() % label_step != 0) return std::nullopt;
  Decoder in(*plain);
  std::string label(in.text(workspace_name_size_max));
  while (in.ok() && !in.at_end()) {
    if (in.u8() != 0) in.fail();
  }
  if (!in.ok()) return std::nullopt;
  return label;
}

}  // namespace kith
