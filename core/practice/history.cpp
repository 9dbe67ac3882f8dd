#include "core/practice/history.h"

#include "core/base/text_grapheme.h"
#include "core/practice/words.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>

namespace kith {
namespace {

constexpr std::size_t letters_max = 200;

std::string on_one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return with_ellipsis(text, letters_max);
}

bool stays_covered(const FieldInfo* field, SensitiveFields sensitive) {
  return field != nullptr && is_sensitive(*field) && sensitive == SensitiveFields::covered;
}

class PastReader {
 public:
  PastReader(Workspace& workspace, const Directory& directory, std::vector<RecordView> now,
             SensitiveFields sensitive)
      : workspace_(workspace), directory_(directory), now_(std::move(now)), sensitive_(sensitive) {}

  PastChange read(const HistoryEntry& entry, const PartialDate& today) {
    PastChange past{.id = entry.id,
                    .words = describe(workspace_, directory_, entry.intent),
                    .author = author_in_words(entry.is_own),
                    .when = moment_in_words({entry.wall_ms, entry.utc_offset_minutes}, today),
                    .lines = {},
                    .can_undo = entry.is_own && can_undo(entry.intent.code)};
    for (const ValueChange& change : entry.changes) {
      if (!change.field.is_null()) past.lines.push_back(line(change));
    }
    return past;
  }

 private:
  PastLine line(const ValueChange& change) {
    const FieldInfo* field = workspace_.schema().field(change.field);
    PastLine line{.field = change.field,
                  .label = field == nullptr ? "A field of a newer version" : field->label,
                  .words = change_in_words(workspace_, directory_, change, sensitive_),
                  .value = {},
                  .is_covered = stays_covered(field, sensitive_)};
    const bool stood_there =
        change.type == ValueChangeType::set || change.type == ValueChangeType::removed;
    if (field != nullptr && !line.is_covered && stood_there && !stands_now(change))
      line.value = change.value;
    return line;
  }

  bool stands_now(const ValueChange& change) const {
    const auto says_it = [&](const RecordView& record) {
      return std::ranges::find(record.values, FieldValue{change.field, change.value}) !=
             record.values.end();
    };
    return std::ranges::any_of(now_, says_it);
  }

  Workspace& workspace_;
  const Directory& directory_;
  std::vector<RecordView> now_;  // of all that are one
  SensitiveFields sensitive_;
};

}  // namespace

// An import is taken back as a whole, by itself.
bool can_undo(IntentCode code) {
  return code != IntentCode::import_rows && code != IntentCode::import_state &&
         code != IntentCode::erase && code != IntentCode::genesis;
}

std::string kept_in_words(Workspace& workspace, const Directory& directory, const KeptEdit& kept) {
  const std::string who = record_in_words(workspace, directory, kept.record);
  const FieldInfo* field = workspace.schema().field(kept.field);
  if (field == nullptr) return who;
  const std::string words = field->label + " of " + who;
  const auto view = workspace.read(kept.record);
  const Value* value = view && *view && !field->is_set ? (*view)->find(kept.field) : nullptr;
  if (value == nullptr || is_sensitive(*field)) return words;
  return words + ": " + on_one_line(value_in_words(workspace, directory, kept.field, *value));
}

std::string change_in_words(Workspace& workspace, const Directory& directory,
                            const ValueChange& change, SensitiveFields sensitive) {
  if (stays_covered(workspace.schema().field(change.field), sensitive)) return "changed";
  const auto in_words = [&](const Value& value) {
    return on_one_line(value_in_words(workspace, directory, change.field, value));
  };
  switch (change.type) {
    case ValueChangeType::added:
      return "added " + in_words(change.value);
    case ValueChangeType::removed:
      return "took out " + in_words(change.value);
    case ValueChangeType::trashed:
      return "moved to the trash";
    case ValueChangeType::restored:
      return "taken out of the trash";
    case ValueChangeType::erased:
      return "erased for good";
    case ValueChangeType::merged:
      return "merged with " + in_words(change.value);
    case ValueChangeType::unmerged:
      return "un-merged from " + in_words(change.value);
    case ValueChangeType::set:
      break;
  }
  const std::string what = change.value.is_null() ? "emptied" : in_words(change.value);
  if (change.before.is_null()) return what;
  return what + ", before: " + in_words(change.before);
}

Result<std::vector<PastChange>> read_history(Workspace& workspace, const Directory& directory,
                                             RecordId record, int count_max,
                                             SensitiveFields sensitive) {
  std::vector<PastChange> past;
  const std::vector<RecordId> all = TRY(workspace.members(TRY(workspace.canonical(record))));
  std::vector<RecordView> now;
  for (const RecordId& one : all) {
    if (auto view = TRY(workspace.read(one))) now.push_back(std::move(*view));
  }
  PastReader reader(workspace, directory, std::move(now), sensitive);
  const PartialDate day = today(workspace.clock());
  for (const HistoryEntry& entry : TRY(workspace.history(all, count_max, HistoryDetail::values)))
    past.push_back(reader.read(entry, day));
  return past;
}

}  // namespace kith
