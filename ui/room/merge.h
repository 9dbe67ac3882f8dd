// Two records side by side that are one: what the one that stays takes of the other is chosen field
// by field. The same address shows, once they are one, how to make them two again.
#pragma once

#include "core/practice/merge.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/room/route.h"
#include "ui/widget/frame.h"

#include <cstdint>
#include <optional>

namespace kith::ui {

struct MergeState {
  Route shown;
  std::uint64_t version = 0;
  std::optional<MergeSides> sides;      // two, or
  std::optional<UnmergeView> unmerges;  // one
  std::optional<Error> error;
  bool shows_sensitive = false;
};

void merge_room(Ui& ui, MergeState& state, const ProgramState& program, const Route& route,
                Commands& commands);

}  // namespace kith::ui
