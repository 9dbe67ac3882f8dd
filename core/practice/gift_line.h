// The amount that what is said of a gift begins with: "50 EUR for the roof", "€20, by transfer".
// Internal to core/practice.
#pragma once

#include "core/record/schema.h"
#include "core/record/value.h"

#include <optional>
#include <string_view>

namespace kith {

struct GiftLine {
  Value amount;           // money
  std::string_view rest;  // of the text
};
// Empty when the text begins with no amount: "2 boxes of apples" is none. Without a currency it is
// the field's.
std::optional<GiftLine> read_gift(std::string_view text, const FieldInfo& amount);

}  // namespace kith
