#include "core/record/changeset.h"
#include "core/record/changeset_layout.h"
#include "core/record/hlc.h"

#include <limits>
#include <utility>

namespace kith {

using namespace changeset_layout;

ChangesetReader::ChangesetReader(ByteView body) : in_(body) {
  if (body.size() > part_size_max + redaction_size_max) in_.fail();
  const std::uint8_t found = in_.u8();
  is_newer_version_ = in_.ok() && found > version;
  if (found != version) in_.fail();
  get_header();
  references_ = ReferenceTable(header_.stream, header_.first_counter);
  get_intent();
  ops_left_ = static_cast<std::uint32_t>(in_.varint_up_to(part_ops_max));
  if (ops_left_ == 0) in_.fail();
  op_counter_ = next_counter_ = header_.first_counter;
}

void ChangesetReader::get_header() {
  header_.circle = in_.id<CircleTag>();
  header_.part = static_cast<std::uint32_t>(in_.varint_up_to(part_count_max));
  header_.part_count = static_cast<std::uint32_t>(in_.varint_up_to(part_count_max));
  header_.stream.device_index = static_cast<std::uint32_t>(in_.varint_up_to(UINT32_MAX));
  header_.stream.incarnation = in_.u64();
  header_.first_counter = static_cast<std::uint32_t>(in_.varint_up_to(UINT32_MAX));
  const auto since_start = static_cast<std::uint32_t>(in_.varint_up_to(header_.first_counter));
  header_.start_counter = header_.first_counter - since_start;
  header_.hlc = in_.u64();
  const std::int64_t wall_step = in_.signed_varint();
  const std::int64_t offset = in_.signed_varint();

  const std::int64_t hlc_ms = wall_ms_of(header_.hlc);
  const bool wall_fits = wall_step <= std::numeric_limits<std::int64_t>::max() - hlc_ms;
  const bool offset_fits = offset >= -utc_offset_minutes_max && offset <= utc_offset_minutes_max;
  const bool is_first = header_.part == 0;
  if (header_.circle.is_null() || header_.part >= header_.part_count ||
      header_.stream.incarnation == 0 || is_first != (since_start == 0) ||
      header_.hlc > HybridClock::hlc_max || !wall_fits || !offset_fits) {
    in_.fail();
    return;
  }
  header_.wall_ms = hlc_ms + wall_step;
  header_.utc_offset_minutes = static_cast<std::int16_t>(offset);
}

void ChangesetReader::get_intent() {
  Intent& intent = header_.intent;
  intent.code = static_cast<IntentCode>(in_.varint_up_to(UINT16_MAX));
  intent.records.resize(in_.varint_up_to(intent_list_max));
  for (RecordId& record : intent.records)
    record.bytes = references_.get_id(in_);
  intent.numbers.resize(in_.varint_up_to(intent_list_max));
  for (std::int64_t& number : intent.numbers)
    number = in_.signed_varint();
  const OpId changeset = references_.get_op_id(in_);
  if (!changeset.is_none()) intent.changeset.bytes = changeset.bytes();
}

template <class Tag>
SchemaId<Tag> ChangesetReader::get_schema_id(bool may_be_null) {
  const std::uint64_t number = in_.varint();
  SchemaId<Tag> id;
  if ((number & 1) == 0) {
    id.low = number >> 1;
    if (!id.is_builtin() || (id.is_null() && !may_be_null)) in_.fail();
  } else {
    id = schema_id_of<SchemaId<Tag>>(references_.get_id(in_, number >> 1));
    if (id.is_builtin()) in_.fail();  // has a shorter form
  }
  return id;
}

Value ChangesetReader::get_value() {
  if (in_.peek() != static_cast<std::uint8_t>(ValueType::link)) return Value::decode(in_);
  in_.u8();
  return Value::link(RecordId{references_.get_id(in_)});
}

void ChangesetReader::get_create(Op& op) {
  op.kind = get_schema_id<KindTag>();
  op.values.resize(in_.varint_up_to(part_ops_max - 1));
  for (FieldValue& entry : op.values) {
    entry.field = get_schema_id<FieldTag>();
    entry.value = get_value();
    if (entry.value.is_null()) in_.fail();
    if (!in_.ok()) return;
  }
}

void ChangesetReader::get_tags(Op& op) {
  op.tags.resize(in_.varint_up_to(tag_count_max));
  if (op.tags.empty()) in_.fail();
  OpId previous;
  for (OpId& tag : op.tags) {
    tag = references_.get_op_id(in_);
    if (!(previous < tag)) in_.fail();  // sorted, each once, none empty
    if (!in_.ok()) return;
    previous = tag;
  }
}

void ChangesetReader::get_target(Op& op) {
  const std::uint8_t is_there = in_.u8();
  if (is_there > 1) in_.fail();
  if (is_there == 1) op.target.bytes = references_.get_id(in_);
}

void ChangesetReader::get_body(Op& op) {
  switch (op.type) {
    case OpType::create:
      get_create(op);
      break;
    case OpType::set:
      op.field = get_schema_id<FieldTag>();
      op.value = get_value();
      op.replaces = references_.get_op_id(in_);
      op.restores = references_.get_op_id(in_);
      break;
    case OpType::add:
      op.field = get_schema_id<FieldTag>();
      op.value = get_value();
      op.restores = references_.get_op_id(in_);
      if (op.value.is_null()) in_.fail();
      break;
    case OpType::remove:
      op.field = get_schema_id<FieldTag>();
      get_tags(op);
      break;
    case OpType::life:
      op.kind = get_schema_id<KindTag>();
      op.life = in_.varint_up_to(life_max);
      if (op.life == 0) in_.fail();
      break;
    case OpType::alias:
      op.kind = get_schema_id<KindTag>();
      get_target(op);
      op.replaces = references_.get_op_id(in_);
      break;
    case OpType::move:
      op.kind = get_schema_id<KindTag>();
      get_target(op);
      op.position = std::string(in_.text(position_size_max));
      op.replaces = references_.get_op_id(in_);
      break;
    case OpType::erase:
      op.kind = get_schema_id<KindTag>();
      op.field = get_schema_id<FieldTag>(true);
      break;
    default:  // 0 and 9 to 15 have no layout in this version
      in_.fail();
  }
}

bool ChangesetReader::next(Op& op) {
  if (!in_.ok() || ops_left_ == 0) return false;
  op.clear();
  op.type = static_cast<OpType>(in_.u8());
  if (op.type >= OpType::first_unknown) {
    const ByteView body = in_.bytes_field(part_size_max);
    op.unknown.assign(body.begin(), body.end());
  } else {
    op.record.bytes = references_.get_id(in_);
    get_body(op);
  }
  const std::uint32_t used = next_counter_ - header_.first_counter;
  const std::uint32_t count = op.counter_count();
  if (used + count > part_ops_max || next_counter_ > UINT32_MAX - count) in_.fail();
  if (!in_.ok()) return false;
  op_counter_ = next_counter_;
  next_counter_ += count;
  --ops_left_;
  return true;
}

Result<std::uint32_t> check_changeset(ByteView body) {
  ChangesetReader reader(body);
  if (reader.is_newer_version()) {
    return fail(ErrorCode::newer_format,
                "This was written by a newer Kith. Update Kith to read it.");
  }
  Op op;
  while (reader.next(op)) {
  }
  if (!reader.finished()) {
    return fail(ErrorCode::malformed, "A change from outside is not in Kith's format.");
  }
  return reader.next_counter();
}

}  // namespace kith
