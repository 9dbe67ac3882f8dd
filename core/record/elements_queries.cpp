// The half of Tables that is about sets, and about who links to whom.
#include "core/base/assert.h"
#include "core/record/kind_table.h"
#include "core/record/stored_value.h"
#include "core/record/tables.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr const char* remember = "INSERT OR IGNORE INTO removed(tag) VALUES(?)";
constexpr const char* forget = "DELETE FROM removed WHERE tag = ?";
constexpr const char* any_removed = "SELECT EXISTS(SELECT 1 FROM removed)";

std::string linking_by_column(const KindInfo& kind, const FieldInfo& field) {
  return "SELECT row FROM " + table_name(kind) + " WHERE " + column_name(field) +
         " = ? AND life % 2 = 1";
}

std::string linking_by_set(const KindInfo& kind) {
  return "SELECT DISTINCT k.row FROM " + set_table(kind) + " AS s JOIN " + table_name(kind) +
         " AS k ON k.row = s.row WHERE s.value = ? AND s.field = ? AND k.life % 2 = 1";
}

}  // namespace

Result<void> Tables::add(const FieldInfo& field, std::int64_t row, LocalOp tag,
                         const Value& value) {
  KindTable* rows = TRY(table(field.kind));
  Statement& add = rows->add;
  add.reset();
  add.bind_at(1, row);
  add.bind_at(2, field.local);
  add.bind_at(3, tag);
  bind_stored_element(add, 4, value, field.type);
  return add.finish();
}

Result<bool> Tables::remove(const FieldInfo& field, std::int64_t row, LocalOp tag) {
  KindTable* rows = TRY(table(field.kind));
  TRY(rows->remove.run(row, field.local, tag));
  return db_.change_count() > 0;
}

Result<bool> Tables::has_tag(const FieldInfo& field, std::int64_t row, LocalOp tag) {
  KindTable* rows = TRY(table(field.kind));
  ResetAtEnd reset(rows->has_tag);
  return rows->has_tag.first(row, field.local, tag);
}

Result<std::vector<Element>> Tables::elements(const FieldInfo& field, std::int64_t row) {
  KindTable* rows = TRY(table(field.kind));
  ResetAtEnd reset(rows->elements);
  rows->elements.bind(row, field.local);
  std::vector<Element> found;
  while (TRY(rows->elements.step())) {
    found.push_back(
        {rows->elements.get<LocalOp>(0), stored_element(rows->elements, 1, field.type)});
  }
  return found;
}

Result<void> Tables::append_elements(KindTable& rows, std::int64_t row,
                                     std::vector<FieldValue>& values) {
  ResetAtEnd reset(rows.all_elements);
  rows.all_elements.bind(row);
  const std::size_t first = values.size();
  while (TRY(rows.all_elements.step())) {
    const auto number = rows.all_elements.get<std::uint32_t>(0);
    const auto field = std::ranges::find(rows.kind->fields, number, &FieldInfo::local);
    ASSERT(field != rows.kind->fields.end());
    FieldValue entry{field->id, stored_element(rows.all_elements, 1, field->type)};
    // Two devices may have added one element.
    const auto is_there = std::find(values.begin() + static_cast<std::ptrdiff_t>(first),
                                    values.end(), entry) != values.end();
    if (!is_there) values.push_back(std::move(entry));
  }
  return {};
}

Result<void> Tables::remember_removed(LocalOp tag) {
  may_have_removed_ = true;
  Statement add = TRY(db_.prepare(remember));
  return add.run(tag);
}

Result<bool> Tables::was_removed(LocalOp tag) {
  if (!may_have_removed_) return false;
  Statement drop = TRY(db_.prepare(forget));
  TRY(drop.run(tag));
  if (db_.change_count() > 0) return true;
  Statement any = TRY(db_.prepare(any_removed));
  TRY(any.step());
  may_have_removed_ = any.get<bool>(0);
  return false;
}

Result<std::vector<RowRef>> Tables::linking_to(const RecordId& id) {
  std::vector<RowRef> found;
  for (const KindInfo& kind : schema_.kinds()) {
    for (const FieldInfo& field : kind.fields) {
      if (field.type != ValueType::link) continue;
      Statement find =
          TRY(db_.prepare(field.is_set ? linking_by_set(kind) : linking_by_column(kind, field)));
      if (field.is_set) {
        find.bind(id, field.local);
      } else {
        find.bind(id);
      }
      while (TRY(find.step()))
        found.push_back({kind.id, find.get<std::int64_t>(0)});
    }
  }
  return found;
}

}  // namespace kith
