// One person, organisation or household: their story with the capture line on top, what is known
// of them, their ties, every field edited in place, and the history of the record.
#pragma once

#include "core/practice/capture.h"
#include "core/practice/conflicts.h"
#include "core/practice/erasure.h"
#include "core/practice/field_age.h"
#include "core/practice/history.h"
#include "core/practice/person_page.h"
#include "core/record/workspace.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/room/fields.h"
#include "ui/room/networks.h"
#include "ui/widget/frame.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::ui {

enum class PersonTab { story, facts, ties, details, history };

// An interaction being written down.
struct ContactForm {
  bool open = false;
  int channel = 0;  // index into the list shown
  int direction = 0;
  std::string when;
  std::string amount;  // of a gift
  std::string summary;
  std::string notes;
};

struct TieForm {
  bool open = false;
  std::string relation;
  std::string name;
};

// Whom to merge it with.
struct MergeForm {
  bool open = false;
  std::string name;
};

// The question whether to erase it for good.
struct EraseForm {
  bool open = false;
  bool knows = false;
  bool tried = false;
  std::optional<Erasure> erasure;  // as of `version`
  std::uint64_t version = 0;
  std::optional<Error> error;
};

// The history of the record.
struct PastState {
  std::vector<PastChange> changes;
  std::uint64_t version = 0;
  FieldId field;  // only what was said of it; null: everything
};

struct PersonState {
  // What is shown, read again when the workspace or the day moves.
  std::optional<RecordPage> page;
  std::optional<RecordId> read_id;
  std::uint64_t read_version = 0;
  PartialDate read_on;
  std::optional<Error> error;
  std::vector<FieldVersions> conflicts;
  std::vector<OldValue> old_values;  // of the own fields
  bool shows_sensitive = false;
  bool is_in_trash = false;

  PersonTab tab = PersonTab::story;
  std::string capture_line;
  ContactForm contact;
  TieForm tie;
  MergeForm merging;
  EraseForm erasing;
  FieldForm fields;
  NetworkForm networks;
  int network = 0;  // of the handle being added: 0 none, else of networks_of
  PastState past;
};

// What a part of the page draws from.
struct PersonView {
  Ui& ui;
  PersonState& state;
  const RecordPage& page;
  const ProgramState& program;
  Commands& commands;
  Workspace& workspace() const { return *program.workspace; }
  // Hands the change over, with what was typed for it (unsaved_texts.h); an empty one changes
  // nothing.
  void commit(Draft draft, std::string toast, std::string_view typed_as = {}) const;
};

// `kind` is what the list beside it holds: the words while nothing is chosen differ.
void person_detail(Ui& ui, PersonState& state, const ProgramState& program, KindId kind,
                   const std::optional<RecordId>& record, Commands& commands);

// The parts, one file each.
void person_story(Ui& ui, const PersonView& view);
void person_facts(Ui& ui, const PersonView& view);
void person_ties(Ui& ui, const PersonView& view);
void person_details(Ui& ui, const PersonView& view);
void person_history(Ui& ui, const PersonView& view);
void contact_dialog(Ui& ui, const PersonView& view);
void merge_dialog(Ui& ui, const PersonView& view);
void erase_dialog(Ui& ui, const PersonView& view);

}  // namespace kith::ui
