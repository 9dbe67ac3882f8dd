#include "core/practice/commands.h"

#include "core/base/assert.h"
#include "core/base/date_words.h"
#include "core/query/directory.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>

namespace kith {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

RecordId new_id(Workspace& workspace) {
  return make_uuid_v7<RecordId>(workspace.clock(), workspace.random());
}

Value date_value(const PartialDate& date) {
  return Value::date(edtf_text(date));
}

Value choice_value(auto choice) {
  return Value::choice(static_cast<std::uint32_t>(choice));
}

Intent edit_intent(RecordId record, FieldId field) {
  Intent intent{.code = IntentCode::edit_field, .records = {record}};
  if (field.is_builtin()) intent.numbers.push_back(static_cast<std::int64_t>(field.low));
  return intent;
}

bool is_name(FieldId field) {
  return field == fields::person::name || field == fields::organisation::name ||
         field == fields::household::name;
}

// The value that typed text, not blank, stands for.
Result<Value> parse_typed(const FieldInfo& field, std::string_view typed,
                          const PartialDate& today) {
  switch (field.type) {
    case ValueType::text:
      if (typed.size() > text_size_max) break;
      return Value::text(std::string(typed));
    case ValueType::long_text:
      if (typed.size() > long_text_size_max) break;
      return Value::long_text(std::string(typed));
    case ValueType::date:
      if (is_edtf(typed)) return Value::date(std::string(typed));
      if (const auto date = parse_date_words(typed, today)) return date_value(*date);
      return fail(ErrorCode::invalid_argument,
                  "That is no date Kith can read. Write it like 3 May 2024, May 2024 or 20 July.");
    default:
      return fail(ErrorCode::unsupported, "This field cannot be typed into.");
  }
  return fail(ErrorCode::too_large,
              "The text is too long for this field. Put part of it in Notes.");
}

}  // namespace

NewRecord add_person(Workspace& workspace, std::string_view name) {
  const RecordId id = new_id(workspace);
  Draft draft(Intent{.code = IntentCode::add_person, .records = {id}});
  draft.create(kinds::person, id,
               {{fields::person::name, Value::text(std::string(trimmed(name)))}});
  return {id, std::move(draft)};
}

NewRecord add_organisation(Workspace& workspace, std::string_view name) {
  const RecordId id = new_id(workspace);
  Draft draft(Intent{.code = IntentCode::add_organisation, .records = {id}});
  draft.create(kinds::organisation, id,
               {{fields::organisation::name, Value::text(std::string(trimmed(name)))}});
  return {id, std::move(draft)};
}

Result<Value> typed_value(Workspace& workspace, FieldId field, std::string_view typed) {
  const FieldInfo* info = workspace.schema().field(field);
  if (info == nullptr) return fail(ErrorCode::not_found, "This field is not known here.");
  typed = trimmed(typed);
  if (typed.empty()) return Value();
  return parse_typed(*info, typed, today(workspace.clock()));
}

Result<Draft> edit_field(Workspace& workspace, RecordId record, FieldId field,
                         std::string_view typed) {
  Value value = TRY(typed_value(workspace, field, typed));
  if (value.is_null() && is_name(field)) {
    return fail(ErrorCode::invalid_argument, "Write a name, or move the record to the trash.");
  }
  Draft draft(edit_intent(record, field));
  const auto present = TRY(workspace.read(record));
  if (!present) return fail(ErrorCode::not_found, "This record is no longer here.");
  const Value* before = present->find(field);
  const bool is_same = before == nullptr ? value.is_null() : *before == value;
  if (!is_same) draft.set(record, field, std::move(value));
  return draft;
}

Draft edit_link(RecordId record, FieldId field, std::optional<RecordId> target) {
  Draft draft(edit_intent(record, field));
  draft.set(record, field, target ? Value::link(*target) : Value());
  return draft;
}

Result<Draft> edit_link_by_name(Workspace& workspace, const Directory& directory, RecordId record,
                                FieldId field, std::string_view name) {
  name = trimmed(name);
  if (name.empty()) return edit_link(record, field, std::nullopt);
  const FieldInfo* info = workspace.schema().field(field);
  if (info == nullptr || info->links_to.empty()) {
    return fail(ErrorCode::not_found, "This field is not known here.");
  }
  const KindId kind = info->links_to.front();
  constexpr int candidates_max = 20;
  for (const NameCandidate& one :
       TRY(directory.find_by_name(workspace.database(), name, candidates_max))) {
    if (one.record.kind == kind && one.match == NameMatch::exact) {
      return edit_link(record, field, one.record.id);
    }
  }
  const FieldId name_field =
      kind == kinds::household ? fields::household::name : fields::organisation::name;
  Draft draft(edit_intent(record, field));
  const RecordId made =
      draft.create(kind, new_id(workspace), {{name_field, Value::text(std::string(name))}});
  draft.set(record, field, Value::link(made));
  return draft;
}

Draft put_value(Workspace& workspace, RecordId record, FieldId field, Value value) {
  const FieldInfo* info = workspace.schema().field(field);
  Draft draft(edit_intent(record, field));
  if (info != nullptr && info->is_set)
    draft.add(record, field, std::move(value));
  else
    draft.set(record, field, std::move(value));
  return draft;
}

Draft choose_version(RecordId record, FieldId field, Value value) {
  Draft draft(edit_intent(record, field));
  draft.choose(record, field, std::move(value));
  return draft;
}

std::optional<Value> element_value(Workspace& workspace, FieldId field, std::string_view text,
                                   std::string_view label) {
  const FieldInfo* info = workspace.schema().field(field);
  text = trimmed(text);
  if (info == nullptr || text.empty()) return std::nullopt;
  switch (info->type) {
    case ValueType::email:
    case ValueType::phone:
    case ValueType::url:
    case ValueType::handle:
      return Value::contact(info->type,
                            {.text = std::string(text), .label = std::string(trimmed(label))});
    case ValueType::address:
      // Which part of one typed line is the city is not guessed.
      return Value::address({.label = std::string(trimmed(label)), .street = std::string(text)});
    default:
      return Value::text(std::string(text));
  }
}

Draft add_element(RecordId record, FieldId field, Value element) {
  Draft draft(edit_intent(record, field));
  draft.add(record, field, std::move(element));
  return draft;
}

Draft remove_element(FieldId field, const std::vector<HeldValue>& held) {
  Draft draft(edit_intent(held.front().record, field));
  for (const HeldValue& one : held)
    draft.remove(one.record, field, one.value);
  return draft;
}

Draft change_element(FieldId field, const std::vector<HeldValue>& held, Value after) {
  const HeldValue& shown = held.front();
  if (shown.value == after) return Draft(edit_intent(shown.record, field));
  Draft draft = remove_element(field, held);
  draft.add(shown.record, field, std::move(after));
  return draft;
}

NewRecord add_fact(Workspace& workspace, const FactInput& input) {
  const RecordId id = new_id(workspace);
  Draft draft(Intent{.code = IntentCode::add_fact, .records = {input.subject}});
  append_fact(draft, workspace, id, input);
  return {id, std::move(draft)};
}

void append_fact(Draft& draft, Workspace& workspace, RecordId id, const FactInput& input) {
  std::vector<FieldValue> values = {{fields::fact::subject, Value::link(input.subject)},
                                    {fields::fact::text, Value::text(input.text)}};
  if (!input.topic.empty()) values.push_back({fields::fact::topic, Value::text(input.topic)});
  if (input.how) values.push_back({fields::fact::how, choice_value(*input.how)});
  if (input.said_by) values.push_back({fields::fact::said_by, Value::link(*input.said_by)});
  const PartialDate learned = input.learned_on.value_or(today(workspace.clock()));
  values.push_back({fields::fact::learned_on, date_value(learned)});
  draft.create(kinds::fact, id, std::move(values));
}

Draft confirm_fact(Workspace& workspace, RecordId fact) {
  Draft draft(edit_intent(fact, fields::fact::confirmed_on));
  draft.set(fact, fields::fact::confirmed_on, date_value(today(workspace.clock())));
  return draft;
}

NewRecord add_interaction(Workspace& workspace, const InteractionInput& input) {
  const RecordId id = new_id(workspace);
  Draft draft(Intent{.code = IntentCode::add_interaction, .records = input.people});
  append_interaction(draft, workspace, id, input);
  return {id, std::move(draft)};
}

void append_interaction(Draft& draft, Workspace& workspace, RecordId id,
                        const InteractionInput& input) {
  std::vector<FieldValue> values;
  for (RecordId person : input.people)
    values.push_back({fields::interaction::people, Value::link(person)});
  values.push_back({fields::interaction::channel, choice_value(input.channel)});
  values.push_back({fields::interaction::direction, choice_value(input.direction)});
  values.push_back(
      {fields::interaction::on, date_value(input.on.value_or(today(workspace.clock())))});
  if (!input.amount.is_null()) values.push_back({fields::interaction::amount, input.amount});
  if (!input.summary.empty()) {
    values.push_back({fields::interaction::summary, Value::text(input.summary)});
  }
  if (!input.notes.empty()) {
    values.push_back({fields::interaction::notes, Value::long_text(input.notes)});
  }
  draft.create(kinds::interaction, id, std::move(values));
}

NewRecord add_tie(Workspace& workspace, const TieInput& input) {
  const RecordId id = new_id(workspace);
  Draft draft(Intent{.code = IntentCode::add_tie, .records = {input.from}});
  std::vector<FieldValue> values = {
      {fields::tie::from, Value::link(input.from)},
      {fields::tie::relation, Value::text(std::string(trimmed(input.relation)))}};
  if (input.to) {
    values.push_back({fields::tie::to, Value::link(*input.to)});
  } else {
    values.push_back({fields::tie::to_name, Value::text(std::string(trimmed(input.to_name)))});
  }
  draft.create(kinds::tie, id, std::move(values));
  return {id, std::move(draft)};
}

Draft trash(RecordId record) {
  Draft draft(Intent{.code = IntentCode::trash, .records = {record}});
  draft.trash(record);
  return draft;
}

Draft restore(RecordId record) {
  Draft draft(Intent{.code = IntentCode::restore, .records = {record}});
  draft.restore(record);
  return draft;
}

Result<Draft> trash_whole(Workspace& workspace, RecordId record) {
  Draft draft(Intent{.code = IntentCode::trash, .records = {record}});
  for (const RecordId& one : TRY(workspace.members(record)))
    draft.trash(one);
  return draft;
}

Result<Draft> restore_whole(Workspace& workspace, RecordId record) {
  Draft draft = restore(record);
  for (const RecordId& one : TRY(workspace.merged_into(record)))
    draft.restore(one);
  return draft;
}

}  // namespace kith
