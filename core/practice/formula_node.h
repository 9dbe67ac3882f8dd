// The tree of a formula, as formula_parse.cpp makes it and formula.cpp reads it.
#pragma once

#include "core/practice/formula.h"

#include <cstdint>

namespace kith {

enum class FormulaOp : std::uint8_t {
  number,
  text,
  field,   // text: its label
  linked,  // text: through which, more: the other's label
  negate,
  not_,
  add,
  subtract,
  multiply,
  divide,
  join_texts,
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  and_,
  or_,
  call,  // text: the function's name
};

struct Formula::Node {
  FormulaOp op = FormulaOp::number;
  double number = 0;
  std::string text = {};
  std::string more = {};
  std::vector<std::unique_ptr<Node>> parts = {};
};

Result<std::unique_ptr<Formula::Node>> parse_formula(std::string_view text);

}  // namespace kith
