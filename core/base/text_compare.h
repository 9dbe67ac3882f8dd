// Texts compared line by line: what one version of a text did to the one before it, and what two
// versions that were written at the same time come to together.
//
//   for (const ComparedLine& line : compare_lines(before, after)) …
//   if (auto both = merge_lines(before, ours, theirs)) …
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

enum class LineChange : std::uint8_t { same, removed, added };

struct ComparedLine {
  LineChange change;
  std::string text;  // without its line feed
  bool operator==(const ComparedLine&) const = default;
};

// In order; what was removed stands before what came in its place. Texts of so many different lines
// that comparing would take long are told as removed and added as a whole.
std::vector<ComparedLine> compare_lines(std::string_view before, std::string_view after);

// What both did to `before`; empty when they changed the same place differently.
std::optional<std::string> merge_lines(std::string_view before, std::string_view ours,
                                       std::string_view theirs);

}  // namespace kith
