// How a team's table is looked at: which rows, in what order, in which groups, with what totals.
//
//   TableView view{.table = kind};
//   TableList list = TRY(list_rows(workspace, directory, view));
//   for (std::int64_t row : list.rows) …
#pragma once

#include "core/practice/commands.h"
#include "core/practice/team_rows.h"
#include "core/record/builtin.h"

#include <optional>
#include <string>
#include <vector>

namespace kith {

class Directory;

enum class ViewLayout : std::uint8_t { table = 1, board = 2, calendar = 3, cards = 4, chart = 5 };
inline constexpr int view_layout_count = 5;

enum class Compare : std::uint8_t {
  contains = 1,
  is = 2,
  is_not = 3,
  less = 4,
  more = 5,
  empty = 6,
  filled = 7
};
inline constexpr int compare_count = 7;
std::string_view compare_name(Compare compare);

// "State is Done". What is compared is typed as a cell is.
struct Condition {
  FieldId field;
  Compare compare = Compare::contains;
  std::string text = {};
  bool operator==(const Condition&) const = default;
};

struct TableView {
  KindId table;
  ViewLayout layout = ViewLayout::table;
  std::vector<Condition> conditions = {};  // all of them
  FieldId sort = {};                       // null: in order of making
  bool is_descending = false;
  FieldId group = {};  // of a table, a board and a chart
  FieldId date = {};   // of a calendar
  bool operator==(const TableView&) const = default;
};

// Of one field, in one group.
struct FieldSum {
  FieldId field;
  double sum = 0;     // of money in whole units of its currency
  std::string words;  // "1,250.00 EUR"
};

struct RowGroup {
  std::string label;         // as the field's words; "None" for the empty ones
  std::vector<Value> value;  // empty for the empty ones
  unsigned colour = 0;       // of a choice
  std::size_t first = 0;     // in TableList::rows
  std::size_t count = 0;
  std::vector<FieldSum> sums;  // of every number, and of money that is of one currency in all rows
};

// Of one field: the sum for numbers, one for each currency for money.
struct FieldTotal {
  FieldId field;
  std::string words;  // "1,250.00 EUR, 300.00 USD"
};

struct TableList {
  std::vector<std::int64_t> rows;
  std::vector<RowGroup> groups;  // all choices of the field; empty when nothing is grouped by
  std::vector<FieldTotal> totals;
};

Result<TableList> list_rows(Workspace& workspace, const Directory& directory,
                            const TableView& view);

// "State is Done", to be shown.
std::string condition_in_words(const Condition& condition, const Schema& schema);

// -- views that are kept: records of kind 26 --
struct SavedView {
  RecordId id;
  std::string label;
  TableView view;
};
Result<std::vector<SavedView>> saved_views(Workspace& workspace, KindId table);
NewRecord save_view(Workspace& workspace, std::string_view label, const TableView& view);
Draft change_view(const SavedView& saved, const TableView& view);

}  // namespace kith
