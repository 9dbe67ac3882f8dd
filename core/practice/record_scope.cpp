#include "core/practice/record_scope.h"

#include "core/practice/field_value.h"
#include "core/practice/formula_names.h"
#include "core/practice/team_rows.h"

#include <algorithm>

namespace kith {
namespace {

// A computed field that reads computed ones could read itself.
Result<const FieldInfo*> stored_field(const KindInfo& kind, std::string_view label) {
  const FieldInfo* found = field_labelled(kind, label);
  if (found == nullptr)
    return fail(ErrorCode::not_found, "There is no field “" + std::string(label) + "”.");
  if (!found->formula.empty())
    return fail(ErrorCode::invalid_argument,
                "“" + std::string(label) + "” is computed itself; name what it is made of.");
  return found;
}

std::vector<Value> values_of(const RecordView& record, FieldId field) {
  std::vector<Value> values;
  for (const Value* value : record.all(field))
    values.push_back(*value);
  return values;
}

FieldId name_field(const KindInfo& kind) {
  if (kind.id == kinds::person) return fields::person::name;
  if (kind.id == kinds::organisation) return fields::organisation::name;
  if (kind.id == kinds::household) return fields::household::name;
  const FieldInfo* title = kind.is_made() ? title_field(kind) : nullptr;
  return title == nullptr ? FieldId{} : title->id;
}

}  // namespace

PartialDate RecordScope::today() const {
  return kith::today(workspace_.clock());
}

Result<std::vector<Value>> RecordScope::values(std::string_view label) {
  const FieldInfo* field = TRY(stored_field(kind_, label));
  return values_of(record_, field->id);
}

Result<std::vector<Value>> RecordScope::linked(std::string_view through, std::string_view label) {
  const FieldInfo* link = TRY(stored_field(kind_, through));
  std::vector<Value> all;
  for (const Value* value : record_.all(link->id)) {
    const auto* target = value->get<RecordId>();
    if (target == nullptr) continue;
    const auto read = TRY(workspace_.read(*target));
    if (!read || !read->alive) continue;
    const KindInfo* kind = workspace_.schema().kind(read->kind);
    const FieldInfo* field = TRY(stored_field(*kind, label));
    for (Value& one : values_of(*read, field->id)) {
      // A choice has its words by the other table's field.
      if (one.get<Choice>() != nullptr) one = Value::text(plain_text(one, *field));
      all.push_back(std::move(one));
    }
  }
  return all;
}

std::string RecordScope::words(std::string_view label, const Value& value) {
  if (const auto* target = value.get<RecordId>()) {
    const auto read = workspace_.read(*target);
    if (!read || !*read) return "somebody";
    const KindInfo* kind = workspace_.schema().kind((*read)->kind);
    const Value* name = kind == nullptr ? nullptr : (*read)->find(name_field(*kind));
    return name == nullptr ? "somebody" : name->as_text();
  }
  const auto field = stored_field(kind_, label);
  return plain_text(value, field ? **field : FieldInfo{});
}

}  // namespace kith
