// The words of a text as search sees them, folded. Scripts without spaces are cut into overlapping
// pairs of characters, so that any part of a run of them is found; words with an apostrophe are
// found with and without it.
//
//   search_words("O'Brien 李晓雨", WordUse::index, take);
//     o, brien, obrien (in the place of brien), 李晓, 晓雨, 雨 (in the place of 晓雨)
//   search_words("O'Brien 李晓雨", WordUse::query, take);
//     obrien, 李晓, 晓雨
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace kith {

struct SearchWord {
  std::string_view folded;  // lives as long as the call
  std::size_t begin;        // bytes of the text it stands for
  std::size_t end;
  bool is_in_place;  // another form of the word before it, not a word of its own
};

enum class WordUse { index, query };

// Gives each word in order until `take` returns false.
void search_words(std::string_view text, WordUse use,
                  const std::function<bool(const SearchWord&)>& take);

}  // namespace kith
