// Takes erased values out of changesets. In the place of each stays that there was one, so that
// every op keeps its id, and whoever has the original knows it for the same changeset.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/record/changeset.h"
#include "core/record/tables.h"

#include <optional>

namespace kith {

// `body` without the values that `tables` say are erased; empty when it has none of them.
Result<std::optional<Bytes>> redact(ByteView body, const Schema& schema, Tables& tables);

// Whether two changesets are the same, but that either may lack values which are erased.
bool are_same_but_for_erased(ByteView a, ByteView b);

}  // namespace kith
