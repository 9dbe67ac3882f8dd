// The capture line: one sentence in, a fact or a contact out. On every person's page, and in a room
// of its own for when the hands are quicker than the mouse.
#pragma once

#include "core/practice/capture.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <optional>
#include <string>

namespace kith::ui {

// The field, and below it in words what will be written down. With `about`, a line that names
// nobody is about that person. Enter records it.
void capture_line(Ui& ui, std::string& line, const ProgramState& program,
                  std::optional<RecordId> about, Commands& commands);

struct CaptureState {
  std::string line;
};

void capture_room(Ui& ui, CaptureState& state, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
