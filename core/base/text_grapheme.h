// What a reader takes for one character: extended grapheme clusters (UAX #29). The caret, the
// ellipsis and every cut of a text go from one cluster to the next.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kith {

// The end of the cluster that starts at `at`. `at` < text.size().
std::size_t grapheme_end(std::string_view text, std::size_t at);

std::size_t grapheme_count(std::string_view text);

// The first `count` clusters of the text.
std::string_view first_graphemes(std::string_view text, std::size_t count);

// The text if it has at most `count_max` clusters, else its beginning and an ellipsis, together
// that many.
std::string with_ellipsis(std::string_view text, std::size_t count_max);

}  // namespace kith
