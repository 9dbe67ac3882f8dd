#include "core/exchange/mapping.h"

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/base/text_fold.h"
#include "core/crypto/hash.h"

#include <algorithm>

namespace kith {

namespace {

constexpr std::uint8_t mapping_version = 1;
constexpr std::size_t header_size_max = 192 * 1024;
constexpr std::uint8_t target_number_max =
    static_cast<std::uint8_t>(TargetField::address_formatted);

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The columns in the order of their keys; equal keys keep the order of the file.
std::vector<std::size_t> by_key(const std::vector<std::string>& keys) {
  std::vector<std::size_t> order(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) -> const std::string& { return keys[i]; });
  return order;
}

std::vector<std::string> keys_of(std::span<const std::string> headers) {
  std::vector<std::string> keys;
  for (const std::string& header : headers)
    keys.push_back(header_key(header));
  return keys;
}

}  // namespace

std::string header_key(std::string_view header) {
  const std::string folded = fold(header);
  std::string key;
  for (char c : folded) {
    if (!is_space(c)) {
      key.push_back(c);
    } else if (!key.empty() && key.back() != ' ') {
      key.push_back(' ');
    }
  }
  if (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

MappingSignature mapping_signature(std::span<const std::string> headers) {
  const std::vector<std::string> keys = keys_of(headers);
  Hasher hasher(domain::import_headers);
  for (std::size_t i : by_key(keys))
    hasher.add_field(as_bytes(keys[i]));
  return hasher.finish();
}

Bytes encode_mapping(std::span<const std::string> headers, const Mapping& mapping) {
  ASSERT(headers.size() == mapping.size());
  const std::vector<std::string> keys = keys_of(headers);
  Encoder out;
  out.u8(mapping_version);
  out.varint(mapping.size());
  for (std::size_t i : by_key(keys)) {
    out.text(keys[i]);
    out.u8(static_cast<std::uint8_t>(mapping[i].field));
    out.varint(mapping[i].slot);
    out.text(mapping[i].label);
    out.text(mapping[i].unless);
  }
  return out.take();
}

std::optional<Mapping> decode_mapping(std::span<const std::string> headers, ByteView bytes) {
  const std::vector<std::string> keys = keys_of(headers);
  Decoder in(bytes);
  if (in.u8() != mapping_version || in.varint() != headers.size()) return std::nullopt;
  Mapping mapping(headers.size());
  for (std::size_t i : by_key(keys)) {
    if (in.text(header_size_max) != keys[i]) return std::nullopt;
    const std::uint8_t field = in.u8();
    if (field > target_number_max) return std::nullopt;
    mapping[i].field = static_cast<TargetField>(field);
    mapping[i].slot = static_cast<std::uint32_t>(in.varint_up_to(UINT32_MAX));
    mapping[i].label = in.text(header_size_max);
    mapping[i].unless = in.text(header_size_max);
  }
  if (!in.finished()) return std::nullopt;
  return mapping;
}

}  // namespace kith
