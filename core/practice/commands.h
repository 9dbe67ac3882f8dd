// The changes rooms offer, as drafts. A draft that is empty changes nothing: do not commit it.
//
//   NewRecord added = add_person(workspace, "Ana Okafor");
//   commands.push(Commit{added.draft, "Added Ana Okafor"});
#pragma once

#include "core/base/date.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/practice/merged_record.h"
#include "core/record/builtin.h"
#include "core/record/draft.h"
#include "core/record/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

class Directory;
class Workspace;

struct NewRecord {
  RecordId id;
  Draft draft;
};

NewRecord add_person(Workspace& workspace, std::string_view name);
NewRecord add_organisation(Workspace& workspace, std::string_view name);

// What was typed into a single field. Refuses, with a sentence for under the field, what is no
// value of its type (a date nobody can read). Empty text empties the field. A link takes the id of
// its target: edit_link.
Result<Draft> edit_field(Workspace& workspace, RecordId record, FieldId field,
                         std::string_view typed);
// The value alone; null for blank text.
Result<Value> typed_value(Workspace& workspace, FieldId field, std::string_view typed);
Draft edit_link(RecordId record, FieldId field, std::optional<RecordId> target);
// The organisation or household by name: the one of that name, or a new one.
Result<Draft> edit_link_by_name(Workspace& workspace, const Directory& directory, RecordId record,
                                FieldId field, std::string_view name);

// A value of the past (history.h) again, or one that came from elsewhere: to a set it is added,
// else it takes the place of what is there.
Draft put_value(Workspace& workspace, RecordId record, FieldId field, Value value);

// The value in the place of all that stand there (conflicts.h).
Draft choose_version(RecordId record, FieldId field, Value value);

// Elements of sets: contact ways, addresses, labels.
// The value for typed text and label, of the field's type. Empty for blank text.
std::optional<Value> element_value(Workspace& workspace, FieldId field, std::string_view text,
                                   std::string_view label = {});
Draft add_element(RecordId record, FieldId field, Value element);
// As a page shows them: wherever records that are one now say it.
Draft remove_element(FieldId field, const std::vector<HeldValue>& held);
Draft change_element(FieldId field, const std::vector<HeldValue>& held, Value after);

struct FactInput {
  RecordId subject;
  std::string topic;
  std::string text;
  std::optional<FactHow> how;
  std::optional<RecordId> said_by;
  std::optional<PartialDate> learned_on;  // today when empty
};
NewRecord add_fact(Workspace& workspace, const FactInput& input);
// The same as part of a larger change.
void append_fact(Draft& draft, Workspace& workspace, RecordId id, const FactInput& input);
// It was heard again today: fresh for two more years.
Draft confirm_fact(Workspace& workspace, RecordId fact);

struct InteractionInput {
  std::vector<RecordId> people;
  Channel channel = Channel::note;
  Direction direction = Direction::both;
  std::optional<PartialDate> on;  // today when empty
  Value amount = {};              // of a gift: money
  std::string summary;
  std::string notes;
};
NewRecord add_interaction(Workspace& workspace, const InteractionInput& input);
void append_interaction(Draft& draft, Workspace& workspace, RecordId id,
                        const InteractionInput& input);

struct TieInput {
  RecordId from;
  std::string relation;  // "spouse": `from` is the <relation> of `to`
  std::optional<RecordId> to;
  std::string to_name;  // when there is no record of them
};
NewRecord add_tie(Workspace& workspace, const TieInput& input);

// Any record: a person, a fact, an interaction, a tie.
Draft trash(RecordId record);
Draft restore(RecordId record);
// A record with all that were merged into it.
Result<Draft> trash_whole(Workspace& workspace, RecordId record);
Result<Draft> restore_whole(Workspace& workspace, RecordId record);

}  // namespace kith
