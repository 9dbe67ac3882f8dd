// One value, or several, of a field that a team made, edited in place: in a table, on a row's page,
// on a person's. What it shows depends on the field's type alone.
#pragma once

#include "core/practice/field_age.h"
#include "core/practice/team_page.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <optional>
#include <span>
#include <string>

namespace kith::ui {

struct FieldCell {
  const FieldInfo& field;
  const ShownCell& cell;
  std::string name;             // to assistive technology
  bool label_shown = true;      // the field's label above it, with room for several lines
  std::string_view unsaved_as;  // what is typed is kept by this name
};

// What somebody did with it: a value that was chosen, or text that was typed.
struct CellChange {
  std::optional<Value> value;
  std::string typed;
};
std::optional<CellChange> field_cell(Ui& ui, const FieldCell& shown);

// In the place of what there is of a sensitive field until somebody asks, which sets `shows`; false
// when it is to be drawn.
bool covered(Ui& ui, const FieldInfo& field, bool has_value, bool& shows);

// That it was said long ago, where it was; true when somebody says that it is still so.
bool still_so(Ui& ui, const FieldInfo& field, std::span<const OldValue> old);

// Where what is linked leads.
void links_of(Ui& ui, const ProgramState& program, const ShownCell& cell);

InputKind input_kind(ValueType type);

}  // namespace kith::ui
