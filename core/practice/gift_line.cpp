#include "core/practice/gift_line.h"

#include "core/practice/capture_line.h"
#include "core/practice/field_value.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

namespace kith {
namespace {

struct Sign {
  std::string_view sign;
  std::string_view currency;
};
// Any three capitals are a currency too; of small letters most are words.
constexpr std::array<Sign, 6> signs = {
    {{"€", "EUR"}, {"£", "GBP"}, {"$", "USD"}, {"eur", "EUR"}, {"gbp", "GBP"}, {"usd", "USD"}}};

// A currency at the front, with its size there.
std::pair<std::string, std::size_t> currency_at(std::string_view text) {
  for (const Sign& one : signs) {
    if (text.starts_with(one.sign)) return {std::string(one.currency), one.sign.size()};
  }
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const std::string_view code = text.substr(0, 3);
  const bool ends = text.size() == 3 || (text.size() > 3 && !is_capital(text[3]));
  if (code.size() == 3 && ends && std::ranges::all_of(code, is_capital))
    return {std::string(code), 3};
  return {};
}

std::string_view without_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

}  // namespace

std::optional<GiftLine> read_gift(std::string_view text, const FieldInfo& amount) {
  text = tidied(text);
  auto [currency, size] = currency_at(text);
  text = without_blanks(text.substr(size));
  std::size_t end = std::min(text.find_first_not_of("0123456789.,'"), text.size());
  while (end > 0 && (text[end - 1] == ',' || text[end - 1] == '.'))
    --end;
  const std::string_view digits = text.substr(0, end);
  std::string_view rest = text.substr(end);
  if (currency.empty()) {
    const std::string_view behind = without_blanks(rest);
    std::tie(currency, size) = currency_at(behind);
    if (!currency.empty()) rest = behind.substr(size);
    const bool is_whole = behind.empty() || behind.starts_with(',') || behind.starts_with("for ");
    if (currency.empty() && !is_whole) return std::nullopt;
  }
  if (digits.empty() || (!rest.empty() && rest[0] != ' ' && rest[0] != ',' && rest[0] != ';' &&
                         rest[0] != ':' && rest[0] != '.'))
    return std::nullopt;
  const Typed read = value_of_text(std::string(digits) + " " + currency, amount, {});
  if (read.value.get<Money>() == nullptr) return std::nullopt;
  return GiftLine{read.value, tidied(rest)};
}

}  // namespace kith
