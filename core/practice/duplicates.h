// Pairs that may be the same, as a room shows them: the two side by side, why in words, and the
// answer that they are not.
//
//   if (auto view = TRY(read_duplicate(workspace, directory, pair))) show(*view);
//   commands.push(Commit{tell_apart(workspace, a, b), "Kept Ana Okafor and Ana O. apart"});
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/query/directory.h"
#include "core/query/duplicates.h"
#include "core/record/draft.h"

#include <optional>
#include <string>
#include <vector>

namespace kith {

class Workspace;

struct DuplicateSide {
  RecordId id;
  std::string name;
  std::string initials;
  int hue = 0;
  std::string subtitle;
  std::vector<std::string> lines;  // what tells them apart or shows that they are one
};

struct DuplicateView {
  DuplicatePair pair;
  DuplicateSide first, second;
  std::string reasons;  // "Same e-mail address, same name; but the birthdays differ"
};
// Nothing when one of them is gone or merged, or somebody told them apart.
Result<std::optional<DuplicateView>> read_duplicate(Workspace& workspace,
                                                    const Directory& directory,
                                                    const DuplicatePair& pair);

std::string reasons_in_words(const Verdict& verdict);

// From now on they are no pair, for everybody. Undo takes it back.
Draft tell_apart(Workspace& workspace, RecordId a, RecordId b);

}  // namespace kith
