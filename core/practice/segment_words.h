// A filter as a sentence: "People whose city is Leeds and who have not been spoken to in the last
// 90 days".
#pragma once

#include "core/query/directory.h"
#include "core/query/filter.h"

#include <string>
#include <string_view>

namespace kith {

class Workspace;

std::string filter_in_words(Workspace& workspace, const Directory& directory, const Filter& filter);

// "People", "Organisations"; for a team's own kind its name.
std::string kind_in_words(Workspace& workspace, KindId kind);
// A field's label within a sentence: "city", "what we know".
std::string field_in_sentence(std::string_view label);

}  // namespace kith
