#include "core/base/assert.h"
#include "core/record/changeset.h"

namespace kith {

// A reference is how many new ids ago this one occurred first, counted from 1; 0 is followed by
// an id that did not occur yet. Neighbours in an import refer to each other in one byte.

ReferenceTable::ReferenceTable(Stream own, std::uint32_t first_counter)
    : streams_{{own, first_counter}} {}

std::uint64_t ReferenceTable::reference_to(const IdBytes& id) const {
  auto found = index_by_id_.find(id);
  return found == index_by_id_.end() ? 0 : ids_.size() - found->second;
}

void ReferenceTable::put_new_id(Encoder& out, const IdBytes& id) {
  ASSERT(index_by_id_.emplace(id, static_cast<std::uint32_t>(ids_.size())).second);
  ids_.push_back(id);
  out.raw(id);
}

void ReferenceTable::put_id(Encoder& out, const IdBytes& id) {
  const std::uint64_t reference = reference_to(id);
  out.varint(reference);
  if (reference == 0) put_new_id(out, id);
}

IdBytes ReferenceTable::get_id(Decoder& in) {
  return get_id(in, in.varint());
}

IdBytes ReferenceTable::get_id(Decoder& in, std::uint64_t reference) {
  if (reference > ids_.size()) in.fail();
  if (!in.ok()) return {};
  if (reference > 0) return ids_[ids_.size() - reference];
  const IdBytes id = in.id<RecordTag>().bytes;
  const bool is_new = index_by_id_.emplace(id, static_cast<std::uint32_t>(ids_.size())).second;
  if (id == IdBytes{} || !is_new) in.fail();
  ids_.push_back(id);
  return id;
}

// An op id is 0 for none, or one more than the number of its stream, in order of first occurrence
// with the changeset's own first, and the step from the last counter named of that stream.

void ReferenceTable::put_op_id(Encoder& out, const OpId& op) {
  if (op.is_none()) {
    out.varint(0);
    return;
  }
  std::size_t index = 0;
  while (index < streams_.size() && streams_[index].stream != op.stream)
    ++index;
  out.varint(index + 1);
  if (index == streams_.size()) {
    out.varint(op.stream.device_index);
    out.u64(op.stream.incarnation);
    streams_.push_back({op.stream, 0});
  }
  out.signed_varint(std::int64_t{op.counter} - streams_[index].last_counter);
  streams_[index].last_counter = op.counter;
}

OpId ReferenceTable::get_op_id(Decoder& in) {
  const std::uint64_t number = in.varint_up_to(streams_.size() + 1);
  if (!in.ok() || number == 0) return {};
  const std::size_t index = static_cast<std::size_t>(number - 1);
  if (index == streams_.size()) {
    Stream stream;
    stream.device_index = static_cast<std::uint32_t>(in.varint_up_to(UINT32_MAX));
    stream.incarnation = in.u64();
    if (stream.incarnation == 0) in.fail();
    for (const KnownStream& known : streams_) {
      if (known.stream == stream) in.fail();
    }
    streams_.push_back({stream, 0});
  }
  const std::int64_t step = in.signed_varint();
  const bool in_range = step >= -std::int64_t{UINT32_MAX} && step <= std::int64_t{UINT32_MAX};
  const std::int64_t counter = in_range ? streams_[index].last_counter + step : -1;
  if (counter < 0 || counter > std::int64_t{UINT32_MAX}) in.fail();
  if (!in.ok()) return {};
  streams_[index].last_counter = static_cast<std::uint32_t>(counter);
  return {streams_[index].stream, static_cast<std::uint32_t>(counter)};
}

}  // namespace kith
