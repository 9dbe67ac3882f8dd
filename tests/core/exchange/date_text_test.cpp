#include "core/exchange/date_text.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

namespace {
std::string edtf(std::string_view text, DateOrder order = DateOrder::unknown,
                 bool short_years = false) {
  return read_date(text, order, short_years).edtf;
}
}  // namespace

TEST_CASE("dates are read in the forms that programs write") {
  CHECK(edtf("2001-06-30") == "2001-06-30");
  CHECK(edtf("2001/6/3") == "2001-06-03");
  CHECK(edtf("2001-06") == "2001-06");
  CHECK(edtf("1974") == "1974");
  CHECK(edtf("20010630") == "2001-06-30");
  CHECK(edtf("--02-11") == "--02-11");
  CHECK(edtf(" --0211") == "--02-11");
  CHECK(edtf("2019-02-10T00:00:33") == "2019-02-10");
  CHECK(edtf("2019-02-10 00:00:00") == "2019-02-10");
  CHECK(edtf("2001-06-30T23:00:00Z") == "2001-06-30");
  CHECK(edtf("12 Mar 2024") == "2024-03-12");
  CHECK(edtf("March 12, 2024") == "2024-03-12");
  CHECK(edtf("July 20") == "--07-20");
  CHECK(edtf("May 2020") == "2020-05");
  CHECK(edtf("15.10.2023") == "2023-10-15");
  CHECK(edtf("1604-07-20") == "--07-20");
}

TEST_CASE("a date that could be two days is ambiguous until the order is known") {
  const DateText date = read_date("03/04/2021");
  CHECK(date.reading == DateReading::ambiguous);
  CHECK(edtf("03/04/2021", DateOrder::day_first) == "2021-04-03");
  CHECK(edtf("03/04/2021", DateOrder::month_first) == "2021-03-04");
  CHECK(edtf("04/04/2021") == "2021-04-04");
  CHECK(read_date("25/12/2021").evidence == DateOrder::day_first);
  CHECK(edtf("25/12/2021") == "2021-12-25");
  CHECK(read_date("12/25/2021").evidence == DateOrder::month_first);
  const StagedDate staged = stage_date("03/04/2021");
  CHECK(resolve_date(staged, DateOrder::unknown) == "");
  CHECK(resolve_date(staged, DateOrder::month_first) == "2021-03-04");
}

TEST_CASE("years of two digits are only read where they cannot be of two centuries") {
  CHECK(edtf("7-Feb-22") == "");
  CHECK(edtf("7-Feb-22", DateOrder::unknown, true) == "2022-02-07");
  CHECK(edtf("7-Feb-98", DateOrder::unknown, true) == "1998-02-07");
}

TEST_CASE("what is no date is not made into one") {
  for (std::string_view text :
       {"", "0/0/00", "1/1/4501", "2021-02-30", "13/13/2021", "circa 1800", "soon", "---",
        "--13-01", "99999999999999", "2021-13", "12:30", "May be", "32 May 2020"}) {
    INFO(text);
    CHECK(edtf(text) == "");
  }
}
