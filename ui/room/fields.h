// The fields that a team made, of one of its own tables or of people, organisations and households:
// which there are, adding one, describing it, giving it another type, moving and hiding.
//
//   if (button(ui, "Fields")) state.fields = fields_of(kinds::person);
//   field_dialog({ui, state.fields, program, commands});          // nothing while it is closed
#pragma once

#include "core/practice/team_tables.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <optional>
#include <string>

namespace kith::ui {

// A field being added, described or given another type.
struct FieldForm {
  enum class Step : std::uint8_t { closed, list, add, describe, retype } step = Step::closed;
  KindId kind;
  FieldId field;  // null: a new one
  FieldWish wish;
  std::string choices;  // one to a line
  int target = 0;       // of links: index into link_targets
  std::optional<RetypePreview> preview;
  FieldSort previewed = FieldSort::text;
};
// Open, at the list of them.
FieldForm fields_of(KindId kind);

struct FieldDialog {
  Ui& ui;
  FieldForm& form;
  const ProgramState& program;
  Commands& commands;

  Workspace& workspace() const { return *program.workspace; }
  void commit(Draft draft, std::string toast) const;
};
void field_dialog(const FieldDialog& dialog);

// "people", "Tools": whose fields they are, in a sentence.
std::string kind_in_sentence(const KindInfo& kind);

}  // namespace kith::ui
