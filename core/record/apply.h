// What an op does to the tables. The same code for own changes, those of others, and for making
// the tables again from the log, so that any order of the same ops gives the same state.
#pragma once

#include "core/record/alias.h"
#include "core/record/changeset.h"
#include "core/record/log.h"
#include "core/record/tables.h"

#include <cstdint>
#include <vector>

namespace kith {

class Applier {
 public:
  Applier(const Schema& schema, Tables& tables, Aliases& aliases, Log& log)
      : schema_(schema), tables_(tables), aliases_(aliases), log_(log) {}

  // Before the ops of a part; `log_row` is where it lies, or will lie, in the log.
  Result<void> begin_part(const ChangesetHeader& header, std::int64_t log_row);
  Result<void> apply(const Op& op, const OpId& id);

  // The rows that changed since the last call: sorted, each once.
  std::vector<RowRef> take_changed();
  // What is left to do, since the last call, for what was erased: in the same transaction.
  struct Erasures {
    std::vector<RecordId> records;       // that are gone, or a field of theirs
    std::vector<std::int64_t> log_rows;  // to redact; sorted, each once
  };
  Erasures take_erasures();

 private:
  Result<void> apply_create(const Op& op, const LocalStamp& stamp);
  Result<void> fill_created(const Op& op, const LocalStamp& stamp, FoundRow row);
  Result<void> apply_set(const Op& op, const LocalStamp& stamp);
  Result<void> apply_add(const Op& op, LocalOp tag);
  Result<void> apply_remove(const Op& op);
  Result<void> apply_life(const Op& op);
  Result<void> apply_alias(const Op& op, const LocalStamp& stamp);
  Result<void> apply_erase(const Op& op);
  Result<void> add_elements(const Op& op, LocalOp first_tag, std::int64_t row);
  Result<void> find_said(const RowRef& row);
  // Whether nothing more is said of this field; what is said of it all the same must be redacted.
  Result<bool> is_void(const FieldInfo& field, std::int64_t row, const Value& value);
  void redact_later(const Value& value);

  Result<FoundRow> find_or_make(KindId kind, const RecordId& record);
  // What somebody said of a single field, by a set or a create.
  struct Saying {
    const Value& value;
    LocalStamp stamp;
    OpId replaces = {};
    bool is_creation = false;
  };
  Result<void> set_cell(const FieldInfo& field, const FoundRow& row, const Saying& saying);
  // -- values said at the same time (apply_conflicts.cpp) --
  Result<void> note_conflict(const FieldInfo& field, const FoundRow& row, const LocalStamp& present,
                             const Saying& saying);
  Result<bool> follows(const FieldInfo& field, const FoundRow& row, const LocalStamp& present,
                       const Saying& saying);
  // All that the log has been heard to say of the field.
  Result<std::vector<SaidValue>> heard(const FieldInfo& field, const FoundRow& row);
  Result<void> add_element(const FieldInfo& field, std::int64_t row, const Value& value,
                           LocalOp tag);
  // The record is said something about by this part.
  Result<void> touch(const RowRef& row);
  Result<void> touch_unless_erased(const RowRef& row);
  // Its life or what it is the same as changed: others may be seen otherwise.
  Result<void> settle(const RowRef& row);
  bool is_later(const LocalStamp& a, const LocalStamp& b) const;

  const Schema& schema_;
  Tables& tables_;
  Aliases& aliases_;
  Log& log_;
  std::vector<RowRef> changed_;
  Erasures erasures_;
  std::int64_t circle_ = 0;
  std::uint64_t hlc_ = 0;
  std::int64_t log_row_ = 0;
  std::int64_t first_log_row_ = 0;  // of the changeset's first part, if this device makes it now
  std::int64_t touched_last_ = 0;   // the part that changed_.back() is known to be touched by
};

}  // namespace kith
