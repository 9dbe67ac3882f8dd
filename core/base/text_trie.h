// The two-stage tables that scripts/generate_unicode.mjs makes: a value for each code point.
#pragma once

#include <cstddef>

namespace kith {

template <class Page, class Value, int shift>
struct Trie {
  const Page* pages;
  const Value* values;

  constexpr Value operator[](char32_t code_point) const {
    const std::size_t page = pages[code_point >> shift];
    return values[(page << shift) | (code_point & ((char32_t{1} << shift) - 1))];
  }
};

}  // namespace kith
