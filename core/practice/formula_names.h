// Formulas name fields by their labels, as people read and write them; so a field that is called
// otherwise takes the formulas that name it along.
#pragma once

#include "core/record/schema.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith {

// What a label means in a formula: of several, one that is not hidden. Null for nothing.
const FieldInfo* field_labelled(const KindInfo& kind, std::string_view label);

// The fields whose formulas name `field`, and what these say when it is called `label`. None where
// the new label would mean another field, or cannot stand in a formula: such formulas say that
// there is no such field, rather than compute something else.
std::vector<std::pair<FieldId, std::string>> formulas_after_rename(const Schema& schema,
                                                                   const FieldInfo& field,
                                                                   std::string_view label);

}  // namespace kith
