// Rows of the team's own tables, read by the fields that are wanted.
//
//   RowReader reader(workspace, table, {name, price});
//   TRY(reader.each([&](const TeamRow& row) { … }));     // all that are alive, in order of making
//   TRY(reader.read(row_number));                        // one
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/practice/formula.h"
#include "core/record/schema.h"
#include "core/store/statement.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

class Workspace;

struct TeamRow {
  std::int64_t row = 0;
  RecordId id;
  std::vector<std::vector<Value>> cells;  // by position among the fields asked for
  std::vector<std::string> problems;      // why a computed one has no value; empty where it has
};

class RowReader {
 public:
  RowReader(Workspace& workspace, KindId table, std::vector<FieldId> fields);

  Result<void> each(const std::function<void(const TeamRow&)>& take);
  // Empty: not there, or in the trash.
  Result<std::optional<TeamRow>> read(std::int64_t row);

 private:
  struct Column {
    FieldInfo field;
    int column = -1;                         // in the statement of single values
    Statement elements;                      // of a set
    std::optional<Result<Formula>> formula;  // of a computed field
  };
  std::string singles_sql(std::string_view where);
  Result<void> fill(Statement& singles, TeamRow& row);
  Result<void> fill_set(Column& column, std::int64_t row, std::vector<Value>& cell);
  Result<void> compute(TeamRow& row);

  Workspace& workspace_;
  KindInfo table_;
  std::vector<Column> columns_;
  bool is_computed_ = false;  // any of the fields
  Statement one_;
};

// The tables that are shown, and how many rows each has.
struct TeamTable {
  KindId kind;
  std::string label;
  std::string help;
  std::int64_t count = 0;
};
Result<std::vector<TeamTable>> read_tables(Workspace& workspace);

// The row whose first text is that, whatever its case and accents.
Result<std::optional<RecordId>> find_titled(Workspace& workspace, KindId table,
                                            std::string_view title);

// The rows of the team's tables that link to a record, for its page: "both ends see it".
struct LinkedRow {
  KindId table;
  RecordId row;
  FieldId through;
};
Result<std::vector<LinkedRow>> rows_linking_to(Workspace& workspace, RecordId record);

}  // namespace kith
