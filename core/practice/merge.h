// Two records of one somebody made one, and two again: what both pages of the room show, and the
// changes.
//
//   auto sides = TRY(read_merge(workspace, directory, ana, annie));     // side by side
//   workspace.commit(merge_records(*sides));                            // annie goes into ana
//   …
//   auto since = TRY(read_unmerge(workspace, directory, annie));        // months later
//   workspace.unmerge(annie, unmerge_draft(*since));
#pragma once

#include "core/base/result.h"
#include "core/practice/merged_record.h"
#include "core/query/directory.h"
#include "core/record/draft.h"
#include "core/record/sensitive.h"

#include <optional>
#include <string>
#include <vector>

namespace kith {

class Database;
class Schema;
class Workspace;
struct FieldInfo;

// A single field that at least one side has.
struct MergeField {
  FieldId field;
  std::string label;
  Value here, there;  // of who stays, of who goes into it
  std::string here_words, there_words;
  bool is_same = false;      // both say the same: nothing to choose
  bool takes_there = false;  // the choice; set to the better guess
};

struct MergeSides {
  ListRow here, there;  // who stays, and who goes into it
  KindId kind;
  std::vector<MergeField> fields;
  std::vector<std::string> kept;  // of both, without asking: "Emails: ana@x.org; annie@x.org"
  bool has_covered = false;       // among these and the fields: sensitive ones, whose words say
                                  // only that there is something
};

// Whoever stands for these two; empty when one is not here, or they are one already. Refuses two of
// different kinds.
Result<std::optional<MergeSides>> read_merge(Workspace& workspace, const Directory& directory,
                                             RecordId here, RecordId there,
                                             SensitiveFields sensitive = SensitiveFields::covered);
Draft merge_records(const MergeSides& sides);

// Something said of the one who stands for both since they were merged: it may be the other's.
struct EditSince {
  std::string words;          // "Fact: Loves Octavia Butler"
  std::string when;           // "3 May, 14:05"
  bool goes_there = false;    // the choice: to the other
  Draft hand_over{Intent{}};  // what that takes
};

struct UnmergeView {
  RecordId here, there;  // who stood for both, and who was merged into it
  std::string here_name, there_name;
  KindId kind;
  std::string when;              // they were merged
  std::vector<EditSince> edits;  // the newest first
  bool has_covered = false;      // as of MergeSides
};

// Empty when the record is not merged into another.
Result<std::optional<UnmergeView>> read_unmerge(Workspace& workspace, const Directory& directory,
                                                RecordId there,
                                                SensitiveFields = SensitiveFields::covered);
// For Workspace::unmerge.
Draft unmerge_draft(const UnmergeView& view);

namespace merge_queries {

// What links to a record through a field since an hlc; of a set when the linking record is younger.
struct LinkSince {
  RecordId record;
  std::uint64_t hlc;
};
Result<std::vector<LinkSince>> links_since(Database& db, const Schema& schema,
                                           const FieldInfo& field, RecordId to, std::uint64_t hlc);
std::vector<std::string> statements(const Schema& schema);

}  // namespace merge_queries

}  // namespace kith
