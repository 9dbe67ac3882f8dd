#pragma once
// Answers requests for the files of one folder, without a socket in sight: the server hands in
// what it read and sends what comes back.
//
//   StaticFiles files(TRY(open_root("dist")));
//   FileAnswer answer = files.answer({.target = "/", .accept_encoding = "br"});

#include "core/base/result.h"
#include "sync/relay/open_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith {

/// The parts of a GET or HEAD request that choose the answer; a header not sent is empty.
struct FileRequest {
  std::string_view target;
  std::string_view accept_encoding = {};
  std::string_view if_none_match = {};
  std::string_view range = {};
  std::string_view if_range = {};
};

struct FileAnswer {
  int status;
  std::vector<std::pair<std::string_view, std::string>> headers;  // without Content-Length
  std::string text = {};                                          // the body, when no file is open
  OpenFile file = {};  // the body is `length` bytes of it from `offset`
  uint64_t offset = 0;
  uint64_t length = 0;
};

/// A short answer in plain text.
FileAnswer text_answer(int status, std::string_view text);

class StaticFiles {
 public:
  /// `root` must be canonical: absolute and free of links (open_root makes it so).
  explicit StaticFiles(std::filesystem::path root) : root_(std::move(root)) {}

  FileAnswer answer(const FileRequest& request) const;

 private:
  struct Found {
    OpenFile file = {};
    uint64_t size = 0;
    std::string etag = {};
  };

  Found find(const std::string& path, std::string_view coding) const;
  Found choose(const std::string& path, const FileRequest& request, std::string_view& coding) const;

  std::filesystem::path root_;
};

/// Resolves the folder to serve, or says in words why it cannot be served.
Result<std::filesystem::path> open_root(const std::filesystem::path& folder);

}  // namespace kith
