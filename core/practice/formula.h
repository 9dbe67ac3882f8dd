// What a computed field is computed by: a small language over the fields of a record and of the
// records it links to. It reads, and can do nothing else; length, depth and lists are bounded.
//
//   [Price] * [Number]            sum([Gifts].[Amount])         if([Done], "yes", "not yet")
//   years_since([Bought on])      join([Topics], "; ")          days_between([Due], today())
//
// Operators: + - * / & (joins texts) = <> < <= > >= and or not. Functions: count sum min max
// average join if empty round today days_between years_since. What is missing counts as nothing:
// 0 in a sum, and nothing comes of it elsewhere.
#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/record/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

inline constexpr std::size_t formula_size_max = 2'000;

// Where the values come from.
class FormulaScope {
 public:
  virtual ~FormulaScope() = default;
  virtual PartialDate today() const = 0;
  // Of a field by its label; errors say why there are none.
  virtual Result<std::vector<Value>> values(std::string_view label) = 0;
  // Of a field of the records that a field links to.
  virtual Result<std::vector<Value>> linked(std::string_view through, std::string_view label) = 0;
  // In plain words: a choice by its label, a link by its name.
  virtual std::string words(std::string_view label, const Value& value) = 0;
};

class Formula {
 public:
  // The error says what is wrong and where.
  static Result<Formula> parse(std::string_view text);
  Formula(Formula&&) noexcept;
  Formula& operator=(Formula&&) noexcept;
  ~Formula();

  // Null for nothing.
  Result<Value> evaluate(FormulaScope& scope) const;

  struct Node;

 private:
  explicit Formula(std::unique_ptr<Node> root);
  std::unique_ptr<Node> root_;
};

}  // namespace kith
