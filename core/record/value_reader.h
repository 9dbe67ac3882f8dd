// What one changeset said, value by value. Internal to core/record.
#pragma once

#include "core/record/history.h"
#include "core/record/op_finder.h"
#include "core/record/workspace_state.h"

#include <optional>
#include <vector>

namespace kith {

class ValueReader {
 public:
  explicit ValueReader(Workspace::State& state) : schema_(state.schema), finder_(state.log) {}

  // Of one record.
  Result<std::vector<ValueChange>> read(ByteView body, RecordId record);
  // Of all, the first so many.
  Result<std::vector<RecordChange>> read_all(ByteView body, std::size_t count_max);

 private:
  Result<void> note(const Op& op);
  Result<void> note_removed(const Op& op);
  Result<void> note_alias(const Op& op, const RecordId& of);
  void put(const RecordId& record, ValueChangeType type, FieldId field, const Value& value,
           Value before = {});
  bool is_set(FieldId id) const;

  const Schema& schema_;
  OpFinder finder_;
  std::vector<RecordChange> changes_;
};

}  // namespace kith
