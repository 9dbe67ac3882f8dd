// Erasing somebody for good: which records go with them, and what others lose. Nothing brings it
// back, not undo and not another import of the same file.
//
//   Erasure erasure = TRY(erase_record(workspace, person));   // say what goes, ask, and then
//   TRY(workspace.commit(erasure.draft));
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/draft.h"

#include <string>
#include <vector>

namespace kith {

class Workspace;

struct Erasure {
  Draft draft;
  // What goes with the record.
  int facts = 0;         // about it
  int ties = 0;          // of it
  int interactions = 0;  // with it and nobody else
  // What stays and no longer names it: contacts with others too, what it said of others, its
  // members.
  int kept_interactions = 0;
  int kept_others = 0;
};

// A person, organisation or household, alive or in the trash. What is in the trash goes too.
Result<Erasure> erase_record(Workspace& workspace, RecordId record);

namespace erasure_queries {
std::vector<std::string> statements();
}

}  // namespace kith
