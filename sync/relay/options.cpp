#include "sync/relay/options.h"

#include <charconv>
#include <optional>

namespace kith {
namespace {

std::optional<uint16_t> parsed_port(std::string_view text) {
  uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return port;
}

std::unexpected<Error> wrong_use(std::string text) {
  return fail(ErrorCode::invalid_argument, std::move(text));
}

}  // namespace

const std::string_view relay_usage =
    "kith-relay --root DIR [--address 127.0.0.1] [--port 8420]\n"
    "\n"
    "Serves Kith's page.\n"
    "  --root DIR      the folder of the built page\n"
    "  --address IP    the address to listen on; the default is reachable from this machine only\n"
    "  --port NUMBER   the port to listen on; 0 takes any free one\n"
    "  --help          prints this\n";

Result<RelayOptions> parse_relay_options(std::span<const char* const> arguments) {
  RelayOptions options;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view name = arguments[i];
    if (name == "--help") {
      options.help = true;
      return options;
    }
    if (name != "--root" && name != "--address" && name != "--port") {
      return wrong_use("There is no option " + std::string(name) + "; see --help.");
    }
    if (++i == arguments.size()) {
      return wrong_use(std::string(name) + " needs a value; see --help.");
    }
    const std::string_view value = arguments[i];
    if (name == "--root") options.root = value;
    if (name == "--address") options.address = value;
    if (name == "--port") {
      const auto port = parsed_port(value);
      if (!port) return wrong_use("--port must be a number from 0 to 65535.");
      options.port = *port;
    }
  }
  if (options.root.empty()) return wrong_use("Name the folder to serve with --root; see --help.");
  return options;
}

}  // namespace kith
