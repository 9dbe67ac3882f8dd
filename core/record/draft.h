// A change somebody wants to make, before it has ids, stamps and an author: what rooms, imports
// and jobs build and hand to Workspace::commit.
//
//   Draft draft(Intent{IntentCode::add_fact, {person}});
//   RecordId fact = draft.create(kinds::fact, make_uuid_v7<RecordId>(clock, random));
//   draft.set(fact, fields::fact::text, Value::text("Octavia Butler"));
//   auto committed = TRY(workspace.commit(draft));
#pragma once

#include "core/base/id.h"
#include "core/record/schema_id.h"
#include "core/record/value.h"

#include <string>
#include <vector>

namespace kith {

// Why a change was made: a code with ids and numbers, put into words on the screen in the reader's
// language from what the reader may see. Never prose. The numbers are permanent.
enum class IntentCode : std::uint16_t {
  edit_field = 1,
  add_person = 2,
  add_organisation = 3,
  add_household = 4,
  add_fact = 5,
  add_interaction = 6,
  add_tie = 7,
  trash = 8,
  restore = 9,
  import_rows = 10,  // records: the import; numbers: first row, row count
  import_state = 11,
  undo = 12,  // numbers hold nothing; `changeset` names what was undone
  define_schema = 13,
  genesis = 14,
  erase = 15,
  bulk_edit = 24,  // numbers: field (0: of a team), how many records
  add_segment = 25,
  change_segment = 26,
  add_list = 27,
  merge = 32,     // records: who stands for both from now on, the other
  unmerge = 33,   // the same
  add_row = 40,   // of a table of the team's own; records: the row
  not_same = 48,  // records: the two
};

struct Intent {
  IntentCode code = IntentCode::edit_field;
  std::vector<RecordId> records = {};
  std::vector<std::int64_t> numbers = {};
  ChangesetId changeset = {};
  bool operator==(const Intent&) const = default;
};

enum class DraftOpType : std::uint8_t {
  create,
  set,
  choose,
  say_again,
  add,
  remove,
  trash,
  restore,
  erase,
  merge
};

struct DraftOp {
  DraftOpType type;
  RecordId record;
  KindId kind = {};    // create
  FieldId field = {};  // set, choose, say_again, add, remove; erase: null for the whole record
  Value value = {};    // set, choose, add; remove: the element to take out
  std::vector<FieldValue> values = {};  // create: first values, elements of sets included
  RecordId target = {};                 // merge: the record it is the same as; null for none
};

class Draft {
 public:
  explicit Draft(Intent intent) : intent_(std::move(intent)) {}

  // Creating an id that exists already is not an error: the values it lacks are added, the ones
  // it has are left alone (this is what makes importing twice harmless).
  RecordId create(KindId kind, RecordId id, std::vector<FieldValue> values = {});
  // A null value empties the field.
  void set(RecordId record, FieldId field, Value value);
  // The same, and in the place of every value that stands there (conflict.h).
  void choose(RecordId record, FieldId field, Value value);
  // What stands there is so today too: a set of the same value, where set() would say nothing.
  void say_again(RecordId record, FieldId field);
  void add(RecordId record, FieldId field, Value element);
  void remove(RecordId record, FieldId field, Value element);
  void trash(RecordId record);
  void restore(RecordId record);
  // `record` is the same as `target`, of the same kind, which stands for both from now on. Nothing
  // of either is rewritten. Workspace::unmerge takes it back.
  void merge(RecordId record, RecordId target);
  // For good: the values go from the log too, and nobody can bring them back or give new ones.
  void erase(RecordId record);
  void erase(RecordId record, FieldId field);

  // What the other draft wants, too.
  void append(const Draft& more);

  const Intent& intent() const { return intent_; }
  const std::vector<DraftOp>& ops() const { return ops_; }
  bool empty() const { return ops_.empty(); }

 private:
  Intent intent_;
  std::vector<DraftOp> ops_;
};

}  // namespace kith
