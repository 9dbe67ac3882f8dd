#include "core/practice/team_tables.h"

#include "core/base/date.h"
#include "core/practice/formula_names.h"
#include "core/practice/merged_record.h"
#include "core/practice/team_rows.h"
#include "core/practice/team_templates.h"
#include "core/query/directory.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith {
namespace {

namespace described = fields::schema_field;

constexpr int palette_size = 8;

struct SortInfo {
  std::string_view name;
  ValueType type;
  bool is_set = false;
};

constexpr std::array<SortInfo, field_sort_count> sorts = {{
    {"Text", ValueType::text},
    {"Long text", ValueType::long_text},
    {"Whole number", ValueType::integer},
    {"Number", ValueType::real},
    {"Money", ValueType::money},
    {"Date", ValueType::date},
    {"Yes or no", ValueType::yes_no},
    {"One of several choices", ValueType::choice},
    {"Several choices", ValueType::choice, true},
    {"Link", ValueType::link},
    {"Several links", ValueType::link, true},
    {"E-mail", ValueType::email},
    {"Telephone", ValueType::phone},
    {"Web address", ValueType::url},
    {"Name on a network", ValueType::handle},
    {"Postal address", ValueType::address},
    {"Files", ValueType::attachment, true},
    {"Rating, 1 to 5", ValueType::integer},
    {"Computed", ValueType::text},
}};

const SortInfo& info_of(FieldSort sort) {
  return sorts[static_cast<std::size_t>(sort)];
}

RecordId new_id(Workspace& workspace) {
  return make_uuid_v7<RecordId>(workspace.clock(), workspace.random());
}

Intent schema_intent(RecordId record) {
  return {.code = IntentCode::define_schema, .records = {record}};
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

std::string choice_text(const ChoiceInfo& choice) {
  return std::to_string(choice.number) + ":" + choice.label + ":" + std::to_string(choice.colour);
}

std::vector<FieldValue> description(KindId table, const FieldWish& wish, std::string order) {
  const SortInfo& info = info_of(wish.sort);
  std::vector<FieldValue> values = {
      {described::label, Value::text(wish.label)},
      {described::value_type, Value::integer(static_cast<std::int64_t>(info.type))},
      {described::of_kind, Value::link(description_of(table))},
      {described::order, Value::text(std::move(order))}};
  const auto put = [&](FieldId field, Value value) { values.push_back({field, std::move(value)}); };
  if (info.is_set) put(described::is_set, Value::yes_no(true));
  if (wish.sort == FieldSort::rating) {
    put(described::style, Value::integer(static_cast<std::int64_t>(FieldStyle::rating)));
  }
  unsigned number = 0;
  for (const std::string& label : wish.choices) {
    ++number;
    put(described::choices,
        Value::text(choice_text({number, label, (number - 1) % palette_size + 1})));
  }
  for (const KindId kind : wish.links_to)
    put(described::links_to, Value::link(description_of(kind)));
  if (!wish.help.empty()) put(described::help, Value::text(wish.help));
  if (!wish.unit.empty()) put(described::unit, Value::text(wish.unit));
  if (!wish.formula.empty()) put(described::formula, Value::text(wish.formula));
  if (wish.expires_months > 0) put(described::expires_months, Value::integer(wish.expires_months));
  if (wish.sensitivity != Sensitivity::open)
    put(described::sensitivity, Value::choice(static_cast<std::uint32_t>(wish.sensitivity)));
  return values;
}

FieldWish wish_of(const TemplateField& field) {
  FieldWish wish{.label = field.label, .sort = field.sort};
  for (const std::string_view choice : split(field.choices, '|'))
    wish.choices.emplace_back(choice);
  if (info_of(field.sort).type == ValueType::link) wish.links_to = {field.links_to};
  wish.unit = field.unit;
  wish.formula = field.formula;
  wish.help = field.help;
  return wish;
}

// As the schema will have it, to read the template's rows by.
FieldInfo field_info(FieldId id, KindId kind, const FieldWish& wish) {
  const SortInfo& info = info_of(wish.sort);
  FieldInfo field{id, kind, 0, wish.label, info.type, info.is_set};
  for (const std::string& label : wish.choices)
    field.choices.push_back({static_cast<std::uint32_t>(field.choices.size() + 1), label});
  field.style = wish.sort == FieldSort::rating ? FieldStyle::rating : FieldStyle::plain;
  return field;
}

std::string order_at(std::size_t position) {
  return std::to_string(101 + 10 * position);  // three digits, the last no zero: order_between
}

std::string order_of_next(std::string_view last) {
  return order_between(last, {});
}

void append_template(Draft& draft, Workspace& workspace, KindId table,
                     const TableTemplate& pattern) {
  std::vector<FieldInfo> made;
  for (const TemplateField& field : pattern.fields) {
    const FieldWish wish = wish_of(field);
    const RecordId id = draft.create(kinds::schema_field, new_id(workspace),
                                     description(table, wish, order_at(made.size())));
    made.push_back(field_info(field_of(id), table, wish));
  }
  const PartialDate day = today(workspace.clock());
  for (const char* const row : pattern.rows) {
    std::vector<FieldValue> values;
    const auto cells = split(row, '|');
    for (std::size_t i = 0; i < cells.size(); ++i)
      values.push_back({made[i].id, value_of_text(cells[i], made[i], day).value});
    draft.create(table, new_id(workspace), std::move(values));
  }
}

Intent row_intent(RecordId row) {
  return {.code = IntentCode::edit_field, .records = {row}};
}

// Whoever has this name among what the field links to.
Result<std::optional<RecordId>> find_named(Workspace& workspace, const Directory& directory,
                                           const FieldInfo& field, std::string_view name) {
  constexpr int candidates_max = 20;
  for (const NameCandidate& one :
       TRY(directory.find_by_name(workspace.database(), name, candidates_max))) {
    const bool fits = field.links_to.empty() ||
                      std::ranges::find(field.links_to, one.record.kind) != field.links_to.end();
    if (fits && one.match == NameMatch::exact) return std::optional(one.record.id);
  }
  for (const KindId kind : field.links_to) {
    if (kind.is_builtin()) continue;
    if (const auto row = TRY(find_titled(workspace, kind, name))) return row;
  }
  return std::optional<RecordId>();
}

Result<Typed> typed_value(Workspace& workspace, const Directory& directory, const FieldInfo& field,
                          std::string_view text) {
  if (field.type == ValueType::link && !trimmed(text).empty()) {
    if (const auto found = TRY(find_named(workspace, directory, field, trimmed(text)))) {
      return Typed{Value::link(*found), {}};
    }
  }
  return value_of_text(text, field, today(workspace.clock()));
}

// From what the set holds, wherever records that are one say it, to what was typed.
void change_set(Draft& draft, const MergedRecord& record, const FieldInfo& field,
                const std::vector<Value>& after) {
  std::vector<const Value*> before;
  for (const MergedElement& element : record.elements) {
    if (element.field != field.id) continue;
    const Value& shown = element.held.front().value;
    before.push_back(&shown);
    if (std::ranges::find(after, shown) != after.end()) continue;
    for (const HeldValue& one : element.held)
      draft.remove(one.record, field.id, one.value);
  }
  for (const Value& value : after) {
    const bool is_there =
        std::ranges::any_of(before, [&](const Value* one) { return *one == value; });
    if (!is_there) draft.add(record.id, field.id, value);
  }
}

}  // namespace

// -- names of things --

std::string_view field_sort_name(FieldSort sort) {
  return info_of(sort).name;
}

FieldSort sort_of(const FieldInfo& field) {
  if (!field.formula.empty()) return FieldSort::computed;
  if (field.type == ValueType::integer && field.style == FieldStyle::rating)
    return FieldSort::rating;
  for (int i = 0; i < field_sort_count; ++i) {
    const auto sort = static_cast<FieldSort>(i);
    const bool has_sets = field.type == ValueType::choice || field.type == ValueType::link;
    if (info_of(sort).type == field.type && (!has_sets || info_of(sort).is_set == field.is_set))
      return sort;
  }
  return FieldSort::text;
}

// -- tables --

NewRecord make_table(Workspace& workspace, std::string_view name, const TableTemplate* pattern) {
  const RecordId id = new_id(workspace);
  Draft draft(schema_intent(id));
  std::string last;
  for (const KindInfo& kind : workspace.schema().kinds())
    last = std::max(last, kind.order);
  std::vector<FieldValue> values = {
      {fields::schema_kind::label, Value::text(std::string(trimmed(name)))},
      {fields::schema_kind::order, Value::text(order_of_next(last))}};
  if (pattern != nullptr) values.push_back({fields::schema_kind::help, Value::text(pattern->help)});
  draft.create(kinds::schema_kind, id, std::move(values));
  if (pattern != nullptr) {
    append_template(draft, workspace, kind_of(id), *pattern);
  } else {
    draft.create(kinds::schema_field, new_id(workspace),
                 description(kind_of(id), {.label = "Name"}, order_at(0)));
  }
  return {id, std::move(draft)};
}

Draft rename_table(KindId table, std::string_view name) {
  Draft draft(schema_intent(description_of(table)));
  draft.set(description_of(table), fields::schema_kind::label,
            Value::text(std::string(trimmed(name))));
  return draft;
}

Draft hide_table(KindId table, bool hidden) {
  Draft draft(schema_intent(description_of(table)));
  draft.set(description_of(table), fields::schema_kind::hidden, Value::yes_no(hidden));
  return draft;
}

// -- fields --

NewRecord add_field(Workspace& workspace, KindId table, const FieldWish& wish) {
  const RecordId id = new_id(workspace);
  Draft draft(schema_intent(id));
  std::string last;
  if (const KindInfo* kind = workspace.schema().kind(table)) {
    for (const FieldInfo& field : kind->fields)
      last = std::max(last, field.order);
  }
  draft.create(kinds::schema_field, id, description(table, wish, order_of_next(last)));
  return {id, std::move(draft)};
}

Draft describe_field(const Schema& schema, const FieldInfo& field, const FieldWish& wish,
                     std::span<const std::string> more_choices) {
  const RecordId id = description_of(field.id);
  Draft draft(schema_intent(id));
  const auto set = [&](FieldId what, const std::string& before, const std::string& after) {
    if (before != after) draft.set(id, what, after.empty() ? Value() : Value::text(after));
  };
  set(described::label, field.label, wish.label);
  set(described::help, field.help, wish.help);
  set(described::unit, field.unit, wish.unit);
  set(described::formula, field.formula, wish.formula);
  for (auto& [computed, formula] : formulas_after_rename(schema, field, wish.label))
    draft.set(description_of(computed), described::formula, Value::text(std::move(formula)));
  if (field.expires_months != wish.expires_months)
    draft.set(id, described::expires_months, Value::integer(wish.expires_months));
  if (field.sensitivity != wish.sensitivity)
    draft.set(id, described::sensitivity,
              Value::choice(static_cast<std::uint32_t>(wish.sensitivity)));
  std::uint32_t number = 0;
  for (const ChoiceInfo& choice : field.choices)
    number = std::max(number, choice.number);
  for (const std::string& label : more_choices) {
    ++number;
    draft.add(id, described::choices,
              Value::text(choice_text({number, label, (number - 1) % palette_size + 1})));
  }
  return draft;
}

Draft hide_field(FieldId field, bool hidden) {
  Draft draft(schema_intent(description_of(field)));
  draft.set(description_of(field), described::hidden, Value::yes_no(hidden));
  return draft;
}

Draft move_field(Workspace& workspace, FieldId field, bool to_right) {
  Draft draft(schema_intent(description_of(field)));
  const FieldInfo* info = workspace.schema().field(field);
  if (info == nullptr) return draft;
  std::vector<const FieldInfo*> shown;
  for (const FieldInfo& one : workspace.schema().kind(info->kind)->fields) {
    if (!one.is_hidden && !one.id.is_builtin()) shown.push_back(&one);
  }
  const auto found = std::ranges::find(shown, info);
  const auto at = found - shown.begin();
  const auto count = static_cast<std::ptrdiff_t>(shown.size());
  const std::ptrdiff_t before = to_right ? at + 1 : at - 2;
  if (at == count || before < -1 || before >= count) return draft;
  const std::string_view left = before < 0 ? "" : std::string_view(shown[before]->order);
  const std::string_view right =
      before + 1 >= count ? "" : std::string_view(shown[before + 1]->order);
  draft.set(description_of(field), described::order, Value::text(order_between(left, right)));
  return draft;
}

// -- retyping --

FieldInfo retyped(const FieldInfo& field, FieldSort sort) {
  FieldInfo next = field;
  next.type = info_of(sort).type;
  next.is_set = info_of(sort).is_set;
  next.style = sort == FieldSort::rating ? FieldStyle::rating : FieldStyle::plain;
  return next;
}

Result<RetypePreview> preview_retype(Workspace& workspace, FieldId field, FieldSort sort) {
  RetypePreview preview;
  const FieldInfo* info = workspace.schema().field(field);
  if (info == nullptr) return preview;
  const FieldInfo now = *info;
  const FieldInfo next = retyped(now, sort);
  RowReader reader(workspace, now.kind, {field});
  TRY(reader.each([&](const TeamRow& row) {
    for (const Value& value : row.cells[0]) {
      const auto read = converted(value, next);
      if (!read) {
        ++preview.does_not;
        if (preview.examples.size() < retype_examples_max)
          preview.examples.push_back(plain_text(value, now));
      } else {
        ++(*read == value ? preview.same : preview.converts);
      }
    }
  }));
  return preview;
}

Result<Draft> retype_field(Workspace& workspace, FieldId field, FieldSort sort) {
  const RecordId id = description_of(field);
  Draft draft(schema_intent(id));
  const FieldInfo* info = workspace.schema().field(field);
  if (info == nullptr) return fail(ErrorCode::not_found, "This field is not known here.");
  const FieldInfo next = retyped(*info, sort);
  const auto type = Value::integer(static_cast<std::int64_t>(next.type));
  const auto style = Value::integer(static_cast<std::int64_t>(next.style));
  if (next.is_set == info->is_set) {
    draft.set(id, described::value_type, type);
    if (next.style != info->style) draft.set(id, described::style, style);
    return draft;
  }
  FieldWish wish{.label = next.label, .sort = sort, .links_to = next.links_to, .help = next.help};
  std::vector<FieldValue> values = description(next.kind, wish, next.order);
  for (const ChoiceInfo& choice : next.choices)
    values.push_back({described::choices, Value::text(choice_text(choice))});
  const RecordId made = draft.create(kinds::schema_field, new_id(workspace), std::move(values));
  draft.set(id, described::hidden, Value::yes_no(true));
  RowReader reader(workspace, info->kind, {field});
  TRY(reader.each([&](const TeamRow& row) {
    for (const Value& value : row.cells[0]) {
      if (next.is_set) {
        draft.add(row.id, field_of(made), value);
      } else {
        draft.set(row.id, field_of(made), value);
        break;
      }
    }
  }));
  return draft;
}

// -- rows --

NewRecord add_row(Workspace& workspace, KindId table, std::vector<FieldValue> values) {
  const RecordId id = new_id(workspace);
  Draft draft(Intent{.code = IntentCode::add_row, .records = {id}});
  draft.create(table, id, std::move(values));
  return {id, std::move(draft)};
}

Result<CellEdit> edit_cell(Workspace& workspace, const Directory& directory, RecordId row,
                           FieldId field, std::string_view typed) {
  const FieldInfo* info = workspace.schema().field(field);
  if (info == nullptr) return fail(ErrorCode::not_found, "This field is not known here.");
  const auto present = TRY(read_merged(workspace, row));
  if (!present) return fail(ErrorCode::not_found, "This record is no longer here.");
  CellEdit edit{Draft(row_intent(row)), {}};
  if (!info->is_set) {
    Typed value = TRY(typed_value(workspace, directory, *info, typed));
    edit.warning = std::move(value.warning);
    edit.draft.set(row, field, std::move(value.value));
    return edit;
  }
  std::vector<Value> after;
  for (const std::string_view part : split(typed, ',')) {
    Typed value = TRY(typed_value(workspace, directory, *info, part));
    if (value.value.is_null()) continue;
    if (!value.warning.empty()) edit.warning = std::move(value.warning);
    after.push_back(std::move(value.value));
  }
  change_set(edit.draft, *present, *info, after);
  return edit;
}

Draft set_cell(RecordId row, FieldId field, Value value) {
  Draft draft(row_intent(row));
  draft.set(row, field, std::move(value));
  return draft;
}

Result<Draft> remove_from_cell(Workspace& workspace, RecordId row, FieldId field,
                               const Value& value) {
  const FieldInfo* info = workspace.schema().field(field);
  if (info == nullptr || !info->is_set) return set_cell(row, field, {});
  const auto present = TRY(read_merged(workspace, row));
  if (!present) return fail(ErrorCode::not_found, "This record is no longer here.");
  std::vector<Value> after;
  for (const MergedElement& element : present->elements) {
    const Value& shown = element.held.front().value;
    if (element.field == field && shown != value) after.push_back(shown);
  }
  Draft draft(row_intent(row));
  change_set(draft, *present, *info, after);
  return draft;
}

std::string order_between(std::string_view before, std::string_view after) {
  std::string key;
  bool has_end = !after.empty();
  for (std::size_t i = 0;; ++i) {
    const int low = i < before.size() ? before[i] - '0' : 0;
    const int high = has_end && i < after.size() ? after[i] - '0' : 10;
    if (low + 1 < high) return key + static_cast<char>('0' + (low + high) / 2);
    key += static_cast<char>('0' + std::min(low, 9));
    if (low < high) has_end = false;
  }
}

}  // namespace kith
