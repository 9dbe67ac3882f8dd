// One row of a team's table: every field edited in place, and where its links lead.
#include "core/practice/commands.h"
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
          table_cell(parts, *row, i, true);
          links_of(ui, parts.program, row->cells[i]);
          divider(ui);
        });
      }
    });
  });
}

}  // namespace kith::ui
