// Dates as other programs write them, to EDTF level 0 (2024-05-03, 2024-05, 1974, --07-20).
// The text is always kept beside what was understood. 03/04/2021 may be the third of April or
// the fourth of March: nothing is assumed, the user is asked once for the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kith {

// Stored in import plans; the numbers stay.
enum class DateOrder : std::uint8_t { unknown = 0, day_first = 1, month_first = 2 };

enum class DateReading : std::uint8_t {
  unreadable = 0,  // or says nothing, as 0/0/00 does
  certain = 1,
  ambiguous = 2,  // day or month first
};

struct DateText {
  DateReading reading = DateReading::unreadable;
  std::string edtf;                         // when certain
  DateOrder evidence = DateOrder::unknown;  // the order that 25/12/2021 gives away
};

// `order` decides what would be ambiguous. Years of two digits are read as 1969 to 2068 where
// `two_digit_years` allows them (a date of this century, such as a connection); a birthday of '31
// could be of two people. The year 1604 is Apple's way of saying "no year", 4501 Outlook's way of
// saying "no date".
DateText read_date(std::string_view text, DateOrder order = DateOrder::unknown,
                   bool two_digit_years = false);

// A date as it stands in a staged card.
struct StagedDate {
  std::string source;  // as in the file; empty: there is none
  std::string edtf;    // empty: ambiguous or unreadable
  bool ambiguous = false;

  bool operator==(const StagedDate&) const = default;
};

StagedDate stage_date(std::string_view source, bool two_digit_years = false);
// The EDTF of a staged date when `order` is known; empty when it cannot be said.
std::string resolve_date(const StagedDate& date, DateOrder order);

}  // namespace kith
