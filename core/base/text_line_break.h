// Where a line may end (UAX #14, with numbers kept whole as its section 8.2, example 7). Thai, Lao,
// Khmer and Burmese have no places inside a run, which takes a dictionary: a layout that runs out
// of room there breaks between grapheme clusters.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kith {

struct LineBreak {
  std::size_t at;     // the first byte of the next line; spaces before it may hang
  bool is_mandatory;  // a line or paragraph ends here whether or not there is room
  bool operator==(const LineBreak&) const = default;
};

// In order; the last one is the end of the text. Empty text has none.
std::vector<LineBreak> line_breaks(std::string_view text);

}  // namespace kith
