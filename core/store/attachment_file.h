// A file of somebody's, sealed beside the database under a key of its own: it is written and read
// in slices, and what was altered or cut off is noticed (docs/format.md, "Attachments"). Its size
// is hidden among those of its order of magnitude.
//
//   AttachmentSealer sealer(random);
//   sealer.add(plain);                  write(sealer.take());     // any number of times
//   SealedFile made = sealer.finish();  write(sealer.take());     // keep `made`
//
//   AttachmentOpener opener(key, size);
//   TRY(opener.feed(sealed));           use(opener.take());       // from the beginning of the file
//   TRY(opener.end());
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/stream_pieces.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace kith {

using AttachmentKey = std::array<std::uint8_t, 32>;

// What the sealed file is called: nobody learns from it what is in it, but who has the key finds
// it.
std::string attachment_file_name(const AttachmentKey& key);
bool is_attachment_file_name(std::string_view name);
// Bytes of the sealed file.
std::uint64_t sealed_attachment_size(std::uint64_t size);

struct SealedFile {
  std::uint64_t size = 0;  // bytes that were sealed
  Hash256 content_hash{};
  Hash256 sealed_hash{};
};

class AttachmentSealer {
 public:
  explicit AttachmentSealer(Random& random);

  const AttachmentKey& key() const { return key_; }
  void add(ByteView plain);
  SealedFile finish();
  // What is sealed since the last time; after finish() the rest.
  Bytes take();

 private:
  void pass_on();

  AttachmentKey key_;
  PieceSealer sealer_;
  Hasher content_{domain::attachment_content};
  Hasher sealed_{domain::attachment_sealed};
  std::uint64_t size_ = 0;
  Bytes ready_;
};

class AttachmentOpener {
 public:
  // `size` is of the file as it was.
  AttachmentOpener(const AttachmentKey& key, std::uint64_t size) : key_(key), left_(size) {}

  // In slices of any size. damaged: it is not what was sealed.
  Result<void> feed(ByteView sealed);
  Result<void> end();
  Bytes take();

 private:
  Result<void> pass_on();

  AttachmentKey key_;
  Bytes header_;  // until it is whole
  std::optional<PieceOpener> opener_;
  std::uint64_t left_;  // of the file, the rest is padding
  Bytes ready_;
};

}  // namespace kith
