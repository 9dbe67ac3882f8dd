#include "sync/relay/static_files.h"

#include "sync/relay/accept_encoding.h"
#include "sync/relay/byte_range.h"
#include "sync/relay/content_type.h"
#include "sync/relay/request_path.h"

#include <array>
#include <charconv>
#include <fcntl.h>
#include <sys/stat.h>

namespace kith {
namespace {

struct Coding {
  std::string_view name;
  std::string_view ending;
};

// In order of preference where a client weighs them alike: the smallest first.
constexpr std::array<Coding, 2> stored_codings = {{{"br", ".br"}, {"gzip", ".gz"}}};

std::string hex(uint64_t number) {
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  return std::string(digits.data(), end);
}

// A strong validator without reading the file: the change time, unlike the modification time,
// cannot be set back, so other bytes under this name give another tag.
std::string etag_of(const struct stat& status, std::string_view coding) {
#ifdef __APPLE__
  const timespec changed = status.st_ctimespec;
#else
  const timespec changed = status.st_ctim;
#endif
  const uint64_t changed_ns = static_cast<uint64_t>(changed.tv_sec) * 1'000'000'000u +
                              static_cast<uint64_t>(changed.tv_nsec);
  std::string tag = "\"" + hex(static_cast<uint64_t>(status.st_ino)) + "-" +
                    hex(static_cast<uint64_t>(status.st_size)) + "-" + hex(changed_ns);
  if (!coding.empty()) (tag += '-') += coding;
  return tag + '"';
}

// If-None-Match compares weakly (RFC 9110 section 13.1.2), so a `W/` before a tag is dropped.
bool lists_tag(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const size_t end = list.find(',');
    std::string_view item = list.substr(0, end);
    list = end == std::string_view::npos ? "" : list.substr(end + 1);
    while (item.starts_with(' ') || item.starts_with('\t'))
      item.remove_prefix(1);
    while (item.ends_with(' ') || item.ends_with('\t'))
      item.remove_suffix(1);
    if (item == "*") return true;
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == etag) return true;
  }
  return false;
}

std::string content_range(const ByteRange& range, uint64_t size) {
  return "bytes " + std::to_string(range.offset) + "-" +
         std::to_string(range.offset + range.length - 1) + "/" + std::to_string(size);
}

}  // namespace

FileAnswer text_answer(int status, std::string_view text) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
          .text = std::string(text)};
}

FileAnswer StaticFiles::answer(const FileRequest& request) const {
  const auto path = request_path(request.target);
  if (!path) return text_answer(404, "There is nothing here.\n");
  std::string_view coding;
  Found found = choose(*path, request, coding);
  if (!found.file.is_open()) return text_answer(404, "There is nothing here.\n");

  FileAnswer answer{.status = 200, .headers = {}};
  answer.headers = {{"Cache-Control",
                     names_its_content(*path) ? "public, max-age=31536000, immutable" : "no-cache"},
                    {"ETag", found.etag},
                    {"Vary", "Accept-Encoding"}};
  if (lists_tag(request.if_none_match, found.etag)) {
    answer.status = 304;
    return answer;
  }
  answer.headers.emplace_back("Content-Type", content_type(*path));
  answer.headers.emplace_back("Accept-Ranges", "bytes");
  if (!coding.empty()) answer.headers.emplace_back("Content-Encoding", coding);

  answer.length = found.size;
  if (!request.range.empty() && (request.if_range.empty() || request.if_range == found.etag)) {
    const RangeAnswer asked = byte_range(request.range, found.size);
    if (std::holds_alternative<Unsatisfiable>(asked)) {
      FileAnswer refusal = text_answer(416, "The file is shorter than that.\n");
      refusal.headers.emplace_back("Content-Range", "bytes */" + std::to_string(found.size));
      return refusal;
    }
    if (const auto* range = std::get_if<ByteRange>(&asked)) {
      answer.status = 206;
      answer.headers.emplace_back("Content-Range", content_range(*range, found.size));
      answer.offset = range->offset;
      answer.length = range->length;
    }
  }
  answer.file = std::move(found.file);
  return answer;
}

// A range is a range of plain bytes, so such requests never get a compressed neighbour.
StaticFiles::Found StaticFiles::choose(const std::string& path, const FileRequest& request,
                                       std::string_view& coding) const {
  Found best = find(path, "");
  if (!best.file.is_open() || !request.range.empty()) return best;
  int best_weight = 0;
  for (const Coding& stored : stored_codings) {
    const int weight = encoding_weight(request.accept_encoding, stored.name);
    if (weight <= best_weight) continue;
    Found compressed = find(path + std::string(stored.ending), stored.name);
    if (!compressed.file.is_open()) continue;
    best = std::move(compressed);
    best_weight = weight;
    coding = stored.name;
  }
  return best;
}

// The path is resolved through every link first and must still lie below the root.
StaticFiles::Found StaticFiles::find(const std::string& path, std::string_view coding) const {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(root_ / path, error);
  if (error) return {};
  const std::string below = (root_ / "").string();
  if (!real.string().starts_with(below)) return {};

  Found found{.file = OpenFile(open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK))};
  if (!found.file.is_open()) return {};
  struct stat status {};
  if (fstat(found.file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  found.size = static_cast<uint64_t>(status.st_size);
  found.etag = etag_of(status, coding);
  return found;
}

Result<std::filesystem::path> open_root(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::path root = std::filesystem::canonical(folder, error);
  if (error || !std::filesystem::is_directory(root, error)) {
    return fail(ErrorCode::not_found, "There is no folder " + folder.string() +
                                          " to serve: build the page first, or name its folder "
                                          "with --root.");
  }
  return root;
}

}  // namespace kith
