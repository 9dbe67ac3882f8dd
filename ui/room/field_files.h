// The files that a record has in one of its fields: each is given back, or taken away, and there
// may always be one more.
#pragma once

#include "core/practice/team_page.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

namespace kith::ui {

struct FieldFiles {
  const FieldInfo& field;
  const ShownCell& cell;
  RecordId record;
  const ProgramState& program;
  Commands& commands;
};
void field_files(Ui& ui, const FieldFiles& files);

}  // namespace kith::ui
