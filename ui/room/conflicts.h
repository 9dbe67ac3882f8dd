// Fields that two people changed without knowing of each other: both versions, and the choice.
#pragma once

#include "core/base/result.h"
#include "core/practice/conflicts.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <optional>
#include <span>
#include <vector>

namespace kith::ui {

// One panel for each field; nothing when there are none. Sensitive values are covered until
// somebody asks, which sets `shows_sensitive`.
void conflict_panels(Ui& ui, std::span<const FieldVersions> conflicts, bool& shows_sensitive,
                     Commands& commands);

// All of the workspace.
struct ConflictsState {
  std::vector<FieldVersions> conflicts;
  std::uint64_t version = 0;  // of the data they were read from; 0: not read
  std::optional<Error> error;
  bool shows_sensitive = false;
};

void read_conflicts_again(ConflictsState& state, const ProgramState& program);
void conflicts_room(Ui& ui, ConflictsState& state, Commands& commands);

}  // namespace kith::ui
