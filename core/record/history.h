// The past of a record, or of the whole workspace, read from the log: who changed what, when and
// why.
//
//   for (const HistoryEntry& entry : TRY(workspace.history(ana, 200, HistoryDetail::values)))
//     for (const ValueChange& change : entry.changes) …    // "Nickname: Nana, was Anna"
//   JournalPage newest = TRY(workspace.journal({}, 50));
//   JournalPage older = TRY(workspace.journal({.before = newest.next_before}, 50));
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
  bool is_own;  // made on this device
  std::uint64_t hlc;
  std::vector<ValueChange> changes = {};  // to what was asked for
};

// Changesets alone, or with what each said of the record; what was erased since is not told.
enum class HistoryDetail : std::uint8_t { changesets, values };

struct RecordChange {
  RecordId record;
  ValueChange change;
};

// Which changes of the workspace are wanted.
struct JournalFilter {
  std::int64_t before = 0;               // a place in the log; 0: from the newest on
  std::vector<IntentCode> intents = {};  // none: all
  enum class Author : std::uint8_t { anybody, own, others } author = Author::anybody;
  std::int64_t since_ms = 0;  // by the clocks of their authors
};

struct JournalPage {
  std::vector<HistoryEntry> entries;  // the last that came first
  std::int64_t next_before = 0;       // where older ones begin; 0: there are none
};

}  // namespace kith
