#include "core/practice/field_value.h"

#include "core/base/date_words.h"
#include "core/base/text_fold.h"
#include "core/base/text_sort_key.h"
#include "core/practice/words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>

namespace kith {
namespace {

constexpr std::uint8_t money_exponent = 2;
constexpr double whole_max = 9e15;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_contact(ValueType type) {
  return type >= ValueType::email && type <= ValueType::handle;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  const auto number = parse_number(text);
  if (!number || *number != std::floor(*number) || std::abs(*number) > whole_max)
    return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

std::string currency_of(const FieldInfo& field) {
  return field.unit.size() == 3 ? field.unit : "EUR";
}

std::optional<Value> money_value(double amount, std::string currency, std::uint8_t exponent) {
  double units = amount;
  for (int i = 0; i < exponent; ++i)
    units *= 10;
  if (std::abs(units) > whole_max) return std::nullopt;
  Value value = Value::money({std::llround(units), std::move(currency), exponent});
  return value.is_valid() ? std::optional(value) : std::nullopt;
}

// "12.50", "EUR 12.50", "12,50 usd": without a currency the field's.
std::optional<Value> parse_money(std::string_view text, const FieldInfo& field) {
  std::string currency;
  std::string digits;
  for (const char c : text) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const bool is_letter = upper >= 'A' && upper <= 'Z';
    (is_letter ? currency : digits) += upper;
  }
  const auto amount = parse_number(digits);
  if (!amount || (!currency.empty() && currency.size() != 3)) return std::nullopt;
  return money_value(*amount, currency.empty() ? currency_of(field) : currency, money_exponent);
}

std::optional<Value> parse_yes_no(std::string_view text) {
  static constexpr std::array yes = {"yes", "y", "true", "1", "x", "on"};
  static constexpr std::array no = {"no", "n", "false", "0", "off", "-"};
  const std::string folded = fold(text);
  if (std::ranges::find(yes, folded) != yes.end()) return Value::yes_no(true);
  if (std::ranges::find(no, folded) != no.end()) return Value::yes_no(false);
  return std::nullopt;
}

std::optional<Value> choice_named(std::string_view text, const FieldInfo& field) {
  const std::string folded = fold(text);
  for (const ChoiceInfo& choice : field.choices) {
    if (fold(choice.label) == folded) return Value::choice(choice.number);
  }
  return std::nullopt;
}

// Of a value that has no words but those.
std::optional<Value> value_of_plain(std::string_view text, const FieldInfo& field) {
  switch (field.type) {
    case ValueType::text:
      return text.size() <= text_size_max ? std::optional(Value::text(std::string(text)))
                                          : std::nullopt;
    case ValueType::long_text:
      return Value::long_text(std::string(text));
    case ValueType::integer:
      if (const auto number = parse_whole(text)) return Value::integer(*number);
      return std::nullopt;
    case ValueType::real:
      if (const auto number = parse_number(text)) return Value::real(*number);
      return std::nullopt;
    case ValueType::yes_no:
      return parse_yes_no(text);
    case ValueType::date:
      if (is_edtf(text)) return Value::date(std::string(text));
      return std::nullopt;
    case ValueType::money:
      return parse_money(text, field);
    case ValueType::choice:
      return choice_named(text, field);
    case ValueType::address:
      // Which part of one typed line is the city is not guessed.
      if (text.size() > contact_part_size_max) return std::nullopt;
      return Value::address({.street = std::string(text)});
    default:
      if (!is_contact(field.type) || text.size() > contact_part_size_max) return std::nullopt;
      return Value::contact(field.type, {.text = std::string(text)});
  }
}

std::string warning_for(const FieldInfo& field) {
  switch (field.type) {
    case ValueType::integer:
      return field.style == FieldStyle::rating ? "Kept as written: a rating is 1 to 5."
                                               : "Kept as written: this is no whole number.";
    case ValueType::real:
      return "Kept as written: this is no number.";
    case ValueType::date:
      return "Kept as written: this is no date Kith can read, like 3 May 2024, May 2024 or 1974.";
    case ValueType::money:
      return "Kept as written: this is no amount, like 12.50 or 12.50 EUR.";
    case ValueType::choice:
      return "Kept as written: this is none of the choices.";
    case ValueType::yes_no:
      return "Kept as written: this is neither yes nor no.";
    case ValueType::attachment:
      return "Kept as written: this is no file.";
    case ValueType::link:
      return "Kept as written: nothing of this name is here to link to.";
    default:
      return "Kept as written.";
  }
}

// Why a value of the right type may be a slip.
std::string doubt_about(const Value& value) {
  const std::string& text = value.as_text();
  if (value.type() == ValueType::email) {
    const std::size_t at = text.find('@');
    const bool has_dot = at != text.npos && text.find('.', at) != text.npos;
    if (at == 0 || !has_dot || text.find(' ') != text.npos) {
      return "This does not look like an e-mail address.";
    }
  }
  if (value.type() == ValueType::phone && std::ranges::count_if(text, is_digit) < 3) {
    return "This does not look like a telephone number.";
  }
  if (value.type() == ValueType::url && text.find('.') == text.npos) {
    return "This does not look like a web address.";
  }
  return {};
}

void append_ordered(std::string& key, std::uint64_t bits) {
  for (int shift = 56; shift >= 0; shift -= 8)
    key += static_cast<char>(bits >> shift);
}

// Numbers as bytes in their order.
void append_number(std::string& key, double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number);
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  append_ordered(key, bits & sign ? ~bits : bits | sign);
}

// By the end of what the date may mean; one of every year by its day.
void append_date(std::string& key, const std::string& edtf) {
  const auto span = parse_edtf(edtf);
  const auto date = !span ? std::nullopt : span->from ? span->from : span->to;
  if (!date) return;
  const std::array<int, 3> parts = {date->year, date->month, date->day};
  for (const int part : parts)
    append_number(key, part);
}

}  // namespace

std::string money_text(const Money& money) {
  const bool is_negative = money.minor_units < 0;
  const auto bits = static_cast<std::uint64_t>(money.minor_units);
  std::string digits = std::to_string(is_negative ? 0 - bits : bits);
  if (digits.size() <= money.exponent) digits.insert(0, money.exponent + 1 - digits.size(), '0');
  if (money.exponent > 0) digits.insert(digits.size() - money.exponent, ".");
  return (is_negative ? "-" : "") + digits + " " + money.currency;
}

std::string real_text(double number) {
  // std::to_chars would bring 60 kB of tables into the page.
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.15g", number);
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  // The last point or comma begins the decimals, unless it stands before three digits as others do.
  const std::size_t mark = text.find_last_of(".,");
  double number = 0;
  double scale = 1;
  int digits = 0;
  const bool is_group = mark != text.npos && text[mark] == ',' && text.size() - mark == 4 &&
                        mark > 0 && text.find('.') == text.npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      number = number * 10 + (c - '0');
      if (mark != text.npos && i > mark && !is_group) scale *= 10;
      ++digits;
    } else if (c != ' ' && c != '\'' && c != '.' && c != ',') {
      return std::nullopt;
    }
  }
  if (digits == 0 || digits > 18) return std::nullopt;
  const double value = number / scale;
  return is_negative && value != 0 ? -value : value;
}

std::string plain_text(const Value& value, const FieldInfo& field) {
  if (const auto* way = value.get<ContactWay>()) return way->text;
  if (const auto* address = value.get<Address>()) return address_in_words(*address);
  if (const auto* choice = value.get<Choice>()) {
    const auto found = std::ranges::find(field.choices, choice->number, &ChoiceInfo::number);
    return found == field.choices.end() ? std::to_string(choice->number) : found->label;
  }
  if (const auto* attachment = value.get<Attachment>()) return attachment->name;
  if (const auto* money = value.get<Money>()) return money_text(*money);
  if (const auto* yes = value.get<bool>()) return *yes ? "yes" : "no";
  if (const auto* number = value.get<std::int64_t>()) return std::to_string(*number);
  if (const auto* number = value.get<double>()) return real_text(*number);
  return value.as_text();
}

std::optional<Value> converted(const Value& value, const FieldInfo& field) {
  if (value.is_null()) return std::nullopt;
  if (value.type() == field.type) {
    const auto* number = value.get<std::int64_t>();
    const bool is_rated =
        field.style != FieldStyle::rating || number == nullptr || (*number >= 1 && *number <= 5);
    return is_rated ? std::optional(value) : std::nullopt;
  }
  // A file's name is not the file.
  const bool has_no_text = value.type() == ValueType::link || value.type() == ValueType::instant ||
                           value.type() == ValueType::attachment;
  if (has_no_text) return std::nullopt;
  const auto* whole = value.get<std::int64_t>();
  const auto* real = value.get<double>();
  if (field.type == ValueType::money && (whole != nullptr || real != nullptr)) {
    const double amount = whole != nullptr ? static_cast<double>(*whole) : *real;
    return money_value(amount, currency_of(field), money_exponent);
  }
  if (const auto* money = value.get<Money>();
      money != nullptr && (field.type == ValueType::real || field.type == ValueType::integer)) {
    std::string text = money_text(*money);
    text.resize(text.size() - 4);
    return value_of_plain(text, field);
  }
  auto read = value_of_plain(plain_text(value, field), field);
  return read && read->type() == field.type ? converted(*read, field) : read;
}

Typed value_of_text(std::string_view text, const FieldInfo& field, const PartialDate& today) {
  text = trimmed(text);
  if (text.empty()) return {};
  auto value = value_of_plain(text, field);
  if (!value && field.type == ValueType::date) {
    if (const auto date = parse_date_words(text, today)) value = Value::date(edtf_text(*date));
  }
  if (value) value = converted(*value, field);
  if (value) return {*value, doubt_about(*value)};
  return {Value::text(std::string(text)), warning_for(field)};
}

std::string value_sort_key(const Value& value, const FieldInfo& field, std::string_view words) {
  if (value.is_null()) return "\x03";
  const auto read = field.type == ValueType::link ? std::optional(value) : converted(value, field);
  if (!read) return "\x02" + name_sort_key(plain_text(value, field));
  std::string key = "\x01";
  if (const auto* whole = read->get<std::int64_t>()) {
    append_number(key, static_cast<double>(*whole));
  } else if (const auto* real = read->get<double>()) {
    append_number(key, *real);
  } else if (const auto* yes = read->get<bool>()) {
    key += *yes ? '\0' : '\1';
  } else if (const auto* money = read->get<Money>()) {
    double amount = static_cast<double>(money->minor_units);
    for (int i = 0; i < money->exponent; ++i)
      amount /= 10;
    key += money->currency;
    append_number(key, amount);
  } else if (const auto* choice = read->get<Choice>()) {
    append_ordered(key, choice->number);
  } else if (read->type() == ValueType::date) {
    append_date(key, read->as_text());
  } else {
    key += name_sort_key(words.empty() ? std::string_view(plain_text(*read, field)) : words);
  }
  return key;
}

}  // namespace kith
