// Bringing contacts in: choose a file, see what it would do, let it run with progress and cancel,
// take it back with one click.
#pragma once

#include "core/exchange/import_list.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <vector>

namespace kith::ui {

struct ImportState {
  std::vector<ImportSummary> imports;  // read for this data version
  std::uint64_t imports_version = 0;
  int date_order = 0;  // the user's answer: 0 not given, 1 day first, 2 month first
};

void import_room(Ui& ui, ImportState& state, const ProgramState& program, Commands& commands);

// The part for a file that nobody knows: what each column becomes (import_mapping.cpp).
void import_mapping(Ui& ui, const ParseReport& report, Commands& commands);

}  // namespace kith::ui
