// Names of people as they are compared in the search for duplicates: folded words, without titles
// and particles, each with the part it plays as far as that is known.
//
//   std::string ana = comparable_name({.display = "Dr. Ana Okafor"});
//   compare_names(ana, comparable_name({.display = "Okafor, Ana"})).relation ==
//   NameRelation::swapped
//
// Han, Hangul and kana names are compared as one run of characters, the family name first.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace kith {

// The parts may be empty; they only tell which words of the display name are which.
struct NameInput {
  std::string_view display = {};
  std::string_view given = {};
  std::string_view family = {};
  std::string_view suffix = {};
  std::string_view nickname = {};
};

// Compact, for holding many. Empty when there is no name in it: an address is none.
std::string comparable_name(const NameInput& name);

// The best that can be said of two names, as far as their words go.
enum class NameRelation : std::uint8_t {
  none,          // one has no name
  same,          // word for word
  swapped,       // the same words in another order
  longer,        // one has a middle or second family name more
  nickname,      // a short form of the given name
  initials,      // a letter stands for a name
  spelling,      // letters differ: one in five, two in nine
  part,          // one word is all that one of them has
  other_middle,  // given and family name are the same, others are not
  other_family,  // the same given name
  other_given,   // the same family name: of one family, but not one person
  different,
};

struct NameComparison {
  NameRelation relation = NameRelation::none;
  bool has_one_suffix = false;    // Jr beside none
  bool has_other_suffix = false;  // Jr beside Sr
};
NameComparison compare_names(std::string_view a, std::string_view b);

// The words that two names have in common when their relation is any but `different` or `none`:
// full names in place of short forms, single letters left out.
void for_each_name_word(std::string_view name, const std::function<void(std::uint64_t)>& take);
// The same for pairs of words: given with family name, in either order. What two names that are
// the same, swapped, longer or nicknames of each other have in common.
void for_each_name_pair(std::string_view name, const std::function<void(std::uint64_t)>& take);

// Whether the two are a slip of the pen apart. Folded.
bool is_misspelling(std::string_view a, std::string_view b);

// What organisations are compared by: folded, without articles and legal forms.
std::string comparable_organisation(std::string_view name);
void for_each_organisation_word(std::string_view comparable,
                                const std::function<void(std::uint64_t word)>& take);

}  // namespace kith
