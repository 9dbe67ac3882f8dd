#pragma once
// Names and places from many scripts, to draw people from.

#include <span>
#include <string_view>

namespace kith::generate {

enum class Script {
  latin,
  cyrillic,
  greek,
  arabic,
  hebrew,
  han,
  kana,
  hangul,
  devanagari,
  bengali,
  tamil,
  thai,
  ethiopic,
  georgian,
  armenian,
};
constexpr int script_count = 15;

struct Culture {
  Script script;
  int weight;               // how many people of a hundred or so come from here
  bool compounds;           // two families or two given names may be joined
  std::string_view joiner;  // between given and family where the whole name is written
  bool family_first;
  std::span<const std::string_view> given;
  std::span<const std::string_view> family;
  std::span<const std::string_view> cities;
};

std::span<const Culture> cultures();

}  // namespace kith::generate
