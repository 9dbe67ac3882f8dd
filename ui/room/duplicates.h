// People and organisations that may be here twice: the search, and the pairs it found, to be merged
// or told apart.
#pragma once

#include "core/base/result.h"
#include "core/practice/duplicates.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace kith::ui {

inline constexpr std::size_t pairs_shown_first = 20;

struct DuplicatesState {
  std::vector<DuplicateView> views;  // of the surest pairs that are still open
  bool are_all = true;
  std::size_t shown_max = pairs_shown_first;
  std::size_t read_max = 0;    // shown_max when they were read
  std::uint64_t version = 0;   // of the data they were read from; 0: not read
  std::uint64_t searches = 0;  // of which they are what was found
  std::optional<Error> error;
};

void duplicates_room(Ui& ui, DuplicatesState& state, const ProgramState& program,
                     Commands& commands);

}  // namespace kith::ui
