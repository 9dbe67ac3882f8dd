#include "core/practice/formula.h"

#include "core/practice/field_value.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <string>

using namespace kith;

namespace {

class Fields final : public FormulaScope {
 public:
  std::map<std::string, std::vector<Value>, std::less<>> own, others;

  PartialDate today() const override { return {2026, 11, 22}; }
  Result<std::vector<Value>> values(std::string_view label) override {
    const auto found = own.find(label);
    if (found == own.end()) return fail(ErrorCode::not_found, "There is no such field.");
    return found->second;
  }
  Result<std::vector<Value>> linked(std::string_view, std::string_view label) override {
    return others[std::string(label)];
  }
  std::string words(std::string_view, const Value& value) override {
    return value.get<Choice>() != nullptr ? "Done" : "Ana";
  }
};

std::string computed(std::string_view text) {
  Fields fields;
  fields.own = {{"Price", {Value::money({1250, "EUR", 2})}},
                {"Number", {Value::integer(4)}},
                {"Nothing", {}},
                {"State", {Value::choice(2)}},
                {"Topics", {Value::text("Law"), Value::text("Money")}},
                {"Bought", {Value::date("2020-12-01")}},
                {"Year", {Value::date("2000")}}};
  fields.others = {{"Amount", {Value::integer(3), Value::real(4.5)}}};
  const auto formula = Formula::parse(text);
  if (!formula) return "! " + formula.error().text;
  const auto value = formula->evaluate(fields);
  return value ? plain_text(*value, FieldInfo{}) : "? " + value.error().text;
}

}  // namespace

TEST_CASE("a formula computes with numbers, texts, dates and what is linked") {
  CHECK(computed("1 + 2 * 3 - 4 / 2") == "5");
  CHECK(computed("-(2 - 5) * 2") == "6");
  CHECK(computed("10 - 3 - 2") == "5");
  CHECK(computed("[Price] * [Number]") == "50");
  CHECK(computed("sum([Gifts].[Amount])") == "7.5");
  CHECK(computed("max([Gifts].[Amount], 9)") == "9");
  CHECK(computed("average([Gifts].[Amount])") == "3.75");
  CHECK(computed("count([Topics])") == "2");
  CHECK(computed("join([Topics], \" & \")") == "Law & Money");
  CHECK(computed("\"No. \" & [Number]") == "No. 4");
  CHECK(computed("years_since([Bought])") == "5");
  CHECK(computed("years_since([Year])") == "26");
  CHECK(computed("days_between([Bought], today())") == "2182");
  CHECK(computed("round(10 / 3, 2)") == "3.33");
  CHECK(computed("if([State] = \"Done\" and not [Number] > 4, \"yes\", \"no\")") == "yes");
  CHECK(computed("empty([Nothing]) or 1 / 0 = 1") == "yes");
  CHECK(computed("[Nothing] + 1").empty());
  CHECK(computed("sum([Nothing])") == "0");
}

TEST_CASE("what is wrong with a formula is said") {
  CHECK(computed("1 +").starts_with("! Something is missing at place 4"));
  CHECK(computed("[Price").starts_with("! The end is missing"));
  CHECK(computed("1 2").starts_with("! Something is left over"));
  CHECK(computed("1.2.3").starts_with("! "));
  CHECK(computed("Price").starts_with("! A field stands in [brackets]"));
  CHECK(computed("1 / 0").starts_with("? Nothing can be divided by 0"));
  CHECK(computed("[Topics] + 1") == "? “Law” is no number.");
  CHECK(computed("nothing(1)") == "? There is no function nothing with 1 parts.");
  CHECK(computed("[Unknown]") == "? There is no such field.");
  CHECK(computed(std::string(100, '(') + "1").starts_with("! This formula is too deep"));
  CHECK(computed(std::string(1'500, '-') + "1").starts_with("! This formula is too"));
  std::string long_sum = "1";
  for (int i = 0; i < 300; ++i)
    long_sum += "+1";
  CHECK(computed(long_sum).starts_with("! This formula is too long"));
  CHECK(computed(std::string(3'000, ' ')).starts_with("! A formula has at most"));
}
