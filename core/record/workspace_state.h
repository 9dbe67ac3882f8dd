// What a Workspace holds, for the files that implement it. Internal to core/record.
#pragma once

#include "core/record/apply.h"
#include "core/record/genesis.h"
#include "core/record/hlc.h"
#include "core/record/log.h"
#include "core/record/schema.h"
#include "core/record/tables.h"
#include "core/record/workspace.h"
#include "core/store/transaction.h"

#include <optional>
#include <unordered_map>
#include <utility>

namespace kith {

struct Workspace::State {
  State(Database database, WorkspaceOptions given);

  // -- storage of what is not a cache (workspace_queries.cpp) --
  Result<bool> has_any_table();
  Result<void> create_storage(const WorkspaceIdentity& identity);
  Result<void> put_identity(const WorkspaceIdentity& identity);  // identity_queries.cpp
  // All tables, empty, and what is not a cache; there from the next flush on.
  Result<void> create_all(const WorkspaceIdentity& identity);
  Result<void> load();
  Result<void> remember_hlc();
  Result<bool> tables_are_current();
  Result<void> remember_tables();
  Result<int> projection_version(std::string_view projection_name);
  Result<void> remember_projection(const Projection& projection, int version);

  // -- its format (migration_queries.cpp) --
  // Of what is stored. Refuses a newer one.
  Result<std::int64_t> format();
  Result<void> set_format(std::int64_t format);
  // Of a new workspace, before it is migrated.
  Result<void> begin_format();
  // To the newest, inside a transaction.
  Result<void> migrate();

  // -- texts that are not saved yet (unsaved_queries.cpp) --
  Result<void> forget_unsaved(std::span<const UnsavedText> texts);
  // What was typed at the record's own address.
  Result<void> forget_unsaved_about(const RecordId& record);

  // -- projections (projections.cpp) --
  Result<void> make_stale_projections();
  Result<void> make_projections();
  Result<void> make_projection(Projection& projection);
  Result<void> update_projections(std::span<const RowRef> rows);
  Result<bool> is_behind(const Projection& projection);
  Result<void> put_off_projections(std::span<const RowRef> rows);
  Result<double> step_catch_up();
  Result<void> choose_catch_up();
  Result<std::vector<RowRef>> next_living(std::int64_t number_count);

  // Runs `fill` in a transaction, brings the projections up to date, takes out of the log and all
  // else what was erased, and bumps the revisions. When anything fails, memory and database are as
  // they were at the last flush.
  template <class Fill>
  Result<void> transact(Durability durability, Fill&& fill,
                        ProjectionUpkeep upkeep = ProjectionUpkeep::at_once);
  Result<void> flush();
  bool has_waiting() const { return open_.has_value(); }
  Result<bool> flush_slice(std::int64_t budget_us);
  void bump_all_revisions();

  HistoryEntry entry_of(const ChangesetHeader& header) const;  // journal.cpp

  // After the projections are up to date.
  Result<void> carry_out(const Applier::Erasures& erasures);

  // All tables and projections from the log, beginning with the shipped schema.
  Result<void> rebuild_tables();
  // The tables, emptied, from the log.
  Result<void> make_tables();
  // -- the schema, as records describe it (schema_change_queries.cpp) --
  // Whoever asks for a kind or field calls it first: descriptions may have changed since. No
  // pointer into the schema outlives it.
  Result<void> settle_schema();
  // At the end of a transaction, after which nothing is left to settle.
  Result<void> finish_schema();
  Result<void> apply_waiting(const IdBytes& subject, FieldId field);
  void put_schema(Schema next);

  // Decodes and applies what lies at `place` in the log.
  Result<void> replay(const LogPlace& place);
  // A changeset from elsewhere: whether it was new.
  Result<bool> take_in(ByteView body);

  Database db;
  WorkspaceOptions options;
  Schema schema = Schema::shipped();
  Log log{db};
  Tables tables{db, schema};
  Aliases aliases{db, schema, tables, log};
  Applier applier{schema, tables, aliases, log};

  HybridClock hybrid_clock;
  Stream stream;
  static constexpr std::uint32_t first_counter = 1;
  std::uint32_t next_counter = first_counter;

  std::string name;
  WorkspaceId id;
  CircleId commons;
  std::uint64_t data_version = 1;
  std::uint64_t loss_count = 0;
  std::uint64_t erasure_count = 0;
  std::unordered_map<KindId, std::uint64_t> revisions;

  bool is_schema_fixed = false;  // while the tables are made with the schema they come to
  bool must_make_again = false;  // the schema has more than grown
  bool has_made_tables = false;  // in this transaction, so that rows have other numbers

  // How far projections that were put off have caught up. Empty, while the database says that they
  // are behind, it begins again.
  struct CatchUp {
    enum class Phase : std::uint8_t { counting, updating, making } phase = Phase::counting;
    std::vector<RowRef> rows = {};  // that were put off
    bool are_all = true;            // the rows; after a loss nobody knows
    std::size_t next = 0;           // of these, to be updated
    std::int64_t living = 0;        // rows, as far as they are counted
    std::size_t kind = 0;           // where counting and making have come to
    std::int64_t row = 0;
  };
  CatchUp catch_up;

 private:
  // The transaction that is open, and where memory stood when it began.
  struct Open {
    Transaction transaction;
    HybridClock clock;
    std::uint32_t counter;
    Log::Mark log;
    bool is_shared = false;             // holds changes that were said to be done, if not durable
    std::optional<Schema> schema = {};  // as it was, when it has changed since
  };
  Result<void> begin();
  void roll_back();
  void bump_revisions(std::span<const RowRef> rows);

  std::optional<Open> open_;
};

template <class Fill>
Result<void> Workspace::State::transact(Durability durability, Fill&& fill,
                                        ProjectionUpkeep upkeep) {
  // A change that fails for a reason of its own must not take others with it.
  if (durability == Durability::now) TRY(flush());
  if (!open_) TRY(begin());
  std::vector<RowRef> changed;
  const auto attempt = [&]() -> Result<void> {
    TRY(fill());
    TRY(finish_schema());
    changed = applier.take_changed();
    TRY(aliases.add_canonical(changed));
    if (has_made_tables) {
      TRY(make_projections());
    } else if (upkeep == ProjectionUpkeep::put_off) {
      TRY(put_off_projections(changed));
    } else {
      TRY(update_projections(changed));
    }
    TRY(carry_out(applier.take_erasures()));
    return durability == Durability::now ? open_->transaction.commit() : Result<void>();
  };
  if (Result<void> result = attempt(); !result) {
    roll_back();
    return result;
  }
  if (durability == Durability::now) {
    open_.reset();
  } else {
    open_->is_shared = true;
  }
  if (std::exchange(has_made_tables, false)) {
    bump_all_revisions();
  } else {
    bump_revisions(changed);
  }
  return {};
}

}  // namespace kith
