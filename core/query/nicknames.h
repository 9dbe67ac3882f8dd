// Short and pet forms of given names in several languages: Bill is a William, Sasha an Alexander or
// an Alexandra. Only those that are common where they are used; a table can never have all.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kith {

// The full names that a folded name may stand for, itself included, as numbers. None for a name
// that is not in the table.
struct FullNames {
  static constexpr int count_max = 6;
  std::uint16_t names[count_max] = {};
  int count = 0;

  bool has_any_of(const FullNames& other) const;
};
FullNames full_names(std::string_view folded);

// All names that a folded name may be a form of, or have as a form, without itself.
std::vector<std::string_view> names_like(std::string_view folded);

// The table, for its test: groups of words, the full name first.
std::string_view nickname_table();

}  // namespace kith
