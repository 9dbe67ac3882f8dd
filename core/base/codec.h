// The one canonical binary encoding, used on disk and on the wire (docs/format.md, "Encoding").
// One value has one encoding: integers are minimal LEB128, fixed-width fields little-endian, byte
// strings carry their length. The decoder refuses everything else, before it allocates.
//
//   Encoder out;  out.varint(7);  out.text("Ana");
//   Decoder in(out.bytes());  auto n = in.varint();  auto name = in.text(text_size_max);
//   if (!in.finished()) ...   // any failure on the way, or bytes left over
//
// A Decoder never fails half way through a caller: once a read fails, all later reads give zero
// or empty values and ok() stays false.
#pragma once

#include "core/base/bytes.h"
#include "core/base/id.h"

#include <array>
#include <cstdint>
#include <string>

namespace kith {

class Encoder {
 public:
  void u8(std::uint8_t value) { bytes_.push_back(value); }
  void u32(std::uint32_t value) { fixed(value); }
  void u64(std::uint64_t value) { fixed(value); }
  void varint(std::uint64_t value);
  // Zigzag, for numbers that may be negative.
  void signed_varint(std::int64_t value);
  void raw(ByteView bytes) { append(bytes_, bytes); }
  void bytes_field(ByteView bytes);
  void text(std::string_view text) { bytes_field(as_bytes(text)); }
  template <class Tag>
  void id(const Id<Tag>& id) {
    raw(id.bytes);
  }

  const Bytes& bytes() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }
  std::size_t size() const { return bytes_.size(); }

 private:
  template <class Integer>
  void fixed(Integer value) {
    std::size_t at = bytes_.size();
    bytes_.resize(at + sizeof(Integer));
    store_le(bytes_.data() + at, value);
  }

  Bytes bytes_;
};

class Decoder {
 public:
  explicit Decoder(ByteView bytes) : bytes_(bytes) {}

  std::uint8_t u8();
  // The next byte, left where it is; 0 at the end.
  std::uint8_t peek() const { return ok_ && !at_end() ? bytes_[at_] : std::uint8_t{0}; }
  std::uint32_t u32();
  std::uint64_t u64();
  // Refuses encodings longer than needed and values above 64 bits.
  std::uint64_t varint();
  // As varint, and refuses values above `max`: for counts and lengths, before allocating.
  std::uint64_t varint_up_to(std::uint64_t max);
  std::int64_t signed_varint();
  // Borrowed from the input; empty on failure.
  ByteView raw(std::size_t size);
  ByteView bytes_field(std::size_t size_max);
  // Valid UTF-8 only.
  std::string_view text(std::size_t size_max);
  template <class Tag>
  Id<Tag> id() {
    auto found = Id<Tag>::from(raw(16));
    return found ? *found : Id<Tag>{};
  }

  // For a caller that finds the values themselves against the rules.
  void fail() { ok_ = false; }
  bool ok() const { return ok_; }
  bool at_end() const { return at_ == bytes_.size(); }
  // All was read and nothing failed.
  bool finished() const { return ok_ && at_end(); }
  std::size_t position() const { return at_; }
  std::size_t left() const { return ok_ ? bytes_.size() - at_ : 0; }

 private:
  ByteView bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

// Whether `text` is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_valid_utf8(std::string_view text);

}  // namespace kith
