#include "core/store/head.h"

#include "core/base/codec.h"
#include "core/crypto/kdf.h"

#include <algorithm>
#include <cstring>

namespace kith {

namespace {

constexpr std::string_view magic = "kithhead";
constexpr std::string_view wrap_tag = "kithwrap";
constexpr std::size_t wrap_size = 136;
constexpr std::size_t public_size = 48 + wrap_count_max * wrap_size;
constexpr std::size_t checkpoint_size = 104;
constexpr std::size_t sealed_size = nonce_size + checkpoint_size + tag_size;
constexpr std::size_t checksum_at = head_slot_size - sizeof(Hash256);

using WrapSealKey = Secret<struct WrapSealTag>;
using WrapCommitKey = Secret<struct WrapCommitTag>;
constexpr Derivation<KekKey, WrapSealKey> wrap_seal_derivation{"kithkek1", 1};
constexpr Derivation<KekKey, WrapCommitKey> wrap_commit_derivation{"kithkek1", 2};

Bytes wrap_associated_data(const Wrap& wrap, const VaultId& vault) {
  Encoder out;
  out.raw(as_bytes(wrap_tag));
  out.id(vault);
  out.u32(static_cast<std::uint32_t>(wrap.kind));
  out.u32(wrap.cost.passes);
  out.u64(wrap.cost.memory_bytes);
  out.raw(wrap.salt);
  return out.take();
}

Hash256 wrap_commitment(const Wrap& wrap, ByteView associated, const KekKey& kek) {
  const WrapCommitKey key = derive(kek, wrap_commit_derivation);
  return Hasher(domain::wrap_commitment, key.view())
      .add(associated)
      .add(wrap.nonce)
      .add(wrap.sealed)
      .finish();
}

void encode_wrap(Encoder& out, const Wrap& wrap) {
  out.u32(static_cast<std::uint32_t>(wrap.kind));
  out.u32(wrap.cost.passes);
  out.u64(wrap.cost.memory_bytes);
  out.raw(wrap.salt);
  out.raw(wrap.nonce);
  out.raw(wrap.sealed);
  out.raw(wrap.commitment);
}

template <std::size_t Size>
std::array<std::uint8_t, Size> read_array(Decoder& in) {
  std::array<std::uint8_t, Size> out{};
  const ByteView bytes = in.raw(Size);
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

bool all_zero(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

// Empty for an unused place.
std::optional<Wrap> decode_wrap(Decoder& in) {
  const std::uint32_t kind = in.u32();
  if (kind == 0) {
    if (!all_zero(in.raw(wrap_size - 4))) in.fail();
    return std::nullopt;
  }
  if (kind > static_cast<std::uint32_t>(WrapKind::recovery_box)) in.fail();
  Wrap wrap;
  wrap.kind = static_cast<WrapKind>(kind);
  wrap.cost.passes = in.u32();
  wrap.cost.memory_bytes = in.u64();
  if (wrap.kind == WrapKind::passphrase && !is_allowed(wrap.cost)) in.fail();
  wrap.salt = read_array<sizeof(Salt)>(in);
  wrap.nonce = read_array<nonce_size>(in);
  wrap.sealed = read_array<StorageKey::size + tag_size>(in);
  wrap.commitment = read_array<sizeof(Hash256)>(in);
  return wrap;
}

Bytes encode_public(const PublicHead& head) {
  Encoder out;
  out.raw(as_bytes(magic));
  out.u32(storage_format_version);
  out.u32(page_size);
  out.id(head.vault);
  out.u64(head.generation);
  out.u64(head.slot_sequence);
  encode_wraps(out, head.wraps);
  return out.take();
}

bool decode_public(ByteView bytes, PublicHead& head) {
  Decoder in(bytes);
  in.raw(magic.size());
  if (in.u32() != storage_format_version || in.u32() != page_size) in.fail();
  head.vault = in.id<VaultTag>();
  head.generation = in.u64();
  head.slot_sequence = in.u64();
  head.wraps = decode_wraps(in);
  return in.finished();
}

Bytes encode_checkpoint(const Checkpoint& checkpoint) {
  Encoder out;
  out.id(checkpoint.epoch);
  out.u64(checkpoint.sequence);
  out.raw(checkpoint.chain);
  out.u32(checkpoint.page_count);
  out.u32(0);
  out.u64(checkpoint.index_offset);
  out.raw(checkpoint.index_digest);
  return out.take();
}

std::optional<Checkpoint> decode_checkpoint(ByteView bytes) {
  Decoder in(bytes);
  Checkpoint checkpoint;
  checkpoint.epoch = in.id<EpochTag>();
  checkpoint.sequence = in.u64();
  checkpoint.chain = read_array<sizeof(Hash256)>(in);
  checkpoint.page_count = in.u32();
  if (in.u32() != 0 || checkpoint.page_count > page_count_max) in.fail();
  checkpoint.index_offset = in.u64();
  checkpoint.index_digest = read_array<sizeof(Hash256)>(in);
  if (!in.finished()) return std::nullopt;
  return checkpoint;
}

}  // namespace

void encode_wraps(Encoder& out, const std::vector<Wrap>& wraps) {
  ASSERT(wraps.size() <= wrap_count_max);
  for (const Wrap& wrap : wraps)
    encode_wrap(out, wrap);
  out.raw(Bytes((wrap_count_max - wraps.size()) * wrap_size));
}

std::vector<Wrap> decode_wraps(Decoder& in) {
  std::vector<Wrap> wraps;
  for (std::size_t i = 0; i < wrap_count_max; ++i) {
    if (auto wrap = decode_wrap(in)) wraps.push_back(*wrap);
  }
  return wraps;
}

Wrap wrap_storage_key(const StorageKey& storage_key, const VaultId& vault, WrapKind kind,
                      const PassphraseCost& cost, const Salt& salt, const KekKey& kek,
                      Random& random) {
  return wrap_storage_key(storage_key, vault, kind, cost, salt, random.bytes<nonce_size>(), kek);
}

Wrap wrap_storage_key(const StorageKey& storage_key, const VaultId& vault, WrapKind kind,
                      const PassphraseCost& cost, const Salt& salt, const Nonce& nonce,
                      const KekKey& kek) {
  Wrap wrap{
      .kind = kind, .cost = cost, .salt = salt, .nonce = nonce, .sealed = {}, .commitment = {}};
  const Bytes associated = wrap_associated_data(wrap, vault);
  seal(derive(kek, wrap_seal_derivation), wrap.nonce, storage_key.view(), associated, wrap.sealed);
  wrap.commitment = wrap_commitment(wrap, associated, kek);
  return wrap;
}

std::optional<StorageKey> unwrap_storage_key(const Wrap& wrap, const VaultId& vault,
                                             const KekKey& kek) {
  const Bytes associated = wrap_associated_data(wrap, vault);
  if (!equal_secret(wrap.commitment, wrap_commitment(wrap, associated, kek))) return std::nullopt;
  bool opened = false;
  StorageKey key = StorageKey::make([&](MutableBytes out) {
    opened = open(derive(kek, wrap_seal_derivation), wrap.nonce, wrap.sealed, associated, out);
  });
  if (!opened) return std::nullopt;
  return key;
}

HeadSlotBytes encode_head_slot(const PublicHead& head, const Checkpoint& checkpoint,
                               const HeadKey& key, Random& random) {
  HeadSlotBytes slot{};
  const Bytes open_part = encode_public(head);
  const Bytes sealed = seal_with_nonce(key, random, encode_checkpoint(checkpoint), open_part);
  ASSERT(open_part.size() == public_size && sealed.size() == sealed_size);
  std::copy(open_part.begin(), open_part.end(), slot.begin());
  std::copy(sealed.begin(), sealed.end(), slot.begin() + public_size);
  const Hash256 checksum = hash(domain::head_checksum, ByteView(slot).first(checksum_at));
  std::copy(checksum.begin(), checksum.end(), slot.begin() + checksum_at);
  return slot;
}

HeadSlot decode_head_slot(ByteView bytes) {
  ASSERT(bytes.size() == head_slot_size);
  HeadSlot slot;
  std::copy(bytes.begin(), bytes.end(), slot.bytes.begin());
  if (all_zero(bytes)) return slot;
  slot.state = SlotState::damaged;
  const Hash256 checksum = hash(domain::head_checksum, bytes.first(checksum_at));
  if (!equal(checksum, bytes.subspan(checksum_at))) return slot;
  if (as_text(bytes.first(magic.size())) != magic) return slot;
  // Magic, version and checksum stay where they are in every later format.
  if (load_le<std::uint32_t>(bytes.data() + magic.size()) > storage_format_version) {
    slot.state = SlotState::newer_format;
    return slot;
  }
  const ByteView unused =
      bytes.subspan(public_size + sealed_size, checksum_at - public_size - sealed_size);
  if (all_zero(unused) && decode_public(bytes.first(public_size), slot.head)) {
    slot.state = SlotState::good;
  }
  return slot;
}

std::optional<Checkpoint> HeadSlot::checkpoint(const HeadKey& key) const {
  const ByteView view(bytes);
  const auto plain =
      open_with_nonce(key, view.subspan(public_size, sealed_size), view.first(public_size));
  if (!plain) return std::nullopt;
  return decode_checkpoint(*plain);
}

Result<std::array<HeadSlot, 2>> read_head_slots(BlockFile& file) {
  Bytes bytes(2 * head_slot_size);
  const std::uint64_t size = std::min<std::uint64_t>(TRY(file.size()), bytes.size());
  TRY(file.read(0, MutableBytes(bytes).first(size)));
  const ByteView view(bytes);
  return std::array<HeadSlot, 2>{decode_head_slot(view.first(head_slot_size)),
                                 decode_head_slot(view.last(head_slot_size))};
}

Result<void> HeadWriter::write(const Checkpoint& checkpoint) {
  ++head_.slot_sequence;
  current_ ^= 1;
  const HeadSlotBytes slot = encode_head_slot(head_, checkpoint, key_, *random_);
  TRY(file_->write(current_ * head_slot_size, slot));
  return file_->flush();
}

}  // namespace kith
