#include "core/base/text_utf8.h"

#include "core/base/assert.h"

namespace kith {
namespace {

constexpr char32_t replacement = 0xFFFD;

// How many bytes the first byte announces; 0 when it cannot be a first byte.
int announced_size(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  ASSERT(at < text.size());
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) {
    ++at;
    return first;
  }
  const auto size = static_cast<std::size_t>(announced_size(first));
  if (size == 0 || size > text.size() - at) {
    ++at;
    return replacement;
  }
  char32_t code_point = first & (0x7F >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) {
      ++at;
      return replacement;
    }
    code_point = code_point << 6 | (byte & 0x3F);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < smallest[size] || code_point > 0x10FFFF || is_surrogate) {
    ++at;
    return replacement;
  }
  at += size;
  return code_point;
}

void append_utf8(std::string& to, char32_t code_point) {
  if (code_point < 0x80) {
    to += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    to += static_cast<char>(0xC0 | code_point >> 6);
    to += static_cast<char>(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    to += static_cast<char>(0xE0 | code_point >> 12);
    to += static_cast<char>(0x80 | (code_point >> 6 & 0x3F));
    to += static_cast<char>(0x80 | (code_point & 0x3F));
  } else {
    to += static_cast<char>(0xF0 | code_point >> 18);
    to += static_cast<char>(0x80 | (code_point >> 12 & 0x3F));
    to += static_cast<char>(0x80 | (code_point >> 6 & 0x3F));
    to += static_cast<char>(0x80 | (code_point & 0x3F));
  }
}

}  // namespace kith
