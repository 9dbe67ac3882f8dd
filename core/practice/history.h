// The past of a record for the screen: each change in words, with what it said value by value, and
// what of it can be put back. Putting back is an edit like any other, with a history of its own.
#pragma once

#include "core/base/result.h"
#include "core/query/directory.h"
#include "core/record/history.h"
#include "core/record/sensitive.h"
#include "core/record/value.h"

#include <string>
#include <vector>

namespace kith {

class Workspace;
struct KeptEdit;

struct PastLine {
  FieldId field;            // null: it is about the whole record
  std::string label;        // "Nickname"
  std::string words;        // "Nana, before: Anna"
  Value value;              // what stood there then, if it does not now: commands.h, put_back
  bool is_covered = false;  // of a sensitive field: `words` and `value` say nothing of it
};

struct PastChange {
  ChangesetId id;
  std::string words;   // "Changed the nickname of Ana Okafor"
  std::string author;  // "You"
  std::string when;    // "3 May, 14:05", where it was made
  std::vector<PastLine> lines;
  bool can_undo = true;  // made here, no slice of an import, nor what was erased
};

// The newest first. Text longer than a line is cut.
Result<std::vector<PastChange>> read_history(Workspace& workspace, const Directory& directory,
                                             RecordId record, int count_max,
                                             SensitiveFields sensitive = SensitiveFields::covered);

// Whether a change that this device made for such a reason can be undone by itself.
bool can_undo(IntentCode code);

// What undo left alone: "Nickname of Ana Okafor: Nana", "Ana Okafor".
std::string kept_in_words(Workspace& workspace, const Directory& directory, const KeptEdit& kept);

// What was said of one value: "Nana, before: Anna", "added Board", "moved to the trash". Of one
// that stays covered "changed".
std::string change_in_words(Workspace& workspace, const Directory& directory,
                            const ValueChange& change,
                            SensitiveFields sensitive = SensitiveFields::covered);

}  // namespace kith
