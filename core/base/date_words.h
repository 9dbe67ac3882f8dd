// Dates as people say and type them, in English (a ui/strings file per language will take these
// over when there is a second one).
#pragma once

#include "core/base/date.h"

#include <optional>
#include <string>
#include <string_view>

namespace kith {

// "today", "yesterday", "3 May" (this year's), "3 May 2024", "May 2024", "1974", "20 July" (of
// every year), "May 2020 to June 2021", "since 1 January 2020". The text itself when it is no date.
std::string date_in_words(std::string_view edtf, const PartialDate& today);
std::string date_in_words(const PartialDate& date, const PartialDate& today);
// For a narrow place: "3 Nov", "3 Nov 2024", "Nov 2024"; empty when it is no date.
std::string short_date_in_words(std::string_view edtf, const PartialDate& today);
// Without regard to the present day, as it is edited: "3 May 2024", "20 July". Reads back as the
// same date.
std::string plain_date_in_words(std::string_view edtf);
// In full, for focus and hover: "Friday 3 May 2024".
std::string exact_date_in_words(const PartialDate& date);

// How long ago, short: "today", "yesterday", "12 days", "3 weeks", "2 months", "4 years"; ahead of
// today "tomorrow", "in 5 days".
std::string time_since(const PartialDate& date, const PartialDate& today);

// What somebody typed: "3 May", "May 3rd, 2024", "3.5.2024", "2024-05-03", "2024-05", "May 2024",
// "1974", "today", "yesterday", "tomorrow", "3 days ago", "last week", "on Friday". A date without
// a year stays without one.
std::optional<PartialDate> parse_date_words(std::string_view text, const PartialDate& today);

// A date in words at the end of `text`, behind a space or comma: the longest one that is a date.
struct TrailingDate {
  PartialDate date;
  std::size_t begin;  // of the words, in `text`
};
std::optional<TrailingDate> find_trailing_date(std::string_view text, const PartialDate& today);

}  // namespace kith
