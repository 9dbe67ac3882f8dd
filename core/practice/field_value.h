// Values and the types of fields: what typed text stands for, how a value of one type reads as
// another, and plain words for any of them. Pure functions of a value and a field.
//
//   Typed typed = value_of_text("12.50", price, today);        // money; or text, with a warning
//   std::optional<Value> read = converted(value, retyped);     // empty: it does not convert
#pragma once

#include "core/base/date.h"
#include "core/record/schema.h"
#include "core/record/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace kith {

// What was typed is always kept: as text, with the reason why it is no value of the field's type,
// or as a value that looks wrong for the reason given.
struct Typed {
  Value value;          // null for blank text
  std::string warning;  // empty when all is well
};
Typed value_of_text(std::string_view text, const FieldInfo& field, const PartialDate& today);

// The value as a field of this type has it. A link converts to nothing and nothing to it.
std::optional<Value> converted(const Value& value, const FieldInfo& field);

// As it is typed and stored in files: "12.50 EUR", "2024-05", "yes", a choice's label. Empty for a
// link.
std::string plain_text(const Value& value, const FieldInfo& field);

// Keys that sort as the values do, of one field; what does not convert comes behind, then nothing.
std::string value_sort_key(const Value& value, const FieldInfo& field, std::string_view words);

std::string money_text(const Money& money);  // "-12.05 EUR"
std::string real_text(double number);
// Digits with blanks between them, and at most one point or comma before the decimals.
std::optional<double> parse_number(std::string_view text);

}  // namespace kith
