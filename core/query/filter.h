// Which records somebody means: a tree of and, or and not over conditions on a record's own fields
// and on the records that are linked with it. What segments keep and bulk changes go by.
//
//   Filter filter{kinds::person, all_of({
//       on_field(fields::person::city, text_is("Leeds")),
//       negation(linked_by(fields::interaction::people,
//                          on_field(fields::interaction::on, last_days(90))))})};
//   FilterRunner runner(workspace);                      // filter_runner.h finds who fits
//
// What is kept is the encoding of docs/format.md ("Filters"): permanent, canonical, bounded.
#pragma once

#include "core/base/bytes.h"
#include "core/base/id.h"
#include "core/record/schema_id.h"
#include "core/record/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

// The numbers of both are permanent.
enum class TestType : std::uint8_t {
  has_value = 1,
  text_is = 2,  // texts are compared folded
  text_contains = 3,
  text_begins = 4,
  text_mentions = 5,  // each word begins a word of it, as in search
  number_between = 6,
  money_between = 7,  // of the same currency
  // A date counts as the last day that it may mean; one without a year in `anniversary` only.
  date_between = 8,
  last_days = 9,     // today and the `days` days before it
  before_days = 10,  // longer ago than these
  next_days = 11,    // today and the days behind it
  anniversary = 12,  // its day of the year comes within these
  one_of = 13,       // choices; 1 and 0 for yes and no
  is_record = 14,    // links to one of these
};

// What is asked of one value. Of a set, one element must pass.
struct FieldTest {
  TestType type = TestType::has_value;
  std::string text = {};
  Value least = {}, most = {};  // null: open. Numbers, money, or dates (any day they may mean)
  std::uint32_t days = 0;
  std::vector<std::uint32_t> numbers = {};  // sorted, each once
  std::vector<RecordId> records = {};
  bool operator==(const FieldTest&) const = default;
};

enum class NodeType : std::uint8_t {
  all = 1,  // of none: everybody
  any = 2,  // of none: nobody
  negation = 3,
  field = 4,       // the record's own
  links_to = 5,    // `field` names a record that fits the child
  linked_by = 6,   // a record that fits the child names this one in its `field`
  in_segment = 7,  // fits another segment, `record`
  in_list = 8,     // is in the list `record`
};

struct FilterNode {
  NodeType type = NodeType::all;
  FieldId field = {};
  FieldTest test = {};
  RecordId record = {};
  std::vector<FilterNode> children = {};
  bool operator==(const FilterNode&) const = default;
};

struct Filter {
  KindId kind;  // of the records meant
  FilterNode root = {};
  bool operator==(const Filter&) const = default;
};

inline constexpr std::size_t filter_depth_max = 12;
inline constexpr std::size_t filter_nodes_max = 100;
inline constexpr std::size_t filter_text_max = 1000;  // bytes
inline constexpr std::size_t filter_operands_max = 500;
inline constexpr std::uint32_t filter_days_max = 36'600;
inline constexpr std::size_t filter_size_max = 28 * 1024;  // its text fits a field

// -- making one --

FieldTest has_value();
FieldTest text_is(std::string text);
FieldTest text_contains(std::string text);
FieldTest text_begins(std::string text);
FieldTest text_mentions(std::string words);
FieldTest between(TestType type, Value least, Value most);
FieldTest in_days(TestType type, std::uint32_t days);
FieldTest one_of(std::vector<std::uint32_t> numbers);
FieldTest is_record(std::vector<RecordId> records);

FilterNode all_of(std::vector<FilterNode> children);
FilterNode any_of(std::vector<FilterNode> children);
FilterNode negation(FilterNode child);
FilterNode on_field(FieldId field, FieldTest test);
FilterNode links_to(FieldId field, FilterNode child);
FilterNode linked_by(FieldId field, FilterNode child);
FilterNode in_segment(RecordId segment);
FilterNode in_list(RecordId list);

// -- keeping one --

// Whether it keeps the rules and limits; only such a filter may be encoded.
bool is_valid(const Filter& filter);
Bytes encode_filter(const Filter& filter);
std::optional<Filter> decode_filter(ByteView bytes);
// The same as the text that a segment's field holds: hexadecimal.
std::string filter_text(const Filter& filter);
std::optional<Filter> read_filter_text(std::string_view text);

}  // namespace kith
