#include "core/practice/journal.h"

#include "core/practice/words.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;

std::vector<IntentCode> intents_of(ChangeSort sort) {
  using enum IntentCode;
  switch (sort) {
    case ChangeSort::all:
      break;
    case ChangeSort::added:
      return {add_person, add_organisation, add_household, add_fact, add_interaction, add_tie};
    case ChangeSort::edited:
      return {edit_field, define_schema};
    case ChangeSort::removed:
      return {trash, restore, erase};
    case ChangeSort::imported:
      return {import_rows};
    case ChangeSort::merged:
      return {merge, unmerge};
    case ChangeSort::undone:
      return {undo};
  }
  return {};
}

class JournalReader {
 public:
  JournalReader(Workspace& workspace, const Directory& directory, JournalLines& lines)
      : workspace_(workspace),
        directory_(directory),
        today_(today(workspace.clock())),
        lines_(lines) {}

  void put(HistoryEntry entry) {
    // How far an import got is not a change that anybody made.
    if (entry.intent.code == IntentCode::import_state) return;
    if (entry.intent.code == IntentCode::import_rows && !entry.intent.records.empty()) {
      return put_rows(std::move(entry));
    }
    lines_.lines.push_back(line(entry));
    lines_.rows.reset();
  }

 private:
  JournalLine line(const HistoryEntry& entry) {
    return {.id = entry.id,
            .words = describe(workspace_, directory_, entry.intent),
            .author = author_in_words(entry.is_own),
            .when = moment_in_words({entry.wall_ms, entry.utc_offset_minutes}, today_),
            .can_undo = entry.is_own && can_undo(entry.intent.code),
            .import = {}};
  }

  // The slices of an import follow each other.
  void put_rows(HistoryEntry entry) {
    const RecordId import = entry.intent.records[0];
    std::optional<Intent>& rows = lines_.rows;
    const bool goes_on = rows && rows->records[0] == import && rows->numbers.size() >= 2;
    if (goes_on && entry.intent.numbers.size() >= 2) {
      rows->numbers[1] += entry.intent.numbers[1];
      lines_.lines.back().words = describe(workspace_, directory_, *rows);
      return;
    }
    rows = entry.intent;
    lines_.lines.push_back(line(entry));
    if (entry.is_own && stands(import)) lines_.lines.back().import = import;
  }

  bool stands(RecordId import) {
    const auto record = workspace_.read(import);
    if (!record || !*record) return false;
    const Value* state = (*record)->find(fields::import::state);
    const auto* choice = state == nullptr ? nullptr : state->get<Choice>();
    return choice != nullptr && choice->number == static_cast<std::uint32_t>(ImportState::done);
  }

  Workspace& workspace_;
  const Directory& directory_;
  PartialDate today_;
  JournalLines& lines_;
};

}  // namespace

Result<void> read_journal(Workspace& workspace, const Directory& directory, const JournalWish& wish,
                          int count_max, JournalLines& lines) {
  JournalFilter filter{
      .before = lines.next_before, .intents = intents_of(wish.sort), .author = wish.author};
  if (wish.days > 0) filter.since_ms = workspace.clock().wall_ms() - wish.days * day_ms;
  JournalReader reader(workspace, directory, lines);
  JournalPage page = TRY(workspace.journal(filter, count_max));
  for (HistoryEntry& entry : page.entries)
    reader.put(std::move(entry));
  lines.next_before = page.next_before;
  return {};
}

Result<std::vector<std::string>> read_change(Workspace& workspace, const Directory& directory,
                                             ChangesetId id, int count_max) {
  std::vector<std::string> lines;
  for (const RecordChange& one : TRY(workspace.values_of(id, count_max))) {
    const FieldInfo* field = workspace.schema().field(one.change.field);
    std::string words = record_in_words(workspace, directory, one.record);
    if (field != nullptr) words += ", " + field->label;
    lines.push_back(words + ": " + change_in_words(workspace, directory, one.change));
  }
  return lines;
}

}  // namespace kith
