#include "sync/relay/byte_range.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace kith {
namespace {

std::optional<uint64_t> parsed_number(std::string_view text) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

}  // namespace

RangeAnswer byte_range(std::string_view header, uint64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit)) return WholeFile{};
  header.remove_prefix(unit.size());
  const size_t dash = header.find('-');
  if (dash == std::string_view::npos) return WholeFile{};
  const std::string_view first_text = header.substr(0, dash);
  const std::string_view last_text = header.substr(dash + 1);

  if (first_text.empty()) {  // `-500`: the last 500 bytes
    const auto suffix = parsed_number(last_text);
    if (!suffix) return WholeFile{};
    if (*suffix == 0 || size == 0) return Unsatisfiable{};
    const uint64_t length = std::min(*suffix, size);
    return ByteRange{size - length, length};
  }
  const auto first = parsed_number(first_text);
  const auto last = last_text.empty() ? UINT64_MAX : parsed_number(last_text);
  if (!first || !last || *last < *first) return WholeFile{};
  if (*first >= size) return Unsatisfiable{};
  return ByteRange{*first, std::min(*last, size - 1) - *first + 1};
}

}  // namespace kith
