#include "sync/relay/request_path.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>

using kith::request_path;

TEST_CASE("A target names a file below the root") {
  CHECK(request_path("/app.js") == "app.js");
  CHECK(request_path("/js/app.js?v=2&x=/../") == "js/app.js");
  CHECK(request_path("/a%20b/%C3%A9.png") == "a b/\xC3\xA9.png");
  CHECK(request_path("/a..b/c.") == "a..b/c.");
}

TEST_CASE("A folder means its index") {
  CHECK(request_path("/") == "index.html");
  CHECK(request_path("/?bench") == "index.html");
  CHECK(request_path("/docs/") == "docs/index.html");
  CHECK(request_path("http://127.0.0.1:8420") == "index.html");
  CHECK(request_path("http://127.0.0.1:8420/app.js") == "app.js");
}

TEST_CASE("No spelling of a way out of the root is taken") {
  for (const char* target : {"",
                             "app.js",
                             "*",
                             "..",
                             "/..",
                             "/../",
                             "/a/../../b",
                             "/./a",
                             "/a/./b",
                             "/%2e%2e/etc/passwd",
                             "/%2E%2E%2Fetc%2Fpasswd",
                             "/..%2f..%2fetc",
                             "/a%2f..%2f..%2fb",
                             "//etc/passwd",
                             "/a//b",
                             "/%2Fetc/passwd",
                             "/..\\..\\etc",
                             "/a%5c..%5cb",
                             "/.git/config",
                             "/a/.env",
                             "/%2egit",
                             "/.well-known/x",
                             "ftp://host/a",
                             "http://host//etc/passwd",
                             "http://host/../a"}) {
    INFO(target);
    CHECK_FALSE(request_path(target));
  }
}

TEST_CASE("Bytes that end or split a name are refused, encoded or not") {
  CHECK_FALSE(request_path(std::string_view("/a\0.html", 8)));
  for (const char* target : {"/a%00.html", "/a%0a", "/a%0D%0Ab", "/a%7f", "/a%1b", "/a\tb", "/a#b",
                             "/%", "/%4", "/%zz", "/a%2", "/%-1"}) {
    INFO(target);
    CHECK_FALSE(request_path(target));
  }
}

TEST_CASE("An encoded percent sign is decoded once") {
  CHECK(request_path("/%252e%252e/a") == "%2e%2e/a");
}

TEST_CASE("Whatever a random target resolves to stays below the root") {
  // Pieces that matter, in random order: more telling than random bytes.
  constexpr std::string_view pieces[] = {
      "/",  "//", "..",     ".",        "%2e", "%2E", "%2f", "%5c",
      "\\", "a",  "%00",    "%",        "?",   "#",   "%25", "http://",
      "~",  ":",  "%c0%ae", "\xC0\xAE", " ",   "%20", "é",   "%2e%2e%2f"};
  uint64_t state = 20240611;
  const auto next = [&state] {  // xorshift64
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  };
  size_t accepted = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string target = "/";
    for (uint64_t count = next() % 8; count > 0; --count) {
      target += pieces[next() % std::size(pieces)];
    }
    const auto path = request_path(target);
    if (!path) continue;
    ++accepted;
    const auto whole = std::filesystem::path("/root") / *path;
    const bool is_below = whole.lexically_normal() == whole && whole.string().starts_with("/root/");
    if (!is_below || path->find('\0') != std::string::npos) FAIL(target);
  }
  CHECK(accepted > 10'000);
}
