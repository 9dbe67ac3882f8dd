// A team's table as a table, and the cells that are edited in place.
#include "core/record/sensitive.h"
#include "core/record/workspace.h"
#include "ui/room/field_cell.h"
#include "ui/room/field_files.h"
#include "ui/room/tables.h"
#include "ui/widget/button.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/table.h"
#include "ui/widget/text.h"

#include <algorithm>

namespace kith::ui {
namespace {

constexpr float column_width_min = 168;
constexpr float open_width = 40;

// A row of the list, or the heading of a group.
struct Line {
  const RowGroup* group = nullptr;
  std::int64_t row = 0;
};

std::vector<Line> lines_of(const TableList& list) {
  std::vector<Line> lines;
  if (list.groups.empty()) {
    for (const std::int64_t row : list.rows)
      lines.push_back({nullptr, row});
    return lines;
  }
  for (const RowGroup& group : list.groups) {
    if (group.count == 0) continue;
    lines.push_back({&group, 0});
    for (std::size_t i = 0; i < group.count; ++i)
      lines.push_back({nullptr, list.rows[group.first + i]});
  }
  return lines;
}

// The fields that have room beside each other: the title, then as many as there are places.
std::vector<std::size_t> fields_in_sight(const TableParts& parts) {
  const auto& fields = parts.table.page->fields();
  std::vector<std::size_t> shown;
  if (fields.empty()) return shown;
  const float width = parts.ui.available_width() - open_width;
  const auto places = std::max<std::size_t>(2, static_cast<std::size_t>(width / column_width_min));
  const std::size_t rest = fields.size() - 1;
  const std::size_t last_start = rest > places - 1 ? rest - (places - 1) : 0;
  parts.table.first_field = std::min(parts.table.first_field, last_start);
  shown.push_back(0);
  for (std::size_t i = 0; i < places - 1 && i < rest; ++i)
    shown.push_back(1 + parts.table.first_field + i);
  return shown;
}

void field_steps(const TableParts& parts, std::size_t shown) {
  const std::size_t count = parts.table.page->fields().size();
  if (shown >= count) return;
  row(parts.ui, {.gap = 8, .wraps = true}, [&] {
    const std::size_t first = parts.table.first_field + 2;
    text(parts.ui,
         "Fields " + std::to_string(first) + " to " + std::to_string(first + shown - 2) + " of " +
             std::to_string(count),
         {.size = 12, .tone = Tone::second});
    if (button(parts.ui, "Earlier fields",
               {.kind = ButtonKind::quiet,
                .icon = Icon::arrow_left,
                .disabled = parts.table.first_field == 0}))
      --parts.table.first_field;
    if (button(parts.ui, "Later fields",
               {.kind = ButtonKind::quiet,
                .icon = Icon::arrow_right,
                .disabled = first + shown - 2 >= count}))
      ++parts.table.first_field;
  });
}

void totals_line(const TableParts& parts) {
  std::string words;
  for (const FieldTotal& total : parts.table.list.totals) {
    const FieldInfo* field = parts.workspace().schema().field(total.field);
    if (field == nullptr) continue;
    words += (words.empty() ? "Total: " : " · ") + field->label + " " + total.words;
  }
  if (words.empty()) return;
  divider(parts.ui);
  column(parts.ui, {.padding = 12}, [&] { text(parts.ui, words, {.strong = true}); });
}

void nothing_here(const TableParts& parts) {
  empty_state(parts.ui,
              {.icon = Icon::copy,
               .title = parts.table.view.conditions.empty() ? "No rows yet" : "No such rows",
               .words = parts.kind.help},
              [&] {
                if (!parts.table.view.conditions.empty() && button(parts.ui, "Show all rows"))
                  parts.table.view.conditions.clear();
              });
}

}  // namespace

void table_cell(const TableParts& parts, const ShownRow& row, std::size_t at, bool label_shown) {
  const FieldInfo& field = parts.table.page->fields()[at];
  if (!label_shown && is_sensitive(field) && !parts.table.shows_sensitive &&
      !row.cells[at].words.empty()) {
    return text(parts.ui, "Covered", {.tone = Tone::second, .one_line = true});
  }
  if (label_shown &&
      covered(parts.ui, field, !row.cells[at].words.empty(), parts.table.shows_sensitive))
    return;
  if (label_shown && field.type == ValueType::attachment) {
    text(parts.ui, field.label, {.size = 12, .strong = true});
    return field_files(parts.ui, {field, row.cells[at], row.id, parts.program, parts.commands});
  }
  const std::string unsaved = "cell/" + uuid_text(row.id.bytes) + "/" + std::to_string(at);
  const auto change =
      field_cell(parts.ui, {.field = field,
                            .cell = row.cells[at],
                            .name = label_shown ? field.label : field.label + ", " + row.title,
                            .label_shown = label_shown,
                            .unsaved_as = unsaved});
  if (!change) return;
  if (change->value)
    parts.commit(set_cell(row.id, field.id, *change->value), "Changed " + field.label);
  else
    parts.edit(row.id, field.id, change->typed, unsaved);
}

void table_grid(const TableParts& parts) {
  Ui& ui = parts.ui;
  const std::vector<Line> lines = lines_of(parts.table.list);
  if (lines.empty()) return nothing_here(parts);
  const std::vector<std::size_t> shown = fields_in_sight(parts);
  column(ui, {.padding_x = 12}, [&] { field_steps(parts, shown.size()); });
  std::vector<TableColumn> columns = {
      {.name = "Open", .width = px(open_width), .name_shown = false}};
  for (const std::size_t at : shown)
    columns.push_back({.name = parts.table.page->fields()[at].label});
  table(ui,
        {.name = parts.kind.label,
         .columns = columns,
         .count = static_cast<std::int64_t>(lines.size()),
         .row_height = 48},
        [&](std::int64_t index, int column) {
          const Line& line = lines[static_cast<std::size_t>(index)];
          if (line.group != nullptr) {
            if (column == 1)
              text(ui, line.group->label + " · " + std::to_string(line.group->count),
                   {.strong = true, .one_line = true});
            return;
          }
          const ShownRow* row = parts.row(line.row);
          if (row == nullptr) return;
          keyed(ui, uuid_text(row->id.bytes), [&] {
            if (column > 0)
              return table_cell(parts, *row, shown[static_cast<std::size_t>(column - 1)], false);
            if (button(ui, "Open " + row->title,
                       {.kind = ButtonKind::quiet,
                        .icon = Icon::chevron_right,
                        .icon_only = true,
                        .id = "open"}))
              ui.navigate(parts.row_address(row->id));
          });
        });
  totals_line(parts);
}

}  // namespace kith::ui
