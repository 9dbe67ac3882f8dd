#include "core/base/assert.h"
#include "core/record/changeset.h"
#include "core/record/changeset_layout.h"
#include "core/record/hlc.h"

#include <utility>

namespace kith {
namespace {

using namespace changeset_layout;

// Type, record, kind or field, both op ids with streams of their own.
constexpr std::size_t op_overhead_bound = 120;
constexpr std::size_t value_overhead_bound = 64;  // field, type, numbers, lengths

}  // namespace

std::size_t encoded_size_bound(const Value& value) {
  std::size_t size = value_overhead_bound + value.as_text().size();
  if (const auto* way = value.get<ContactWay>()) size += way->label.size();
  if (const auto* file = value.get<Attachment>()) size += sizeof(Attachment) + file->name.size();
  if (const auto* unknown = value.unknown_payload()) size += unknown->size();
  if (const auto* address = value.get<Address>()) {
    size += address->label.size() + address->street.size() + address->extended.size() +
            address->po_box.size() + address->city.size() + address->region.size() +
            address->postal_code.size() + address->country.size();
  }
  return size;
}

std::size_t encoded_size_bound(const Op& op) {
  std::size_t size = op_overhead_bound + encoded_size_bound(op.value) + op.position.size() +
                     op.unknown.size() + op.tags.size() * 32;
  for (const FieldValue& entry : op.values)
    size += encoded_size_bound(entry.value);
  return size;
}

ChangesetWriter::ChangesetWriter(ChangesetHeader header)
    : header_(std::move(header)),
      references_(header_.stream, header_.first_counter),
      next_counter_(header_.first_counter) {
  put_intent(header_.intent);
  out_ = &ops_;
}

bool ChangesetWriter::has_room_for(const Op& op) const {
  const std::uint32_t used = next_counter_ - header_.first_counter;
  return used + op.counter_count() <= part_ops_max &&
         header_size_bound + intent_.size() + ops_.size() + encoded_size_bound(op) <= part_size_max;
}

void ChangesetWriter::put_intent(const Intent& intent) {
  out_->varint(static_cast<std::uint16_t>(intent.code));
  out_->varint(intent.records.size());
  for (const RecordId& record : intent.records)
    references_.put_id(*out_, record.bytes);
  out_->varint(intent.numbers.size());
  for (std::int64_t number : intent.numbers)
    out_->signed_varint(number);
  references_.put_op_id(*out_, OpId::from_bytes(intent.changeset.bytes));
}

// Shipped ids are even numbers; odd ones are references.
template <class Tag>
void ChangesetWriter::put_schema_id(const SchemaId<Tag>& id) {
  if (id.is_builtin()) {
    out_->varint(id.low << 1);
    return;
  }
  const IdBytes bytes = bytes_of(id);
  const std::uint64_t reference = references_.reference_to(bytes);
  out_->varint(reference << 1 | 1);
  if (reference == 0) references_.put_new_id(*out_, bytes);
}

void ChangesetWriter::put_value(const Value& value) {
  if (const auto* record = value.get<RecordId>()) {
    out_->u8(static_cast<std::uint8_t>(ValueType::link));
    references_.put_id(*out_, record->bytes);
  } else {
    value.encode(*out_);
  }
}

void ChangesetWriter::put_create(const Op& op) {
  put_schema_id(op.kind);
  out_->varint(op.values.size());
  for (const FieldValue& entry : op.values) {
    put_schema_id(entry.field);
    put_value(entry.value);
  }
}

void ChangesetWriter::put(const Op& op) {
  ASSERT(next_counter_ - header_.first_counter + op.counter_count() <= part_ops_max);
  out_->u8(static_cast<std::uint8_t>(op.type));
  if (op.type >= OpType::first_unknown) {
    out_->bytes_field(op.unknown);
  } else {
    references_.put_id(*out_, op.record.bytes);
    put_body(op);
  }
  next_counter_ += op.counter_count();
  ++op_count_;
}

void ChangesetWriter::put_body(const Op& op) {
  switch (op.type) {
    case OpType::create:
      put_create(op);
      break;
    case OpType::set:
      put_schema_id(op.field);
      put_value(op.value);
      references_.put_op_id(*out_, op.replaces);
      references_.put_op_id(*out_, op.restores);
      break;
    case OpType::add:
      put_schema_id(op.field);
      put_value(op.value);
      references_.put_op_id(*out_, op.restores);
      break;
    case OpType::remove:
      put_schema_id(op.field);
      out_->varint(op.tags.size());
      for (const OpId& tag : op.tags)
        references_.put_op_id(*out_, tag);
      break;
    case OpType::life:
      put_schema_id(op.kind);
      out_->varint(op.life);
      break;
    case OpType::alias:
      put_schema_id(op.kind);
      put_target(op);
      references_.put_op_id(*out_, op.replaces);
      break;
    case OpType::move:
      put_schema_id(op.kind);
      put_target(op);
      out_->text(op.position);
      references_.put_op_id(*out_, op.replaces);
      break;
    case OpType::erase:
      put_schema_id(op.kind);
      put_schema_id(op.field);
      break;
    case OpType::first_unknown:
      break;
  }
}

void ChangesetWriter::put_target(const Op& op) {
  out_->u8(op.target.is_null() ? 0 : 1);
  if (!op.target.is_null()) references_.put_id(*out_, op.target.bytes);
}

Bytes ChangesetWriter::finish(std::uint32_t part_count) const {
  ASSERT(header_.part < part_count && part_count <= part_count_max);
  Encoder out;
  out.u8(version);
  out.id(header_.circle);
  out.varint(header_.part);
  out.varint(part_count);
  out.varint(header_.stream.device_index);
  out.u64(header_.stream.incarnation);
  out.varint(header_.first_counter);
  out.varint(header_.first_counter - header_.start_counter);
  out.u64(header_.hlc);
  out.signed_varint(header_.wall_ms - wall_ms_of(header_.hlc));
  out.signed_varint(header_.utc_offset_minutes);
  out.raw(intent_.bytes());
  out.varint(op_count_);
  out.raw(ops_.bytes());
  ASSERT(out.size() <= part_size_max + redaction_size_max);
  return out.take();
}

}  // namespace kith
