#include "ui/room/words.h"

#include <array>

namespace kith::ui {

std::string number_words(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > 3 + sign;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string count_words(std::int64_t count, const char* one, const char* many) {
  return number_words(count) + " " + (count == 1 ? one : many);
}

std::string size_words(std::int64_t bytes) {
  static constexpr std::array<const char*, 4> units = {"KB", "MB", "GB", "TB"};
  std::int64_t tenths = (bytes * 10 + 512) / 1024;
  std::size_t unit = 0;
  while (tenths >= 10'240 && unit + 1 < units.size()) {
    tenths = (tenths + 512) / 1024;
    ++unit;
  }
  std::string words = std::to_string(tenths / 10);
  // One decimal says something only in front of small numbers of large units.
  if (unit > 0 && tenths < 100 && tenths % 10 != 0) words += "." + std::to_string(tenths % 10);
  return words + " " + units.at(unit);
}

}  // namespace kith::ui
