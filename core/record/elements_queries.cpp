// The half of Tables that is about sets, and about who links to whom.
#include "core/base/assert.h"
#include "core/record/kind_table.h"
#include "core/record/stored_value.h"
#include "core/record/tables.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr const char* remember =
    "INSERT OR IGNORE INTO removed(kind, row, field, tag) VALUES(?, ?, ?, ?)";
constexpr const char* forget =
    "DELETE FROM removed WHERE kind = ? AND row = ? AND field = ? AND tag = ?";
constexpr const char* any_removed = "SELECT EXISTS(SELECT 1 FROM removed)";

// Ids are blobs, which come last in an index: one step of it tells.
std::string is_in_use(const KindInfo& kind, const FieldInfo& field) {
  const std::string table = field.is_set ? set_table(kind) : table_name(kind);
  const std::string value = field.is_set ? "value" : column_name(field);
  return "SELECT 1 FROM " + table + " WHERE " + value + " > x'' LIMIT 1";
}

std::string linking_by_column(const KindInfo& kind, const FieldInfo& field) {
  return "SELECT row FROM " + table_name(kind) + " WHERE " + column_name(field) +
         " = ? AND life % 2 = 1";
}

std::string linking_by_set(const KindInfo& kind, const FieldInfo& field) {
  return "SELECT DISTINCT k.row FROM " + set_table(kind) + " AS s JOIN " + table_name(kind) +
         " AS k ON k.row = s.row WHERE s.value = ? AND s.field = " + std::to_string(field.local) +
         " AND k.life % 2 = 1";
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
    const FieldInfo& field = rows.field_numbered(rows.all_elements.get<std::uint32_t>(0));
    FieldValue entry{field.id, stored_element(rows.all_elements, 1, field.type)};
    // Two devices may have added one element.
    const auto is_there = std::find(values.begin() + static_cast<std::ptrdiff_t>(first),
                                    values.end(), entry) != values.end();
    if (!is_there) values.push_back(std::move(entry));
  }
  return {};
}

Result<void> Tables::remember_removed(const FieldInfo& field, std::int64_t row, LocalOp tag) {
  may_have_removed_ = true;
  Statement add = TRY(db_.prepare(remember));
  return add.run(schema_.kind(field.kind)->local, row, field.local, tag);
}

Result<bool> Tables::was_removed(const FieldInfo& field, std::int64_t row, LocalOp tag) {
  if (!may_have_removed_) return false;
  Statement drop = TRY(db_.prepare(forget));
  TRY(drop.run(schema_.kind(field.kind)->local, row, field.local, tag));
  if (db_.change_count() > 0) return true;
  Statement any = TRY(db_.prepare(any_removed));
  TRY(any.step());
  may_have_removed_ = any.get<bool>(0);
  return false;
}

Result<std::vector<std::pair<const FieldInfo*, LocalOp>>> Tables::tags(const RowRef& row) {
  KindTable* rows = TRY(table(row.kind));
  ResetAtEnd reset(rows->tags);
  rows->tags.bind(row.row);
  std::vector<std::pair<const FieldInfo*, LocalOp>> found;
  while (TRY(rows->tags.step())) {
    found.emplace_back(&rows->field_numbered(rows->tags.get<std::uint32_t>(0)),
                       rows->tags.get<LocalOp>(1));
  }
  return found;
}

Result<void> Tables::prepare_links() {
  for (const KindInfo& kind : schema_.kinds()) {
    for (const FieldInfo& field : kind.fields) {
      if (field.type != ValueType::link) continue;
      links_.push_back({&field, TRY(db_.prepare(is_in_use(kind, field))),
                        TRY(db_.prepare(field.is_set ? linking_by_set(kind, field)
                                                     : linking_by_column(kind, field)))});
    }
  }
  return {};
}

Result<std::vector<const FieldInfo*>> Tables::link_fields_in_use(KindId kind) {
  if (links_.empty()) TRY(prepare_links());
  std::vector<const FieldInfo*> fields;
  for (LinkField& link : links_) {
    if (std::ranges::find(link.field->links_to, kind) == link.field->links_to.end()) continue;
    ResetAtEnd reset(link.any);
    if (TRY(link.any.step())) fields.push_back(link.field);
  }
  return fields;
}

Result<std::vector<std::int64_t>> Tables::linking_through(const FieldInfo& field,
                                                          const RecordId& id) {
  if (links_.empty()) TRY(prepare_links());
  const auto link = std::ranges::find(links_, &field, &LinkField::field);
  ASSERT(link != links_.end());
  ResetAtEnd reset(link->find);
  link->find.bind(id);
  std::vector<std::int64_t> rows;
  while (TRY(link->find.step()))
    rows.push_back(link->find.get<std::int64_t>(0));
  return rows;
}

}  // namespace kith
