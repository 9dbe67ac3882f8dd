// What is fed to a parser, and what must hold for any bytes at all.
#pragma once

#include "core/base/bytes.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::fuzz {

struct Target {
  std::string_view name;
  void (*run)(ByteView input);
  std::vector<std::string> (*seeds)();
};

std::span<const Target> targets();

// Files of every kind that the parsers read, small.
std::vector<std::string> csv_seeds();
std::vector<std::string> vcard_seeds();
std::vector<std::string> batch_seeds();
std::vector<std::string> report_seeds();
std::vector<std::string> mapping_seeds();

}  // namespace kith::fuzz
