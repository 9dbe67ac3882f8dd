// A text that somebody has typed and not saved yet, kept beside the records so that a crash does
// not lose it. It is this device's own and no part of the log: Workspace::keep_unsaved writes it,
// and the commit that saves it forgets it in the same transaction.
#pragma once

#include "core/record/value.h"

#include <cstddef>
#include <string>

namespace kith {

struct UnsavedText {
  std::string place;  // where it was typed: an address, a blank, the field's name there
  std::string text;
};

// Longer ones fit no field, and of more the oldest go.
inline constexpr std::size_t unsaved_text_size_max = long_text_size_max;
inline constexpr int unsaved_text_count_max = 64;

}  // namespace kith
