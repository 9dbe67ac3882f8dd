#include "core/base/date.h"

#include "core/base/date_words.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

namespace {

constexpr PartialDate now{2026, 11, 22};  // a Sunday

std::string parsed(std::string_view words) {
  const auto date = parse_date_words(words, now);
  return date ? edtf_text(*date) : "none";
}

std::string trailing(std::string_view text) {
  const auto found = find_trailing_date(text, now);
  return found ? std::string(text.substr(0, found->begin)) + "|" + edtf_text(found->date) : "none";
}

}  // namespace

TEST_CASE("EDTF level 0 dates are read and written back unchanged") {
  for (std::string_view text : {"1974", "2024-05", "2024-05-03", "--07-20", "--02-29", "2024-02-29",
                                "2020-01-01/..", "../1999", "2020/2021-06"}) {
    INFO(text);
    const auto span = parse_edtf(text);
    REQUIRE(span);
    CHECK(edtf_text(*span) == text);
  }
}

TEST_CASE("what is no date of the calendar is refused") {
  for (std::string_view text :
       {"", "24", "0000", "2024-13", "2024-00", "2023-02-29", "2024-5-3", "--13-01", "--02-30",
        "--05", "2024-05-03T10:00", "../..", "2024/", "2024-05-", "x2024", "--01-01/2024"}) {
    INFO(text);
    CHECK_FALSE(is_edtf(text));
  }
}

TEST_CASE("days and dates turn into each other") {
  CHECK(days_from_civil({1970, 1, 1}) == 0);
  CHECK(days_from_civil({2000, 3, 1}) == 11017);
  for (std::int64_t days = days_from_civil({1, 1, 1}); days < days_from_civil({2500, 1, 1});
       days += 13) {
    const PartialDate date = civil_from_days(days);
    REQUIRE(is_valid(date));
    REQUIRE(days_from_civil(date) == days);
  }
}

TEST_CASE("today is the day where the device is") {
  ManualClock clock(0);
  CHECK(today(clock) == PartialDate{1970, 1, 1});
  clock.set_utc_offset_minutes(-1);
  CHECK(today(clock) == PartialDate{1969, 12, 31});
}

TEST_CASE("the last day of a partial date is what it is sorted by") {
  CHECK(last_day({2024, 2, 0}, now) == PartialDate{2024, 2, 29});
  CHECK(last_day({1974, 0, 0}, now) == PartialDate{1974, 12, 31});
  CHECK(last_day({0, 5, 3}, now) == PartialDate{2026, 5, 3});
  CHECK(last_day({0, 12, 24}, now) == PartialDate{2025, 12, 24});
  CHECK(last_day({0, 2, 29}, now) == PartialDate{2026, 2, 28});
}

TEST_CASE("dates are said as people say them") {
  CHECK(date_in_words("2026-11-22", now) == "today");
  CHECK(date_in_words("2026-11-21", now) == "yesterday");
  CHECK(date_in_words("2026-11-03", now) == "3 November");
  CHECK(date_in_words("2024-05-03", now) == "3 May 2024");
  CHECK(date_in_words("2024-05", now) == "May 2024");
  CHECK(date_in_words("2026-05", now) == "May 2026");
  CHECK(date_in_words("1974", now) == "1974");
  CHECK(date_in_words("--07-20", now) == "20 July");
  CHECK(date_in_words("2020-05/2021", now) == "May 2020 to 2021");
  CHECK(date_in_words("2020-01-01/..", now) == "since 1 January 2020");
  CHECK(date_in_words("soon", now) == "soon");
  CHECK(exact_date_in_words({2024, 5, 3}) == "Friday 3 May 2024");
}

TEST_CASE("time since is short and never more exact than it helps") {
  CHECK(time_since({2026, 11, 22}, now) == "today");
  CHECK(time_since({2026, 11, 21}, now) == "yesterday");
  CHECK(time_since({2026, 11, 10}, now) == "12 days");
  CHECK(time_since({2026, 11, 1}, now) == "3 weeks");
  CHECK(time_since({2026, 9, 20}, now) == "2 months");
  CHECK(time_since({2022, 11, 1}, now) == "4 years");
  CHECK(time_since({2026, 11, 27}, now) == "in 5 days");
  CHECK(time_since({2026, 0, 0}, now) == "2026");
}

TEST_CASE("dates are read as people type them") {
  CHECK(parsed("today") == "2026-11-22");
  CHECK(parsed("Yesterday") == "2026-11-21");
  CHECK(parsed("3 May") == "--05-03");
  CHECK(parsed("May 3rd, 2024") == "2024-05-03");
  CHECK(parsed("3 May 2024") == "2024-05-03");
  CHECK(parsed("on Friday 3 May 2024") == "2024-05-03");
  CHECK(parsed("May 2024") == "2024-05");
  CHECK(parsed("2024-05") == "2024-05");
  CHECK(parsed("1974") == "1974");
  CHECK(parsed("3.5.2024") == "2024-05-03");
  CHECK(parsed("25/12/2024") == "2024-12-25");
  CHECK(parsed("12/25/2024") == "2024-12-25");
  CHECK(parsed("3 days ago") == "2026-11-19");
  CHECK(parsed("a week ago") == "2026-11-15");
  CHECK(parsed("last month") == "2026-10");
  CHECK(parsed("this year") == "2026");
  CHECK(parsed("Friday") == "2026-11-20");
  CHECK(parsed("Sunday") == "2026-11-15");
  CHECK(parsed("20 July") == "--07-20");
}

TEST_CASE("what could be two days, or none, is not guessed") {
  for (std::string_view text : {"3/5/2024", "31 April", "soon", "12", "May 32", "", "99 May",
                                "2000 years ago now", "the 3rd", "0 May"}) {
    INFO(text);
    CHECK(parsed(text) == "none");
  }
}

TEST_CASE("a date at the end of a line is found with the words before it left whole") {
  CHECK(trailing("told me 3 May") == "told me |--05-03");
  CHECK(trailing("told me on 3 May 2024.") == "told me |2024-05-03");
  CHECK(trailing("Called Bruno, yesterday") == "Called Bruno, |2026-11-21");
  CHECK(trailing("loves 1984") == "none");
  CHECK(trailing("knows May") == "none");
  CHECK(trailing("moved in May 2024") == "moved |2024-05");
  CHECK(trailing("") == "none");
}
