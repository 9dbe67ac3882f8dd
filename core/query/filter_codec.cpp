// A filter as bytes (docs/format.md, "Filters"). The writer puts nothing down that the reader
// refuses, and the reader takes nothing that the writer would not have written.
#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/query/filter.h"

#include <algorithm>

namespace kith {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::uint64_t builtin_max = 65535;

// -- out --

template <class Tag>
void put_schema_id(Encoder& out, const SchemaId<Tag>& id) {
  if (id.is_builtin()) return out.varint(id.low * 2);
  out.varint(1);
  out.u64(id.high);
  out.u64(id.low);
}

void put_test(Encoder& out, const FieldTest& test) {
  out.u8(static_cast<std::uint8_t>(test.type));
  switch (test.type) {
    case TestType::has_value:
      break;
    case TestType::text_is:
    case TestType::text_contains:
    case TestType::text_begins:
    case TestType::text_mentions:
      out.text(test.text);
      break;
    case TestType::number_between:
    case TestType::money_between:
    case TestType::date_between:
      test.least.encode(out);
      test.most.encode(out);
      break;
    case TestType::last_days:
    case TestType::before_days:
    case TestType::next_days:
    case TestType::anniversary:
      out.varint(test.days);
      break;
    case TestType::one_of:
      out.varint(test.numbers.size());
      for (std::uint32_t number : test.numbers)
        out.varint(number);
      break;
    case TestType::is_record:
      out.varint(test.records.size());
      for (const RecordId& record : test.records)
        out.id(record);
      break;
  }
}

void put_node(Encoder& out, const FilterNode& node) {
  out.u8(static_cast<std::uint8_t>(node.type));
  switch (node.type) {
    case NodeType::all:
    case NodeType::any:
      out.varint(node.children.size());
      break;
    case NodeType::negation:
      break;
    case NodeType::field:
      put_schema_id(out, node.field);
      put_test(out, node.test);
      break;
    case NodeType::links_to:
    case NodeType::linked_by:
      put_schema_id(out, node.field);
      break;
    case NodeType::in_segment:
    case NodeType::in_list:
      out.id(node.record);
      break;
  }
  for (const FilterNode& child : node.children)
    put_node(out, child);
}

// -- in --

template <class Id>
Id get_schema_id(Decoder& in) {
  const std::uint64_t first = in.varint();
  if (first != 1) {
    if (first % 2 != 0 || first / 2 > builtin_max) in.fail();
    return {0, first / 2};
  }
  Id id;
  id.high = in.u64();
  id.low = in.u64();
  if (id.is_builtin()) in.fail();
  return id;
}

FieldTest get_test(Decoder& in) {
  FieldTest test;
  test.type = static_cast<TestType>(in.u8());
  switch (test.type) {
    case TestType::has_value:
      return test;
    case TestType::text_is:
    case TestType::text_contains:
    case TestType::text_begins:
    case TestType::text_mentions:
      test.text = in.text(filter_text_max);
      return test;
    case TestType::number_between:
    case TestType::money_between:
    case TestType::date_between:
      test.least = Value::decode(in);
      test.most = Value::decode(in);
      return test;
    case TestType::last_days:
    case TestType::before_days:
    case TestType::next_days:
    case TestType::anniversary:
      test.days = static_cast<std::uint32_t>(in.varint_up_to(filter_days_max));
      return test;
    case TestType::one_of:
      test.numbers.resize(in.varint_up_to(std::min(filter_operands_max, in.left())));
      for (std::uint32_t& number : test.numbers)
        number = static_cast<std::uint32_t>(in.varint_up_to(UINT32_MAX));
      return test;
    case TestType::is_record:
      test.records.resize(in.varint_up_to(std::min(filter_operands_max, in.left() / 16)));
      for (RecordId& record : test.records)
        record = in.id<RecordTag>();
      return test;
  }
  in.fail();
  return test;
}

FilterNode get_node(Decoder& in, std::size_t depth, std::size_t& count);

void get_children(Decoder& in, FilterNode& node, std::size_t child_count, std::size_t depth,
                  std::size_t& count) {
  for (std::size_t i = 0; i < child_count && in.ok(); ++i)
    node.children.push_back(get_node(in, depth + 1, count));
}

FilterNode get_node(Decoder& in, std::size_t depth, std::size_t& count) {
  if (depth > filter_depth_max || ++count > filter_nodes_max) in.fail();
  FilterNode node{.type = static_cast<NodeType>(in.u8())};
  if (!in.ok()) return node;
  switch (node.type) {
    case NodeType::all:
    case NodeType::any:
      get_children(in, node, in.varint_up_to(filter_nodes_max), depth, count);
      return node;
    case NodeType::negation:
      get_children(in, node, 1, depth, count);
      return node;
    case NodeType::field:
      node.field = get_schema_id<FieldId>(in);
      node.test = get_test(in);
      return node;
    case NodeType::links_to:
    case NodeType::linked_by:
      node.field = get_schema_id<FieldId>(in);
      get_children(in, node, 1, depth, count);
      return node;
    case NodeType::in_segment:
    case NodeType::in_list:
      node.record = in.id<RecordTag>();
      return node;
  }
  in.fail();
  return node;
}

}  // namespace

Bytes encode_filter(const Filter& filter) {
  ASSERT(is_valid(filter));
  Encoder out;
  out.u8(version);
  put_schema_id(out, filter.kind);
  put_node(out, filter.root);
  return out.take();
}

std::optional<Filter> decode_filter(ByteView bytes) {
  if (bytes.size() > filter_size_max) return std::nullopt;
  Decoder in(bytes);
  if (in.u8() != version) return std::nullopt;
  Filter filter;
  std::size_t count = 0;
  filter.kind = get_schema_id<KindId>(in);
  filter.root = get_node(in, 1, count);
  if (!in.finished() || !is_valid(filter)) return std::nullopt;
  return filter;
}

std::string filter_text(const Filter& filter) {
  return to_hex(encode_filter(filter));
}

std::optional<Filter> read_filter_text(std::string_view text) {
  const Bytes bytes = from_hex(text);
  // One spelling of the text too: from_hex takes capitals.
  if (to_hex(bytes) != text) return std::nullopt;
  return decode_filter(bytes);
}

}  // namespace kith
