// What was moved to the trash, and how to get it back.
#pragma once

#include "core/base/result.h"
#include "core/practice/trash.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <optional>
#include <vector>

namespace kith::ui {

struct TrashState {
  std::vector<TrashItem> items;
  std::uint64_t version = 0;  // of the data they were read from; 0: not read
  std::optional<Error> error;
};

void trash_room(Ui& ui, TrashState& state, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
