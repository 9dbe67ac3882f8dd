// Invariants.
// 1. What is in memory (clock, counters, stream numbers) is what the database says, before and
//    after every call, whether it succeeded or failed.
// 2. Nothing writes but through State::transact and the making of the workspace.
#include "core/record/workspace.h"

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/record/described_schema.h"
#include "core/record/redaction.h"
#include "core/record/workspace_identity.h"
#include "core/record/workspace_state.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr std::int64_t slice_changesets = 256;
constexpr int pages_spilled_at_once = 300;  // about four milliseconds

}  // namespace

Workspace::State::State(Database database, WorkspaceOptions given)
    : db(std::move(database)), options(std::move(given)) {}

// -- transactions --

Result<void> Workspace::State::begin() {
  Transaction transaction = TRY(Transaction::begin(db));
  open_.emplace(std::move(transaction), hybrid_clock, next_counter, log.mark());
  return {};
}

Result<void> Workspace::State::flush() {
  if (!open_) return {};
  if (Result<void> committed = open_->transaction.commit(); !committed) {
    roll_back();
    return committed;
  }
  open_.reset();
  return {};
}

Result<bool> Workspace::State::flush_slice(std::int64_t budget_us) {
  const std::int64_t end = options.clock.steady_us() + budget_us;
  while (open_) {
    Result<bool> all_written = db.spill(pages_spilled_at_once);
    if (!all_written) {
      roll_back();
      return all_written;
    }
    if (*all_written) break;
    if (options.clock.steady_us() >= end) return false;
  }
  TRY(flush());
  return true;
}

void Workspace::State::roll_back() {
  hybrid_clock = open_->clock;
  next_counter = open_->counter;
  log.roll_back(open_->log);
  const bool was_shown = open_->is_shared;
  std::optional<Schema> schema_before = std::move(open_->schema);
  open_.reset();
  if (schema_before) {
    schema = std::move(*schema_before);
    tables.follow_schema();
  }
  must_make_again = has_made_tables = is_schema_fixed = false;
  catch_up = {.are_all = false};
  tables.forget_cached();
  aliases.forget_cached();
  applier.take_changed();
  applier.take_erasures();
  applier.take_schema_changed();
  if (!was_shown) return;
  ++loss_count;
  bump_all_revisions();
}

void Workspace::State::bump_all_revisions() {
  ++data_version;
  for (const KindInfo& kind : schema.kinds())
    ++revisions[kind.id];
}

void Workspace::State::bump_revisions(std::span<const RowRef> rows) {
  if (rows.empty()) return;
  ++data_version;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || rows[i].kind != rows[i - 1].kind) ++revisions[rows[i].kind];
  }
}

// -- erasing --

Result<void> Workspace::State::carry_out(const Applier::Erasures& erasures) {
  bool was_there = false;
  for (std::int64_t row : erasures.log_rows) {
    const Bytes body = TRY(log.body(row));
    const auto redacted = TRY(redact(body, schema, tables));
    if (!redacted) continue;
    TRY(log.replace_body(row, *redacted));
    TRY(tables.forget_attached(row));
    ChangesetReader left(*redacted);
    for (Op op; left.next(op);)
      TRY(tables.note_attached(op, row));
    was_there = true;
  }
  erasure_count += erasures.records.size();
  // When the tables are made again nothing is new, and a log that comes redacted, from a backup or
  // a teammate, never showed anybody anything.
  if (!was_there) return {};
  for (const RecordId& record : erasures.records)
    TRY(forget_unsaved_about(record));
  for (Projection* projection : options.projections)
    TRY(projection->forget_erased(db));
  return {};
}

// -- making the tables from the log --

Result<void> Workspace::State::replay(const LogPlace& place) {
  const Bytes body = TRY(log.body(place.row));
  ChangesetReader reader(body);
  if (reader.is_readable()) TRY(applier.begin_part(reader.header(), place.row));
  Op op;
  while (reader.next(op)) {
    if (!is_of_schema(op)) TRY(settle_schema());
    TRY(applier.apply(op, reader.op_id()));
  }
  if (!reader.finished()) {
    return fail(ErrorCode::damaged, "A change in the workspace's log cannot be read.");
  }
  return {};
}

Result<void> Workspace::State::rebuild_tables() {
  put_schema(Schema::shipped());
  TRY(make_tables());
  TRY(finish_schema());
  has_made_tables = false;
  applier.take_changed();
  TRY(make_projections());
  TRY(carry_out(applier.take_erasures()));
  return remember_tables();
}

Result<void> Workspace::State::make_tables() {
  applier.take_changed();
  applier.take_erasures();
  TRY(Tables::drop(db));
  TRY(tables.create());
  tables.forget_cached();
  aliases.forget_cached();
  std::vector<LogPlace> slice = TRY(log.after(0, slice_changesets));
  while (!slice.empty()) {
    for (const LogPlace& place : slice)
      TRY(replay(place));
    slice = TRY(log.after(slice.back().row, slice_changesets));
  }
  return {};
}

// -- Workspace --

Workspace::Workspace(std::unique_ptr<State> state) : state_(std::move(state)) {}
Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::create(Database db, std::string_view name,
                                                     WorkspaceOptions options) {
  if (name.empty() || name.size() > workspace_name_size_max || !is_valid_utf8(name)) {
    return fail(ErrorCode::invalid_argument, "Give the workspace a name of up to 256 bytes.");
  }
  const Genesis genesis = make_genesis(name, options.recovery, options.random);
  auto workspace =
      TRY(create_from(std::move(db), founding_identity(genesis, name), std::move(options)));
  TRY(workspace->flush());
  return workspace;
}

Result<std::unique_ptr<Workspace>> Workspace::create_from(Database db,
                                                          const WorkspaceIdentity& identity,
                                                          WorkspaceOptions options) {
  auto state = std::make_unique<State>(std::move(db), std::move(options));
  if (TRY(state->has_any_table())) {
    return fail(ErrorCode::conflict, "There is a workspace here already.");
  }
  TRY(state->create_all(identity));
  TRY(state->load());
  return std::unique_ptr<Workspace>(new Workspace(std::move(state)));
}

Result<void> Workspace::State::create_all(const WorkspaceIdentity& identity) {
  TRY(begin());
  TRY(create_storage(identity));
  TRY(migrate());
  TRY(tables.create());
  TRY(remember_tables());
  return make_stale_projections();
}

Result<std::unique_ptr<Workspace>> Workspace::open(Database db, WorkspaceOptions options) {
  auto state = std::make_unique<State>(std::move(db), std::move(options));
  TRY(state->load());
  Transaction transaction = TRY(Transaction::begin(state->db));
  TRY(state->migrate());
  if (TRY(state->tables_are_current())) {
    state->put_schema(TRY(described_schema(state->tables)));
    TRY(state->make_stale_projections());
  } else {
    TRY(state->rebuild_tables());
  }
  TRY(transaction.commit());
  return std::unique_ptr<Workspace>(new Workspace(std::move(state)));
}

Result<void> Workspace::apply(std::span<const ByteView> changesets, Durability durability) {
  State& state = *state_;
  return state.transact(durability, [&]() -> Result<void> {
    bool is_any_new = false;
    for (ByteView body : changesets)
      is_any_new |= TRY(state.take_in(body));
    return is_any_new ? state.remember_hlc() : Result<void>();
  });
}

Result<bool> Workspace::State::take_in(ByteView body) {
  const std::uint32_t next = TRY(check_changeset(body));
  const ChangesetHeader header = ChangesetReader(body).header();
  if (const auto place = TRY(log.find_overlap(header.stream, header.first_counter, next))) {
    const bool is_known = place->counter == header.first_counter && place->next == next;
    if (is_known && are_same_but_for_erased(TRY(log.body(place->row)), body)) return false;
    return fail(ErrorCode::conflict, "Two different changes carry the same number.");
  }
  if (header.stream == stream) {
    return fail(ErrorCode::conflict,
                "A copy of this device's storage has made changes of its own.");
  }
  const std::int64_t row = TRY(log.append(header.stream, header.first_counter, next, body));
  hybrid_clock.observe(header.hlc);
  TRY(replay({row, header.stream, header.first_counter, next}));
  return true;
}

Result<std::vector<Bytes>> Workspace::changesets_after(std::int64_t position,
                                                       std::int64_t count_max) {
  std::vector<Bytes> found;
  for (const LogPlace& place : TRY(state_->log.after(position, count_max)))
    found.push_back(TRY(state_->log.body(place.row)));
  return found;
}

Result<void> Workspace::flush() {
  return state_->flush();
}

Result<void> Workspace::rebuild() {
  State& state = *state_;
  TRY(state.transact(Durability::now, [&] { return state.rebuild_tables(); }));
  state.bump_all_revisions();
  return {};
}

Result<bool> Workspace::flush_slice(std::int64_t budget_us) {
  return state_->flush_slice(budget_us);
}

std::uint64_t Workspace::loss_count() const {
  return state_->loss_count;
}
Result<bool> Workspace::is_attached(std::string_view file) {
  return state_->tables.is_attached(file);
}

Result<std::vector<std::string>> Workspace::attached_files() {
  return state_->tables.attached_files();
}

std::uint64_t Workspace::erasure_count() const {
  return state_->erasure_count;
}
std::uint64_t Workspace::data_version() const {
  return state_->data_version;
}
std::uint64_t Workspace::revision(KindId kind) const {
  auto found = state_->revisions.find(kind);
  return found == state_->revisions.end() ? 0 : found->second;
}
const Schema& Workspace::schema() const {
  return state_->schema;
}
Database& Workspace::database() {
  return state_->db;
}
std::int64_t Workspace::last_position() const {
  return state_->log.next_row() - 1;
}
std::optional<std::int64_t> Workspace::first_change_ms() {
  const auto first = changesets_after(0, 1);
  if (!first || first->empty()) return std::nullopt;
  const ChangesetReader reader(first->front());
  return reader.is_readable() ? std::optional(reader.header().wall_ms) : std::nullopt;
}
const std::string& Workspace::name() const {
  return state_->name;
}
WorkspaceId Workspace::id() const {
  return state_->id;
}
CircleId Workspace::commons() const {
  return state_->commons;
}
Clock& Workspace::clock() {
  return state_->options.clock;
}
Random& Workspace::random() {
  return state_->options.random;
}

}  // namespace kith
