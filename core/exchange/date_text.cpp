#include "core/exchange/date_text.h"

#include "core/base/date.h"

#include <optional>
#include <vector>

namespace kith {

namespace {

struct Token {
  std::string_view text;
  bool number = false;
  int value = 0;
};

constexpr int no_year_of_apple = 1604;
constexpr int no_date_of_outlook = 4501;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// A year of 0 means that none was given. Empty when there is no such day.
std::string edtf(int year, int month, int day) {
  if (year == no_date_of_outlook || month == 0 || day == 0) return {};
  const PartialDate date{year == no_year_of_apple ? 0 : year, month, day};
  return is_valid(date) ? edtf_text(date) : std::string{};
}

std::string edtf_of_month(int year, int month) {
  const PartialDate date{year, month, 0};
  return year != 0 && month != 0 && is_valid(date) ? edtf_text(date) : std::string{};
}

DateText certain(std::string date) {
  if (date.empty()) return {};
  return {DateReading::certain, std::move(date), DateOrder::unknown};
}

// "march", "Mar", "mars" to 3; 0 for anything else. English, and what shares its first letters.
int month_of(std::string_view name) {
  constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (name.size() < 3) return 0;
  std::string start;
  for (char c : name.substr(0, 3))
    start.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  for (std::size_t i = 0; i < months.size(); i += 3) {
    if (months.substr(i, 3) == start) return static_cast<int>(i / 3) + 1;
  }
  return 0;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    const bool number = is_digit(text[at]);
    while (end < text.size() && (number ? is_digit(text[end]) : is_letter(text[end])))
      ++end;
    if (end == at) {
      ++at;
      continue;
    }
    Token token{text.substr(at, end - at), number};
    for (char c : number&& token.text.size() <= 8 ? token.text : std::string_view{})
      token.value = token.value * 10 + (c - '0');
    tokens.push_back(token);
    at = end;
  }
  return tokens;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '"'))
    text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\";\r\n").find(text.back()) != text.npos)
    text.remove_suffix(1);
  return text;
}

// 2019-02-10T00:00:33, 2019-02-10 00:00:00Z: the time of day of a date says nothing.
std::string_view without_time(std::string_view text) {
  const std::size_t at = text.find_first_of("T ");
  if (at < 4 || at == text.npos || at + 1 >= text.size() || !is_digit(text[at - 1])) return text;
  const std::string_view time = text.substr(at + 1);
  return is_digit(time[0]) && time.find(':') != time.npos ? text.substr(0, at) : text;
}

// 2001-06-30, 2001/6/30, 2001-06, 2001, 20010630, --02-11, --0211, --02.
DateText read_iso(std::string_view text, const std::vector<Token>& tokens) {
  for (const Token& token : tokens) {
    if (!token.number) return {};
  }
  const std::size_t count = tokens.size();
  if (text.starts_with("--")) {
    if (count == 2) return certain(edtf(0, tokens[0].value, tokens[1].value));
    if (count == 1 && tokens[0].text.size() == 4)
      return certain(edtf(0, tokens[0].value / 100, tokens[0].value % 100));
    return {};
  }
  if (count == 1 && tokens[0].text.size() == 8 && text.size() == 8)
    return certain(
        edtf(tokens[0].value / 10000, tokens[0].value / 100 % 100, tokens[0].value % 100));
  if (tokens[0].text.size() != 4 || tokens[0].value == 0) return {};
  if (count == 3) return certain(edtf(tokens[0].value, tokens[1].value, tokens[2].value));
  if (count == 2 && text.size() == 7)
    return certain(edtf_of_month(tokens[0].value, tokens[1].value));
  return count == 1 && text.size() == 4 ? certain(std::string(text)) : DateText{};
}

std::optional<int> year_of(const Token& token, bool two_digit_years) {
  if (token.text.size() == 4 && token.value != 0) return token.value;
  if (token.text.size() != 2 || !two_digit_years) return std::nullopt;
  return token.value + (token.value < 69 ? 2000 : 1900);
}

// 12 Mar 2024, 7-Feb-22, March 12, 2024, 20 July.
DateText read_named_month(const std::vector<Token>& tokens, bool two_digit_years) {
  int month = 0;
  std::vector<const Token*> numbers;
  for (const Token& token : tokens) {
    if (token.number) {
      numbers.push_back(&token);
    } else if (month == 0) {
      month = month_of(token.text);
    }
  }
  if (month == 0 || numbers.empty() || numbers.size() > 2) return {};
  if (numbers.size() == 1) {
    if (numbers[0]->text.size() <= 2) return certain(edtf(0, month, numbers[0]->value));
    const std::optional<int> year = year_of(*numbers[0], false);
    return year ? certain(edtf_of_month(*year, month)) : DateText{};
  }
  const bool year_first = numbers[0]->text.size() == 4;
  const std::optional<int> year = year_of(*numbers[year_first ? 0 : 1], two_digit_years);
  return year ? certain(edtf(*year, month, numbers[year_first ? 1 : 0]->value)) : DateText{};
}

// 03/04/2021, 11-3-1981, 15.10.2023 (points are always day first).
DateText read_numbers(std::string_view text, const std::vector<Token>& tokens, DateOrder order,
                      bool two_digit_years) {
  if (tokens.size() != 3 || tokens[0].text.size() > 2 || tokens[1].text.size() > 2) return {};
  const std::optional<int> year = year_of(tokens[2], two_digit_years);
  if (!year) return {};
  const int first = tokens[0].value;
  const int second = tokens[1].value;
  const std::string day_first = edtf(*year, second, first);
  const std::string month_first = edtf(*year, first, second);
  if (text.find('.') != text.npos) return certain(day_first);
  if (day_first == month_first) return certain(day_first);
  if (month_first.empty()) return {DateReading::certain, day_first, DateOrder::day_first};
  if (day_first.empty()) return {DateReading::certain, month_first, DateOrder::month_first};
  if (order == DateOrder::day_first) return certain(day_first);
  if (order == DateOrder::month_first) return certain(month_first);
  return {DateReading::ambiguous, {}, DateOrder::unknown};
}

}  // namespace

DateText read_date(std::string_view text, DateOrder order, bool two_digit_years) {
  text = without_time(trimmed(text));
  if (text.empty() || text.size() > 40) return {};
  const std::vector<Token> tokens = tokens_of(text);
  if (tokens.empty()) return {};
  if (DateText date = read_iso(text, tokens); date.reading != DateReading::unreadable) return date;
  if (DateText date = read_named_month(tokens, two_digit_years);
      date.reading != DateReading::unreadable)
    return date;
  for (const Token& token : tokens) {
    if (!token.number) return {};
  }
  return read_numbers(text, tokens, order, two_digit_years);
}

StagedDate stage_date(std::string_view source, bool two_digit_years) {
  const std::string_view text = trimmed(source);
  const DateText date = read_date(text, DateOrder::unknown, two_digit_years);
  return {std::string(text), date.edtf, date.reading == DateReading::ambiguous};
}

std::string resolve_date(const StagedDate& date, DateOrder order) {
  if (!date.ambiguous || order == DateOrder::unknown) return date.edtf;
  return read_date(date.source, order, true).edtf;
}

}  // namespace kith
