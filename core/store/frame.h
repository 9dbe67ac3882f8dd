// The sealed pieces that log, pages and index are made of (docs/format.md, "Frames"): a header in
// clear, which is also authenticated, then nonce, ciphertext and tag.
#pragma once

#include "core/base/bytes.h"
#include "core/base/id.h"
#include "core/base/random.h"
#include "core/crypto/aead.h"
#include "core/crypto/hash.h"

#include <array>
#include <cstdint>
#include <optional>

namespace kith {

inline constexpr std::size_t page_size = 4096;
// 1 TiB; keeps every size and offset well inside its type.
inline constexpr std::uint32_t page_count_max = 1u << 28;

// One life of a log: from the checkpoint that begins it to the one that ends it. Random.
using EpochId = Id<struct EpochTag>;

enum class FrameKind : std::uint32_t { page = 1, commit = 2, epoch = 3, index = 4 };

struct FrameHeader {
  FrameKind kind;
  std::uint32_t page;  // its number from 0; in an index, how many pages it is of; else 0
  EpochId epoch;
  std::uint64_t sequence;  // of the commit it belongs to

  bool operator==(const FrameHeader&) const = default;
};

inline constexpr std::size_t frame_header_size = 32;
constexpr std::size_t frame_size(std::size_t payload) {
  return frame_header_size + nonce_size + payload + tag_size;
}
inline constexpr std::size_t page_frame_size = frame_size(page_size);

// A slot of the pages file is a page frame without the kind and number at its front: they follow
// from where it lies.
inline constexpr std::size_t slot_skip = 8;
inline constexpr std::size_t slot_size = page_frame_size - slot_skip;

// The first eight bytes of a frame's tag. Index and map know each page by the mark of the one
// sealed image that is current, so that no older or foreign image can take its place.
using Mark = std::uint64_t;
Mark mark_of(ByteView frame_or_slot);

struct CommitRecord {
  std::uint32_t page_count;   // of the database, after this commit
  std::uint32_t frame_count;  // page frames of this commit
  Hash256 chain;

  bool operator==(const CommitRecord&) const = default;
};
inline constexpr std::size_t commit_payload_size = 40;
inline constexpr std::size_t commit_frame_size = frame_size(commit_payload_size);
std::array<std::uint8_t, commit_payload_size> encode_commit(const CommitRecord& record);
CommitRecord decode_commit(ByteView payload);

// The payload of an epoch frame is the chain hash that the epoch starts from.
inline constexpr std::size_t epoch_frame_size = frame_size(sizeof(Hash256));

void encode_frame_header(const FrameHeader& header, MutableBytes out);
// Empty for an unknown kind.
std::optional<FrameHeader> decode_frame_header(ByteView bytes);

// Seals and opens the frames of one vault.
class FrameSealer {
 public:
  FrameSealer(PageKey key, VaultId vault) : key_(std::move(key)), vault_(vault) {}

  // `out` takes frame_size(payload.size()) bytes.
  void seal(const FrameHeader& header, ByteView payload, Random& random, MutableBytes out) const;
  // The header is taken from the frame; compare it with what should be there. Any failure: empty
  // or false.
  std::optional<FrameHeader> open(ByteView frame, MutableBytes payload) const;
  [[nodiscard]] bool open_slot(std::uint32_t page, ByteView slot, MutableBytes payload) const;

 private:
  [[nodiscard]] bool open_body(const FrameHeader& header, ByteView body,
                               MutableBytes payload) const;

  PageKey key_;
  VaultId vault_;
};

// The hash that ties a commit to all before it: previous chain, the tags of its page frames in
// order, then sequence, page count and frame count.
class ChainHasher {
 public:
  explicit ChainHasher(const Hash256& previous);
  void add_frame(ByteView frame);
  Hash256 finish(std::uint64_t sequence, std::uint32_t page_count, std::uint32_t frame_count);

 private:
  Hasher hasher_;
};

}  // namespace kith
