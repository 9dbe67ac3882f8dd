#include "sync/relay/content_type.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith {
namespace {

constexpr auto types_by_ending = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"css", "text/css; charset=utf-8"},
    {"html", "text/html; charset=utf-8"},
    {"ico", "image/x-icon"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"png", "image/png"},
    {"svg", "image/svg+xml"},
    {"txt", "text/plain; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"webmanifest", "application/manifest+json"},
    {"woff2", "font/woff2"},
});

// Shorter runs of hex letters are also words ("facade", "decade").
constexpr size_t hash_length_min = 8;

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

std::string_view content_type(std::string_view path) {
  const std::string_view name = file_name(path);
  const size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) {
    const auto* found = std::ranges::find(types_by_ending, name.substr(dot + 1),
                                          &std::pair<std::string_view, std::string_view>::first);
    if (found != types_by_ending.end()) return found->second;
  }
  return "application/octet-stream";
}

bool names_its_content(std::string_view path) {
  const std::string_view name = file_name(path);
  const size_t ending = name.rfind('.');
  if (ending == std::string_view::npos || ending == 0) return false;
  const size_t before = name.find_last_of(".-", ending - 1);
  if (before == std::string_view::npos) return false;
  const std::string_view hash = name.substr(before + 1, ending - before - 1);
  return hash.size() >= hash_length_min &&
         hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace kith
