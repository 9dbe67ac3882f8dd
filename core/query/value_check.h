// A field's test made ready for many values: texts folded, days counted from today. Internal to
// core/query.
#pragma once

#include "core/base/date.h"
#include "core/query/filter.h"
#include "core/query/query_words.h"
#include "core/record/schema.h"
#include "core/store/statement.h"

#include <cstdint>
#include <optional>
#include <string>

namespace kith {

// The day by which a date is compared, since 1970; empty for one without a year.
std::optional<std::int64_t> day_of(const Value& value);

class ValueCheck {
 public:
  // For elements of sets see `element`.
  ValueCheck(const FieldTest& test, const FieldInfo& field, const PartialDate& today);

  // Whether the value in `column` passes; an element has its second half right behind.
  bool passes(const Statement& row, int column);
  bool passes(const Value& value) const;
  // No date before this passes.
  std::optional<PartialDate> earliest() const;

 private:
  bool is_text_fit(std::string_view text) const;
  bool is_day_fit(std::int64_t day) const;
  bool is_date_fit(const Value& value) const;
  bool is_number_fit(const Value& value) const;
  bool is_money_fit(const Money& money) const;

  FieldTest test_;
  ValueType type_;
  bool is_set_;
  std::int64_t today_;
  std::optional<std::int64_t> first_day_, last_day_;
  std::string folded_;
  QueryWords words_;
  // Along an index equal texts follow each other.
  std::string last_text_;
  bool last_passed_ = false;
  bool has_last_ = false;
};

}  // namespace kith
