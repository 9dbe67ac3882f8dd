#include "core/base/assert.h"
#include "core/record/alias.h"

#include <algorithm>
#include <set>

namespace kith {
namespace {

constexpr const char* tables_of_aliases =
    "CREATE TABLE alias(kind INTEGER NOT NULL, row INTEGER NOT NULL, target INTEGER NOT NULL,"
    " hlc INTEGER NOT NULL, op INTEGER NOT NULL, PRIMARY KEY(kind, row)) WITHOUT ROWID;"
    "CREATE INDEX alias_target ON alias(kind, target) WHERE target > 0;"
    "CREATE TABLE merged(kind INTEGER NOT NULL, row INTEGER NOT NULL, id BLOB NOT NULL,"
    " canonical INTEGER NOT NULL, canonical_id BLOB NOT NULL, PRIMARY KEY(kind, row)) WITHOUT "
    "ROWID;"
    "CREATE INDEX merged_id ON merged(id);"
    "CREATE INDEX merged_canonical ON merged(canonical_id);";

constexpr const char* any_alias = "SELECT EXISTS(SELECT 1 FROM alias)";
constexpr const char* find_alias = "SELECT target, hlc, op FROM alias WHERE kind = ? AND row = ?";
constexpr const char* put_alias =
    "INSERT OR REPLACE INTO alias(kind, row, target, hlc, op) VALUES(?, ?, ?, ?, ?)";
constexpr const char* drop_alias = "DELETE FROM alias WHERE kind = ? AND row = ?";
constexpr const char* aliases_to =
    "SELECT row FROM alias WHERE kind = ? AND target = ? AND target > 0 ORDER BY row";
constexpr const char* find_merged = "SELECT canonical FROM merged WHERE kind = ? AND row = ?";
constexpr const char* put_merged =
    "INSERT OR REPLACE INTO merged(kind, row, id, canonical, canonical_id) VALUES(?, ?, ?, ?, ?)";
constexpr const char* drop_merged = "DELETE FROM merged WHERE kind = ? AND row = ?";
constexpr const char* canonical_of_id = "SELECT canonical_id FROM merged WHERE id = ?";
constexpr const char* ids_of_canonical = "SELECT id FROM merged WHERE canonical_id = ?";

}  // namespace

const char* Aliases::layout() {
  return tables_of_aliases;
}

const char* Aliases::drop() {
  return "DROP TABLE IF EXISTS alias; DROP TABLE IF EXISTS merged;";
}

Result<bool> Aliases::has_any() {
  if (!has_any_) {
    Statement any = TRY(db_.prepare(any_alias));
    TRY(any.step());
    has_any_ = any.get<bool>(0);
  }
  return *has_any_;
}

// -- registers --

Result<std::optional<Aliases::Register>> Aliases::find(const RowRef& row) {
  if (!TRY(has_any())) return std::nullopt;
  Statement find = TRY(db_.prepare(find_alias));
  if (!TRY(find.first(schema_.kind(row.kind)->local, row.row))) return std::nullopt;
  return Register{find.get<std::int64_t>(0), {find.get<std::uint64_t>(1), find.get<LocalOp>(2)}};
}

Result<void> Aliases::put(const RowRef& row, const Register& value) {
  has_any_ = true;
  Statement put = TRY(db_.prepare(put_alias));
  return put.run(schema_.kind(row.kind)->local, row.row, value.target, value.stamp.hlc,
                 value.stamp.op);
}

Result<void> Aliases::erase(const RowRef& row) {
  // Asked before it goes: what followed from the last one is settled yet.
  if (!TRY(has_any())) return {};
  Statement drop = TRY(db_.prepare(drop_alias));
  return drop.run(schema_.kind(row.kind)->local, row.row);
}

Result<std::vector<std::int64_t>> Aliases::leading_to(const RowRef& row) {
  std::vector<std::int64_t> found;
  if (!TRY(has_any())) return found;
  Statement find = TRY(db_.prepare(aliases_to));
  find.bind(schema_.kind(row.kind)->local, row.row);
  while (TRY(find.step()))
    found.push_back(find.get<std::int64_t>(0));
  return found;
}

// -- what stands for what --

Result<std::optional<Aliases::Register>> Aliases::counting(const RowRef& row) {
  auto found = TRY(find(row));
  if (!found || found->target == 0) return std::nullopt;
  const FoundRow target = TRY(tables_.state({row.kind, found->target}));
  if (target.life % 2 == 0) return std::nullopt;
  return found;
}

Result<std::int64_t> Aliases::walk(KindId kind, std::int64_t start) {
  std::vector<std::int64_t> path;
  std::vector<Stamp> stamps;  // of the edges that lead away from them
  std::int64_t at = start;
  while (true) {
    const auto again = std::ranges::find(path, at);
    if (again != path.end()) {
      // From here on it is a circle: its greatest edge does not count.
      const auto first = stamps.begin() + (again - path.begin());
      return path[static_cast<std::size_t>(std::max_element(first, stamps.end()) - stamps.begin())];
    }
    const auto edge = TRY(counting({kind, at}));
    if (!edge) return at;
    path.push_back(at);
    stamps.push_back({edge->stamp.hlc, log_.from_local(edge->stamp.op)});
    at = edge->target;
  }
}

Result<std::vector<RowRef>> Aliases::settle(const RowRef& row) {
  if (!TRY(has_any())) return std::vector<RowRef>();
  std::set<std::int64_t> open = {row.row};  // whose way leads through `row`
  std::vector<std::int64_t> reached = {row.row};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const std::int64_t from : TRY(leading_to({row.kind, reached[i]}))) {
      if (open.insert(from).second) reached.push_back(from);
    }
  }
  std::set<std::int64_t> changed;
  for (const std::int64_t one : reached) {
    const std::int64_t before = TRY(canonical({row.kind, one}));
    const std::int64_t now = TRY(walk(row.kind, one));
    if (before == now) continue;
    TRY(remember({row.kind, one}, now));
    changed.insert({one, before, now});
  }
  std::vector<RowRef> rows;
  for (const std::int64_t one : changed)
    rows.push_back({row.kind, one});
  return rows;
}

Result<void> Aliases::remember(const RowRef& row, std::int64_t canonical) {
  const std::uint32_t kind = schema_.kind(row.kind)->local;
  if (canonical == row.row) {
    Statement drop = TRY(db_.prepare(drop_merged));
    return drop.run(kind, row.row);
  }
  const RecordId id = TRY(tables_.id_of(row));
  const RecordId canonical_id = TRY(tables_.id_of({row.kind, canonical}));
  Statement put = TRY(db_.prepare(put_merged));
  return put.run(kind, row.row, id, canonical, canonical_id);
}

Result<std::int64_t> Aliases::canonical(const RowRef& row) {
  if (!TRY(has_any())) return row.row;
  Statement find = TRY(db_.prepare(find_merged));
  const bool is_merged = TRY(find.first(schema_.kind(row.kind)->local, row.row));
  return is_merged ? find.get<std::int64_t>(0) : row.row;
}

Result<RecordId> Aliases::canonical(const RecordId& id) {
  if (!TRY(has_any())) return id;
  Statement find = TRY(db_.prepare(canonical_of_id));
  return TRY(find.first(id)) ? find.get<RecordId>(0) : id;
}

Result<void> Aliases::add_canonical(std::vector<RowRef>& rows) {
  if (!TRY(has_any())) return {};
  const std::size_t count = rows.size();
  for (std::size_t i = 0; i < count; ++i) {
    const RowRef row{rows[i].kind, TRY(canonical(rows[i]))};
    if (row != rows[i]) rows.push_back(row);
  }
  if (rows.size() == count) return {};
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return {};
}

Result<std::vector<RecordId>> Aliases::members(const RecordId& id) {
  std::vector<RecordId> found;
  if (!TRY(has_any())) return found;
  Statement find = TRY(db_.prepare(ids_of_canonical));
  find.bind(id);
  while (TRY(find.step()))
    found.push_back(find.get<RecordId>(0));
  return found;
}

}  // namespace kith
