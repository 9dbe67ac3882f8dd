// The head file: two superblock slots of which the newer good one counts (docs/format.md, "Head").
// What is in clear is needed to unlock; what is sealed says where the last checkpoint left things.
// A slot is written whole, into the place of the older one, and flushed; so one good slot is there
// at any time.
#pragma once

#include "core/base/codec.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/crypto/passphrase.h"
#include "core/store/block_file.h"
#include "core/store/frame.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace kith {

inline constexpr std::uint32_t storage_format_version = 1;
inline constexpr std::size_t head_slot_size = 4096;
inline constexpr std::size_t wrap_count_max = 4;

enum class WrapKind : std::uint32_t {
  passphrase = 1,
  recovery_phrase = 2,  // made when the words were known
  passkey = 3,
  recovery_box = 4,  // made from the public key of the words (core/store/recovery_wrap.h)
};

// The storage key, sealed under a key that a person has. Cost and salt say how that key is made.
struct Wrap {
  WrapKind kind;
  PassphraseCost cost;  // of a passphrase; zeros for the others
  Salt salt;
  Nonce nonce;
  std::array<std::uint8_t, StorageKey::size + tag_size> sealed;
  Hash256 commitment;  // under the same key: one wrap opens with one key only

  bool operator==(const Wrap&) const = default;
};

Wrap wrap_storage_key(const StorageKey& storage_key, const VaultId& vault, WrapKind kind,
                      const PassphraseCost& cost, const Salt& salt, const KekKey& kek,
                      Random& random);
// With a nonce that is there already; it must be as fresh.
Wrap wrap_storage_key(const StorageKey& storage_key, const VaultId& vault, WrapKind kind,
                      const PassphraseCost& cost, const Salt& salt, const Nonce& nonce,
                      const KekKey& kek);
// Empty when `kek` is not the key of this wrap.
std::optional<StorageKey> unwrap_storage_key(const Wrap& wrap, const VaultId& vault,
                                             const KekKey& kek);

// As many places as there may be wraps; those without one are zeros. Refusing is the decoder's.
void encode_wraps(Encoder& out, const std::vector<Wrap>& wraps);
std::vector<Wrap> decode_wraps(Decoder& in);

// The part in clear.
struct PublicHead {
  VaultId vault;
  std::uint64_t generation = 0;     // counts rekeys; its last bit chooses the files
  std::uint64_t slot_sequence = 0;  // counts slots ever written; the higher one is newer
  std::vector<Wrap> wraps;

  bool operator==(const PublicHead&) const = default;
};

// The sealed part: what the files held at the last checkpoint, and the log that goes on from it.
struct Checkpoint {
  EpochId epoch = {};
  std::uint64_t sequence = 0;  // of the last commit it includes
  Hash256 chain{};             // of that commit
  std::uint32_t page_count = 0;
  std::uint64_t index_offset = 0;
  Hash256 index_digest{};  // zeros while there are no pages

  bool operator==(const Checkpoint&) const = default;
};

using HeadSlotBytes = std::array<std::uint8_t, head_slot_size>;

HeadSlotBytes encode_head_slot(const PublicHead& head, const Checkpoint& checkpoint,
                               const HeadKey& key, Random& random);

enum class SlotState { blank, damaged, newer_format, good };

struct HeadSlot {
  SlotState state = SlotState::blank;
  PublicHead head;
  HeadSlotBytes bytes{};

  // Empty when the sealed part does not open.
  std::optional<Checkpoint> checkpoint(const HeadKey& key) const;
};

HeadSlot decode_head_slot(ByteView bytes);
// Both slots, missing bytes as blank.
Result<std::array<HeadSlot, 2>> read_head_slots(BlockFile& file);

// Writes the slots of an open vault.
class HeadWriter {
 public:
  // `current` is the slot in use (0 or 1); the next goes to the other place.
  HeadWriter(BlockFile& file, PublicHead head, std::size_t current, HeadKey key, Random& random)
      : file_(&file),
        head_(std::move(head)),
        current_(current),
        key_(std::move(key)),
        random_(&random) {}

  // After a failure it is not known which slot counts: recover.
  Result<void> write(const Checkpoint& checkpoint);
  // Takes effect with the next writes, of which both slots need one.
  void set_wraps(std::vector<Wrap> wraps) { head_.wraps = std::move(wraps); }
  const PublicHead& head() const { return head_; }
  BlockFile& file() { return *file_; }
  std::size_t place() const { return current_; }  // of the slot in use
  std::uint64_t offset() const { return current_ * head_slot_size; }

 private:
  BlockFile* file_;
  PublicHead head_;
  std::size_t current_;
  HeadKey key_;
  Random* random_;
};

}  // namespace kith
