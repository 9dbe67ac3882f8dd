// Unicode's own test files, where the package unicode-data is installed.
#pragma once

#include "core/base/text_utf8.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace kith::test {

// One line of a break test: a text, and the bytes where it may be broken, its end included.
struct BreakCase {
  std::string text;
  std::vector<std::size_t> breaks;
  std::string line;
};

// Empty when the file is not there.
inline std::vector<BreakCase> read_break_cases(const std::string& name) {
  std::vector<BreakCase> cases;
  std::ifstream file(std::string(KITH_UNICODE_DATA) + "/auxiliary/" + name);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    BreakCase one{.text = {}, .breaks = {}, .line = line};
    for (std::string word; words >> word;) {
      if (word == "÷") {
        if (!one.text.empty()) one.breaks.push_back(one.text.size());
      } else if (word != "×") {
        append_utf8(one.text, static_cast<char32_t>(std::stoul(word, nullptr, 16)));
      }
    }
    if (!one.text.empty()) cases.push_back(std::move(one));
  }
  return cases;
}

}  // namespace kith::test
