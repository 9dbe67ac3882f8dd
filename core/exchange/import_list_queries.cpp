#include "core/exchange/import_list.h"
#include "core/record/schema.h"
#include "core/record/stored_value.h"

namespace kith {

namespace {

namespace f = fields::import;

const std::string& all_imports() {
  static const std::string sql = [] {
    std::string text = "SELECT id";
    for (FieldId field : {f::source, f::file_name, f::content_hash, f::state, f::rows, f::rows_done,
                          f::created, f::matched, f::kept_raw})
      text += ", " + column_name(field);
    return text + " FROM " + table_name(kinds::import) + " WHERE life % 2 = 1 ORDER BY row DESC";
  }();
  return sql;
}

std::uint64_t number(const Statement& row, int column) {
  const Value value = stored_value(row, column, ValueType::integer);
  const auto* found = value.get<std::int64_t>();
  return found == nullptr || *found < 0 ? 0 : static_cast<std::uint64_t>(*found);
}

std::string text(const Statement& row, int column) {
  return stored_value(row, column, ValueType::text).as_text();
}

}  // namespace

Result<std::vector<ImportSummary>> list_imports(Workspace& workspace) {
  std::vector<ImportSummary> imports;
  Statement find = TRY(workspace.database().prepare(all_imports()));
  while (TRY(find.step())) {
    ImportSummary import;
    import.import = find.get<RecordId>(0);
    import.source = text(find, 1);
    import.file_name = text(find, 2);
    import.content_key = text(find, 3);
    const Value state = stored_value(find, 4, ValueType::choice);
    if (const auto* choice = state.get<Choice>())
      import.state = static_cast<ImportState>(choice->number);
    import.rows = number(find, 5);
    import.rows_done = number(find, 6);
    import.created = number(find, 7);
    import.matched = number(find, 8);
    import.kept_raw = number(find, 9);
    imports.push_back(std::move(import));
  }
  return imports;
}

Result<bool> record_exists(Database& db, KindId kind, const RecordId& id) {
  Statement find = TRY(db.prepare("SELECT 1 FROM " + table_name(kind) + " WHERE id = ?"));
  return find.first(id);
}

}  // namespace kith
