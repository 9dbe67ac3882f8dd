// The fields that a team made of people, organisations and households, as one record's page shows
// them: with what was merged into it. They are made and changed as those of a table (team_tables.h)
// and edited as its cells, with edit_cell and set_cell.
//
//   for (const OwnField& own : TRY(read_own_fields(workspace, directory, merged))) …
#pragma once

#include "core/practice/merged_record.h"
#include "core/practice/team_page.h"

#include <string>
#include <vector>

namespace kith {

struct OwnField {
  FieldInfo field;
  ShownCell cell;
  std::vector<std::string> also = {};  // what records merged into this one say instead
};

// In their order, without those that are hidden.
Result<std::vector<OwnField>> read_own_fields(Workspace& workspace, const Directory& directory,
                                              const MergedRecord& record);

}  // namespace kith
