#include "sync/relay/options.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <initializer_list>
#include <vector>

namespace {

kith::Result<kith::RelayOptions> parse(std::initializer_list<const char*> arguments) {
  return kith::parse_relay_options(std::vector<const char*>(arguments));
}

}  // namespace

TEST_CASE("A folder is enough, and the page stays on this machine") {
  const auto options = parse({"--root", "dist"});
  REQUIRE(options);
  CHECK(options->root == "dist");
  CHECK(options->address == "127.0.0.1");
  CHECK(options->port == 8420);
}

TEST_CASE("Address and port can be chosen") {
  const auto options = parse({"--port", "0", "--address", "::1", "--root", "dist"});
  REQUIRE(options);
  CHECK(options->address == "::1");
  CHECK(options->port == 0);
}

TEST_CASE("Help asks for nothing else") {
  const auto options = parse({"--help"});
  REQUIRE(options);
  CHECK(options->help);
}

TEST_CASE("A wrong command line is refused in words") {
  CHECK_FALSE(parse({}));
  CHECK_FALSE(parse({"--root"}));
  CHECK_FALSE(parse({"--root", ""}));
  CHECK_FALSE(parse({"dist"}));
  for (const char* port : {"", "x", "80x", "-1", "65536"}) {
    const auto options = parse({"--root", "dist", "--port", port});
    REQUIRE_FALSE(options);
    CHECK(options.error().text.find("--port") != std::string::npos);
  }
}
