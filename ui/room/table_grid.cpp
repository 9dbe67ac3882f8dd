// A team's table as a table, and the cells that are edited in place.
#include "core/record/workspace.h"
#include "ui/room/tables.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/table.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>

namespace kith::ui {
namespace {

constexpr float column_width_min = 168;
constexpr float open_width = 40;

InputKind input_kind(ValueType type) {
  switch (type) {
    case ValueType::email:
      return InputKind::email;
    case ValueType::phone:
      return InputKind::phone;
    case ValueType::url:
      return InputKind::url;
    default:
      return InputKind::text;
  }
}

void choice_cell(const TableParts& parts, const ShownRow& row, const FieldInfo& field,
                 const ShownCell& cell, const std::string& name, bool label_shown) {
  std::vector<std::string_view> names = {"–"};
  int selected = 0;
  for (const ChoiceInfo& choice : field.choices) {
    const Value value = Value::choice(choice.number);
    if (!cell.values.empty() && cell.values[0] == value) selected = static_cast<int>(names.size());
    names.push_back(choice.label);
  }
  const auto chosen = select(parts.ui, name, names, selected, {.label_shown = label_shown});
  if (!chosen) return;
  const auto at = static_cast<std::size_t>(*chosen);
  parts.commit(
      set_cell(row.id, field.id, at == 0 ? Value() : Value::choice(field.choices[at - 1].number)),
      "Changed " + field.label);
}

void rating_cell(const TableParts& parts, const ShownRow& row, const FieldInfo& field,
                 const ShownCell& cell, const std::string& name, bool label_shown) {
  static constexpr std::array<std::string_view, 6> names = {"–", "★", "★★", "★★★", "★★★★", "★★★★★"};
  const auto* number = cell.values.empty() ? nullptr : cell.values[0].get<std::int64_t>();
  const int selected =
      number == nullptr ? 0 : static_cast<int>(std::clamp<std::int64_t>(*number, 0, 5));
  const auto chosen = select(parts.ui, name, names, selected, {.label_shown = label_shown});
  if (chosen)
    parts.commit(set_cell(row.id, field.id, *chosen == 0 ? Value() : Value::integer(*chosen)),
                 "Changed " + field.label);
}

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
  const ShownCell& cell = row.cells[at];
  const std::string name = label_shown ? field.label : field.label + ", " + row.title;
  if (!field.formula.empty()) {
    if (label_shown) text(parts.ui, field.label, {.size = 12, .strong = true});
    text(parts.ui, cell.words,
         {.tone = cell.is_odd ? Tone::warning : Tone::normal, .one_line = !label_shown});
    return;
  }
  if (!cell.is_odd && !field.is_set && field.type == ValueType::choice)
    return choice_cell(parts, row, field, cell, name, label_shown);
  if (!cell.is_odd && field.style == FieldStyle::rating && field.type == ValueType::integer)
    return rating_cell(parts, row, field, cell, name, label_shown);
  if (!cell.is_odd && !field.is_set && field.type == ValueType::yes_no) {
    const auto* yes = cell.values.empty() ? nullptr : cell.values[0].get<bool>();
    bool checked = yes != nullptr && *yes;
    if (checkbox(parts.ui, name, checked))
      parts.commit(set_cell(row.id, field.id, Value::yes_no(checked)), "Changed " + field.label);
    return;
  }
  const std::string unsaved = "cell/" + uuid_text(row.id.bytes) + "/" + std::to_string(at);
  const bool is_long = field.type == ValueType::long_text && label_shown;
  // A field edited in place shows no label of its own.
  if (label_shown) {
    text(parts.ui, field.label, {.size = 12, .strong = true, .decorative = true});
  }
  const FieldResult result =
      text_field(parts.ui, name, std::string_view(cell.words),
                 {.input = input_kind(field.type),
                  .lines = is_long ? 3 : 1,
                  .in_place = true,
                  .label_shown = label_shown,
                  .placeholder = label_shown ? "Add" : "",
                  .help = label_shown ? std::string_view(field.help) : std::string_view(),
                  .unsaved_as = unsaved});
  if (cell.is_odd && label_shown)
    text(parts.ui, "Kept as written: it is no value of this field’s type.",
         {.size = 12, .tone = Tone::warning});
  if (result.committed && result.text != cell.words)
    parts.edit(row.id, field.id, result.text, unsaved);
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
