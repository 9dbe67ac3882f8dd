#include "core/practice/commands.h"
#include "core/practice/history.h"
#include "core/record/schema.h"
#include "ui/room/person.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>

namespace kith::ui {
namespace {

constexpr int changes_max = 200;

void read_past(const PersonView& view) {
  Workspace& workspace = view.workspace();
  PastState& past = view.state.past;
  // Version 0 is never a version: it says that nothing was read.
  if (past.version == workspace.data_version()) return;
  past.version = workspace.data_version();
  past.changes.clear();
  auto read =
      read_history(workspace, *view.program.directory, view.page.id, changes_max,
                   view.state.shows_sensitive ? SensitiveFields::shown : SensitiveFields::covered);
  if (read) past.changes = std::move(*read);
}

// The fields that have a past, in the order of the record.
std::vector<const FieldInfo*> fields_with_past(const PersonView& view) {
  std::vector<const FieldInfo*> fields;
  for (const FieldInfo& field : view.workspace().schema().kind(view.page.kind)->fields) {
    const bool is_told = std::ranges::any_of(view.state.past.changes, [&](const PastChange& one) {
      return std::ranges::find(one.lines, field.id, &PastLine::field) != one.lines.end();
    });
    if (is_told) fields.push_back(&field);
  }
  return fields;
}

void choose_field(Ui& ui, const PersonView& view) {
  PastState& past = view.state.past;
  const std::vector<const FieldInfo*> fields = fields_with_past(view);
  std::vector<std::string_view> names = {"Everything"};
  int chosen_now = 0;
  for (const FieldInfo* field : fields) {
    if (past.field == field->id) chosen_now = static_cast<int>(names.size());
    names.push_back(field->label);
  }
  const auto chosen = select(ui, "History of", names, chosen_now, {.width = 240});
  if (!chosen) return;
  past.field = *chosen == 0 ? FieldId{} : fields[static_cast<std::size_t>(*chosen) - 1]->id;
}

void past_line(Ui& ui, const PersonView& view, const PastLine& line) {
  const std::string words = line.label + ": " + line.words;
  const bool can_put_back = !line.value.is_null();
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
      [&] { text(ui, words, {.tone = Tone::second}); },
      [&] {
        if (line.is_covered &&
            button(ui, "Show " + line.label, {.kind = ButtonKind::quiet, .icon = Icon::eye})) {
          view.state.shows_sensitive = true;
          view.state.past.version = 0;
        }
        if (!can_put_back) return;
        if (button(ui, "Put back", {.kind = ButtonKind::quiet, .description = words})) {
          view.commit(put_value(view.workspace(), view.page.id, line.field, line.value),
                      "Put back: " + words);
        }
      });
}

void past_change(Ui& ui, const PersonView& view, const PastChange& change) {
  group(ui, Role::list_item, change.words, [&] {
    columns(
        ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
        [&] {
          text(ui, change.words);
          text(ui, change.author + ", " + change.when, {.size = 12, .tone = Tone::second});
        },
        [&] {
          const ButtonOptions options{
              .kind = ButtonKind::quiet, .icon = Icon::undo, .description = change.words};
          if (change.can_undo && button(ui, "Undo", options)) {
            view.commands.push_back(UndoChange{change.id});
          }
        });
    column(ui, {.gap = 4}, [&] {
      const FieldId field = view.state.past.field;
      for (std::size_t i = 0; i < change.lines.size(); ++i) {
        const PastLine& line = change.lines[i];
        if (!field.is_null() && line.field != field) continue;
        keyed(ui, std::to_string(i), [&] { past_line(ui, view, line); });
      }
    });
  });
  divider(ui);
}

}  // namespace

void person_history(Ui& ui, const PersonView& view) {
  read_past(view);
  choose_field(ui, view);
  const PastState& past = view.state.past;
  group(ui, Role::list, "History", [&] {
    for (const PastChange& change : past.changes) {
      const bool is_shown =
          past.field.is_null() ||
          std::ranges::find(change.lines, past.field, &PastLine::field) != change.lines.end();
      if (!is_shown) continue;
      keyed(ui, uuid_text(change.id.bytes), [&] { past_change(ui, view, change); });
    }
  });
}

}  // namespace kith::ui
