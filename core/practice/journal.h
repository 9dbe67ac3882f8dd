// The history of the whole workspace for the screen: who did what and when, the newest first, with
// filters; what each change said when somebody asks for it.
#pragma once

#include "core/base/result.h"
#include "core/practice/history.h"
#include "core/query/directory.h"
#include "core/record/history.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

class Workspace;

// What sort of changes; the names are in the order of the numbers.
enum class ChangeSort : std::uint8_t { all, added, edited, removed, imported, merged, undone };
inline constexpr std::string_view change_sort_names[] = {
    "Everything", "Added", "Edited", "Trash and erasing", "Imported", "Merged", "Undone"};

struct JournalWish {
  ChangeSort sort = ChangeSort::all;
  JournalFilter::Author author = JournalFilter::Author::anybody;
  int days = 0;  // not older than so many; 0: of any age
};

struct JournalLine {
  ChangesetId id;
  std::string words;   // "Changed the nickname of Ana Okafor"
  std::string author;  // "You"
  std::string when;    // "3 May, 14:05", where it was made
  bool can_undo = false;
  std::optional<RecordId> import;  // of its rows, which are taken back together
};

struct JournalLines {
  std::vector<JournalLine> lines;  // the rows of one import are one line
  std::int64_t next_before = 0;    // where older ones begin; 0: there are none
  std::optional<Intent> rows;      // of the import that the last line tells of
};

// Appends so many lines, or a few less. `next_before` of 0 begins with the newest.
Result<void> read_journal(Workspace& workspace, const Directory& directory, const JournalWish& wish,
                          int count_max, JournalLines& lines);

// "Ana Okafor, Nickname: Nana, before: Anna"; the first so many.
Result<std::vector<std::string>> read_change(Workspace& workspace, const Directory& directory,
                                             ChangesetId id, int count_max);

}  // namespace kith
