#include "core/base/date.h"

#include "core/base/assert.h"

#include <algorithm>

namespace kith {
namespace {

constexpr int year_max = 9999;
constexpr int leap_year = 2000;

int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && is_leap ? 29 : days[month - 1];
}

// Takes exactly `count` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

std::optional<PartialDate> parse_partial(std::string_view text) {
  PartialDate date;
  const bool has_year = !take(text, "--");
  if (has_year) {
    const auto year = take_digits(text, 4);
    if (!year || *year == 0) return std::nullopt;
    date.year = *year;
    if (text.empty()) return date;
    if (!take(text, "-")) return std::nullopt;
  }
  const auto month = take_digits(text, 2);
  if (!month || *month == 0) return std::nullopt;
  date.month = *month;
  if (!text.empty()) {
    if (!take(text, "-")) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day || *day == 0 || !text.empty()) return std::nullopt;
    date.day = *day;
  }
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

void append_number(std::string& text, int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  text.append(width - digits.size(), '0');
  text += digits;
}

}  // namespace

bool is_valid(const PartialDate& date) {
  if (date.year < 0 || date.year > year_max || date.month < 0 || date.month > 12) return false;
  if (date.year == 0 && (date.month == 0 || date.day == 0)) return false;
  if (date.month == 0) return date.day == 0;
  const int year = date.year == 0 ? leap_year : date.year;
  return date.day >= 0 && date.day <= days_in_month(year, date.month);
}

// Both by Howard Hinnant's "chrono-compatible low-level date algorithms": years begin in March, so
// that the leap day is the last one.
std::int64_t days_from_civil(const PartialDate& date) {
  ASSERT(date.is_full() && is_valid(date));
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

PartialDate civil_from_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  PartialDate date;
  date.day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  date.month =
      static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

PartialDate today(Clock& clock) {
  constexpr std::int64_t day_ms = 86'400'000;
  const std::int64_t local_ms = clock.wall_ms() + clock.utc_offset_minutes() * 60'000LL;
  const std::int64_t days = local_ms / day_ms - (local_ms % day_ms < 0 ? 1 : 0);
  return civil_from_days(days);
}

PartialDate last_day(const PartialDate& date, const PartialDate& today) {
  ASSERT(is_valid(date) && today.is_full());
  PartialDate last = date;
  if (date.year == 0) {
    last.year = today.year;
    if (last > today) --last.year;
    // 29 February of a year without one is the day before 1 March.
    last.day = std::min(last.day, days_in_month(last.year, last.month));
    return last;
  }
  if (last.month == 0) last.month = 12;
  if (last.day == 0) last.day = days_in_month(last.year, last.month);
  return last;
}

std::optional<DateSpan> parse_edtf(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    const auto date = parse_partial(text);
    if (!date) return std::nullopt;
    return DateSpan{date, date, false};
  }
  DateSpan span{.from = {}, .to = {}, .is_span = true};
  const std::string_view from = text.substr(0, slash);
  const std::string_view to = text.substr(slash + 1);
  if (from != "..") {
    span.from = parse_partial(from);
    if (!span.from || span.from->year == 0) return std::nullopt;
  }
  if (to != "..") {
    span.to = parse_partial(to);
    if (!span.to || span.to->year == 0) return std::nullopt;
  }
  if (!span.from && !span.to) return std::nullopt;
  return span;
}

bool is_edtf(std::string_view text) {
  return parse_edtf(text).has_value();
}

std::string edtf_text(const PartialDate& date) {
  ASSERT(is_valid(date));
  std::string text;
  if (date.year == 0) {
    text = "-";
  } else {
    append_number(text, date.year, 4);
  }
  if (date.month != 0) {
    text += '-';
    append_number(text, date.month, 2);
  }
  if (date.day != 0) {
    text += '-';
    append_number(text, date.day, 2);
  }
  return text;
}

std::string edtf_text(const DateSpan& span) {
  ASSERT(span.from || span.to);
  if (!span.is_span) return edtf_text(*span.from);
  return (span.from ? edtf_text(*span.from) : "..") + "/" + (span.to ? edtf_text(*span.to) : "..");
}

}  // namespace kith
