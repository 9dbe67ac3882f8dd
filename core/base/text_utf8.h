// Walking UTF-8 by code points. Text in Kith is checked when it comes in (is_valid_utf8); what is
// not well formed all the same reads as U+FFFD, one byte at a time, so that every walk ends.
//
//   for (std::size_t at = 0; at < text.size();) {
//     char32_t code_point = next_code_point(text, at);   // moves `at`
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kith {

// The code point that starts at `at`, which moves behind it. `at` < text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);

void append_utf8(std::string& to, char32_t code_point);

}  // namespace kith
