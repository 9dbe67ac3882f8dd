#include "ui/room/tables.h"

#include "core/practice/team_templates.h"
#include "core/record/workspace.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

#include <utility>

namespace kith::ui {
namespace {

void make_dialog(Ui& ui, TablesState& state, const ProgramState& program, Commands& commands) {
  NewTableForm& form = state.new_table;
  const auto patterns = table_templates();
  std::vector<std::string_view> names = {"Empty table"};
  for (const TableTemplate& pattern : patterns)
    names.push_back(pattern.name);
  bool sent = false;
  const bool closed = dialog(ui, {.title = "Make a table"}, [&] {
    if (const auto chosen = select(ui, "Begin with", names, form.pattern)) {
      const bool is_untouched =
          form.name.empty() || (form.pattern > 0 && form.name == names[form.pattern]);
      form.pattern = *chosen;
      if (is_untouched) form.name = form.pattern > 0 ? std::string(names[form.pattern]) : "";
    }
    if (form.pattern > 0) text(ui, patterns[form.pattern - 1].help, {.tone = Tone::second});
    sent |=
        text_field(ui, "Name of the table", form.name, {.required = true, .focus = true}).by_enter;
    row(ui, [&] {
      spacer(ui);
      sent |= button(ui, "Make the table",
                     {.kind = ButtonKind::primary, .disabled = form.name.empty()});
    });
  });
  if (sent && form.name.find_first_not_of(' ') != std::string::npos) {
    NewRecord made = make_table(*program.workspace, form.name,
                                form.pattern > 0 ? &patterns[form.pattern - 1] : nullptr);
    ui.navigate(route_text({Room::tables, made.id}));
    commands.push_back(Commit{std::move(made.draft), "Made the table " + form.name});
    form = {};
  }
  if (closed) form = {};
}

void table_entry(Ui& ui, const TeamTable& table) {
  const std::string address = route_text({Room::tables, description_of(table.kind)});
  group(ui, Role::list_item, table.label, [&] {
    link(ui, table.label, address, {.size = 16, .strong = true});
    std::string words = count_words(table.count, "row", "rows");
    if (!table.help.empty()) words += " · " + table.help;
    text(ui, words, {.tone = Tone::second});
  });
  divider(ui);
}

void list_of_tables(Ui& ui, TablesState& state) {
  row(ui, [&] {
    heading(ui, 1, "Tables", {.size = 24, .focusable = true});
    spacer(ui);
    if (button(ui, "Make a table", {.kind = ButtonKind::primary, .icon = Icon::add}))
      state.new_table.open = true;
  });
  if (state.tables.empty()) {
    empty_state(ui,
                {.icon = Icon::copy,
                 .title = "Tables of your own",
                 .words = "Grants, guests, things lent, skills: whatever you keep in lists, linked "
                          "to the people it is about. Begin empty or with one of ten templates."},
                [] {});
    return;
  }
  panel(ui, {}, [&] {
    group(ui, Role::list, "Tables", [&] {
      for (const TeamTable& table : state.tables) {
        keyed(ui, uuid_text(description_of(table.kind).bytes), [&] { table_entry(ui, table); });
      }
    });
  });
}

void start_page(Ui& ui, TablesState& state, const ProgramState& program, Commands& commands) {
  Workspace& workspace = *program.workspace;
  if (state.version != workspace.data_version()) {
    state.version = workspace.data_version();
    if (auto tables = read_tables(workspace)) state.tables = std::move(*tables);
  }
  scroll_area(ui, "Tables", {.padding = ui.screen() == ScreenSize::narrow ? 16.0f : 24.0f}, [&] {
    column(ui, {.gap = 16, .width_max = prose_width_max}, [&] { list_of_tables(ui, state); });
  });
  if (state.new_table.open) make_dialog(ui, state, program, commands);
}

// Which table the address is about, and which of its rows.
struct Place {
  const KindInfo* kind = nullptr;
  std::optional<RecordId> row;
};
Place place_of(Workspace& workspace, const RecordId& record) {
  const Schema& schema = workspace.schema();
  if (const KindInfo* kind = schema.kind(kind_of(record)); kind != nullptr && kind->is_made())
    return {kind, {}};
  const auto view = workspace.read(record);
  if (!view || !*view) return {};
  const KindInfo* kind = schema.kind((*view)->kind);
  return kind != nullptr && kind->is_made() ? Place{kind, record} : Place{};
}

void open_table(TablesState& state, Workspace& workspace, const KindInfo& kind) {
  if (state.open == kind.id) return;
  state.open = kind.id;
  state.fields = {};
  state.table = {};
  state.table.view.table = kind.id;
  const PartialDate day = today(workspace.clock());
  state.table.year = day.year;
  state.table.month = day.month;
}

// A calendar goes by the first date there is, until somebody chooses another.
void choose_date(TableView& view, const KindInfo& kind) {
  for (const FieldInfo& field : kind.fields) {
    const bool is_free = !field.is_hidden && !field.is_set;
    if (is_free && field.type == ValueType::date && view.date.is_null()) view.date = field.id;
  }
}

void read_again(const TableParts& parts) {
  TableState& table = parts.table;
  const std::uint64_t version = parts.workspace().data_version();
  if (table.version != version) {
    table.version = version;
    table.listed.reset();
    choose_date(table.view, parts.kind);
    table.page = std::make_unique<TablePage>(parts.workspace(), parts.directory(), parts.kind.id);
    if (auto views = saved_views(parts.workspace(), parts.kind.id)) table.views = std::move(*views);
  }
  // A board is in groups whatever else is asked for.
  if (table.listed == table.view) return;
  table.listed = table.view;
  table.error.reset();
  auto list = list_rows(parts.workspace(), parts.directory(), table.view);
  if (list)
    table.list = std::move(*list);
  else
    table.error = std::move(list.error());
}

void whole_table(const TableParts& parts) {
  table_head(parts);
  if (parts.table.error) banner(parts.ui, parts.table.error->text, {.severity = Severity::danger});
  if (!parts.table.warning.empty() &&
      banner(parts.ui, parts.table.warning,
             {.severity = Severity::warning, .action = "I have seen it"})) {
    parts.table.warning.clear();
  }
  switch (parts.table.view.layout) {
    case ViewLayout::table:
      return table_grid(parts);
    case ViewLayout::board:
      return table_board(parts);
    case ViewLayout::calendar:
      return table_calendar(parts);
    case ViewLayout::cards:
      return table_cards(parts);
    case ViewLayout::chart:
      return table_chart(parts);
  }
}

void not_here(Ui& ui) {
  empty_state(ui,
              {.icon = Icon::trash,
               .title = "Not here",
               .words = "This table or row was moved to the trash, or was never on this device."},
              [&] {
                if (button(ui, "All tables")) ui.navigate("#/tables");
              });
}

}  // namespace

void TableParts::commit(Draft draft, std::string toast) const {
  if (!draft.empty()) commands.push_back(Commit{std::move(draft), std::move(toast)});
}

void TableParts::edit(RecordId row, FieldId field, std::string_view typed,
                      std::string_view unsaved) const {
  auto edit = edit_cell(workspace(), directory(), row, field, typed);
  if (!edit) {
    ui.unsaved().refuse(unsaved, std::string(typed), edit.error().text);
    return;
  }
  table.warning = std::move(edit->warning);
  if (edit->draft.empty()) return ui.unsaved().drop(unsaved, ui.now_ms());
  const FieldInfo* info = workspace().schema().field(field);
  commands.push_back(Commit{std::move(edit->draft), "Changed " + (info ? info->label : "a field"),
                            ui.unsaved().take(unsaved)});
}

const ShownRow* TableParts::row(std::int64_t number) const {
  const auto row = table.page->row(number);
  return row ? *row : nullptr;
}

std::string TableParts::row_address(const RecordId& row) const {
  return route_text({Room::tables, row});
}

int FieldChoices::index_of(FieldId id) const {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] == id) return static_cast<int>(i);
  }
  return 0;
}

FieldChoices fields_for(const TableParts& parts, std::string_view none,
                        bool (*fits)(const FieldInfo& field)) {
  FieldChoices choices;
  if (!none.empty()) {
    choices.ids.push_back({});
    choices.labels.emplace_back(none);
  }
  for (const FieldInfo& field : parts.kind.fields) {
    if (field.is_hidden || !fits(field)) continue;
    choices.ids.push_back(field.id);
    choices.labels.push_back(field.label);
  }
  return choices;
}

void tables_room(Ui& ui, TablesState& state, const ProgramState& program, const Route& route,
                 Commands& commands) {
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Tables", [&] {
      if (!route.record) return start_page(ui, state, program, commands);
      const Place place = place_of(*program.workspace, *route.record);
      if (place.kind == nullptr || place.kind->is_hidden) return not_here(ui);
      open_table(state, *program.workspace, *place.kind);
      const TableParts parts{ui, state, state.table, *place.kind, program, commands};
      read_again(parts);
      if (place.row) return table_row(parts, *place.row);
      whole_table(parts);
      field_dialog({ui, state.fields, program, commands});
    });
  });
}

}  // namespace kith::ui
