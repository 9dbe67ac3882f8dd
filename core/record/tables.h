// The tables of records, a cache of the log (schema.h describes their columns), and the narrow
// ones beside them:
//
//   stamp(kind, row, field, hlc, op)   of values that another op than the row's own creation set
//   removed(kind, row, field, tag)     removals that came before what they remove
//   erased(kind, row, field)           what nothing is said about any more; field 0: all of it
//   touched(kind, row, log)            which changesets say something about a record, but for the
//                                      creation that the row itself names
//   said(kind, row, field, op …)       all values ever said of a field in which several stand
//                                      against each other; of no other field
//   attached(log, file)                sealed files that a changeset names
//   waiting(subject, log, counter)     ops about a kind or field that nothing describes yet
//   circle(number, id)                 local numbers of circles
//
// Statements are prepared once for each kind and field. Nothing here decides which value wins
// (apply.h does).
#pragma once

#include "core/record/conflict.h"
#include "core/record/log.h"
#include "core/record/op.h"
#include "core/record/projection.h"
#include "core/record/schema.h"
#include "core/store/database.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith {

struct KindTable;

// An op's place in the order, as the tables hold it. An hlc of 0 stands before all.
struct LocalStamp {
  std::uint64_t hlc = 0;
  LocalOp op = LocalOp::none;
  bool operator==(const LocalStamp&) const = default;
};

struct FoundRow {
  std::int64_t row = 0;
  std::uint64_t life = 0;
  LocalStamp created;  // none while only edits have come
};

struct Element {
  LocalOp tag;
  Value value;
};

class Tables {
 public:
  Tables(Database& db, const Schema& schema);
  ~Tables();
  Tables(const Tables&) = delete;
  Tables& operator=(const Tables&) = delete;

  // Makes the tables of what follows from the log, empty, and drops those of any version.
  Result<void> create();
  static Result<void> drop(Database& db);
  // The statements of create(): equal for equal tables.
  static std::string layout(const Schema& schema);

  // After a transaction failed.
  void forget_cached();
  // When the schema has become another: what is prepared for the earlier one goes.
  void follow_schema();

  // -- what a schema that changes asks for (schema_change_queries.cpp) --
  // Room for what `next`, a schema that only has more than the present one, has more.
  Result<void> make_room_for(const Schema& next);
  // Values lie in the tables as the field's type wants it; `was` is the field before.
  Result<void> store_again(const FieldInfo& field, const FieldInfo& was);
  // The op with that counter, in that place of the log, is about a kind or field that is unknown.
  Result<void> wait_for(const IdBytes& subject, std::int64_t log_row, std::uint32_t counter);
  struct Waiting {
    std::int64_t log_row;
    std::uint32_t counter;
  };
  // In the order of the log; forgets them.
  Result<std::vector<Waiting>> take_waiting(const IdBytes& subject);

  Result<std::int64_t> circle_number(const CircleId& circle);

  // -- rows --
  Result<std::optional<FoundRow>> find(KindId kind, std::int64_t circle, const RecordId& id);
  // In whatever kind and circle it is, alive or in the trash.
  Result<std::optional<RowRef>> find_anywhere(const RecordId& id);
  Result<RecordId> id_of(const RowRef& row);
  // A new row; `values` are those of its creation, and of these only single ones are taken. With
  // no stamp: edits came before the record.
  Result<std::int64_t> insert(KindId kind, std::int64_t circle, const RecordId& id,
                              std::uint64_t life, const LocalStamp& created,
                              std::span<const FieldValue> values);
  Result<void> set_created(const RowRef& row, const LocalStamp& created);
  // `hlc`: of whoever gave it this life.
  Result<void> set_life(const RowRef& row, std::uint64_t life, std::uint64_t hlc);
  Result<FoundRow> state(const RowRef& row);

  // -- single values --
  Result<Value> value(const FieldInfo& field, std::int64_t row);
  Result<void> set_value(const FieldInfo& field, std::int64_t row, const Value& value);
  // Of the value that is there; none for a field that nobody has set.
  Result<LocalStamp> stamp(const FieldInfo& field, const FoundRow& row);
  // `stamp` equal to the row's own is not written down.
  Result<void> set_stamp(const FieldInfo& field, const FoundRow& row, const LocalStamp& stamp);
  // All that are written down for a row.
  Result<std::vector<std::pair<const FieldInfo*, LocalStamp>>> stamps(const RowRef& row);

  // -- values said at the same time (said_queries.cpp) --
  // Whether there are any at all; of a field.
  Result<bool> has_said();
  Result<bool> has_said(const FieldInfo& field, std::int64_t row);
  Result<std::vector<SaidValue>> said(const FieldInfo& field, std::int64_t row);
  // Those that are kept already stay as they are.
  Result<void> keep_said(const FieldInfo& field, std::int64_t row, std::span<const SaidValue> said);
  Result<void> forget_said(const FieldInfo& field, std::int64_t row);
  Result<std::vector<const FieldInfo*>> fields_said(const RowRef& row);
  Result<std::vector<RowRef>> rows_said(int count_max);

  // -- sets --
  Result<void> add(const FieldInfo& field, std::int64_t row, LocalOp tag, const Value& value);
  // Whether it was there.
  Result<bool> remove(const FieldInfo& field, std::int64_t row, LocalOp tag);
  Result<bool> has_tag(const FieldInfo& field, std::int64_t row, LocalOp tag);
  Result<std::vector<Element>> elements(const FieldInfo& field, std::int64_t row);
  Result<std::vector<std::pair<const FieldInfo*, LocalOp>>> tags(const RowRef& row);
  Result<void> remember_removed(const FieldInfo& field, std::int64_t row, LocalOp tag);
  // Whether a removal came before this tag's add; forgets it.
  Result<bool> was_removed(const FieldInfo& field, std::int64_t row, LocalOp tag);

  // -- what is erased for good (erased_queries.cpp) --
  // Whether anything is.
  Result<bool> has_erased();
  // The field, or all of the row.
  Result<bool> is_erased(const FieldInfo& field, std::int64_t row);
  // All of the row.
  Result<bool> is_erased(const RowRef& row);
  // In whatever kind it was.
  Result<bool> is_erased(const RecordId& id, std::int64_t circle);
  // An erased row stays, empty and not alive: so that what comes later finds it.
  Result<void> erase(const FieldInfo& field, std::int64_t row);
  Result<void> erase(const RowRef& row);

  // -- sealed files (attached_queries.cpp) --
  // What a changeset says, in that place of the log.
  Result<void> note_attached(const Op& op, std::int64_t log_row);
  Result<void> forget_attached(std::int64_t log_row);
  // Whether anything in the log still names the file of that name; all that are named, sorted.
  Result<bool> is_attached(std::string_view file);
  Result<std::vector<std::string>> attached_files();

  // -- whole records, history, links --
  // What lies in the trash, and the hlc of its coming there, the newest first.
  Result<std::vector<std::pair<RecordId, std::uint64_t>>> trashed(KindId kind, int count_max);
  // Single values in the order of the schema, then sets, the elements in order of adding.
  Result<std::vector<FieldValue>> values(const RowRef& row);
  Result<void> touch(const RowRef& row, std::int64_t log_row);
  Result<std::vector<std::int64_t>> touched_by(const RowRef& row, std::int64_t count_max);
  // The fields through which some record links to one of `kind` as things stand: few of all that
  // could, and whoever asks about many records asks about each through these alone.
  Result<std::vector<const FieldInfo*>> link_fields_in_use(KindId kind);
  // The rows of the living records that link to `id` through the field.
  Result<std::vector<std::int64_t>> linking_through(const FieldInfo& field, const RecordId& id);
  // In slices: all rows of a kind in order, the living among those numbered from behind `row` up to
  // `last`, or a circle's living records by id.
  Result<std::vector<std::int64_t>> rows_after(KindId kind, std::int64_t row,
                                               std::int64_t count_max);
  Result<std::vector<std::int64_t>> living_between(KindId kind, std::int64_t row,
                                                   std::int64_t last);
  Result<std::int64_t> last_row(KindId kind);
  Result<std::vector<std::pair<RecordId, std::int64_t>>> living_after(KindId kind,
                                                                      std::int64_t circle,
                                                                      const RecordId& id,
                                                                      std::int64_t count_max);

 private:
  Result<void> note_attached(const Value& value, std::int64_t log_row);
  Result<KindTable*> table(KindId kind);
  Result<void> prepare_links();
  Result<void> append_elements(KindTable& rows, std::int64_t row, std::vector<FieldValue>& values);

  Database& db_;
  const Schema& schema_;
  std::vector<std::unique_ptr<KindTable>> tables_;  // by position in the schema
  std::vector<std::pair<CircleId, std::int64_t>> circles_;
  struct LinkField {
    const FieldInfo* field;
    Statement any;   // whether it is in use
    Statement find;  // who links to a record through it
  };
  std::vector<LinkField> links_;  // all there are; on use
  Statement find_stamp_;
  Statement put_stamp_;
  Statement touch_;
  bool may_have_removed_ = true;
  std::optional<bool> has_erased_;  // nothing when it is not known
  std::optional<bool> has_said_;    // the same
};

}  // namespace kith
