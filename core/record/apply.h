// What an op does to the tables. The same code for own changes, those of others, and for making
// the tables again from the log, so that any order of the same ops gives the same state.
#pragma once

#include "core/record/alias.h"
#include "core/record/changeset.h"
#include "core/record/log.h"
#include "core/record/tables.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace kith {

class Applier {
 public:
  Applier(const Schema& schema, Tables& tables, Aliases& aliases, Log& log)
      : schema_(schema), tables_(tables), aliases_(aliases), log_(log) {}

  // Before the ops of a part; `log_row` is where it lies, or will lie, in the log.
  Result<void> begin_part(const ChangesetHeader& header, std::int64_t log_row);
  Result<void> apply(const Op& op, const OpId& id);
  // An op that waited for a kind (`field` null: all of it), or for one field.
  Result<void> apply_waiting(const Op& op, const OpId& id, FieldId field);
  // The part begun last, for who comes back to it.
  struct Part {
    std::int64_t circle = 0;
    std::uint64_t hlc = 0;
    std::int64_t log_row = 0;
    std::int64_t first_log_row = 0;  // of the changeset's first part, if this device makes it now
  };
  const Part& part() const { return part_; }
  void set_part(const Part& part) { part_ = part; }

  // Whether anything was said of a description since the last call.
  bool take_schema_changed() { return std::exchange(has_schema_changed_, false); }

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
  // `only`: of that field alone, when it is not null.
  Result<void> add_elements(const Op& op, LocalOp first_tag, std::int64_t row, FieldId only = {});
  Result<void> set_created_cells(const Op& op, const LocalStamp& stamp, const FoundRow& row,
                                 FieldId only = {});
  Result<void> fill_waiting(const Op& op, const LocalStamp& stamp, FieldId field);
  // Nobody has described this kind or field; a shipped one of a later version waits for that.
  template <class Tag>
  Result<void> wait_for(const SchemaId<Tag>& id);
  // For the fields that a creation names and nobody has described.
  Result<void> wait_for_fields(const Op& op);
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
  Part part_;
  std::uint32_t counter_ = 0;  // of the op being applied
  bool has_schema_changed_ = false;
  std::int64_t touched_last_ = 0;  // the part that changed_.back() is known to be touched by
};

}  // namespace kith
