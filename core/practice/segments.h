// Segments and lists as rooms change them, and one change to many records at once.
//
//   NewRecord made = add_segment(workspace, "Friends in Leeds", filter);
//   Bulk bulk = TRY(bulk_edit(workspace, records, {BulkEdit::Type::add, fields::person::labels,
//                                                  Value::text("Donor")}));
//   "12 of 30 change"; commands.push(Commit{bulk.draft, …});     // one changeset, one undo
#pragma once

#include "core/base/result.h"
#include "core/practice/commands.h"
#include "core/query/filter.h"
#include "core/query/segment_queries.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

using segment_queries::NamedSet;

NewRecord add_segment(Workspace& workspace, std::string_view name, const Filter& filter);
// What differs from what it says; empty when nothing does.
Result<Draft> change_segment(Workspace& workspace, RecordId segment, std::string_view name,
                             const Filter& filter);
NewRecord add_list(Workspace& workspace, std::string_view name);
Result<Draft> rename_list(Workspace& workspace, RecordId list, std::string_view name);

// -- many at once --

// So many records may change in one go, which takes well under a second.
inline constexpr std::size_t bulk_records_max = 10'000;

struct BulkEdit {
  enum class Type { set, add, remove } type = Type::set;  // add and remove: an element of a set
  FieldId field;
  Value value;  // null: the field is emptied
};

// One record that will change, for the preview.
struct BulkExample {
  RecordId record;
  std::string before, after;
};

struct Bulk {
  Draft draft;
  std::size_t changed = 0;
  std::vector<BulkExample> examples;  // the first three
};

// The records that are not yet as the edit wants them. Refuses too many of them.
Result<Bulk> bulk_edit(Workspace& workspace, const Directory& directory,
                       std::span<const RecordId> records, const BulkEdit& edit);
// Into a list, or out of it.
Result<Bulk> bulk_list(Workspace& workspace, std::span<const RecordId> records, RecordId list,
                       BulkEdit::Type type);

}  // namespace kith
