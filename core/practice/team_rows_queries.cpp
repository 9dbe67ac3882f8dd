#include "core/base/text_fold.h"
#include "core/practice/record_scope.h"
#include "core/practice/team_rows.h"
#include "core/record/stored_value.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr int first_single = 2;

}  // namespace

RowReader::RowReader(Workspace& workspace, KindId table, std::vector<FieldId> fields)
    : workspace_(workspace) {
  const Schema& schema = workspace.schema();
  if (const KindInfo* kind = schema.kind(table)) table_ = *kind;
  int single = first_single;
  for (const FieldId id : fields) {
    const FieldInfo* field = schema.field(id);
    Column column;
    if (field != nullptr && field->kind == table) {
      column.field = *field;
      if (!field->formula.empty()) {
        column.formula = Formula::parse(field->formula);
        is_computed_ = true;
      } else if (!field->is_set) {
        column.column = single++;
      }
    }
    columns_.push_back(std::move(column));
  }
}

std::string RowReader::singles_sql(std::string_view where) {
  std::string sql = "SELECT row, id";
  for (const Column& column : columns_) {
    if (column.column >= 0) sql += ", " + column_name(column.field);
  }
  return sql + " FROM " + table_name(table_) + " WHERE " + std::string(where);
}

Result<void> RowReader::fill(Statement& singles, TeamRow& row) {
  row.row = singles.get<std::int64_t>(0);
  row.id = singles.get<RecordId>(1);
  row.cells.resize(columns_.size());
  row.problems.resize(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    row.cells[i].clear();
    if (column.column >= 0) {
      Value value = stored_value(singles, column.column, column.field.type);
      if (!value.is_null()) row.cells[i].push_back(std::move(value));
    } else if (column.field.is_set && !column.formula) {
      TRY(fill_set(column, row.row, row.cells[i]));
    }
  }
  return is_computed_ ? compute(row) : Result<void>();
}

Result<void> RowReader::fill_set(Column& column, std::int64_t row, std::vector<Value>& cell) {
  Statement& elements = column.elements;
  if (elements.is_empty()) {
    elements = TRY(workspace_.database().prepare(
        "SELECT value, extra FROM " + set_table(table_) +
        " WHERE row = ? AND field = " + std::to_string(column.field.local) + " ORDER BY tag"));
  }
  elements.reset();
  elements.bind(row);
  while (TRY(elements.step())) {
    Value value = stored_element(elements, 0, column.field.type);
    if (std::ranges::find(cell, value) == cell.end()) cell.push_back(std::move(value));
  }
  elements.reset();
  return {};
}

Result<void> RowReader::compute(TeamRow& row) {
  const auto record = TRY(workspace_.read(row.id));
  if (!record) return {};
  RecordScope scope(workspace_, table_, *record);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& formula = columns_[i].formula;
    if (!formula) continue;
    const Result<Value> value =
        *formula ? (*formula)->evaluate(scope) : std::unexpected(formula->error());
    row.problems[i] = value ? std::string() : value.error().text;
    if (value && !value->is_null()) row.cells[i].push_back(*value);
  }
  return {};
}

Result<void> RowReader::each(const std::function<void(const TeamRow&)>& take) {
  if (table_.id.is_null()) return {};
  Statement all = TRY(workspace_.database().prepare(singles_sql("life % 2 = 1 ORDER BY row")));
  TeamRow row;
  while (TRY(all.step())) {
    TRY(fill(all, row));
    take(row);
  }
  return {};
}

Result<std::optional<TeamRow>> RowReader::read(std::int64_t row_number) {
  if (one_.is_empty())
    one_ = TRY(workspace_.database().prepare(singles_sql("row = ? AND life % 2 = 1")));
  one_.reset();
  one_.bind(row_number);
  std::optional<TeamRow> row;
  if (TRY(one_.step())) TRY(fill(one_, row.emplace()));
  one_.reset();
  return row;
}

Result<std::vector<TeamTable>> read_tables(Workspace& workspace) {
  std::vector<TeamTable> tables;
  for (const KindInfo& kind : workspace.schema().kinds()) {
    if (!kind.is_made() || kind.is_hidden) continue;
    Statement count = TRY(workspace.database().prepare("SELECT count(*) FROM " + table_name(kind) +
                                                       " WHERE life % 2 = 1"));
    TRY(count.step());
    tables.push_back({kind.id, kind.label, kind.help, count.get<std::int64_t>(0)});
  }
  return tables;
}

Result<std::optional<RecordId>> find_titled(Workspace& workspace, KindId table,
                                            std::string_view title) {
  const KindInfo* kind = workspace.schema().kind(table);
  const FieldInfo* field = kind == nullptr ? nullptr : title_field(*kind);
  if (field == nullptr) return std::nullopt;
  const std::string wanted = fold(title);
  std::optional<RecordId> found;
  RowReader reader(workspace, table, {field->id});
  TRY(reader.each([&](const TeamRow& row) {
    const auto& cell = row.cells[0];
    if (!found && !cell.empty() && fold(cell[0].as_text()) == wanted) found = row.id;
  }));
  return found;
}

Result<std::vector<LinkedRow>> rows_linking_to(Workspace& workspace, RecordId record) {
  std::vector<LinkedRow> found;
  for (const KindInfo& kind : workspace.schema().kinds()) {
    if (!kind.is_made() || kind.is_hidden) continue;
    for (const FieldInfo& field : kind.fields) {
      if (field.is_hidden || field.type != ValueType::link) continue;
      const std::string sql =
          field.is_set ? "SELECT DISTINCT k.id FROM " + set_table(kind) + " AS s JOIN " +
                             table_name(kind) + " AS k ON k.row = s.row WHERE s.value = ?" +
                             " AND s.field = " + std::to_string(field.local) + " AND k.life % 2 = 1"
                       : "SELECT id FROM " + table_name(kind) + " WHERE " + column_name(field) +
                             " = ? AND life % 2 = 1";
      Statement find = TRY(workspace.database().prepare(sql));
      find.bind(record);
      while (TRY(find.step()))
        found.push_back({kind.id, find.get<RecordId>(0), field.id});
    }
  }
  return found;
}

}  // namespace kith
