// One row of a team's table: every field edited in place, and where its links lead.
#include "core/practice/commands.h"
#include "core/record/sensitive.h"
#include "core/record/workspace.h"
#include "ui/room/field_cell.h"
#include "ui/room/tables.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

namespace kith::ui {
namespace {

void head(const TableParts& parts, const ShownRow& shown) {
  Ui& ui = parts.ui;
  row(ui, {.gap = 8}, [&] {
    if (button(ui, parts.kind.label, {.kind = ButtonKind::quiet, .icon = Icon::back}))
      ui.navigate(route_text({Room::tables, description_of(parts.kind.id)}));
    spacer(ui);
    static constexpr MenuItem items[] = {
        MenuItem{.label = "Move to trash", .icon = Icon::trash, .danger = true}};
    if (menu_button(ui, "More about this row", items)) {
      parts.commit(trash(shown.id), "Moved " + shown.title + " to the trash");
      ui.navigate(route_text({Room::tables, description_of(parts.kind.id)}));
    }
  });
  heading(ui, 1, shown.title, {.size = 24, .focusable = true});
}

void look_for_old(const TableParts& parts, const RecordId& record) {
  TableState& table = parts.table;
  const std::uint64_t version = parts.workspace().data_version();
  if (table.aged == record && table.aged_version == version) return;
  table.aged = record;
  table.aged_version = version;
  table.old_values = old_values(parts.workspace(), record).value_or(std::vector<OldValue>());
}

void field_of_row(const TableParts& parts, const ShownRow& row, std::size_t at) {
  const FieldInfo& field = parts.table.page->fields()[at];
  table_cell(parts, row, at, true);
  if (is_sensitive(field) && !parts.table.shows_sensitive) return;
  links_of(parts.ui, parts.program, row.cells[at]);
  if (!still_so(parts.ui, field, parts.table.old_values)) return;
  if (auto draft = say_again(parts.workspace(), row.id, field.id))
    parts.commit(std::move(*draft), "Confirmed " + field.label);
}

}  // namespace

void table_row(const TableParts& parts, const RecordId& record) {
  Ui& ui = parts.ui;
  const auto found = parts.table.page->row(record);
  const ShownRow* row = found ? *found : nullptr;
  if (row == nullptr) {
    empty_state(ui, {.icon = Icon::trash, .title = "In the trash", .words = "It can be restored."},
                [&] {
                  if (button(ui, "Restore", {.kind = ButtonKind::primary, .icon = Icon::undo}))
                    parts.commit(restore(record), "Taken out of the trash");
                });
    return;
  }
  look_for_old(parts, record);
  scroll_area(ui, "Row", {.padding = ui.screen() == ScreenSize::narrow ? 16.0f : 24.0f}, [&] {
    column(ui, {.gap = 12, .width_max = prose_width_max}, [&] {
      head(parts, *row);
      if (!parts.table.warning.empty() &&
          banner(ui, parts.table.warning,
                 {.severity = Severity::warning, .action = "I have seen it"}))
        parts.table.warning.clear();
      const auto& fields = parts.table.page->fields();
      for (std::size_t i = 0; i < fields.size(); ++i) {
        keyed(ui, uuid_text(description_of(fields[i].id).bytes), [&] {
          field_of_row(parts, *row, i);
          divider(ui);
        });
      }
    });
  });
}

}  // namespace kith::ui
