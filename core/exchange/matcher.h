// Who of a file is here already: keys of everybody in the workspace (import ids, e-mail addresses,
// telephone numbers, profile addresses, names with organisations), held in memory for the time of
// one import and built in slices.
#pragma once

#include "core/base/result.h"
#include "core/exchange/import_plan.h"
#include "core/exchange/staged_card.h"
#include "core/record/workspace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kith {

struct Match {
  RecordId record;
  MatchReason reason = MatchReason::none;
};

class Matcher {
 public:
  explicit Matcher(Workspace& workspace) : workspace_(workspace) {}

  // Reads the workspace for about so long; true when all was read.
  Result<bool> build(std::int64_t budget_us);

  // `own_id` is the id that an import gives the card.
  Match find(const StagedCard& card, RecordId own_id) const;
  // From now on the card is here, as `record`.
  void add(const StagedCard& card, RecordId own_id, RecordId record);

 private:
  Workspace& workspace_;
};

}  // namespace kith
