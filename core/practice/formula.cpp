#include "core/practice/formula.h"

#include "core/practice/field_value.h"
#include "core/practice/formula_node.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace kith {
namespace {

using Node = Formula::Node;
using Values = std::vector<Value>;

constexpr std::size_t list_max = 10'000;
constexpr double whole_max = 9e15;
constexpr int decimals_max = 9;

std::unexpected<Error> wrong(std::string what) {
  return fail(ErrorCode::invalid_argument, std::move(what));
}

std::optional<double> number_of(const Value& value) {
  if (const auto* whole = value.get<std::int64_t>()) return static_cast<double>(*whole);
  if (const auto* real = value.get<double>()) return *real;
  if (const auto* yes = value.get<bool>()) return *yes ? 1 : 0;
  if (const auto* money = value.get<Money>()) {
    double amount = static_cast<double>(money->minor_units);
    for (int i = 0; i < money->exponent; ++i)
      amount /= 10;
    return amount;
  }
  if (value.type() == ValueType::text) return parse_number(value.as_text());
  return std::nullopt;
}

Value number_value(double number) {
  if (number == std::floor(number) && std::abs(number) < whole_max)
    return Value::integer(static_cast<std::int64_t>(number));
  return Value::real(number);
}

// The first day that it may mean; of a day of every year none.
std::optional<std::int64_t> day_of(const Value& value) {
  if (value.type() != ValueType::date) return std::nullopt;
  const auto span = parse_edtf(value.as_text());
  const auto date = !span ? std::nullopt : span->from ? span->from : span->to;
  if (!date || date->year == 0) return std::nullopt;
  return days_from_civil({date->year, std::max(date->month, 1), std::max(date->day, 1)});
}

bool is_true(const Values& values) {
  if (values.empty()) return false;
  const auto number = number_of(values[0]);
  return number ? *number != 0 : !values[0].as_text().empty();
}

class Evaluator {
 public:
  explicit Evaluator(FormulaScope& scope) : scope_(scope) {}

  Result<Values> evaluate(const Node& node);
  std::string words(const Value& value);

 private:
  Result<Values> arithmetic(const Node& node);
  Result<Values> compare(const Node& node);
  Result<Values> call(const Node& node);
  Result<Values> fold_numbers(const Node& node);
  Result<Values> years_since(const Node& node);
  Result<Values> days_between(const Node& node);
  Result<Values> join(const Node& node);
  Result<Values> read(const Node& node);

  FormulaScope& scope_;
};

std::string Evaluator::words(const Value& value) {
  return plain_text(value, FieldInfo{});
}

// Choices and links come as their words, which is what they are compared with and joined as.
Result<Values> Evaluator::read(const Node& node) {
  const bool is_linked = node.op == FormulaOp::linked;
  Values values = TRY(is_linked ? scope_.linked(node.text, node.more) : scope_.values(node.text));
  if (values.size() > list_max) return wrong("This is too much to compute with.");
  for (Value& value : values) {
    if (value.type() == ValueType::choice || value.type() == ValueType::link)
      value = Value::text(scope_.words(is_linked ? node.more : node.text, value));
  }
  return values;
}

Result<Values> Evaluator::arithmetic(const Node& node) {
  const Values left = TRY(evaluate(*node.parts[0]));
  const Values right = TRY(evaluate(*node.parts[1]));
  if (left.empty() || right.empty()) return Values();
  const auto a = number_of(left[0]);
  const auto b = number_of(right[0]);
  if (!a || !b) return wrong("“" + words(a ? right[0] : left[0]) + "” is no number.");
  double number = 0;
  if (node.op == FormulaOp::add) number = *a + *b;
  if (node.op == FormulaOp::subtract) number = *a - *b;
  if (node.op == FormulaOp::multiply) number = *a * *b;
  if (node.op == FormulaOp::divide) {
    if (*b == 0) return wrong("Nothing can be divided by 0.");
    number = *a / *b;
  }
  if (!std::isfinite(number)) return wrong("The number is too large.");
  return Values{number_value(number)};
}

Result<Values> Evaluator::compare(const Node& node) {
  const Values left = TRY(evaluate(*node.parts[0]));
  const Values right = TRY(evaluate(*node.parts[1]));
  int order = static_cast<int>(!left.empty()) - static_cast<int>(!right.empty());
  if (!left.empty() && !right.empty()) {
    const auto a = number_of(left[0]);
    const auto b = number_of(right[0]);
    if (a && b)
      order = *a < *b ? -1 : *a > *b ? 1 : 0;
    else
      order = words(left[0]).compare(words(right[0]));
  }
  switch (node.op) {
    case FormulaOp::equal:
      return Values{Value::yes_no(order == 0)};
    case FormulaOp::not_equal:
      return Values{Value::yes_no(order != 0)};
    case FormulaOp::less:
      return Values{Value::yes_no(order < 0)};
    case FormulaOp::less_or_equal:
      return Values{Value::yes_no(order <= 0)};
    case FormulaOp::greater:
      return Values{Value::yes_no(order > 0)};
    default:
      return Values{Value::yes_no(order >= 0)};
  }
}

Result<Values> Evaluator::evaluate(const Node& node) {
  switch (node.op) {
    case FormulaOp::number:
      return Values{number_value(node.number)};
    case FormulaOp::text:
      return Values{Value::text(node.text)};
    case FormulaOp::field:
    case FormulaOp::linked:
      return read(node);
    case FormulaOp::negate: {
      const Values values = TRY(evaluate(*node.parts[0]));
      if (values.empty()) return values;
      const auto number = number_of(values[0]);
      if (!number) return wrong("“" + words(values[0]) + "” is no number.");
      return Values{number_value(0 - *number)};
    }
    case FormulaOp::not_:
      return Values{Value::yes_no(!is_true(TRY(evaluate(*node.parts[0]))))};
    case FormulaOp::and_:
    case FormulaOp::or_: {
      const bool left = is_true(TRY(evaluate(*node.parts[0])));
      if (left == (node.op == FormulaOp::or_)) return Values{Value::yes_no(left)};
      return Values{Value::yes_no(is_true(TRY(evaluate(*node.parts[1]))))};
    }
    case FormulaOp::join_texts: {
      std::string text;
      for (const auto& part : node.parts) {
        for (const Value& value : TRY(evaluate(*part)))
          text += words(value);
      }
      if (text.size() > text_size_max) return wrong("The text is too long.");
      return Values{Value::text(std::move(text))};
    }
    case FormulaOp::call:
      return call(node);
    case FormulaOp::add:
    case FormulaOp::subtract:
    case FormulaOp::multiply:
    case FormulaOp::divide:
      return arithmetic(node);
    default:
      return compare(node);
  }
}

Result<Values> Evaluator::fold_numbers(const Node& node) {
  double sum = 0;
  std::size_t count = 0;
  std::optional<double> least, greatest;
  for (const auto& part : node.parts) {
    for (const Value& value : TRY(evaluate(*part))) {
      const auto number = number_of(value);
      if (!number) return wrong("“" + words(value) + "” is no number.");
      sum += *number;
      ++count;
      least = std::min(least.value_or(*number), *number);
      greatest = std::max(greatest.value_or(*number), *number);
    }
  }
  if (!std::isfinite(sum)) return wrong("The number is too large.");
  if (node.text == "sum") return Values{number_value(sum)};
  if (count == 0) return Values();
  if (node.text == "average") return Values{number_value(sum / static_cast<double>(count))};
  return Values{number_value(node.text == "min" ? *least : *greatest)};
}

Result<Values> Evaluator::days_between(const Node& node) {
  const Values from = TRY(evaluate(*node.parts[0]));
  const Values to = TRY(evaluate(*node.parts[1]));
  if (from.empty() || to.empty()) return Values();
  const auto first = day_of(from[0]);
  const auto last = day_of(to[0]);
  if (!first || !last) return wrong("“" + words(first ? to[0] : from[0]) + "” is no day.");
  return Values{Value::integer(*last - *first)};
}

// Whole years up to today, as an age is told.
Result<Values> Evaluator::years_since(const Node& node) {
  const Values since = TRY(evaluate(*node.parts[0]));
  if (since.empty()) return Values();
  const auto day = day_of(since[0]);
  if (!day) return wrong("“" + words(since[0]) + "” is no day.");
  const PartialDate from = civil_from_days(*day);
  const PartialDate now = scope_.today();
  const bool is_before = std::pair(now.month, now.day) < std::pair(from.month, from.day);
  return Values{Value::integer(now.year - from.year - (is_before ? 1 : 0))};
}

Result<Values> Evaluator::join(const Node& node) {
  const Values values = TRY(evaluate(*node.parts[0]));
  const Values between = node.parts.size() > 1 ? TRY(evaluate(*node.parts[1])) : Values();
  const std::string separator = between.empty() ? ", " : words(between[0]);
  std::string text;
  for (const Value& value : values) {
    text += (text.empty() ? "" : separator) + words(value);
    if (text.size() > text_size_max) return wrong("The text is too long.");
  }
  return Values{Value::text(std::move(text))};
}

Result<Values> Evaluator::call(const Node& node) {
  const std::string& name = node.text;
  const std::size_t count = node.parts.size();
  const auto is = [&](std::string_view known, std::size_t least, std::size_t most) {
    return name == known && count >= least && count <= most;
  };
  if (is("today", 0, 0)) return Values{Value::date(edtf_text(scope_.today()))};
  if (is("count", 1, 1))
    return Values{Value::integer(static_cast<std::int64_t>(TRY(evaluate(*node.parts[0])).size()))};
  if (is("empty", 1, 1)) return Values{Value::yes_no(TRY(evaluate(*node.parts[0])).empty())};
  if (is("if", 2, 3)) {
    if (is_true(TRY(evaluate(*node.parts[0])))) return evaluate(*node.parts[1]);
    return count == 3 ? evaluate(*node.parts[2]) : Values();
  }
  if (is("join", 1, 2)) return join(node);
  if (is("days_between", 2, 2)) return days_between(node);
  if (is("years_since", 1, 1)) return years_since(node);
  if (is("round", 1, 2)) {
    const Values values = TRY(evaluate(*node.parts[0]));
    const Values places = count == 2 ? TRY(evaluate(*node.parts[1])) : Values();
    if (values.empty()) return values;
    const auto number = number_of(values[0]);
    const auto decimals = places.empty() ? std::optional(0.0) : number_of(places[0]);
    if (!number || !decimals) return wrong("Only a number can be rounded.");
    const double scale = std::pow(10, std::clamp(std::floor(*decimals), 0.0, double{decimals_max}));
    const double rounded = std::round(*number * scale) / scale;
    return Values{number_value(std::isfinite(rounded) ? rounded : *number)};
  }
  if (count > 0 && (name == "sum" || name == "min" || name == "max" || name == "average"))
    return fold_numbers(node);
  return wrong("There is no function " + name + " with " + std::to_string(count) + " parts.");
}

}  // namespace

Formula::Formula(std::unique_ptr<Node> root) : root_(std::move(root)) {}
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;
Formula::~Formula() = default;

Result<Formula> Formula::parse(std::string_view text) {
  return Formula(TRY(parse_formula(text)));
}

Result<Value> Formula::evaluate(FormulaScope& scope) const {
  Evaluator evaluator(scope);
  const Values values = TRY(evaluator.evaluate(*root_));
  if (values.empty()) return Value();
  if (values.size() == 1) return values[0];
  std::string text;
  for (const Value& value : values) {
    text += (text.empty() ? "" : ", ") + evaluator.words(value);
    if (text.size() > text_size_max) return wrong("The text is too long.");
  }
  return Value::text(std::move(text));
}

}  // namespace kith
