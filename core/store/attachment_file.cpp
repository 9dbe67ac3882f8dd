#include "core/store/attachment_file.h"

#include "core/base/assert.h"
#include "core/base/codec.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace kith {
namespace {

constexpr std::size_t name_digits = 32;
constexpr std::size_t padding_slice = 64 * 1024;

StreamKey stream_key(const AttachmentKey& key) {
  return *StreamKey::from(key);
}

AttachmentKey new_key(Random& random) {
  AttachmentKey key;
  random.fill(key);
  return key;
}

// Padmé (Nikitin and others, 2019): a size of which only the first few bits differ, so that it
// tells its order of magnitude and little more, at a cost of 12 % at most.
std::uint64_t padded_size(std::uint64_t size) {
  if (size < 2) return size;
  const int exponent = std::bit_width(size) - 1;
  const int kept = std::bit_width(static_cast<unsigned>(exponent));
  const std::uint64_t mask = (std::uint64_t{1} << (exponent - kept)) - 1;
  return exponent > kept ? (size + mask) & ~mask : size;
}

std::unexpected<Error> damaged(std::string detail) {
  return fail(ErrorCode::damaged,
              "This file is damaged or not complete on this device. A backup may still have it.",
              std::move(detail));
}

}  // namespace

std::string attachment_file_name(const AttachmentKey& key) {
  return to_hex(hash_128(domain::attachment_name, key));
}

bool is_attachment_file_name(std::string_view name) {
  return name.size() == name_digits && from_hex(name).size() == name_digits / 2;
}

std::uint64_t sealed_attachment_size(std::uint64_t size) {
  const std::uint64_t padded = padded_size(size);
  const std::uint64_t pieces =
      padded == 0 ? 1 : (padded + stream_piece_size - 1) / stream_piece_size;
  return stream_header_size + padded + pieces * stream_piece_overhead;
}

AttachmentSealer::AttachmentSealer(Random& random)
    : key_(new_key(random)), sealer_(stream_key(key_)) {
  append(ready_, sealer_.header());
  sealed_.add(ready_);
}

void AttachmentSealer::pass_on() {
  const Bytes sealed = sealer_.take();
  sealed_.add(sealed);
  append(ready_, sealed);
}

void AttachmentSealer::add(ByteView plain) {
  size_ += plain.size();
  content_.add(plain);
  sealer_.add(plain);
  pass_on();
}

SealedFile AttachmentSealer::finish() {
  const Bytes zeros(padding_slice);
  for (std::uint64_t left = padded_size(size_) - size_; left > 0;) {
    const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(left, zeros.size()));
    sealer_.add(ByteView(zeros).first(some));
    left -= some;
  }
  sealer_.finish();
  pass_on();
  return {.size = size_, .content_hash = content_.finish(), .sealed_hash = sealed_.finish()};
}

Bytes AttachmentSealer::take() {
  return std::exchange(ready_, {});
}

Result<void> AttachmentOpener::feed(ByteView sealed) {
  if (!opener_) {
    const std::size_t some = std::min(sealed.size(), stream_header_size - header_.size());
    append(header_, sealed.first(some));
    sealed = sealed.subspan(some);
    if (header_.size() < stream_header_size) return {};
    StreamHeader header;
    std::ranges::copy(header_, header.begin());
    opener_.emplace(stream_key(key_), header);
  }
  if (!opener_->feed(sealed)) return damaged("a piece of an attachment does not open");
  return pass_on();
}

Result<void> AttachmentOpener::pass_on() {
  const Bytes plain = opener_->take();
  const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(left_, plain.size()));
  append(ready_, ByteView(plain).first(some));
  left_ -= some;
  return {};
}

Result<void> AttachmentOpener::end() {
  if (!opener_ || !opener_->end()) return damaged("an attachment is cut off");
  TRY(pass_on());
  if (left_ > 0) return damaged("an attachment is shorter than was said");
  return {};
}

Bytes AttachmentOpener::take() {
  return std::exchange(ready_, {});
}

}  // namespace kith
