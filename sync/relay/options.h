#pragma once
// The command line of kith-relay.

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kith {

struct RelayOptions {
  std::string root;
  std::string address = "127.0.0.1";  // this machine only, unless told otherwise
  uint16_t port = 8420;               // 0 = any free one
  bool help = false;
};

extern const std::string_view relay_usage;

/// Reads the arguments after the program's name.
Result<RelayOptions> parse_relay_options(std::span<const char* const> arguments);

}  // namespace kith
