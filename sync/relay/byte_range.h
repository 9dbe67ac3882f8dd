#pragma once
// The Range header, for one range of bytes (RFC 9110 section 14).

#include <cstdint>
#include <string_view>
#include <variant>

namespace kith {

struct ByteRange {
  uint64_t offset;
  uint64_t length;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// The header is to be ignored: malformed, another unit, or several ranges. Send the whole file.
struct WholeFile {
  friend bool operator==(const WholeFile&, const WholeFile&) = default;
};

/// No byte of the file lies in the range: answer 416.
struct Unsatisfiable {
  friend bool operator==(const Unsatisfiable&, const Unsatisfiable&) = default;
};

using RangeAnswer = std::variant<WholeFile, ByteRange, Unsatisfiable>;

/// What a Range header asks of a file of `size` bytes.
RangeAnswer byte_range(std::string_view header, uint64_t size);

}  // namespace kith
