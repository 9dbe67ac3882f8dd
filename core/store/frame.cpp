#include "core/store/frame.h"

#include "core/base/assert.h"

#include <algorithm>
#include <cstring>

namespace kith {

namespace {

constexpr std::string_view associated_tag = "kithlog1";
constexpr std::size_t associated_size = 56;

std::array<std::uint8_t, associated_size> associated_data(const VaultId& vault,
                                                          const FrameHeader& header) {
  std::array<std::uint8_t, associated_size> bytes;
  std::memcpy(bytes.data(), associated_tag.data(), 8);
  std::memcpy(bytes.data() + 8, vault.bytes.data(), 16);
  std::memcpy(bytes.data() + 24, header.epoch.bytes.data(), 16);
  store_le(bytes.data() + 40, static_cast<std::uint32_t>(header.kind));
  store_le(bytes.data() + 44, header.page);
  store_le(bytes.data() + 48, header.sequence);
  return bytes;
}

}  // namespace

Mark mark_of(ByteView frame_or_slot) {
  ASSERT(frame_or_slot.size() >= tag_size);
  return load_le<Mark>(frame_or_slot.data() + frame_or_slot.size() - tag_size);
}

std::array<std::uint8_t, commit_payload_size> encode_commit(const CommitRecord& record) {
  std::array<std::uint8_t, commit_payload_size> bytes;
  store_le(bytes.data(), record.page_count);
  store_le(bytes.data() + 4, record.frame_count);
  std::copy(record.chain.begin(), record.chain.end(), bytes.begin() + 8);
  return bytes;
}

CommitRecord decode_commit(ByteView payload) {
  ASSERT(payload.size() == commit_payload_size);
  CommitRecord record;
  record.page_count = load_le<std::uint32_t>(payload.data());
  record.frame_count = load_le<std::uint32_t>(payload.data() + 4);
  std::copy(payload.begin() + 8, payload.end(), record.chain.begin());
  return record;
}

void encode_frame_header(const FrameHeader& header, MutableBytes out) {
  ASSERT(out.size() >= frame_header_size);
  store_le(out.data(), static_cast<std::uint32_t>(header.kind));
  store_le(out.data() + 4, header.page);
  std::memcpy(out.data() + 8, header.epoch.bytes.data(), 16);
  store_le(out.data() + 24, header.sequence);
}

std::optional<FrameHeader> decode_frame_header(ByteView bytes) {
  ASSERT(bytes.size() >= frame_header_size);
  const auto kind = load_le<std::uint32_t>(bytes.data());
  if (kind < 1 || kind > 4) return std::nullopt;
  return FrameHeader{.kind = static_cast<FrameKind>(kind),
                     .page = load_le<std::uint32_t>(bytes.data() + 4),
                     .epoch = *EpochId::from(bytes.subspan(8, 16)),
                     .sequence = load_le<std::uint64_t>(bytes.data() + 24)};
}

void FrameSealer::seal(const FrameHeader& header, ByteView payload, Random& random,
                       MutableBytes out) const {
  ASSERT(out.size() == frame_size(payload.size()));
  encode_frame_header(header, out);
  const MutableBytes nonce = out.subspan(frame_header_size, nonce_size);
  random.fill(nonce);
  kith::seal(key_, nonce, payload, associated_data(vault_, header),
             out.subspan(frame_header_size + nonce_size));
}

std::optional<FrameHeader> FrameSealer::open(ByteView frame, MutableBytes payload) const {
  if (frame.size() != frame_size(payload.size())) return std::nullopt;
  auto header = decode_frame_header(frame);
  if (header && !open_body(*header, frame.subspan(frame_header_size), payload)) return std::nullopt;
  return header;
}

bool FrameSealer::open_slot(std::uint32_t page, ByteView slot, MutableBytes payload) const {
  ASSERT(slot.size() == slot_size && payload.size() == page_size);
  const FrameHeader header{.kind = FrameKind::page,
                           .page = page,
                           .epoch = *EpochId::from(slot.first(16)),
                           .sequence = load_le<std::uint64_t>(slot.data() + 16)};
  return open_body(header, slot.subspan(frame_header_size - slot_skip), payload);
}

bool FrameSealer::open_body(const FrameHeader& header, ByteView body, MutableBytes payload) const {
  return kith::open(key_, body.first(nonce_size), body.subspan(nonce_size),
                    associated_data(vault_, header), payload);
}

ChainHasher::ChainHasher(const Hash256& previous) : hasher_(domain::log_commit) {
  hasher_.add(previous);
}

void ChainHasher::add_frame(ByteView frame) {
  hasher_.add(frame.last(tag_size));
}

Hash256 ChainHasher::finish(std::uint64_t sequence, std::uint32_t page_count,
                            std::uint32_t frame_count) {
  return hasher_.add_u64(sequence).add_u32(page_count).add_u32(frame_count).finish();
}

}  // namespace kith
