// The half of Tables that is about erasing: what is erased, and the emptying of it.
#include "core/base/assert.h"
#include "core/record/kind_table.h"
#include "core/record/tables.h"

#include <string>

namespace kith {
namespace {

constexpr int whole_record = 0;  // in the place of a field's number, which none has

constexpr const char* any_erased = "SELECT EXISTS(SELECT 1 FROM erased)";
constexpr const char* find_erased =
    "SELECT 1 FROM erased WHERE kind = ? AND row = ? AND field IN (0, ?)";
constexpr const char* add_erased = "INSERT OR IGNORE INTO erased(kind, row, field) VALUES(?, ?, ?)";
constexpr const char* drop_stamp = "DELETE FROM stamp WHERE kind = ? AND row = ? AND field = ?";
constexpr const char* drop_removed = "DELETE FROM removed WHERE kind = ? AND row = ? AND field = ?";
constexpr const char* drop_stamps = "DELETE FROM stamp WHERE kind = ? AND row = ?";
constexpr const char* drop_all_removed = "DELETE FROM removed WHERE kind = ? AND row = ?";
constexpr const char* drop_all_said = "DELETE FROM said WHERE kind = ? AND row = ?";
constexpr const char* drop_touched = "DELETE FROM touched WHERE kind = ? AND row = ?";

std::string empty_row(const KindInfo& kind) {
  std::string sql = "UPDATE " + table_name(kind) + " SET life = 0, hlc = 0, op = 0";
  for (const FieldInfo& field : kind.fields) {
    if (!field.is_set) sql += ", " + column_name(field) + " = NULL";
  }
  return sql + " WHERE row = ?";
}

template <class... Args>
Result<void> run(Database& db, std::string_view sql, const Args&... args) {
  Statement statement = TRY(db.prepare(sql));
  return statement.run(args...);
}

}  // namespace

Result<bool> Tables::has_erased() {
  if (!has_erased_) {
    Statement any = TRY(db_.prepare(any_erased));
    TRY(any.step());
    has_erased_ = any.get<bool>(0);
  }
  return *has_erased_;
}

Result<bool> Tables::is_erased(const FieldInfo& field, std::int64_t row) {
  if (!TRY(has_erased())) return false;
  Statement find = TRY(db_.prepare(find_erased));
  return find.first(schema_.kind(field.kind)->local, row, field.local);
}

Result<bool> Tables::is_erased(const RowRef& row) {
  if (!TRY(has_erased())) return false;
  Statement find = TRY(db_.prepare(find_erased));
  return find.first(schema_.kind(row.kind)->local, row.row, whole_record);
}

Result<bool> Tables::is_erased(const RecordId& id, std::int64_t circle) {
  if (!TRY(has_erased())) return false;
  for (const KindInfo& kind : schema_.kinds()) {
    const auto row = TRY(find(kind.id, circle, id));
    if (row && TRY(is_erased({kind.id, row->row}))) return true;
  }
  return false;
}

Result<void> Tables::erase(const FieldInfo& field, std::int64_t row) {
  const std::uint32_t kind = schema_.kind(field.kind)->local;
  if (field.is_set) {
    TRY(run(db_,
            "DELETE FROM " + set_table(*schema_.kind(field.kind)) + " WHERE row = ? AND field = ?",
            row, field.local));
  } else {
    TRY(set_value(field, row, {}));
  }
  TRY(run(db_, drop_stamp, kind, row, field.local));
  TRY(run(db_, drop_removed, kind, row, field.local));
  TRY(forget_said(field, row));
  has_erased_ = true;
  return run(db_, add_erased, kind, row, field.local);
}

Result<void> Tables::erase(const RowRef& row) {
  const KindInfo& kind = *schema_.kind(row.kind);
  TRY(run(db_, empty_row(kind), row.row));
  TRY(run(db_, "DELETE FROM " + set_table(kind) + " WHERE row = ?", row.row));
  for (const char* drop : {drop_stamps, drop_all_removed, drop_all_said, drop_touched})
    TRY(run(db_, drop, kind.local, row.row));
  has_said_.reset();
  has_erased_ = true;
  return run(db_, add_erased, kind.local, row.row, whole_record);
}

}  // namespace kith
