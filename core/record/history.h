// The past of a record, read from the log: who changed what, when and why.
//
//   for (const HistoryEntry& entry : TRY(workspace.history(ana, 200, HistoryDetail::values)))
//     for (const ValueChange& change : entry.changes) …    // "Nickname: Nana, was Anna"
#pragma once

#include "core/base/id.h"
#include "core/record/draft.h"
#include "core/record/value.h"

#include <cstdint>
#include <vector>

namespace kith {

enum class ValueChangeType : std::uint8_t {
  set,      // `before` to `value`; null: emptied
  added,    // an element of a set
  removed,  // the same
  trashed,  // the record: no field
  restored,
  erased,    // for good: a field, or with none the record
  merged,    // with the record that `value` links to: into it, or it into this one
  unmerged,  // the same
};

struct ValueChange {
  ValueChangeType type;
  FieldId field;
  Value value;
  Value before;  // what its author saw there
};

// One changeset.
struct HistoryEntry {
  ChangesetId id;
  Intent intent;
  std::int64_t wall_ms;
  std::int16_t utc_offset_minutes;
  std::uint32_t device_index;
  std::vector<ValueChange> changes = {};  // to the record that was asked for
};

// Changesets alone, or with what each said of the record; what was erased since is not told.
enum class HistoryDetail : std::uint8_t { changesets, values };

}  // namespace kith
