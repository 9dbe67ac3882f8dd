#include "core/query/filter.h"

#include "core/base/codec.h"
#include "core/base/date.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

bool is_number(const Value& value) {
  return value.type() == ValueType::integer || value.type() == ValueType::real;
}

bool is_money(const Value& value) {
  return value.type() == ValueType::money;
}

// A year, month or day, no span.
bool is_plain_date(const Value& value) {
  if (value.type() != ValueType::date) return false;
  const auto span = parse_edtf(value.as_text());
  return span && !span->is_span && span->from->year != 0;
}

bool is_range(const FieldTest& test, bool (*is_end)(const Value&)) {
  if (test.least.is_null() && test.most.is_null()) return false;
  for (const Value* end : {&test.least, &test.most}) {
    if (!end->is_null() && !(is_end(*end) && end->is_valid())) return false;
  }
  return true;
}

template <class Operand>
bool is_sorted_set(const std::vector<Operand>& operands) {
  return !operands.empty() && operands.size() <= filter_operands_max &&
         std::ranges::adjacent_find(operands, std::ranges::greater_equal()) == operands.end();
}

// Nothing is filled in that the type has no use for: equal tests are the same bytes.
bool has_only_its_own(const FieldTest& test) {
  FieldTest rest = test;
  rest.type = TestType::has_value;
  switch (test.type) {
    case TestType::has_value:
      break;
    case TestType::text_is:
    case TestType::text_contains:
    case TestType::text_begins:
    case TestType::text_mentions:
      rest.text.clear();
      break;
    case TestType::number_between:
    case TestType::money_between:
    case TestType::date_between:
      rest.least = rest.most = Value();
      break;
    case TestType::last_days:
    case TestType::before_days:
    case TestType::next_days:
    case TestType::anniversary:
      rest.days = 0;
      break;
    case TestType::one_of:
      rest.numbers.clear();
      break;
    case TestType::is_record:
      rest.records.clear();
      break;
  }
  return rest == FieldTest();
}

bool is_valid(const FieldTest& test) {
  if (!has_only_its_own(test)) return false;
  switch (test.type) {
    case TestType::has_value:
      return true;
    case TestType::text_is:
    case TestType::text_contains:
    case TestType::text_begins:
    case TestType::text_mentions:
      return !test.text.empty() && test.text.size() <= filter_text_max && is_valid_utf8(test.text);
    case TestType::number_between:
      return is_range(test, is_number);
    case TestType::money_between:
      return is_range(test, is_money) &&
             (test.least.is_null() || test.most.is_null() ||
              test.least.get<Money>()->currency == test.most.get<Money>()->currency);
    case TestType::date_between:
      return is_range(test, is_plain_date);
    case TestType::last_days:
    case TestType::before_days:
    case TestType::next_days:
    case TestType::anniversary:
      return test.days <= filter_days_max;
    case TestType::one_of:
      return is_sorted_set(test.numbers);
    case TestType::is_record:
      return is_sorted_set(test.records) && !test.records.front().is_null();
  }
  return false;
}

bool has_child_count(const FilterNode& node) {
  switch (node.type) {
    case NodeType::all:
    case NodeType::any:
      return true;
    case NodeType::negation:
    case NodeType::links_to:
    case NodeType::linked_by:
      return node.children.size() == 1;
    case NodeType::field:
    case NodeType::in_segment:
    case NodeType::in_list:
      return node.children.empty();
  }
  return false;
}

// No less than what it takes encoded, children aside.
std::size_t size_bound(const FilterNode& node) {
  constexpr std::size_t alone = 40, range = 2 * date_size_max;
  return alone + range + node.test.text.size() + node.test.records.size() * 16 +
         node.test.numbers.size() * 5;
}

struct Counted {
  std::size_t nodes = 0;
  std::size_t size = 0;
};

bool is_valid(const FilterNode& node, std::size_t depth, Counted& counted) {
  counted.size += size_bound(node);
  if (depth > filter_depth_max || ++counted.nodes > filter_nodes_max ||
      counted.size > filter_size_max || !has_child_count(node))
    return false;
  const bool names_field = node.type == NodeType::field || node.type == NodeType::links_to ||
                           node.type == NodeType::linked_by;
  const bool names_record = node.type == NodeType::in_segment || node.type == NodeType::in_list;
  if (node.field.is_null() == names_field || node.record.is_null() == names_record) return false;
  if (node.type == NodeType::field ? !is_valid(node.test) : node.test != FieldTest()) return false;
  return std::ranges::all_of(
      node.children, [&](const FilterNode& child) { return is_valid(child, depth + 1, counted); });
}

FieldTest on_text(TestType type, std::string text) {
  return {.type = type, .text = std::move(text)};
}

FilterNode with_child(NodeType type, FieldId field, FilterNode child) {
  FilterNode node{.type = type, .field = field};
  node.children.push_back(std::move(child));
  return node;
}

template <class Operand>
void sort_set(std::vector<Operand>& operands) {
  std::ranges::sort(operands);
  const auto rest = std::ranges::unique(operands);
  operands.erase(rest.begin(), rest.end());
}

}  // namespace

FieldTest has_value() {
  return {};
}
FieldTest text_is(std::string text) {
  return on_text(TestType::text_is, std::move(text));
}
FieldTest text_contains(std::string text) {
  return on_text(TestType::text_contains, std::move(text));
}
FieldTest text_begins(std::string text) {
  return on_text(TestType::text_begins, std::move(text));
}
FieldTest text_mentions(std::string words) {
  return on_text(TestType::text_mentions, std::move(words));
}
FieldTest between(TestType type, Value least, Value most) {
  return {.type = type, .least = std::move(least), .most = std::move(most)};
}
FieldTest in_days(TestType type, std::uint32_t days) {
  return {.type = type, .days = days};
}
FieldTest one_of(std::vector<std::uint32_t> numbers) {
  sort_set(numbers);
  return {.type = TestType::one_of, .numbers = std::move(numbers)};
}
FieldTest is_record(std::vector<RecordId> records) {
  sort_set(records);
  return {.type = TestType::is_record, .records = std::move(records)};
}

FilterNode all_of(std::vector<FilterNode> children) {
  return {.type = NodeType::all, .children = std::move(children)};
}
FilterNode any_of(std::vector<FilterNode> children) {
  return {.type = NodeType::any, .children = std::move(children)};
}
FilterNode negation(FilterNode child) {
  return with_child(NodeType::negation, {}, std::move(child));
}
FilterNode on_field(FieldId field, FieldTest test) {
  return {.type = NodeType::field, .field = field, .test = std::move(test)};
}
FilterNode links_to(FieldId field, FilterNode child) {
  return with_child(NodeType::links_to, field, std::move(child));
}
FilterNode linked_by(FieldId field, FilterNode child) {
  return with_child(NodeType::linked_by, field, std::move(child));
}
FilterNode in_segment(RecordId segment) {
  return {.type = NodeType::in_segment, .record = segment};
}
FilterNode in_list(RecordId list) {
  return {.type = NodeType::in_list, .record = list};
}

bool is_valid(const Filter& filter) {
  Counted counted;
  return !filter.kind.is_null() && is_valid(filter.root, 1, counted);
}

}  // namespace kith
