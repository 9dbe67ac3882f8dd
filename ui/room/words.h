// Small wordings that several rooms share.
#pragma once

#include <cstdint>
#include <string>

namespace kith::ui {

// "12,300"
std::string number_words(std::int64_t number);
// "1 person", "2,418 people"
std::string count_words(std::int64_t count, const char* one, const char* many);
// "0 KB", "640 KB", "1.2 MB", "3 GB"
std::string size_words(std::int64_t bytes);

}  // namespace kith::ui
