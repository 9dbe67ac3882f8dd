#include "sync/relay/accept_encoding.h"

#include <algorithm>
#include <optional>

namespace kith {
namespace {

constexpr int weight_max = 1000;

std::string_view trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_token(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

// `0.8` as 800. What is no weight counts as a refusal: better plain bytes than unreadable ones.
int parsed_weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int weight = (text[0] - '0') * weight_max;
  if (text.size() == 1) return weight;
  if (text[1] != '.' || text.size() > 5) return 0;
  int unit = weight_max / 10;
  for (const char c : text.substr(2)) {
    if (c < '0' || c > '9') return 0;
    weight += (c - '0') * unit;
    unit /= 10;
  }
  return std::min(weight, weight_max);
}

// The weight one list element such as `br;q=0.8` gives its coding.
int element_weight(std::string_view parameters) {
  while (!parameters.empty()) {
    const size_t end = parameters.find(';');
    const std::string_view parameter = trimmed(parameters.substr(0, end));
    if (parameter.size() >= 2 && lower(parameter[0]) == 'q' && parameter[1] == '=') {
      return parsed_weight(parameter.substr(2));
    }
    parameters = end == std::string_view::npos ? "" : parameters.substr(end + 1);
  }
  return weight_max;
}

}  // namespace

int encoding_weight(std::string_view accept_encoding, std::string_view coding) {
  std::optional<int> any;
  while (!accept_encoding.empty()) {
    const size_t end = accept_encoding.find(',');
    const std::string_view element = accept_encoding.substr(0, end);
    accept_encoding = end == std::string_view::npos ? "" : accept_encoding.substr(end + 1);

    const size_t semicolon = element.find(';');
    const std::string_view name = trimmed(element.substr(0, semicolon));
    const std::string_view parameters =
        semicolon == std::string_view::npos ? "" : element.substr(semicolon + 1);
    if (same_token(name, coding)) return element_weight(parameters);
    if (name == "*") any = element_weight(parameters);
  }
  if (coding == "identity") return any == 0 ? 0 : weight_max;
  return any.value_or(0);
}

}  // namespace kith
