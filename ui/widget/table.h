// A table with a header that stays: import mapping and preview.
#pragma once

#include "ui/widget/layout.h"
#include "ui/widget/list.h"

#include <optional>
#include <span>
#include <string_view>

namespace kith::ui {

struct TableColumn {
  std::string_view name;
  Track width = fill();
  bool name_shown = true;  // it is read out all the same
};

struct TableOptions {
  std::string_view name;
  std::span<const TableColumn> columns;
  std::int64_t count = 0;
  float row_height = 0;  // 0: one line, by density
  float height = 0;      // 0: what is left, in a scroll area all rows
  std::int64_t selected = -1;
  bool rows_open = false;
};

// -- parts of the template below --
struct TableFrame;
TableFrame* begin_table(Ui& ui, const TableOptions& options);
bool next_table_cell(Ui& ui, TableFrame* table, std::int64_t& row, int& column);
ListResult end_table(Ui& ui, TableFrame* table);

// draw_cell(row, column) puts widgets into that cell.
template <class DrawCell>
ListResult table(Ui& ui, const TableOptions& options, DrawCell&& draw_cell) {
  TableFrame* frame = begin_table(ui, options);
  std::int64_t row = 0;
  int column = 0;
  while (next_table_cell(ui, frame, row, column))
    draw_cell(row, column);
  return end_table(ui, frame);
}

}  // namespace kith::ui
