// The team's own tables: which there are, and each of them as a table, board, calendar, cards or a
// chart,
// its fields and its rows.
#pragma once

#include "core/practice/field_age.h"
#include "core/practice/team_page.h"
#include "core/practice/team_view.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/room/fields.h"
#include "ui/room/route.h"
#include "ui/widget/chart.h"
#include "ui/widget/frame.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kith::ui {

struct NewTableForm {
  bool open = false;
  std::string name;
  int pattern = 0;  // 0: empty, then the templates
};

struct ConditionForm {
  bool open = false;
  int field = 0;
  int match = 0;
  std::string text;
};

struct ChartForm {
  int measure = 0;  // how many rows, then the fields that have sums
  int kind = 0;
  ChartView view;
};

// One table, as long as it is looked at.
struct TableState {
  TableView view;
  std::optional<RecordId> saved;  // the view that is kept, when it is one
  std::vector<SavedView> views;
  std::unique_ptr<TablePage> page;
  TableList list;
  std::optional<TableView> listed;  // what `list` was read for
  std::uint64_t version = 0;
  std::optional<Error> error;

  std::size_t first_field = 0;  // the first beside the title, where not all have room
  int year = 0, month = 0;      // of the calendar
  std::string warning;          // about what was typed last
  bool shows_sensitive = false;
  std::vector<OldValue> old_values;  // of the row that is open
  std::optional<RecordId> aged;      // which it was, as of `aged_version`
  std::uint64_t aged_version = 0;
  ChartForm chart;
  ConditionForm condition;
  std::string view_name;
  bool is_naming_view = false;
  bool is_renaming = false;
  std::string new_name;
};

struct TablesState {
  std::vector<TeamTable> tables;
  std::uint64_t version = 0;
  NewTableForm new_table;
  FieldForm fields;
  std::optional<KindId> open;
  TableState table;
};

// What the parts draw from.
struct TableParts {
  Ui& ui;
  TablesState& state;
  TableState& table;
  const KindInfo& kind;
  const ProgramState& program;
  Commands& commands;

  Workspace& workspace() const { return *program.workspace; }
  const Directory& directory() const { return *program.directory; }
  void commit(Draft draft, std::string toast) const;
  void edit(RecordId row, FieldId field, std::string_view typed, std::string_view unsaved) const;
  // Null when it is gone.
  const ShownRow* row(std::int64_t number) const;
  std::string row_address(const RecordId& row) const;
};

void tables_room(Ui& ui, TablesState& state, const ProgramState& program, const Route& route,
                 Commands& commands);

// The parts, one file each.
void table_head(const TableParts& parts);
void table_grid(const TableParts& parts);
void table_board(const TableParts& parts);
void table_calendar(const TableParts& parts);
void table_cards(const TableParts& parts);
void table_chart(const TableParts& parts);
void table_row(const TableParts& parts, const RecordId& row);
// A cell to be edited in place, with the field's name when it is to be shown.
void table_cell(const TableParts& parts, const ShownRow& row, std::size_t field, bool label_shown);

// The fields that a view may be grouped by, or laid out by days, with their names.
struct FieldChoices {
  std::vector<FieldId> ids;
  std::vector<std::string> labels;
  std::vector<std::string_view> names() const { return {labels.begin(), labels.end()}; }
  int index_of(FieldId id) const;
};
FieldChoices fields_for(const TableParts& parts, std::string_view none,
                        bool (*fits)(const FieldInfo& field));

}  // namespace kith::ui
