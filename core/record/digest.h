// The digest of a circle's state: equal on two devices exactly when they show the same records
// (docs/format.md, "State digest"). Internal to core/record and its tests.
#pragma once

#include "core/record/alias.h"
#include "core/record/workspace.h"

namespace kith {

Result<StateDigest> digest_state(const Schema& schema, Tables& tables, Aliases& aliases,
                                 std::int64_t circle);

}  // namespace kith
