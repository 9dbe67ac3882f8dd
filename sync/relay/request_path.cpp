#include "sync/relay/request_path.h"

namespace kith {
namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const auto high = hex_digit(text[i + 1]);
    const auto low = hex_digit(text[i + 2]);
    if (!high || !low) return std::nullopt;
    decoded.push_back(static_cast<char>(*high * 16 + *low));
    i += 2;
  }
  return decoded;
}

// Hidden names are refused whole, which covers "." and ".." too.
bool is_served_segment(std::string_view segment) {
  if (segment.empty() || segment.front() == '.') return false;
  for (const unsigned char c : segment) {
    if (c < 0x20 || c == 0x7f || c == '\\') return false;
  }
  return true;
}

// RFC 9112 asks servers to accept `GET http://host/path`, which proxies send.
std::string_view without_origin(std::string_view target) {
  constexpr std::string_view scheme = "http://";
  if (!target.starts_with(scheme)) return target;
  const size_t slash = target.find('/', scheme.size());
  return slash == std::string_view::npos ? "/" : target.substr(slash);
}

}  // namespace

std::optional<std::string> request_path(std::string_view target) {
  target = without_origin(target);
  target = target.substr(0, target.find('?'));
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return std::nullopt;

  // Decoded first and split afterwards, so that an encoded slash or dot hides nothing.
  auto path = percent_decoded(target.substr(1));
  if (!path) return std::nullopt;
  if (path->empty() || path->back() == '/') *path += "index.html";
  for (size_t begin = 0; begin <= path->size();) {
    const size_t end = std::min(path->find('/', begin), path->size());
    if (!is_served_segment(std::string_view(*path).substr(begin, end - begin))) {
      return std::nullopt;
    }
    begin = end + 1;
  }
  return path;
}

}  // namespace kith
