// Civil dates, known in part if need be, in the notation of EDTF level 0 (ISO 8601-2):
//
//   2024-05-03   2024-05   1974   --07-20 (a day of every year)   2020-01/2021-06   2020-01-01/..
//
// A date is a day where people live, never an instant: it has no zone. The calendar is the
// Gregorian one, years 1 to 9999.
#pragma once

#include "core/base/clock.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kith {

// 0 stands for what is not known. Valid ones have a year (and then a month before a day) or,
// without a year, both month and day.
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;

  auto operator<=>(const PartialDate&) const = default;
  bool is_full() const { return year != 0 && month != 0 && day != 0; }
};

bool is_valid(const PartialDate& date);

// Days since 1970-01-01 and back. The date must be full.
std::int64_t days_from_civil(const PartialDate& date);
PartialDate civil_from_days(std::int64_t days);

// Today where the device is.
PartialDate today(Clock& clock);

// The last day that the date may mean; of a day of every year, the last one not after `today`.
// 2024-05 → 2024-05-31. What sorting and "how long ago" go by.
PartialDate last_day(const PartialDate& date, const PartialDate& today);

// A stored date: one partial date, or a span of two of which one end may be open.
struct DateSpan {
  std::optional<PartialDate> from;
  std::optional<PartialDate> to;  // the same as `from` for a single date
  bool is_span = false;

  auto operator<=>(const DateSpan&) const = default;
};

// Empty when the text is not one of the forms above.
std::optional<DateSpan> parse_edtf(std::string_view text);
bool is_edtf(std::string_view text);
std::string edtf_text(const PartialDate& date);
std::string edtf_text(const DateSpan& span);

}  // namespace kith
