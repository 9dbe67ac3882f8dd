// A part of a text.
#pragma once

#include <cstddef>

namespace kith {

// Bytes [begin, end) of it.
struct TextRange {
  std::size_t begin;
  std::size_t end;
  bool operator==(const TextRange&) const = default;
};

}  // namespace kith
