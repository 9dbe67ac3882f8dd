#include "core/record/schema.h"

#include "core/base/assert.h"
#include "core/record/builtin_schema.h"
#include "core/record/changeset_layout.h"
#include "core/record/sensitive.h"

#include <algorithm>
#include <utility>

namespace kith {

Schema::Schema(std::vector<KindInfo> kinds) : kinds_(std::move(kinds)) {
  for (const KindInfo& kind : kinds_) {
    ASSERT(kind_by_id_.emplace(kind.id, &kind).second);
    for (const FieldInfo& field : kind.fields) {
      ASSERT(field.kind == kind.id);
      ASSERT(field_by_id_.emplace(field.id, &field).second);
    }
  }
}

Schema Schema::shipped() {
  return Schema(builtin_kinds());
}

const KindInfo* Schema::kind(KindId id) const {
  auto found = kind_by_id_.find(id);
  return found == kind_by_id_.end() ? nullptr : found->second;
}

const FieldInfo* Schema::field(FieldId id) const {
  auto found = field_by_id_.find(id);
  return found == field_by_id_.end() ? nullptr : found->second;
}

const FieldInfo* title_field(const KindInfo& table) {
  const auto found = std::ranges::find_if(table.fields, [](const FieldInfo& field) {
    return !field.is_hidden && !is_sensitive(field) && !field.is_set &&
           field.type == ValueType::text && field.formula.empty();
  });
  return found == table.fields.end() ? nullptr : &*found;
}

KindId kind_of(const RecordId& description) {
  return changeset_layout::schema_id_of<KindId>(description.bytes);
}
FieldId field_of(const RecordId& description) {
  return changeset_layout::schema_id_of<FieldId>(description.bytes);
}
RecordId description_of(KindId kind) {
  return {changeset_layout::bytes_of(kind)};
}
RecordId description_of(FieldId field) {
  return {changeset_layout::bytes_of(field)};
}

std::string table_name(KindId kind) {
  ASSERT(kind.is_builtin());
  return "k" + std::to_string(kind.low);
}
std::string set_table(KindId kind) {
  ASSERT(kind.is_builtin());
  return "s" + std::to_string(kind.low);
}
std::string column_name(FieldId field) {
  ASSERT(field.is_builtin());
  return "f" + std::to_string(field.low);
}
std::string table_name(const KindInfo& kind) {
  return "k" + std::to_string(kind.local);
}
std::string set_table(const KindInfo& kind) {
  return "s" + std::to_string(kind.local);
}
std::string column_name(const FieldInfo& field) {
  return "f" + std::to_string(field.local);
}

}  // namespace kith
