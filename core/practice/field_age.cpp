#include "core/practice/field_age.h"

#include "core/base/date_words.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr int changes_max = 2000;  // looked at, of one record
constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000, minute_ms = 60'000;

PartialDate day_of(const HistoryEntry& change) {
  const std::int64_t local = change.wall_ms + change.utc_offset_minutes * minute_ms;
  return civil_from_days(local / day_ms);
}

bool is_older(const PartialDate& said, const PartialDate& today, unsigned months) {
  const int passed = (today.year - said.year) * 12 + today.month - said.month;
  const int whole = passed - (today.day < said.day ? 1 : 0);
  return whole >= static_cast<int>(months);
}

}  // namespace

Result<std::vector<OldValue>> old_values(Workspace& workspace, RecordId record) {
  std::vector<OldValue> old;
  const auto read = TRY(workspace.read(record));
  const KindInfo* kind = read ? workspace.schema().kind(read->kind) : nullptr;
  if (kind == nullptr) return old;
  std::vector<const FieldInfo*> asked;
  for (const FieldInfo& field : kind->fields) {
    const bool has_rule = field.expires_months > 0 && !field.is_hidden && !field.is_set;
    if (has_rule && read->find(field.id) != nullptr) asked.push_back(&field);
  }
  if (asked.empty()) return old;
  const PartialDate day = today(workspace.clock());
  std::vector<ChangesetId> undone;  // by what came later: they say nothing
  for (const HistoryEntry& change :
       TRY(workspace.history(record, changes_max, HistoryDetail::values))) {
    if (std::ranges::find(undone, change.id) != undone.end()) continue;
    if (change.intent.code == IntentCode::undo) {
      undone.push_back(change.intent.changeset);
      continue;
    }
    std::erase_if(asked, [&](const FieldInfo* field) {
      const bool is_said = std::ranges::any_of(change.changes, [&](const ValueChange& one) {
        return one.field == field->id && one.type == ValueChangeType::set;
      });
      if (is_said && is_older(day_of(change), day, field->expires_months))
        old.push_back({field->id, "Said " + date_in_words(day_of(change), day) + ": ask again"});
      return is_said;
    });
    if (asked.empty()) break;
  }
  return old;
}

Result<Draft> say_again(Workspace& workspace, RecordId record, FieldId field) {
  Draft draft(Intent{.code = IntentCode::edit_field, .records = {record}});
  const auto read = TRY(workspace.read(record));
  const Value* value = read ? read->find(field) : nullptr;
  if (value != nullptr) draft.say_again(record, field);
  return draft;
}

}  // namespace kith
