// The description of the kinds and fields numbered in builtin.h. Internal to core/record: everyone
// else asks a Schema.
#pragma once

#include "core/record/schema.h"

#include <vector>

namespace kith {

std::vector<KindInfo> builtin_kinds();

}  // namespace kith
