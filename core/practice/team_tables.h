// The team's own tables: what makes and changes a table, its fields and its rows, as drafts.
//
//   NewRecord table = make_table(workspace, "Tools", nullptr);
//   commands.push(Commit{table.draft, "Made the table Tools"});
//   NewRecord field = add_field(workspace, kind_of(table.id), {.label = "Lent to"});
#pragma once

#include "core/practice/commands.h"
#include "core/practice/field_value.h"
#include "core/record/schema.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

class Directory;

// The types of fields as people choose them, each a value type and a manner of holding it.
enum class FieldSort : std::uint8_t {
  text,
  long_text,
  whole_number,
  number,
  money,
  date,
  yes_no,
  choice,
  choices,
  link,
  links,
  email,
  phone,
  url,
  handle,
  address,
  files,
  rating,
  computed,
};
inline constexpr int field_sort_count = 19;
std::string_view field_sort_name(FieldSort sort);
FieldSort sort_of(const FieldInfo& field);

// What somebody wants a field to be.
struct FieldWish {
  std::string label;
  FieldSort sort = FieldSort::text;
  std::vector<std::string> choices = {};
  std::vector<KindId> links_to = {};
  std::string help = {};
  std::string unit = {};
  std::string formula = {};
  unsigned expires_months = 0;
  Sensitivity sensitivity = Sensitivity::open;
};

struct TableTemplate;

// A table with a field for names, or what the template says, its rows too.
NewRecord make_table(Workspace& workspace, std::string_view name, const TableTemplate* pattern);
Draft rename_table(KindId table, std::string_view name);
Draft hide_table(KindId table, bool hidden);

NewRecord add_field(Workspace& workspace, KindId table, const FieldWish& wish);
// What is said of it, but for its type; the choices are added to those it has. Formulas that name
// it go on to.
Draft describe_field(const Schema& schema, const FieldInfo& field, const FieldWish& wish,
                     std::span<const std::string> more_choices);
Draft hide_field(FieldId field, bool hidden);
// One place to the left or right among the visible; empty at the end.
Draft move_field(Workspace& workspace, FieldId field, bool to_right);

// What a field would be of another sort: how many values read as before, how many convert, and the
// first of those that do not.
struct RetypePreview {
  std::int64_t same = 0;
  std::int64_t converts = 0;
  std::int64_t does_not = 0;
  std::vector<std::string> examples = {};
};
inline constexpr std::size_t retype_examples_max = 5;
FieldInfo retyped(const FieldInfo& field, FieldSort sort);
Result<RetypePreview> preview_retype(Workspace& workspace, FieldId field, FieldSort sort);
// Values stay as they are and are read through the new type. From one value to several and back
// the values are copied into a new field in the old one's place, which is hidden.
Result<Draft> retype_field(Workspace& workspace, FieldId field, FieldSort sort);

NewRecord add_row(Workspace& workspace, KindId table, std::vector<FieldValue> values = {});
// What was typed into a cell; of several values, the ones between commas. The warning says what
// looks wrong; it is kept all the same.
struct CellEdit {
  Draft draft;
  std::string warning;
};
Result<CellEdit> edit_cell(Workspace& workspace, const Directory& directory, RecordId row,
                           FieldId field, std::string_view typed);
Draft set_cell(RecordId row, FieldId field, Value value);
// Without that value, wherever records that are one say it.
Result<Draft> remove_from_cell(Workspace& workspace, RecordId row, FieldId field,
                               const Value& value);

// A key between two others, in the order of bytes; an empty one stands for the end.
std::string order_between(std::string_view before, std::string_view after);

}  // namespace kith
