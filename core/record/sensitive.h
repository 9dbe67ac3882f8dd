// Fields for stewards and sealed ones: their values are shown where somebody asks for them. Who may
// read is a matter of circles, not of this: everybody with the workspace open can ask.
#pragma once

#include "core/record/schema.h"

namespace kith {

inline bool is_sensitive(const FieldInfo& field) {
  return field.sensitivity >= Sensitivity::stewards;
}

enum class SensitiveFields : bool { covered, shown };

}  // namespace kith
