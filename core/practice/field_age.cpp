#include "core/practice/field_age.h"

#include "core/base/date_words.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
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

// When the values that stand now were last said.
class Sayings {
 public:
  Sayings(Workspace& workspace, const RecordView& record, std::span<const FieldInfo* const> asked)
      : workspace_(workspace), record_(record), asked_(asked) {}

  // In the history of the record, or of one merged into it, which says the same or is where the
  // merge has taken it from: what a merge sets was not said anew. Of each, what it said last
  // counts.
  Result<void> read(RecordId id) {
    std::vector<const FieldInfo*> open(asked_.begin(), asked_.end());
    std::vector<ChangesetId> undone;  // by what came later: they say nothing
    for (const HistoryEntry& change :
         TRY(workspace_.history(id, changes_max, HistoryDetail::values))) {
      if (std::ranges::find(undone, change.id) != undone.end()) continue;
      if (change.intent.code == IntentCode::undo) {
        undone.push_back(change.intent.changeset);
        continue;
      }
      const bool is_merge = change.intent.code == IntentCode::merge;
      for (const ValueChange& one : change.changes) {
        const auto field = std::ranges::find(open, one.field, &FieldInfo::id);
        if (one.type != ValueChangeType::set || field == open.end()) continue;
        note(one, change, is_merge ? merged_ : said_);
        if (!is_merge) open.erase(field);
      }
      if (open.empty()) break;
    }
    return {};
  }

  std::optional<PartialDate> last(FieldId field) const {
    for (const auto* dates : {&said_, &merged_}) {
      if (const auto found = dates->find(field); found != dates->end()) return found->second.day;
    }
    return std::nullopt;
  }

 private:
  struct Said {
    std::uint64_t hlc;
    PartialDate day;
  };
  using Dates = std::map<FieldId, Said>;

  void note(const ValueChange& one, const HistoryEntry& change, Dates& dates) {
    const Value* now = record_.find(one.field);
    if (now == nullptr || one.value != *now) return;
    const auto [known, is_first] = dates.try_emplace(one.field, Said{change.hlc, day_of(change)});
    if (!is_first && known->second.hlc < change.hlc) known->second = {change.hlc, day_of(change)};
  }

  Workspace& workspace_;
  const RecordView& record_;
  std::span<const FieldInfo* const> asked_;
  Dates said_, merged_;
};

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
  Sayings sayings(workspace, *read, asked);
  TRY(sayings.read(record));
  for (const RecordId& merged : TRY(workspace.members(record)))
    TRY(sayings.read(merged));
  const PartialDate day = today(workspace.clock());
  for (const FieldInfo* field : asked) {
    const auto said = sayings.last(field->id);
    if (said && is_older(*said, day, field->expires_months))
      old.push_back({field->id, "Said " + date_in_words(*said, day) + ": ask again"});
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
