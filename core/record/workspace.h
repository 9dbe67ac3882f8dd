// The workspace: the log of changesets, the tables that are a cache of it, and the single write
// path. Everything that changes anything goes through commit.
//
//   auto workspace = TRY(Workspace::open(std::move(db), {clock, random, projections}));
//   auto committed = TRY(workspace->commit(draft));
//   TRY(workspace->undo(committed.id));
//
// Not thread safe; one tab owns it. Errors: storage_full and io leave the earlier state intact.
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/record/conflict.h"
#include "core/record/draft.h"
#include "core/record/genesis.h"
#include "core/record/history.h"
#include "core/record/projection.h"
#include "core/record/unsaved.h"
#include "core/record/value.h"
#include "core/store/database.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kith {

// The backup made last on this device: when, and up to which place in the log.
struct BackupMark {
  std::int64_t wall_ms = 0;
  std::int64_t position = 0;
};

class Schema;
struct WorkspaceIdentity;

// 32 bytes over the whole state (records, fields, sets, life, aliases) in canonical order.
using StateDigest = std::array<std::uint8_t, 32>;

struct WorkspaceOptions {
  Clock& clock;
  Random& random;
  std::vector<Projection*> projections = {};  // borrowed; outlive the workspace
  // For create: the public keys of the recovery phrase, who may let the organisation in again.
  std::optional<RecoveryKeys> recovery = {};
};

// When a change is safe. Long work commits in slices with `later` and flushes now and then: many
// slices then cost one write of the pages they share. A crash, and any failure, takes back to the
// last flush; a change made `now` brings with it all that waits.
enum class Durability : std::uint8_t { now, later };

struct Committed {
  ChangesetId id;
  std::uint32_t op_count = 0;
};

// What undo does with what was changed again since: leave it and tell, or undo it with the rest.
enum class LaterEdits : std::uint8_t { kept, undone };

// Whether projections follow a change at once, or are left behind until catch_up_slice.
enum class ProjectionUpkeep : std::uint8_t { at_once, put_off };

// What undo left alone: a later value, or (field null) a whole record that others' records name.
struct KeptEdit {
  RecordId record;
  FieldId field;
};

struct UndoOutcome {
  Committed committed;  // op_count 0: there was nothing left to undo
  std::vector<KeptEdit> kept;
};

// A record as it is now, read for a person page: single values, and sets with all elements.
struct RecordView {
  RecordId id;
  KindId kind;
  std::int64_t row = 0;
  bool alive = true;
  std::vector<FieldValue> values;  // sets appear once for each element, in order of adding

  const Value* find(FieldId field) const;
  std::vector<const Value*> all(FieldId field) const;
};

struct MergeInfo {
  RecordId target;
  ChangesetId change;
  std::uint64_t hlc;
};

struct TrashedRecord {
  RecordId id;
  std::int64_t wall_ms = 0;  // since when, by the clock of whoever did it
};

class Workspace {
 public:
  // In an empty database: makes the tables, the device's keys, an incarnation, the genesis control
  // entry (`name` in it sealed) and the commons circle.
  static Result<std::unique_ptr<Workspace>> create(Database db, std::string_view name,
                                                   WorkspaceOptions options);
  // The workspace that was described, without its log, as a copy with an incarnation of its own. It
  // is there from the next flush on.
  static Result<std::unique_ptr<Workspace>> create_from(Database db,
                                                        const WorkspaceIdentity& identity,
                                                        WorkspaceOptions options);
  // Refuses a newer format; makes projections again whose version moved.
  static Result<std::unique_ptr<Workspace>> open(Database db, WorkspaceOptions options);
  ~Workspace();

  // With it is forgotten what was kept of the texts that it saves.
  Result<Committed> commit(const Draft& draft, Durability durability = Durability::now,
                           std::span<const UnsavedText> saved = {});
  // Makes what was committed with Durability::later durable.
  Result<void> flush();
  // The same in slices of about so long; true when it is done. A commit in between does the rest.
  Result<bool> flush_slice(std::int64_t budget_us);
  // Grows whenever such changes are lost, by whoever's failure: their makers compare.
  std::uint64_t loss_count() const;
  // Grows with each erasure, by whomever: who copies the workspace begins anew. The files hold
  // older images of their pages until the next checkpoint.
  std::uint64_t erasure_count() const;
  // Whether the sealed file of that name (core/store/attachment_file.h) is of this workspace: its
  // log still says how it opens. One that is not can go. And the names of all, sorted.
  Result<bool> is_attached(std::string_view file);
  Result<std::vector<std::string>> attached_files();
  // Reverses one changeset of this device by a new one; later edits are kept and listed, and so
  // are records that others have since edited or linked to. Undoing that one again is redo. What
  // was erased stays so, and a changeset that erases cannot be undone.
  Result<UndoOutcome> undo(ChangesetId id, Durability durability = Durability::now,
                           LaterEdits later = LaterEdits::kept,
                           ProjectionUpkeep upkeep = ProjectionUpkeep::at_once);
  // Brings projections that were put off up to date, some hundred rows at a time, as a change that
  // waits for a flush: how much is done, 1 for all. Until then they show what was there before.
  Result<double> catch_up_slice();

  // Takes back a merge (Draft::merge), made by whomever and however long ago: the record is itself
  // again, and what the merge chose for the other is as it was, unless somebody changed it since.
  // With it, in one change, `handed`: what was said while they were merged and belongs elsewhere.
  Result<UndoOutcome> unmerge(RecordId record, const Draft& handed);

  // What was typed and not saved, the newest last. An empty text is forgotten. Safe at once, or
  // with the changes that wait for their flush.
  Result<std::vector<UnsavedText>> unsaved();
  Result<void> keep_unsaved(std::span<const UnsavedText> texts);

  // Changesets from elsewhere, in any order; known ones are skipped, redacted or not. All or none.
  Result<void> apply(std::span<const ByteView> changesets, Durability durability = Durability::now);
  // The log in order of arrival, from behind the `position`-th entry (0: from the start).
  Result<std::vector<Bytes>> changesets_after(std::int64_t position, std::int64_t count_max);

  std::int64_t last_position() const;
  // By its author's clock; empty before there is one.
  std::optional<std::int64_t> first_change_ms();
  Result<std::optional<BackupMark>> last_backup();
  Result<void> remember_backup(const BackupMark& mark);
  // Secrets among it.
  Result<WorkspaceIdentity> identity();

  Result<std::optional<RecordView>> read(RecordId id);
  // The record that stands for this one after merges; mostly itself.
  Result<RecordId> canonical(RecordId id);
  // Those which a record stands for: itself first, and then whoever was merged into it.
  Result<std::vector<RecordId>> members(RecordId id);
  // Those that were merged into it, whether that counts now or not: they may be in the trash.
  Result<std::vector<RecordId>> merged_into(RecordId id);
  // How a record was merged into another, if it is.
  Result<std::optional<MergeInfo>> merge_of(RecordId id);
  // Erased for good, and not only unknown or in the trash.
  Result<bool> is_erased(RecordId id);
  // Of a kind, what was moved there last first.
  Result<std::vector<TrashedRecord>> trash(KindId kind, int count_max);
  // The newest first. Of several records: whatever was said of any of them.
  Result<std::vector<HistoryEntry>> history(RecordId id, int count_max,
                                            HistoryDetail detail = HistoryDetail::changesets);
  Result<std::vector<HistoryEntry>> history(std::span<const RecordId> ids, int count_max,
                                            HistoryDetail detail);
  // Of all records, whole changes without their values. Looks at a few thousand changesets at a
  // time, so that a page may be short of what was asked for, and not be the last.
  Result<JournalPage> journal(const JournalFilter& filter, int count_max);
  // One change; empty when it is not here.
  Result<std::optional<HistoryEntry>> change(ChangesetId id);
  // What it said, the first so many values.
  Result<std::vector<RecordChange>> values_of(ChangesetId id, int count_max);

  // Fields in which values stand that nobody has chosen from: of a record, or of all that are
  // alive.
  Result<std::vector<Conflict>> conflicts(RecordId id);
  Result<std::vector<Conflict>> all_conflicts(int record_count_max);

  // Grows with every commit; rooms compare it to know that what they show is old.
  std::uint64_t data_version() const;
  std::uint64_t revision(KindId kind) const;

  const Schema& schema() const;
  Database& database();
  const std::string& name() const;
  WorkspaceId id() const;
  CircleId commons() const;
  Clock& clock();
  Random& random();

  Result<StateDigest> state_digest();
  // Empties every table and projection and makes them again from the log.
  Result<void> rebuild();

  // For the files of core/record.
  struct State;

 private:
  explicit Workspace(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kith
