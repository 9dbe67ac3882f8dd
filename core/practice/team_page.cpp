#include "core/practice/team_page.h"

#include "core/practice/field_value.h"
#include "core/practice/words.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr std::size_t rows_kept_max = 2'000;

std::vector<FieldInfo> visible_fields(const Workspace& workspace, KindId table) {
  std::vector<FieldInfo> fields;
  const KindInfo* kind = workspace.schema().kind(table);
  if (kind == nullptr) return fields;
  std::ranges::copy_if(kind->fields, std::back_inserter(fields),
                       [](const FieldInfo& field) { return !field.is_hidden; });
  return fields;
}

std::vector<FieldId> ids_of(const std::vector<FieldInfo>& fields) {
  std::vector<FieldId> ids;
  for (const FieldInfo& field : fields)
    ids.push_back(field.id);
  return ids;
}

bool reads_as(const Value& value, const FieldInfo& field) {
  return value.type() == field.type ? converted(value, field).has_value()
                                    : field.type != ValueType::link && converted(value, field);
}

}  // namespace

std::string cell_in_words(Workspace& workspace, const Directory& directory, const FieldInfo& field,
                          const std::vector<Value>& cell) {
  std::string words;
  for (const Value& value : cell) {
    if (!words.empty()) words += ", ";
    const bool has_own_words = value.type() == ValueType::link || value.type() == ValueType::date ||
                               value.type() == ValueType::instant;
    words += has_own_words ? value_in_words(workspace, directory, field.id, value)
                           : plain_text(value, field);
  }
  return words;
}

ShownCell shown_cell(Workspace& workspace, const Directory& directory, const FieldInfo& field,
                     std::vector<Value> values, const std::string& problem) {
  ShownCell cell{std::move(values), {}};
  if (!problem.empty()) {
    cell.words = "Cannot be computed: " + problem;
    cell.is_odd = true;
    return cell;
  }
  cell.words = cell_in_words(workspace, directory, field, cell.values);
  cell.is_odd = field.formula.empty() && !std::ranges::all_of(cell.values, [&](const Value& value) {
                  return reads_as(value, field);
                });
  return cell;
}

TablePage::TablePage(Workspace& workspace, const Directory& directory, KindId table)
    : workspace_(workspace),
      directory_(directory),
      fields_(visible_fields(workspace, table)),
      reader_(workspace, table, ids_of(fields_)) {
  const KindInfo* kind = workspace.schema().kind(table);
  if (kind == nullptr) return;
  table_label_ = kind->label;
  if (const FieldInfo* title = title_field(*kind)) title_ = position(title->id);
}

std::optional<std::size_t> TablePage::position(FieldId field) const {
  const auto found = std::ranges::find(fields_, field, &FieldInfo::id);
  if (found == fields_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields_.begin());
}

Result<const ShownRow*> TablePage::row(std::int64_t number) {
  if (const auto found = rows_.find(number); found != rows_.end()) return &found->second;
  auto read = TRY(reader_.read(number));
  if (!read) return nullptr;
  if (rows_.size() >= rows_kept_max) rows_.clear();
  ShownRow row{read->id, {}, {}};
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const FieldInfo& field = fields_[i];
    row.cells.push_back(
        shown_cell(workspace_, directory_, field, std::move(read->cells[i]), read->problems[i]));
  }
  if (title_) row.title = row.cells[*title_].words;
  if (row.title.empty()) row.title = "A row of " + table_label_;
  return &rows_.emplace(number, std::move(row)).first->second;
}

Result<const ShownRow*> TablePage::row(const RecordId& id) {
  const auto view = TRY(workspace_.read(id));
  if (!view || !view->alive) return nullptr;
  return row(view->row);
}

}  // namespace kith
