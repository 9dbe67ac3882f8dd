#include "core/base/date_words.h"
#include "core/practice/words.h"
#include "ui/room/person.h"
#include "ui/widget/button.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

namespace kith::ui {
namespace {

constexpr int entries_max = 200;

void read_history(const PersonView& view) {
  Workspace& workspace = view.workspace();
  // Version 0 is never a version: it says that nothing was read.
  if (view.state.history_version == workspace.data_version()) return;
  view.state.history_version = workspace.data_version();
  auto entries = workspace.history(view.page.id, entries_max);
  if (entries)
    view.state.history = std::move(*entries);
  else
    view.state.history.clear();
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// "3 May, 14:05" where and when it was made.
std::string moment_words(const HistoryEntry& entry, const PartialDate& day) {
  constexpr std::int64_t minute_ms = 60'000, day_minutes = 24 * 60;
  const std::int64_t minutes = entry.wall_ms / minute_ms + entry.utc_offset_minutes;
  const std::int64_t of_day = minutes % day_minutes;
  return date_in_words(civil_from_days(minutes / day_minutes), day) + ", " +
         two_digits(of_day / 60) + ":" + two_digits(of_day % 60);
}

}  // namespace

void person_history(Ui& ui, const PersonView& view) {
  read_history(view);
  const PartialDate day = today(view.workspace().clock());
  group(ui, Role::list, "History", [&] {
    for (const HistoryEntry& entry : view.state.history) {
      keyed(ui, uuid_text(entry.id.bytes), [&] {
        const std::string words = describe(view.workspace(), *view.program.directory, entry.intent);
        group(ui, Role::list_item, words, [&] {
          columns(
              ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
              [&] {
                text(ui, words);
                text(ui, moment_words(entry, day), {.size = 12, .tone = Tone::second});
              },
              [&] {
                if (button(ui, "Undo", {.kind = ButtonKind::quiet, .icon = Icon::undo})) {
                  view.commands.push_back(UndoChange{entry.id});
                }
              });
        });
        divider(ui);
      });
    }
  });
}

}  // namespace kith::ui
