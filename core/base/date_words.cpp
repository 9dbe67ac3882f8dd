#include "core/base/date_words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace kith {
namespace {

constexpr std::array<std::string_view, 12> month_names = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekday_names = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

constexpr int thursday = 4;  // 1970-01-01

int weekday_of(std::int64_t days) {
  return static_cast<int>(((days + thursday) % 7 + 7) % 7);
}

char small_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// -- words out of a text --

struct Word {
  std::string text;   // small letters
  std::size_t begin;  // in the text
};

constexpr std::size_t words_max = 5;  // of one date: "on Friday 3 May 2024"

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == ',') {
      ++at;
      continue;
    }
    Word word{.text = {}, .begin = at};
    for (; at < text.size() && text[at] != ' ' && text[at] != ','; ++at)
      word.text += small_letter(text[at]);
    words.push_back(std::move(word));
  }
  return words;
}

// The number of the name that `word` is, whole or cut to three letters or more; -1 for none.
template <std::size_t Count>
int name_index(std::string_view word, const std::array<std::string_view, Count>& names) {
  if (word.ends_with('.')) word.remove_suffix(1);
  if (word.size() < 3) return -1;
  for (std::size_t i = 0; i < Count; ++i) {
    const bool fits = word.size() <= names[i].size() &&
                      std::equal(word.begin(), word.end(), names[i].begin(),
                                 [](char a, char b) { return a == small_letter(b); });
    // "Sept." and "Thurs" are usual, "Febr" is not; all are clear.
    if (fits) return static_cast<int>(i);
  }
  return -1;
}

std::optional<int> whole_number(std::string_view word, std::size_t digits_max) {
  if (word.empty() || word.size() > digits_max || !std::ranges::all_of(word, is_digit)) {
    return std::nullopt;
  }
  int number = 0;
  for (char c : word)
    number = number * 10 + (c - '0');
  return number;
}

std::optional<int> day_number(std::string_view word) {
  for (std::string_view ending : {"st", "nd", "rd", "th", "."}) {
    if (word.ends_with(ending)) {
      word.remove_suffix(ending.size());
      break;
    }
  }
  return whole_number(word, 2);
}

std::optional<int> year_number(std::string_view word) {
  return word.size() == 4 ? whole_number(word, 4) : std::nullopt;
}

std::optional<PartialDate> if_valid(PartialDate date) {
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

// -- the forms --

// 2024-05-03 and its parts; 3.5.2024; 25/12/2024. Of a date with strokes, day and month must be
// told apart by their size: 3/5/2024 is two different days on the two sides of an ocean.
std::optional<PartialDate> parse_figures(std::string_view word) {
  if (auto span = parse_edtf(word); span && !span->is_span) return span->from;
  const char separator = word.find('.') != std::string_view::npos ? '.' : '/';
  const std::size_t first = word.find(separator);
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = word.find(separator, first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  auto day = whole_number(word.substr(0, first), 2);
  auto month = whole_number(word.substr(first + 1, second - first - 1), 2);
  const auto year = year_number(word.substr(second + 1));
  if (!day || !month || !year || *day == 0 || *month == 0) return std::nullopt;
  if (separator == '/') {
    if (*day <= 12 && *month <= 12 && *day != *month) return std::nullopt;
    if (*month > 12) std::swap(day, month);
  }
  return if_valid({*year, *month, *day});
}

PartialDate months_before(const PartialDate& today, int count) {
  const int months = today.year * 12 + today.month - 1 - count;
  return {months / 12, months % 12 + 1, 0};
}

// "3 days ago", "a week ago", "last month", "this year".
std::optional<PartialDate> parse_distance(std::span<const Word> words, const PartialDate& today) {
  const std::int64_t days = days_from_civil(today);
  const auto back = [&](int count, std::string_view unit) -> std::optional<PartialDate> {
    if (unit.ends_with('s')) unit.remove_suffix(1);
    constexpr int count_max = 2000;
    if (count > count_max) return std::nullopt;
    if (unit == "day") return civil_from_days(days - count);
    if (unit == "week") return civil_from_days(days - 7 * count);
    if (unit == "month") return if_valid(months_before(today, count));
    if (unit == "year" && count < today.year) return PartialDate{today.year - count};
    return std::nullopt;
  };
  if (words.size() == 3 && words[2].text == "ago") {
    const bool is_one = words[0].text == "a" || words[0].text == "one";
    const auto count = is_one ? std::optional(1) : whole_number(words[0].text, 4);
    return count ? back(*count, words[1].text) : std::nullopt;
  }
  if (words.size() == 2 && words[0].text == "last") return back(1, words[1].text);
  if (words.size() == 2 && words[0].text == "this" &&
      (words[1].text == "month" || words[1].text == "year")) {
    return back(0, words[1].text);
  }
  return std::nullopt;
}

// "3 May", "May 3rd 2024", "May 2024", "May" (the last one).
std::optional<PartialDate> parse_month_forms(std::span<const Word> words,
                                             const PartialDate& today) {
  if (words.size() == 1) {
    const int month = name_index(words[0].text, month_names) + 1;
    if (month == 0) return std::nullopt;
    return PartialDate{month <= today.month ? today.year : today.year - 1, month, 0};
  }
  const int first = name_index(words[0].text, month_names) + 1;
  const int second = name_index(words[1].text, month_names) + 1;
  PartialDate date{.month = first != 0 ? first : second};
  if (date.month == 0 || (first != 0 && second != 0)) return std::nullopt;
  const std::string& other = first != 0 ? words[1].text : words[0].text;
  if (const auto day = day_number(other); day && *day != 0) {
    date.day = *day;
  } else if (const auto year = year_number(other); year && first != 0 && words.size() == 2) {
    date.year = *year;
  } else {
    return std::nullopt;
  }
  if (words.size() == 3) {
    const auto year = year_number(words[2].text);
    if (!year) return std::nullopt;
    date.year = *year;
  }
  return words.size() <= 3 ? if_valid(date) : std::nullopt;
}

std::optional<PartialDate> parse_words(std::span<const Word> words, const PartialDate& today) {
  if (!words.empty() && (words[0].text == "on" || words[0].text == "in")) words = words.subspan(1);
  if (words.empty() || words.size() > words_max) return std::nullopt;
  const std::int64_t days = days_from_civil(today);
  if (words.size() == 1) {
    const std::string& word = words[0].text;
    if (word == "today" || word == "tonight") return today;
    if (word == "yesterday") return civil_from_days(days - 1);
    if (word == "tomorrow") return civil_from_days(days + 1);
    if (auto date = parse_figures(word)) return date;
  }
  const bool has_last = words[0].text == "last" && words.size() == 2;
  const int weekday = name_index(words[has_last ? 1 : 0].text, weekday_names);
  if (weekday >= 0 && words.size() == (has_last ? 2U : 1U)) {
    const int days_back = (weekday_of(days) - weekday + 6) % 7 + 1;
    return civil_from_days(days - days_back);
  }
  if (weekday >= 0 && !has_last) words = words.subspan(1);  // "Friday 3 May"
  if (auto date = parse_distance(words, today)) return date;
  return parse_month_forms(words, today);
}

// "3 May 2024" and what there is of it.
std::string figures_and_month(const PartialDate& date, bool is_other_year,
                              std::size_t month_letters) {
  std::string words;
  if (date.day != 0) words += std::to_string(date.day) + " ";
  if (date.month != 0) {
    words += month_names[static_cast<std::size_t>(date.month - 1)].substr(0, month_letters);
  }
  const bool shows_year = date.year != 0 && (date.day == 0 || is_other_year);
  if (shows_year) words += (words.empty() ? "" : " ") + std::to_string(date.year);
  return words;
}

std::string plural(std::int64_t count, std::string_view unit) {
  return std::to_string(count) + " " + std::string(unit) + (count == 1 ? "" : "s");
}

}  // namespace

std::string date_in_words(const PartialDate& date, const PartialDate& today) {
  if (date.is_full()) {
    const std::int64_t ago = days_from_civil(today) - days_from_civil(date);
    if (ago == 0) return "today";
    if (ago == 1) return "yesterday";
    if (ago == -1) return "tomorrow";
  }
  return figures_and_month(date, date.year != today.year, std::string_view::npos);
}

std::string short_date_in_words(std::string_view edtf, const PartialDate& today) {
  const auto span = parse_edtf(edtf);
  const auto date = !span ? std::nullopt : span->to ? span->to : span->from;
  constexpr std::size_t short_month = 3;
  return date ? figures_and_month(*date, date->year != today.year, short_month) : std::string();
}

std::string plain_date_in_words(std::string_view edtf) {
  const auto span = parse_edtf(edtf);
  const bool has_words = span && !span->is_span;
  return has_words ? figures_and_month(*span->from, true, std::string_view::npos)
                   : std::string(edtf);
}

std::string date_in_words(std::string_view edtf, const PartialDate& today) {
  const auto span = parse_edtf(edtf);
  if (!span) return std::string(edtf);
  if (!span->is_span) return date_in_words(*span->from, today);
  if (!span->to) return "since " + date_in_words(*span->from, today);
  if (!span->from) return "until " + date_in_words(*span->to, today);
  return date_in_words(*span->from, today) + " to " + date_in_words(*span->to, today);
}

std::string exact_date_in_words(const PartialDate& date) {
  std::string words;
  if (date.is_full()) {
    words += weekday_names[static_cast<std::size_t>(weekday_of(days_from_civil(date)))];
    words += " ";
  }
  return words + figures_and_month(date, true, std::string_view::npos);
}

std::string time_since(const PartialDate& date, const PartialDate& today) {
  const std::int64_t days = days_from_civil(today) - days_from_civil(last_day(date, today));
  if (days < 0) {
    const bool is_running = !date.is_full() && date.year != 0;  // "2024" in the middle of 2024
    if (is_running) return date_in_words(date, today);
    return days == -1 ? "tomorrow" : "in " + plural(-days, "day");
  }
  if (days == 0) return "today";
  if (days == 1) return "yesterday";
  if (days < 14) return plural(days, "day");
  if (days < 61) return plural(days / 7, "week");
  if (days < 730) return plural(days * 12 / 365, "month");
  return plural(days * 100 / 36525, "year");
}

std::optional<PartialDate> parse_date_words(std::string_view text, const PartialDate& today) {
  const std::vector<Word> words = words_of(text);
  if (words.size() == 1 && year_number(words[0].text)) {
    return if_valid({.year = *year_number(words[0].text)});
  }
  return parse_words(words, today);
}

std::optional<TrailingDate> find_trailing_date(std::string_view text, const PartialDate& today) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ' || text.back() == '!'))
    text.remove_suffix(1);
  const std::vector<Word> words = words_of(text);
  std::size_t count = std::min(words.size(), words_max);
  for (; count > 0; --count) {
    const auto last = std::span(words).last(count);
    // A lone year or month is more often part of what is said ("loves 1984", "knows May").
    const bool is_lone_name =
        count == 1 && (year_number(last[0].text) || name_index(last[0].text, month_names) >= 0);
    if (is_lone_name) continue;
    if (auto date = parse_words(last, today)) return TrailingDate{*date, last[0].begin};
  }
  return std::nullopt;
}

}  // namespace kith
