#include "sync/relay/content_type.h"

#include <catch2/catch_test_macros.hpp>

using kith::content_type;
using kith::names_its_content;

TEST_CASE("Every kind of file of the page has its type") {
  CHECK(content_type("index.html") == "text/html; charset=utf-8");
  CHECK(content_type("kith.wasm") == "application/wasm");
  CHECK(content_type("host.js") == "text/javascript; charset=utf-8");
  CHECK(content_type("a/b/host.mjs") == "text/javascript; charset=utf-8");
  CHECK(content_type("manifest.webmanifest") == "application/manifest+json");
  CHECK(content_type("style.css") == "text/css; charset=utf-8");
  CHECK(content_type("release.json") == "application/json");
  CHECK(content_type("icons/kith.svg") == "image/svg+xml");
  CHECK(content_type("icons/kith.png") == "image/png");
  CHECK(content_type("favicon.ico") == "image/x-icon");
  CHECK(content_type("font.woff2") == "font/woff2");
  CHECK(content_type("licences.txt") == "text/plain; charset=utf-8");
}

TEST_CASE("A file of no known kind is bytes and nothing more") {
  CHECK(content_type("README") == "application/octet-stream");
  CHECK(content_type("html") == "application/octet-stream");
  CHECK(content_type("folder.html/file") == "application/octet-stream");
  CHECK(content_type("kith.wasm.br") == "application/octet-stream");
  CHECK(content_type("") == "application/octet-stream");
}

TEST_CASE("Only a name with a hash in it is kept for ever") {
  CHECK(names_its_content("kith.3f9a1c07.wasm"));
  CHECK(names_its_content("js/host-0123456789abcdef.js"));
  for (const char* name :
       {"index.html", "service-worker.js", "manifest.webmanifest", "kith.wasm", "facade.js",
        "a-decade.js", "3f9a1c07.js", "kith.3F9A1C07.wasm", "kith.3f9a1c0.wasm",
        "host-service.worker.js", "x.3f9a1c07/index.html", ""}) {
    INFO(name);
    CHECK_FALSE(names_its_content(name));
  }
}
