// Values that were last said longer ago than their field's rule allows, so that somebody asks again
// (FieldInfo::expires_months). Saying the same again makes one fresh.
//
//   for (const OldValue& old : TRY(old_values(workspace, ana))) …   // "Said 14 months ago"
//   commands.push(Commit{TRY(say_again(workspace, ana, old.field)), …});
#pragma once

#include "core/base/result.h"
#include "core/record/builtin.h"
#include "core/record/draft.h"

#include <string>
#include <vector>

namespace kith {

struct FieldInfo;
class Workspace;

struct OldValue {
  FieldId field;
  std::string words;
};

// Of single values; an element of a set is taken out or stays.
Result<std::vector<OldValue>> old_values(Workspace& workspace, RecordId record);
Result<Draft> say_again(Workspace& workspace, RecordId record, FieldId field);

// Stewards' fields and sealed ones are shown when somebody asks for them, and are left out of what
// leaves the workspace unless they are asked for too. Who may read is a matter of circles, not of
// this: everybody with the workspace open can ask.
bool is_sensitive(const FieldInfo& field);

}  // namespace kith
