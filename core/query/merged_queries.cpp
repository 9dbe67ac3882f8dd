#include "core/query/merged_queries.h"

namespace kith::merged_queries {
namespace {

constexpr std::string_view any_sql = "SELECT EXISTS(SELECT 1 FROM merged)";
constexpr std::string_view canonical_id_sql = "SELECT canonical_id FROM merged WHERE id = ?";
constexpr std::string_view canonical_row_sql =
    "SELECT canonical FROM merged WHERE kind = ? AND row = ?";
constexpr std::string_view members_sql = "SELECT id FROM merged WHERE canonical_id = ?";
constexpr std::string_view merged_rows_sql = "SELECT row FROM merged WHERE canonical_id = ?";

}  // namespace

Result<bool> has_any(Database& db) {
  Statement find = TRY(db.prepare(any_sql));
  TRY(find.first());
  return find.get<bool>(0);
}

Result<RecordId> canonical(Database& db, RecordId id) {
  Statement find = TRY(db.prepare(canonical_id_sql));
  return TRY(find.first(id)) ? find.get<RecordId>(0) : id;
}

Result<RowRef> canonical(Database& db, const RowRef& row) {
  Statement find = TRY(db.prepare(canonical_row_sql));
  const bool is_merged = TRY(find.first(row.kind.low, row.row));
  return is_merged ? RowRef{row.kind, find.get<std::int64_t>(0)} : row;
}

Result<std::vector<RecordId>> members(Database& db, RecordId id) {
  std::vector<RecordId> found = {id};
  Statement find = TRY(db.prepare(members_sql));
  find.bind(id);
  while (TRY(find.step()))
    found.push_back(find.get<RecordId>(0));
  return found;
}

Result<std::vector<std::int64_t>> merged_rows(Database& db, RecordId id) {
  std::vector<std::int64_t> found;
  Statement find = TRY(db.prepare(merged_rows_sql));
  find.bind(id);
  while (TRY(find.step()))
    found.push_back(find.get<std::int64_t>(0));
  return found;
}

std::string canonical_sql(std::string_view column) {
  const std::string name(column);
  return "coalesce((SELECT canonical_id FROM merged WHERE id = " + name + "), " + name + ")";
}

std::vector<std::string> statements() {
  return {std::string(any_sql), std::string(canonical_id_sql), std::string(canonical_row_sql),
          std::string(members_sql), std::string(merged_rows_sql)};
}

}  // namespace kith::merged_queries
