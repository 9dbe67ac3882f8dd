#include "sync/relay/static_files.h"

#include "tests/sync/relay/test_site.h"

#include <catch2/catch_test_macros.hpp>

#include <vector>

namespace {

using kith::FileAnswer;
using kith::StaticFiles;

std::string header(const FileAnswer& answer, std::string_view name) {
  for (const auto& [key, value] : answer.headers) {
    if (key == name) return value;
  }
  return "";
}

std::string body(const FileAnswer& answer) {
  if (!answer.file.is_open()) return answer.text;
  std::string content(answer.length, '\0');
  content.resize(answer.file.read_at(answer.offset, content));
  return content;
}

}  // namespace

TEST_CASE("A file comes with its type, its tag and the word to ask again") {
  const kith::TestSite site;
  const StaticFiles files(site.root());
  const FileAnswer answer = files.answer({.target = "/"});
  CHECK(answer.status == 200);
  CHECK(body(answer) == "<!doctype html><title>Kith</title>");
  CHECK(header(answer, "Content-Type") == "text/html; charset=utf-8");
  CHECK(header(answer, "Cache-Control") == "no-cache");
  CHECK(header(answer, "Vary") == "Accept-Encoding");
  CHECK(header(answer, "ETag").starts_with('"'));
}

TEST_CASE("Only a file that names its content is kept without asking") {
  const kith::TestSite site;
  const StaticFiles files(site.root());
  CHECK(header(files.answer({.target = "/kith.0123abcd.wasm"}), "Cache-Control") ==
        "public, max-age=31536000, immutable");
  CHECK(header(files.answer({.target = "/app.js"}), "Cache-Control") == "no-cache");
}

TEST_CASE("The compressed neighbour the client weighs most is sent") {
  const kith::TestSite site;
  const StaticFiles files(site.root());
  const auto coding = [&](std::string_view accept) {
    return header(files.answer({.target = "/app.js", .accept_encoding = accept}),
                  "Content-Encoding");
  };
  CHECK(coding("gzip, deflate, br, zstd") == "br");
  CHECK(coding("gzip") == "gzip");
  CHECK(coding("br;q=0.4, gzip;q=0.5") == "gzip");
  CHECK(coding("br;q=0, gzip;q=0").empty());
  CHECK(coding("").empty());
  CHECK(header(files.answer({.target = "/", .accept_encoding = "br"}), "Content-Encoding").empty());

  const FileAnswer answer = files.answer({.target = "/app.js", .accept_encoding = "br"});
  CHECK(body(answer) == "BROTLI");
  CHECK(header(answer, "Content-Type") == "text/javascript; charset=utf-8");
  CHECK(header(answer, "ETag") != header(files.answer({.target = "/app.js"}), "ETag"));
}

TEST_CASE("A tag the client has is answered without the file") {
  const kith::TestSite site;
  const StaticFiles files(site.root());
  const std::string etag = header(files.answer({.target = "/app.js"}), "ETag");
  const std::string list = "\"other\", W/" + etag;
  for (const std::string& sent : {etag, list, std::string("*")}) {
    const FileAnswer answer = files.answer({.target = "/app.js", .if_none_match = sent});
    CHECK(answer.status == 304);
    CHECK_FALSE(answer.file.is_open());
    CHECK(header(answer, "ETag") == etag);
  }
  CHECK(files.answer({.target = "/app.js", .if_none_match = "\"other\""}).status == 200);
}

TEST_CASE("Other bytes of the same length have another tag") {
  const kith::TestSite site;
  const StaticFiles files(site.root());
  const std::string before = header(files.answer({.target = "/app.js"}), "ETag");
  const auto time = std::filesystem::last_write_time(site.root() / "app.js");
  std::filesystem::rename(site.root() / "app.js", site.root() / "old.js");
  site.write("app.js", "export const answer = 43;");
  std::filesystem::last_write_time(site.root() / "app.js", time);
  CHECK(header(files.answer({.target = "/app.js"}), "ETag") != before);
}

TEST_CASE("A range is cut from the plain file") {
  const kith::TestSite site;
  const StaticFiles files(site.root());
  const FileAnswer part =
      files.answer({.target = "/app.js", .accept_encoding = "br", .range = "bytes=7-11"});
  CHECK(part.status == 206);
  CHECK(body(part) == "const");
  CHECK(header(part, "Content-Range") == "bytes 7-11/25");
  CHECK(header(part, "Content-Encoding").empty());

  const FileAnswer past = files.answer({.target = "/app.js", .range = "bytes=25-"});
  CHECK(past.status == 416);
  CHECK(header(past, "Content-Range") == "bytes */25");
}

TEST_CASE("A range of another version of the file gives the whole file") {
  const kith::TestSite site;
  const StaticFiles files(site.root());
  const std::string etag = header(files.answer({.target = "/app.js"}), "ETag");
  CHECK(files.answer({.target = "/app.js", .range = "bytes=0-1", .if_range = etag}).status == 206);
  CHECK(files.answer({.target = "/app.js", .range = "bytes=0-1", .if_range = "\"old\""}).status ==
        200);
}

TEST_CASE("Folders, hidden files, devices and links out of the root are not there") {
  const kith::TestSite site;
  site.write("inside.txt", "inside");
  std::filesystem::create_directory(site.root() / "folder");
  std::filesystem::create_symlink("../secret.txt", site.root() / "out.txt");
  std::filesystem::create_symlink("..", site.root() / "up");
  std::filesystem::create_symlink("/dev/zero", site.root() / "zero.txt");
  std::filesystem::create_symlink("loop.txt", site.root() / "loop.txt");
  std::filesystem::create_symlink("inside.txt", site.root() / "link.txt");
  std::filesystem::create_directory(site.root().string() + "-other");
  site.write("../site-other/x.txt", "other");
  std::filesystem::create_symlink("../site-other", site.root() / "other");
  const StaticFiles files(site.root());
  for (const char* target :
       {"/folder", "/folder/", "/out.txt", "/up/secret.txt", "/zero.txt", "/loop.txt", "/.hidden",
        "/../secret.txt", "/nothing.html", "/index.html/", "/other/x.txt"}) {
    INFO(target);
    const FileAnswer answer = files.answer({.target = target});
    CHECK(answer.status == 404);
    CHECK_FALSE(answer.file.is_open());
  }
  CHECK(body(files.answer({.target = "/link.txt"})) == "inside");
}

TEST_CASE("A name longer than any file system takes is not there") {
  const kith::TestSite site;
  const std::string target = "/" + std::string(5000, 'a');
  CHECK(StaticFiles(site.root()).answer({.target = target}).status == 404);
}

TEST_CASE("A folder that cannot be served is refused in words") {
  const kith::TestSite site;
  CHECK(kith::open_root(site.root()));
  CHECK_FALSE(kith::open_root(site.root() / "nothing"));
  CHECK_FALSE(kith::open_root(site.root() / "index.html"));
}
