#include "core/base/id.h"

namespace kith {
namespace {

void set_version(IdBytes& bytes, std::uint8_t version) {
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | version << 4);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
}

}  // namespace

IdBytes uuid_v7_bytes(std::int64_t wall_ms, Random& random) {
  IdBytes bytes;
  random.fill(bytes);
  for (int i = 0; i < 6; ++i) {
    bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(wall_ms >> (8 * (5 - i)));
  }
  set_version(bytes, 7);
  return bytes;
}

IdBytes uuid_v8_bytes(const IdBytes& hash) {
  IdBytes bytes = hash;
  set_version(bytes, 8);
  return bytes;
}

std::string uuid_text(const IdBytes& bytes) {
  std::string text = to_hex(bytes);
  for (std::size_t at : {20u, 16u, 12u, 8u})
    text.insert(at, 1, '-');
  return text;
}

std::optional<IdBytes> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool dash_here = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash_here != (text[i] == '-')) return std::nullopt;
    if (!dash_here) digits += text[i];
  }
  Bytes bytes = from_hex(digits);
  if (bytes.size() != 16) return std::nullopt;
  IdBytes id;
  std::memcpy(id.data(), bytes.data(), 16);
  return id;
}

}  // namespace kith
