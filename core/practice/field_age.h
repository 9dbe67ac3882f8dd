// Values that were last said longer ago than their field's rule allows, so that somebody asks again
// (FieldInfo::expires_months). Saying the same again makes one fresh.
//
//   for (const OldValue& old : TRY(old_values(workspace, ana))) …   // "Said 3 May 2025: ask again"
//   commands.push(Commit{TRY(say_again(workspace, ana, old.field)), …});
#pragma once

#include "core/base/result.h"
#include "core/record/builtin.h"
#include "core/record/draft.h"

#include <string>
#include <vector>

namespace kith {

class Workspace;

struct OldValue {
  FieldId field;
  std::string words;
};

// Of single values; an element of a set is taken out or stays.
Result<std::vector<OldValue>> old_values(Workspace& workspace, RecordId record);
Result<Draft> say_again(Workspace& workspace, RecordId record, FieldId field);

}  // namespace kith
