// How a comparable name is written: one line for each word, with what it is before it. Internal to
// core/query.
#pragma once

#include <cstddef>

namespace kith::name_part {

inline constexpr char given = 'g';
inline constexpr char middle = 'm';
inline constexpr char family = 'f';
inline constexpr char nickname = 'n';
inline constexpr char generation = 's';
inline constexpr char run = 'r';          // a name without spaces, whole
inline constexpr char run_swapped = 'w';  // the same with the given name first

inline constexpr std::size_t words_max = 8;

}  // namespace kith::name_part
