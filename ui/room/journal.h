// The history of the whole workspace: who did what and when, what each change said, and undo.
#pragma once

#include "core/base/result.h"
#include "core/practice/journal.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::ui {

struct JournalState {
  JournalWish wish;
  int days_chosen = 0;  // index into the list shown
  JournalLines lines;
  std::uint64_t version = 0;  // of the data they were read from; 0: not read
  std::optional<Error> error;
  std::optional<ChangesetId> opened;  // whose values are shown
  std::vector<std::string> values;
};

void journal_room(Ui& ui, JournalState& state, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
