#include "core/practice/commands.h"
#include "core/record/workspace.h"
#include "ui/room/tables.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/overlay.h"
#include "ui/widget/text.h"

#include <array>

namespace kith::ui {
namespace {

constexpr std::array<std::string_view, view_layout_count> layout_names = {
    "Table", "Board", "Calendar", "Cards", "Chart"};

bool is_any(const FieldInfo&) {
  return true;
}
bool is_groupable(const FieldInfo& field) {
  return !field.is_set && (field.type == ValueType::choice || field.type == ValueType::yes_no ||
                           field.type == ValueType::link || field.type == ValueType::integer ||
                           field.type == ValueType::text);
}

void table_menu(const TableParts& parts) {
  static constexpr std::array<MenuItem, 4> items = {
      MenuItem{.label = "Rename the table…", .icon = Icon::edit},
      MenuItem{.label = "Keep this view…", .icon = Icon::eye},
      MenuItem{.label = "Hide the table", .icon = Icon::eye_closed},
      MenuItem{.label = "Move the table to the trash", .icon = Icon::trash, .danger = true}};
  const auto chosen = menu_button(parts.ui, "More about this table", items);
  if (!chosen) return;
  if (*chosen == 0) {
    parts.table.is_renaming = true;
    parts.table.new_name = parts.kind.label;
  } else if (*chosen == 1) {
    parts.table.is_naming_view = true;
  } else if (*chosen == 2) {
    parts.commit(hide_table(parts.kind.id, true), "Hid the table " + parts.kind.label);
    parts.ui.navigate("#/tables");
  } else {
    parts.commit(trash(description_of(parts.kind.id)),
                 "Moved the table " + parts.kind.label + " to the trash");
    parts.ui.navigate("#/tables");
  }
}

void title_line(const TableParts& parts) {
  Ui& ui = parts.ui;
  row(ui, {.gap = 8, .wraps = true}, [&] {
    if (button(ui, "All tables",
               {.kind = ButtonKind::quiet, .icon = Icon::back, .icon_only = true})) {
      ui.navigate("#/tables");
    }
    heading(ui, 1, parts.kind.label, {.focusable = true});
    text(ui, count_words(static_cast<std::int64_t>(parts.table.list.rows.size()), "row", "rows"),
         {.tone = Tone::second});
    if (button(ui, "Add a row", {.kind = ButtonKind::primary, .icon = Icon::add})) {
      NewRecord added = add_row(parts.workspace(), parts.kind.id);
      ui.navigate(parts.row_address(added.id));
      parts.commit(std::move(added.draft), "Added a row");
    }
    if (button(ui, "Fields", {.icon = Icon::settings}))
      parts.state.fields = fields_of(parts.kind.id);
    table_menu(parts);
  });
}

void views_select(const TableParts& parts) {
  if (parts.table.views.empty()) return;
  std::vector<std::string_view> names = {"All rows"};
  int selected = parts.table.saved ? -1 : 0;
  for (const SavedView& view : parts.table.views) {
    if (parts.table.saved == view.id) selected = static_cast<int>(names.size());
    names.push_back(view.label);
  }
  const auto chosen = select(parts.ui, "View", names, selected, {.label_shown = false});
  if (!chosen) return;
  if (*chosen == 0) {
    parts.table.saved.reset();
    parts.table.view = {.table = parts.kind.id, .date = parts.table.view.date};
  } else {
    const SavedView& view = parts.table.views[static_cast<std::size_t>(*chosen - 1)];
    parts.table.saved = view.id;
    parts.table.view = view.view;
  }
}

// A kept view that was changed since.
void keep_changes(const TableParts& parts) {
  for (const SavedView& view : parts.table.views) {
    if (parts.table.saved != view.id || parts.table.view == view.view) continue;
    if (button(parts.ui, "Keep the changes to " + view.label, {.id = "keep changes"}))
      parts.commit(change_view(view, parts.table.view), "Changed the view " + view.label);
  }
}

void order_controls(const TableParts& parts) {
  Ui& ui = parts.ui;
  TableView& view = parts.table.view;
  const FieldChoices sorts = fields_for(parts, "In order of adding", is_any);
  const auto sort_names = sorts.names();
  if (const auto chosen =
          select(ui, "Sort by", sort_names, sorts.index_of(view.sort), {.label_shown = false}))
    view.sort = sorts.ids[static_cast<std::size_t>(*chosen)];
  if (!view.sort.is_null() &&
      button(ui, view.is_descending ? "Sort upwards" : "Sort downwards",
             {.kind = ButtonKind::quiet, .icon = Icon::sort, .icon_only = true, .id = "direction"}))
    view.is_descending = !view.is_descending;
  if (view.layout == ViewLayout::calendar) return;
  const FieldChoices groups = fields_for(parts, "Not grouped", is_groupable);
  const auto group_names = groups.names();
  if (const auto chosen =
          select(ui, "Group by", group_names, groups.index_of(view.group), {.label_shown = false}))
    view.group = groups.ids[static_cast<std::size_t>(*chosen)];
}

// A board and a chart need groups, a calendar days: the first field that gives them.
void choose_layout(const TableParts& parts, ViewLayout layout) {
  TableView& view = parts.table.view;
  view.layout = layout;
  const bool is_chart = layout == ViewLayout::chart;
  if (layout != ViewLayout::board && !is_chart) return;
  const FieldInfo* group = parts.workspace().schema().field(view.group);
  if (group != nullptr && (is_chart || group->type == ValueType::choice)) return;
  view.group = {};
  for (const FieldInfo& field : parts.kind.fields) {
    if (field.is_hidden || field.is_set || field.type != ValueType::choice) continue;
    view.group = field.id;
    return;
  }
}

void conditions_line(const TableParts& parts) {
  Ui& ui = parts.ui;
  auto& conditions = parts.table.view.conditions;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const std::string words = condition_in_words(conditions[i], parts.workspace().schema());
    if (button(ui, words + ", remove", {.kind = ButtonKind::quiet, .icon = Icon::close})) {
      conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  }
}

void condition_dialog(const TableParts& parts) {
  Ui& ui = parts.ui;
  ConditionForm& form = parts.table.condition;
  const FieldChoices fields = fields_for(parts, {}, is_any);
  std::vector<std::string_view> matches;
  for (int i = 1; i <= compare_count; ++i)
    matches.push_back(compare_name(static_cast<Compare>(i)));
  bool sent = false;
  const bool closed = dialog(ui, {.title = "Show only rows where"}, [&] {
    const auto names = fields.names();
    if (const auto chosen = select(ui, "Field", names, form.field)) form.field = *chosen;
    if (const auto chosen = select(ui, "Condition", matches, form.match)) form.match = *chosen;
    const auto match = static_cast<Compare>(form.match + 1);
    if (match != Compare::empty && match != Compare::filled)
      sent |= text_field(ui, "Compared with", form.text).by_enter;
    row(ui, [&] {
      spacer(ui);
      sent |= button(ui, "Show these rows", {.kind = ButtonKind::primary});
    });
  });
  if (sent && static_cast<std::size_t>(form.field) < fields.ids.size()) {
    parts.table.view.conditions.push_back({fields.ids[static_cast<std::size_t>(form.field)],
                                           static_cast<Compare>(form.match + 1), form.text});
  }
  if (sent || closed) form = {};
}

void name_dialogs(const TableParts& parts) {
  Ui& ui = parts.ui;
  TableState& table = parts.table;
  const auto ask = [&](bool& open, std::string_view title, std::string& name, auto&& accept) {
    bool sent = false;
    const bool closed = dialog(ui, {.title = title}, [&] {
      sent |= text_field(ui, "Name", name, {.required = true, .focus = true}).by_enter;
      row(ui, [&] {
        spacer(ui);
        sent |= button(ui, "Save", {.kind = ButtonKind::primary, .disabled = name.empty()});
      });
    });
    if (sent && !name.empty()) accept();
    if (closed || (sent && !name.empty())) {
      open = false;
      name.clear();
    }
  };
  if (table.is_renaming) {
    ask(table.is_renaming, "Rename the table", table.new_name,
        [&] { parts.commit(rename_table(parts.kind.id, table.new_name), "Renamed the table"); });
  }
  if (table.is_naming_view) {
    ask(table.is_naming_view, "Keep this view", table.view_name, [&] {
      NewRecord saved = save_view(parts.workspace(), table.view_name, table.view);
      table.saved = saved.id;
      parts.commit(std::move(saved.draft), "Kept the view " + table.view_name);
    });
  }
}

}  // namespace

void table_head(const TableParts& parts) {
  Ui& ui = parts.ui;
  TableState& table = parts.table;
  column(ui, {.padding = ui.screen() == ScreenSize::narrow ? 12.0f : 16.0f, .gap = 12}, [&] {
    title_line(parts);
    if (const auto chosen =
            tabs(ui, "Layout", layout_names, static_cast<int>(table.view.layout) - 1)) {
      choose_layout(parts, static_cast<ViewLayout>(*chosen + 1));
    }
    row(ui, {.gap = 8, .wraps = true}, [&] {
      views_select(parts);
      order_controls(parts);
      if (button(ui, "Filter", {.icon = Icon::search})) table.condition.open = true;
      conditions_line(parts);
      keep_changes(parts);
    });
  });
  divider(ui);
  if (table.condition.open) condition_dialog(parts);
  name_dialogs(parts);
}

}  // namespace kith::ui
