#include "core/practice/segments.h"

#include "core/practice/words.h"
#include "core/query/directory.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace kith {
namespace {

constexpr std::size_t examples_max = 3;

RecordId new_id(Workspace& workspace) {
  return make_uuid_v7<RecordId>(workspace.clock(), workspace.random());
}

std::unexpected<Error> gone() {
  return fail(ErrorCode::not_found, "This is no longer here. It may be in the trash.");
}

// All values of the field, as they are shown.
std::string field_in_words(Workspace& workspace, const Directory& directory,
                           const RecordView& record, FieldId field) {
  std::string words;
  for (const Value* value : record.all(field))
    words += (words.empty() ? "" : ", ") + value_in_words(workspace, directory, field, *value);
  return words.empty() ? "nothing" : words;
}

void apply(RecordView& record, const BulkEdit& edit) {
  const FieldValue entry{edit.field, edit.value};
  if (edit.type == BulkEdit::Type::add) {
    record.values.push_back(entry);
    return;
  }
  std::erase_if(record.values, [&](const FieldValue& one) {
    return edit.type == BulkEdit::Type::set ? one.field == edit.field : one == entry;
  });
  if (edit.type == BulkEdit::Type::set && !edit.value.is_null()) record.values.push_back(entry);
}

bool is_so_already(const RecordView& record, const BulkEdit& edit) {
  const auto all = record.all(edit.field);
  const bool has = std::ranges::any_of(all, [&](const Value* one) { return *one == edit.value; });
  switch (edit.type) {
    case BulkEdit::Type::add:
      return has;
    case BulkEdit::Type::remove:
      return !has;
    case BulkEdit::Type::set:
      break;
  }
  return edit.value.is_null() ? all.empty() : has;
}

void put(Draft& draft, RecordId record, const BulkEdit& edit) {
  switch (edit.type) {
    case BulkEdit::Type::add:
      return draft.add(record, edit.field, edit.value);
    case BulkEdit::Type::remove:
      return draft.remove(record, edit.field, edit.value);
    case BulkEdit::Type::set:
      return draft.set(record, edit.field, edit.value);
  }
}

Intent bulk_intent(FieldId field, std::size_t count) {
  const auto number = field.is_builtin() ? static_cast<std::int64_t>(field.low) : 0;
  return {.code = IntentCode::bulk_edit, .numbers = {number, static_cast<std::int64_t>(count)}};
}

Result<void> check_count(std::size_t count) {
  if (count <= bulk_records_max) return {};
  return fail(ErrorCode::too_large,
              "At most 10,000 records change in one go. Add a condition, so that they are fewer.");
}

}  // namespace

NewRecord add_segment(Workspace& workspace, std::string_view name, const Filter& filter) {
  const RecordId id = new_id(workspace);
  Draft draft(Intent{.code = IntentCode::add_segment, .records = {id}});
  draft.create(kinds::segment, id,
               {{fields::segment::name, Value::text(std::string(name))},
                {fields::segment::filter, Value::text(filter_text(filter))}});
  return {id, std::move(draft)};
}

Result<Draft> change_segment(Workspace& workspace, RecordId segment, std::string_view name,
                             const Filter& filter) {
  const auto record = TRY(workspace.read(segment));
  if (!record || !record->alive) return gone();
  Draft draft(Intent{.code = IntentCode::change_segment, .records = {segment}});
  const auto set = [&](FieldId field, std::string text) {
    const Value value = Value::text(std::move(text));
    const Value* before = record->find(field);
    if (before == nullptr || *before != value) draft.set(segment, field, value);
  };
  set(fields::segment::name, std::string(name));
  set(fields::segment::filter, filter_text(filter));
  return draft;
}

NewRecord add_list(Workspace& workspace, std::string_view name) {
  const RecordId id = new_id(workspace);
  Draft draft(Intent{.code = IntentCode::add_list, .records = {id}});
  draft.create(kinds::list, id, {{fields::list::name, Value::text(std::string(name))}});
  return {id, std::move(draft)};
}

Result<Draft> rename_list(Workspace& workspace, RecordId list, std::string_view name) {
  return edit_field(workspace, list, fields::list::name, name);
}

Result<Bulk> bulk_edit(Workspace& workspace, const Directory& directory,
                       std::span<const RecordId> records, const BulkEdit& edit) {
  TRY(check_count(records.size()));
  std::vector<RecordId> changing;
  std::vector<BulkExample> examples;
  for (const RecordId& id : records) {
    auto record = TRY(workspace.read(id));
    if (!record || !record->alive || is_so_already(*record, edit)) continue;
    changing.push_back(id);
    if (examples.size() == examples_max) continue;
    std::string before = field_in_words(workspace, directory, *record, edit.field);
    apply(*record, edit);
    examples.push_back(
        {id, std::move(before), field_in_words(workspace, directory, *record, edit.field)});
  }
  Draft draft(bulk_intent(edit.field, changing.size()));
  for (const RecordId& id : changing)
    put(draft, id, edit);
  return Bulk{std::move(draft), changing.size(), std::move(examples)};
}

Result<Bulk> bulk_list(Workspace& workspace, std::span<const RecordId> records, RecordId list,
                       BulkEdit::Type type) {
  TRY(check_count(records.size()));
  const auto record = TRY(workspace.read(list));
  if (!record || !record->alive) return gone();
  std::unordered_set<RecordId> members;
  for (const Value* member : record->all(fields::list::members)) {
    if (const auto* id = member->get<RecordId>()) members.insert(*id);
  }
  const bool adds = type == BulkEdit::Type::add;
  std::vector<RecordId> changing;
  std::ranges::copy_if(records, std::back_inserter(changing),
                       [&](const RecordId& id) { return members.contains(id) != adds; });
  Draft draft(bulk_intent(fields::list::members, changing.size()));
  std::vector<BulkExample> examples;
  for (const RecordId& id : changing) {
    put(draft, list, {type, fields::list::members, Value::link(id)});
    if (examples.size() < examples_max)
      examples.push_back({id, adds ? "not on it" : "on it", adds ? "on it" : "not on it"});
  }
  return Bulk{std::move(draft), changing.size(), std::move(examples)};
}

}  // namespace kith
