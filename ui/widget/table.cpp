#include "ui/widget/table.h"

#include "core/base/assert.h"
#include "ui/widget/list_frame.h"
#include "ui/widget/text.h"

#include <algorithm>

namespace kith::ui {

namespace {

constexpr float header_height = 34;
constexpr float cell_padding = 16;
constexpr float column_gap = 12;

// The same widths as ColumnsOptions gives; a table has no columns as wide as their content.
std::vector<float> widths_of(const TableFrame& table, float width) {
  float taken = column_gap * static_cast<float>(table.options.columns.size() - 1);
  float shares = 0;
  for (const TableColumn& column : table.options.columns) {
    ASSERT(column.width.kind != Track::Kind::fit);
    bool fixed = column.width.kind == Track::Kind::fixed;
    (fixed ? taken : shares) += column.width.amount;
  }
  std::vector<float> widths;
  for (const TableColumn& column : table.options.columns) {
    bool fixed = column.width.kind == Track::Kind::fixed;
    float share = std::max(0.0f, width - taken) * column.width.amount / std::max(shares, 1e-6f);
    widths.push_back(fixed ? column.width.amount : share);
  }
  return widths;
}

void draw_header(Ui& ui, const TableFrame& table) {
  const Theme& theme = ui.theme();
  Rect rect = ui.place(0, header_height);
  ui.painter().fill(rect, theme.sunken);
  ui.painter().fill(
      {rect.x, rect.y + rect.height - theme.border_width, rect.width, theme.border_width},
      theme.border);
  ui.open_node({.id = ui.id("header"), .role = Role::row, .rect = rect});
  std::vector<float> widths = widths_of(table, rect.width - 2 * cell_padding);
  float x = rect.x + cell_padding;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const TableColumn& column = table.options.columns[i];
    Rect cell{x, rect.y, widths[i], rect.height};
    Node node{.id = ui.id("header " + std::to_string(i)), .role = Role::column_header};
    node.rect = cell;
    node.name = column.name;
    node.column_index = static_cast<std::int32_t>(i);
    ui.push_node(std::move(node));
    if (column.name_shown && ui.visible(cell))
      ui.draw_text(cell, column.name, {12, true}, theme.text_second);
    x += widths[i] + column_gap;
  }
  ui.close_node();
}

void open_cell(Ui& ui, TableFrame& table) {
  next_column(ui);
  const Box& box = current_box(ui);
  Rect rect{box.area.x, box.area.y, box.area.width, table.list.row_height};
  ui.open_node({.id = ui.id("cell " + std::to_string(table.column)),
                .role = Role::cell,
                .rect = rect,
                .column_index = table.column});
  ui.push_id(std::int64_t{table.column});
}

void close_cell(Ui& ui) {
  ui.pop_id();
  ui.close_node();
}

}  // namespace

TableFrame* begin_table(Ui& ui, const TableOptions& options) {
  Ui::State& s = ui.state();
  s.open_tables.push_back(std::make_unique<TableFrame>());
  TableFrame& table = *s.open_tables.back();
  table.options = options;
  begin_column(ui, {.gap = 0});
  Rect rect{current_box(ui).area};
  NodeId id = ui.id("table", options.name);
  Node node{.id = id, .role = Role::grid, .rect = rect};
  node.name = options.name;
  node.row_count = static_cast<std::int32_t>(options.count);
  ui.open_node(std::move(node));
  ui.push_known_id(id);
  draw_header(ui, table);

  ListFrame& list = table.list;
  list.id = ui.id("rows");
  list.in_table = true;
  list.options = {.name = options.name,
                  .count = options.count,
                  .selected = options.selected,
                  .rows_open = options.rows_open};
  list.row_height = options.row_height > 0 ? options.row_height : ui.metrics().row;
  list.scrolls = options.height > 0 || ui.available_height() != unbounded;
  float all = list.row_height * static_cast<float>(options.count);
  if (!list.scrolls) {
    list.view = ui.place(0, all);
  } else if (options.height > 0) {
    list.view = ui.place(0, std::min(all, options.height));
  } else {
    list.view = ui.place_rest(std::min(all, 3 * list.row_height));
  }
  ui.node(id).rect.height = list.view.y + list.view.height - rect.y;
  ui.open_node({.id = list.id,
                .states = list.scrolls ? std::uint32_t{state_scrolls} : 0,
                .rect = list.view});
  start_list(ui, list);
  return &table;
}

bool next_table_cell(Ui& ui, TableFrame* table, std::int64_t& row, int& column) {
  int count = static_cast<int>(table->options.columns.size());
  if (table->row >= 0) close_cell(ui);
  ++table->column;
  if (table->row < 0 || table->column == count) {
    if (table->row >= 0) end_columns(ui);
    table->column = 0;
    if (!next_list_row(ui, &table->list, table->row)) {
      table->row = -1;
      return false;
    }
    ColumnsOptions columns{.gap = column_gap, .centred = true};
    for (const TableColumn& each : table->options.columns)
      columns.tracks.push_back(each.width);
    begin_columns(ui, columns);
  }
  open_cell(ui, *table);
  row = table->row;
  column = table->column;
  return true;
}

ListResult end_table(Ui& ui, TableFrame* table) {
  finish_list(ui, table->list);
  ui.close_node();
  ui.pop_id();
  ui.close_node();
  end_column(ui);
  ListResult result = table->list.result;
  ui.state().open_tables.pop_back();
  return result;
}

}  // namespace kith::ui
