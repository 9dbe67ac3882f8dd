#include "core/practice/own_fields.h"

#include "core/practice/record_scope.h"
#include "core/practice/words.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

// The record as a formula reads it: what is said of all that are one.
RecordView as_view(const MergedRecord& record) {
  RecordView view{.id = record.id, .kind = record.kind, .values = record.values};
  for (const MergedElement& element : record.elements)
    view.values.push_back({element.field, element.held.front().value});
  return view;
}

std::vector<Value> values_of(const RecordView& record, FieldId field) {
  std::vector<Value> values;
  for (const Value* value : record.all(field)) {
    if (std::ranges::find(values, *value) == values.end()) values.push_back(*value);
  }
  return values;
}

bool is_shown(const FieldInfo& field) {
  return !field.id.is_builtin() && !field.is_hidden;
}

Result<Value> computed(const FieldInfo& field, RecordScope& scope) {
  const Formula formula = TRY(Formula::parse(field.formula));
  return formula.evaluate(scope);
}

}  // namespace

Result<std::vector<OwnField>> read_own_fields(Workspace& workspace, const Directory& directory,
                                              const MergedRecord& record) {
  std::vector<OwnField> own;
  const KindInfo* kind = workspace.schema().kind(record.kind);
  if (kind == nullptr || std::ranges::none_of(kind->fields, is_shown)) return own;
  const RecordView view = as_view(record);
  RecordScope scope(workspace, *kind, view);
  for (const FieldInfo& field : kind->fields) {
    if (!is_shown(field)) continue;
    std::vector<Value> values;
    std::string problem;
    if (field.formula.empty()) {
      values = values_of(view, field.id);
    } else if (auto value = computed(field, scope); !value) {
      problem = value.error().text;
    } else if (!value->is_null()) {
      values.push_back(std::move(*value));
    }
    OwnField& shown = own.emplace_back(
        OwnField{field, shown_cell(workspace, directory, field, std::move(values), problem)});
    for (const AlsoValue& one : record.also) {
      if (one.field == field.id)
        shown.also.push_back(value_in_words(workspace, directory, field.id, one.held.value));
    }
  }
  return own;
}

}  // namespace kith
