#include "core/query/value_check.h"

#include "core/base/text_fold.h"
#include "core/record/stored_value.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith {
namespace {

constexpr PartialDate any_day{9999, 12, 31};  // where no date without a year is asked about
constexpr std::int64_t minute_ms = 60'000, day_minutes = 24 * 60;

std::int64_t floor_divide(std::int64_t number, std::int64_t by) {
  return number / by - (number % by < 0 ? 1 : 0);
}

// Of a plain date that a test names.
std::int64_t first_day_of(const Value& date) {
  PartialDate first = *parse_edtf(date.as_text())->from;
  first.month = std::max(first.month, 1);
  first.day = std::max(first.day, 1);
  return days_from_civil(first);
}
std::int64_t last_day_of(const Value& date) {
  return days_from_civil(last_day(*parse_edtf(date.as_text())->from, any_day));
}

// The next time that month and day come, today included, of any year.
std::int64_t next_anniversary(const PartialDate& date, std::int64_t today) {
  const PartialDate now = civil_from_days(today);
  std::int64_t next = 0;
  for (int year : {now.year, now.year + 1}) {
    PartialDate day{year, date.month, date.day};
    if (!is_valid(day)) --day.day;  // 29 February
    next = days_from_civil(day);
    if (next >= today) break;
  }
  return next;
}

std::string text_of(const Value& value) {
  const Address* address = value.get<Address>();
  if (address == nullptr) return value.type() == ValueType::date ? std::string() : value.as_text();
  std::string text;
  for (const std::string* part :
       {&address->street, &address->extended, &address->po_box, &address->postal_code,
        &address->city, &address->region, &address->country}) {
    if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
  }
  return text;
}

bool is_textual(ValueType type) {
  return type == ValueType::text || type == ValueType::long_text || type == ValueType::email ||
         type == ValueType::phone || type == ValueType::url || type == ValueType::handle;
}

// Minor units of the finest currency there may be, so that any two compare.
__extension__ typedef __int128 Wide;
Wide in_finest_units(const Money& money) {
  constexpr int exponent_max = 9;
  Wide units = money.minor_units;
  for (int i = money.exponent; i < exponent_max; ++i)
    units *= 10;
  return units;
}

}  // namespace

std::optional<std::int64_t> day_of(const Value& value) {
  if (const auto* instant = value.get<Instant>()) {
    return floor_divide(floor_divide(instant->utc_ms, minute_ms) + instant->offset_minutes,
                        day_minutes);
  }
  if (value.type() != ValueType::date) return std::nullopt;
  const auto span = parse_edtf(value.as_text());
  const auto date = !span ? std::nullopt : span->to ? span->to : span->from;
  if (!date || date->year == 0) return std::nullopt;
  return days_from_civil(last_day(*date, any_day));
}

ValueCheck::ValueCheck(const FieldTest& test, const FieldInfo& field, const PartialDate& today)
    : test_(test),
      type_(field.type),
      is_set_(field.is_set),
      today_(days_from_civil(today)),
      folded_(fold(test.text)),
      words_(test.text) {
  const std::int64_t days = test.days;
  switch (test.type) {
    case TestType::date_between:
      if (!test.least.is_null()) first_day_ = first_day_of(test.least);
      if (!test.most.is_null()) last_day_ = last_day_of(test.most);
      break;
    case TestType::last_days:
      first_day_ = today_ - days;
      last_day_ = today_;
      break;
    case TestType::before_days:
      last_day_ = today_ - days - 1;
      break;
    case TestType::next_days:
      first_day_ = today_;
      last_day_ = today_ + days;
      break;
    default:
      break;
  }
}

std::optional<PartialDate> ValueCheck::earliest() const {
  if (!first_day_) return std::nullopt;
  return civil_from_days(*first_day_);
}

bool ValueCheck::passes(const Statement& row, int column) {
  const bool is_plain_text = row.type(column) == ColumnType::text;
  if (!is_plain_text) {
    return passes(is_set_ ? stored_element(row, column, type_) : stored_value(row, column, type_));
  }
  const auto text = row.get<std::string_view>(column);
  if (has_last_ && text == last_text_) return last_passed_;
  last_text_ = text;
  has_last_ = true;
  last_passed_ = is_textual(type_) ? is_text_fit(text)
                                   : passes(type_ == ValueType::date ? Value::date(last_text_)
                                                                     : Value::text(last_text_));
  return last_passed_;
}

bool ValueCheck::is_text_fit(std::string_view text) const {
  switch (test_.type) {
    case TestType::has_value:
      return true;
    case TestType::text_is:
      return fold(text) == folded_;
    case TestType::text_contains:
      return fold(text).find(folded_) != std::string::npos;
    case TestType::text_begins:
      return fold(text).starts_with(folded_);
    case TestType::text_mentions:
      return !words_.empty() && words_.all_match(text);
    default:
      return false;
  }
}

bool ValueCheck::is_day_fit(std::int64_t day) const {
  return (!first_day_ || day >= *first_day_) && (!last_day_ || day <= *last_day_);
}

bool ValueCheck::is_date_fit(const Value& value) const {
  if (test_.type != TestType::anniversary) {
    const auto day = day_of(value);
    return day && is_day_fit(*day);
  }
  const auto span = value.type() == ValueType::date ? parse_edtf(value.as_text()) : std::nullopt;
  if (!span || span->is_span || span->from->month == 0 || span->from->day == 0) return false;
  return next_anniversary(*span->from, today_) <= today_ + test_.days;
}

bool ValueCheck::is_number_fit(const Value& value) const {
  const auto compare = [](const Value& a, const Value& b) {  // a < b
    const auto* one = a.get<std::int64_t>();
    const auto* other = b.get<std::int64_t>();
    if (one != nullptr && other != nullptr) return *one < *other;
    const auto real = [](const Value& number) {
      const auto* whole = number.get<std::int64_t>();
      return whole != nullptr ? static_cast<double>(*whole) : *number.get<double>();
    };
    return real(a) < real(b);
  };
  if (value.type() != ValueType::integer && value.type() != ValueType::real) return false;
  return (test_.least.is_null() || !compare(value, test_.least)) &&
         (test_.most.is_null() || !compare(test_.most, value));
}

bool ValueCheck::is_money_fit(const Money& money) const {
  const auto* least = test_.least.get<Money>();
  const auto* most = test_.most.get<Money>();
  if (money.currency != (least != nullptr ? least : most)->currency) return false;
  const Wide units = in_finest_units(money);
  return (least == nullptr || units >= in_finest_units(*least)) &&
         (most == nullptr || units <= in_finest_units(*most));
}

bool ValueCheck::passes(const Value& value) const {
  if (value.is_null() || value.is_erased()) return false;
  switch (test_.type) {
    case TestType::has_value:
      return true;
    case TestType::text_is:
    case TestType::text_contains:
    case TestType::text_begins:
    case TestType::text_mentions: {
      const std::string text = text_of(value);
      return !text.empty() && is_text_fit(text);
    }
    case TestType::number_between:
      return is_number_fit(value);
    case TestType::money_between:
      return value.get<Money>() != nullptr && is_money_fit(*value.get<Money>());
    case TestType::date_between:
    case TestType::last_days:
    case TestType::before_days:
    case TestType::next_days:
    case TestType::anniversary:
      return is_date_fit(value);
    case TestType::one_of: {
      const auto* choice = value.get<Choice>();
      const auto* yes = value.get<bool>();
      if (choice == nullptr && yes == nullptr) return false;
      const std::uint32_t number = choice != nullptr ? choice->number : *yes ? 1 : 0;
      return std::ranges::binary_search(test_.numbers, number);
    }
    case TestType::is_record:
      return value.get<RecordId>() != nullptr &&
             std::ranges::binary_search(test_.records, *value.get<RecordId>());
  }
  return false;
}

}  // namespace kith
