// The order of names. One order for every reader, that of Unicode's default collation for letters
// (Latin, Greek, Cyrillic, … Arabic, … kana, Han): first by folded letters, then by marks, then by
// case. Han sorts by code point. Keys compare as bytes.
//
//   name_sort_key("Ana") < name_sort_key("Ána") < name_sort_key("Anabel") < name_sort_key("")
#pragma once

#include <string>
#include <string_view>

namespace kith {

// Never empty. Names without a letter or digit sort behind those with one, no name at all last.
std::string name_sort_key(std::string_view name);

}  // namespace kith
