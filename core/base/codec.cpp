#include "core/base/codec.h"

namespace kith {

void Encoder::varint(std::uint64_t value) {
  while (value >= 0x80) {
    bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  bytes_.push_back(static_cast<std::uint8_t>(value));
}

void Encoder::signed_varint(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  varint(value < 0 ? ~(bits << 1) : bits << 1);
}

void Encoder::bytes_field(ByteView bytes) {
  varint(bytes.size());
  raw(bytes);
}

ByteView Decoder::raw(std::size_t size) {
  if (!ok_ || size > bytes_.size() - at_) {
    ok_ = false;
    return {};
  }
  ByteView view = bytes_.subspan(at_, size);
  at_ += size;
  return view;
}

std::uint8_t Decoder::u8() {
  ByteView view = raw(1);
  return view.empty() ? std::uint8_t{0} : view[0];
}

std::uint32_t Decoder::u32() {
  ByteView view = raw(4);
  return view.empty() ? 0 : load_le<std::uint32_t>(view.data());
}

std::uint64_t Decoder::u64() {
  ByteView view = raw(8);
  return view.empty() ? 0 : load_le<std::uint64_t>(view.data());
}

std::uint64_t Decoder::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    std::uint8_t byte = u8();
    if (!ok_) return 0;
    const std::uint64_t part = byte & 0x7f;
    const bool overflows = shift == 63 && part > 1;
    const bool padded = shift > 0 && byte == 0;
    if (overflows || padded) break;
    value |= part << shift;
    if ((byte & 0x80) == 0) return value;
  }
  ok_ = false;
  return 0;
}

std::uint64_t Decoder::varint_up_to(std::uint64_t max) {
  std::uint64_t value = varint();
  if (value > max) ok_ = false;
  return ok_ ? value : 0;
}

std::int64_t Decoder::signed_varint() {
  std::uint64_t bits = varint();
  return static_cast<std::int64_t>((bits >> 1) ^ (0 - (bits & 1)));
}

ByteView Decoder::bytes_field(std::size_t size_max) {
  return raw(static_cast<std::size_t>(varint_up_to(size_max)));
}

std::string_view Decoder::text(std::size_t size_max) {
  std::string_view view = as_text(bytes_field(size_max));
  if (!is_valid_utf8(view)) ok_ = false;
  return ok_ ? view : std::string_view{};
}

bool is_valid_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    const std::uint8_t first = byte(i);
    std::size_t length = first < 0x80   ? 1
                         : first < 0xc2 ? 0
                         : first < 0xe0 ? 2
                         : first < 0xf0 ? 3
                         : first < 0xf5 ? 4
                                        : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((byte(i + k) & 0xc0) != 0x80) return false;
    }
    if (first == 0xe0 && byte(i + 1) < 0xa0) return false;   // overlong
    if (first == 0xed && byte(i + 1) >= 0xa0) return false;  // surrogates
    if (first == 0xf0 && byte(i + 1) < 0x90) return false;   // overlong
    if (first == 0xf4 && byte(i + 1) >= 0x90) return false;  // above U+10FFFF
    i += length;
  }
  return true;
}

}  // namespace kith
