// What a workspace keeps beside the log and the tables made from it: its own names, keys and
// numbers. Nothing of it can be made again, so nothing but a new format drops it.
#include "core/base/assert.h"
#include "core/record/changeset.h"
#include "core/record/workspace_identity.h"
#include "core/record/workspace_state.h"

#include <utility>

namespace kith {
namespace {

constexpr const char* storage_tables =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE control(k INTEGER PRIMARY KEY, entry BLOB NOT NULL);"
    "CREATE TABLE circle(number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);"
    "CREATE TABLE circle_key(circle INTEGER NOT NULL, epoch INTEGER NOT NULL, key BLOB NOT NULL,"
    " kid BLOB NOT NULL, PRIMARY KEY(circle, epoch)) WITHOUT ROWID;"
    "CREATE TABLE device_key(name TEXT PRIMARY KEY, secret BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE projection(name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;";
constexpr const char* has_storage = "SELECT 1 FROM sqlite_schema WHERE name = 'meta'";
constexpr const char* any_table = "SELECT 1 FROM sqlite_schema LIMIT 1";
constexpr const char* get_meta = "SELECT value FROM meta WHERE key = ?";
constexpr const char* put_meta = "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)";
constexpr const char* get_projection = "SELECT version FROM projection WHERE name = ?";
constexpr const char* put_projection =
    "INSERT OR REPLACE INTO projection(name, version) VALUES(?, ?)";

template <class Arg>
Result<void> put(Database& db, std::string_view key, const Arg& value) {
  Statement statement = TRY(db.prepare(put_meta));
  return statement.run(key, value);
}

Error damaged_storage() {
  return {
      ErrorCode::damaged,
      "The workspace's own description is damaged. Its files are kept; export what can be read."};
}

// The value stays readable until the statement goes.
Result<Statement> get(Database& db, std::string_view key) {
  Statement statement = TRY(db.prepare(get_meta));
  if (!TRY(statement.first(key))) return std::unexpected(damaged_storage());
  return statement;
}

// Of what ships with Kith: a team's own kinds are laid out by the same rules.
Hash128 layout_hash() {
  return hash_128(domain::tables_layout, as_bytes(Tables::layout(Schema::shipped())));
}

}  // namespace

Result<bool> Workspace::State::has_any_table() {
  Statement find = TRY(db.prepare(any_table));
  return find.step();
}

Result<void> Workspace::State::create_storage(const WorkspaceIdentity& identity) {
  TRY(db.execute(storage_tables));
  TRY(Log::create_tables(db));
  TRY(begin_format());
  TRY(put(db, "workspace", identity.workspace));
  TRY(put(db, "name", identity.name));
  TRY(put(db, "commons", identity.commons));
  TRY(put(db, "device", identity.device_index));
  // A new one each time, of a restored copy too: whoever goes on from it is not the same stream.
  std::uint64_t incarnation = 0;
  while (incarnation == 0)
    incarnation = options.random.next_u64();
  TRY(put(db, "incarnation", incarnation));
  TRY(put(db, "hlc", identity.hlc));
  return put_identity(identity);
}

Result<void> Workspace::State::load() {
  Statement find = TRY(db.prepare(has_storage));
  if (!TRY(find.step())) {
    // Whoever hears "not found" may empty the files: only where there is nothing at all.
    if (TRY(has_any_table())) return std::unexpected(damaged_storage());
    return fail(ErrorCode::not_found, "There is no workspace here yet.");
  }
  TRY(format());
  id = TRY(get(db, "workspace")).get<WorkspaceId>(0);
  commons = TRY(get(db, "commons")).get<CircleId>(0);
  name = TRY(get(db, "name")).get<std::string_view>(0);
  stream.device_index = TRY(get(db, "device")).get<std::uint32_t>(0);
  stream.incarnation = TRY(get(db, "incarnation")).get<std::uint64_t>(0);
  if (id.is_null() || commons.is_null() || stream.incarnation == 0) {
    return std::unexpected(damaged_storage());
  }
  TRY(log.load());
  hybrid_clock = HybridClock(TRY(get(db, "hlc")).get<std::uint64_t>(0));
  // Own stamps are not written to `meta` at every edit: the last own changeset knows them.
  next_counter = std::max(TRY(log.end_of(stream)), first_counter);
  if (const auto last = TRY(log.find({stream, next_counter - 1}))) {
    const Bytes body = TRY(log.body(last->row));
    const ChangesetReader reader(body);
    if (!reader.is_readable()) return std::unexpected(damaged_storage());
    hybrid_clock.observe(reader.header().hlc);
  }
  return {};
}

Result<void> Workspace::State::remember_hlc() {
  return put(db, "hlc", hybrid_clock.last());
}

Result<std::optional<BackupMark>> Workspace::last_backup() {
  Statement find = TRY(state_->db.prepare(get_meta));
  if (!TRY(find.first("backup ms"))) return std::nullopt;
  const auto wall_ms = find.get<std::int64_t>(0);
  if (!TRY(find.first("backup position"))) return std::nullopt;
  return BackupMark{wall_ms, find.get<std::int64_t>(0)};
}

Result<void> Workspace::remember_backup(const BackupMark& mark) {
  return state_->transact(Durability::now, [&]() -> Result<void> {
    TRY(put(state_->db, "backup ms", mark.wall_ms));
    return put(state_->db, "backup position", mark.position);
  });
}

Result<bool> Workspace::State::tables_are_current() {
  Statement find = TRY(db.prepare(get_meta));
  if (!TRY(find.first("tables"))) return false;
  return equal(find.get<ByteView>(0), layout_hash());
}

Result<void> Workspace::State::remember_tables() {
  return put(db, "tables", ByteView(layout_hash()));
}

Result<int> Workspace::State::projection_version(std::string_view projection_name) {
  Statement find = TRY(db.prepare(get_projection));
  return TRY(find.first(projection_name)) ? find.get<int>(0) : 0;
}

Result<void> Workspace::State::remember_projection(const Projection& projection, int version) {
  Statement statement = TRY(db.prepare(put_projection));
  return statement.run(projection.name(), version);
}

}  // namespace kith
