// Two people changed one field without knowing of each other: both values are kept, and shown until
// somebody chooses (Draft::choose). docs/format.md, "Conflicts", has the rule.
//
//   for (const Conflict& conflict : TRY(workspace.conflicts(ana)))
//     for (const ConflictingValue& one : conflict.values) …    // "You wrote …, Idris wrote …"
#pragma once

#include "core/base/id.h"
#include "core/record/op.h"
#include "core/record/schema_id.h"
#include "core/record/value.h"

#include <cstdint>
#include <vector>

namespace kith {

// A value that an op gave to a single field of a record, and the op whose value it took there.
struct SaidValue {
  Stamp stamp;
  OpId replaces;  // none: there was no value
  Value value;    // null: emptied
};

// Those of one field that no other supersedes, the newest first, one of those that say the same.
// The first is the one that a record shows.
std::vector<SaidValue> live_values(std::vector<SaidValue> said);

struct ConflictingValue {
  Value value;
  std::int64_t wall_ms = 0;  // by the clock of whoever wrote it
  std::uint32_t device_index = 0;
  bool is_own = false;  // written on this device
};

struct Conflict {
  RecordId record;
  KindId kind;
  FieldId field;
  std::vector<ConflictingValue> values;  // different ones, the newest first: it is what is shown
  Value before;                          // what they all go back to; null when there was nothing
};

}  // namespace kith
