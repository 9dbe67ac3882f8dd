// What a room shows of a team's table: the visible fields, and rows with their words, read as they
// come into sight and kept until the data moves.
//
//   TablePage page(workspace, directory, table);
//   const ShownRow* row = TRY(page.row(list.rows[i]));
#pragma once

#include "core/practice/team_rows.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kith {

class Directory;

struct ShownCell {
  std::vector<Value> values;
  std::string words;
  bool is_odd = false;  // holds what is no value of the field's type
};

// `problem`: why a computed field has no value; empty where it has.
ShownCell shown_cell(Workspace& workspace, const Directory& directory, const FieldInfo& field,
                     std::vector<Value> values, const std::string& problem);

struct ShownRow {
  RecordId id;
  std::string title;             // never empty
  std::vector<ShownCell> cells;  // by position in TablePage::fields
};

class TablePage {
 public:
  TablePage(Workspace& workspace, const Directory& directory, KindId table);

  const std::vector<FieldInfo>& fields() const { return fields_; }
  std::optional<std::size_t> position(FieldId field) const;
  // Null when it is gone.
  Result<const ShownRow*> row(std::int64_t row);
  Result<const ShownRow*> row(const RecordId& id);

 private:
  Workspace& workspace_;
  const Directory& directory_;
  std::string table_label_;
  std::vector<FieldInfo> fields_;
  std::optional<std::size_t> title_;
  RowReader reader_;
  std::unordered_map<std::int64_t, ShownRow> rows_;
};

// The words of a cell, as they are typed too: names, dates, choices, between commas.
std::string cell_in_words(Workspace& workspace, const Directory& directory, const FieldInfo& field,
                          const std::vector<Value>& cell);

}  // namespace kith
