#include "core/record/change.h"

#include <utility>

namespace kith {

Change::Change(Workspace::State& state, Intent intent) : state_(state) {
  header_.circle = state.commons;
  header_.stream = state.stream;
  header_.start_counter = state.next_counter;
  header_.intent = std::move(intent);
}

Result<void> Change::begin_part() {
  header_.part = static_cast<std::uint32_t>(full_parts_.size());
  header_.first_counter = state_.next_counter;
  if (header_.part == 0) {
    Clock& clock = state_.options.clock;
    header_.wall_ms = clock.wall_ms();
    header_.utc_offset_minutes = static_cast<std::int16_t>(clock.utc_offset_minutes());
    header_.hlc = state_.hybrid_clock.tick(header_.wall_ms);
  }
  writer_.emplace(header_);
  return state_.applier.begin_part(header_, state_.log.next_row() + header_.part);
}

void Change::end_part() {
  full_parts_.push_back(std::move(*writer_));
  writer_.reset();
}

Result<void> Change::put(const Op& op) {
  if (writer_ && !writer_->has_room_for(op)) end_part();
  if (!writer_) TRY(begin_part());
  if (!writer_->has_room_for(op)) {
    return fail(ErrorCode::too_large, "This is too much for one change. Make it in smaller steps.");
  }
  const OpId id = writer_->next_op_id();
  if (id.counter > UINT32_MAX - part_ops_max) {
    return fail(ErrorCode::too_large, "This device has used up its numbers for changes.");
  }
  writer_->put(op);
  state_.next_counter = writer_->next_counter();
  ++op_count_;
  return state_.applier.apply(op, id);
}

Result<Committed> Change::finish() {
  if (writer_) end_part();
  if (full_parts_.empty()) return Committed{};
  if (full_parts_.size() > part_count_max) {
    return fail(ErrorCode::too_large, "This is too much for one change. Make it in smaller steps.");
  }
  const auto part_count = static_cast<std::uint32_t>(full_parts_.size());
  for (const ChangesetWriter& part : full_parts_) {
    const Bytes body = part.finish(part_count);
    TRY(state_.log.append(header_.stream, part.header().first_counter, part.next_counter(), body));
  }
  return Committed{header_.id(), op_count_};
}

}  // namespace kith
