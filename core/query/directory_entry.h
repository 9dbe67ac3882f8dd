// How a record presents itself in lists: the name, subtitle and keys of its directory entry, from
// what the tables say of it. Internal to core/query.
#pragma once

#include "core/query/directory_queries.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith {

inline constexpr std::string_view no_name = "No name";

// `label` is only asked for when little else is known. `merged` are the records merged into it: of
// them it has the names.
struct EntryInput {
  const directory_queries::Source& source;
  KindId kind;
  std::string_view label;
  directory_queries::LastContact last_contact;
  const std::vector<directory_queries::Source>& merged;
};
directory_queries::Entry make_entry(const EntryInput& input);

// Whether the subtitle has room for a label.
bool wants_label(const directory_queries::Source& source);

// The latest of them; dates without a year do not count.
directory_queries::LastContact latest(const std::vector<directory_queries::Contact>& contacts);

// Whether `names` has this name, folded, for that of a record merged into it.
bool was_called(std::string_view names, std::string_view folded_name);

// The words by which `names` (one a line) are found, each once.
std::vector<std::string> name_words(std::string_view names);

}  // namespace kith
