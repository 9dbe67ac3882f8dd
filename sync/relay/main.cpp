// kith-relay: serves Kith's page. See options.cpp for its use.

#include "sync/relay/http_server.h"
#include "sync/relay/options.h"

#include <cstdio>
#include <span>

namespace {

int complain(const kith::Error& error) {
  std::fprintf(stderr, "kith-relay: %s\n", error.text.c_str());
  return 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
  const auto options = kith::parse_relay_options(
      std::span<const char* const>(arguments + 1, static_cast<size_t>(argument_count - 1)));
  if (!options) return complain(options.error());
  if (options->help) {
    std::fputs(kith::relay_usage.data(), stdout);
    return 0;
  }
  auto root = kith::open_root(options->root);
  if (!root) return complain(root.error());

  kith::HttpServer server{kith::StaticFiles(std::move(*root))};
  const auto port = server.listen(options->address, options->port);
  if (!port) return complain(port.error());
  const bool is_ipv6 = options->address.find(':') != std::string::npos;
  std::printf(is_ipv6 ? "Kith is at http://[%s]:%u/\n" : "Kith is at http://%s:%u/\n",
              options->address.c_str(), unsigned{*port});
  std::fflush(stdout);
  server.run();
  return 0;
}
