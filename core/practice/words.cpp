#include "core/practice/words.h"

#include "core/base/date_words.h"
#include "core/base/text_fold.h"
#include "core/base/text_script.h"
#include "core/base/text_utf8.h"
#include "core/practice/field_value.h"
#include "core/record/sensitive.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <array>
#include <string>

namespace kith {
namespace {

// A row of a team's own table goes by the first of its texts.
std::string row_title(const RecordView& record, const KindInfo& kind) {
  for (const FieldInfo& field : kind.fields) {
    const Value* value = record.find(field.id);
    if (value == nullptr || field.is_hidden || is_sensitive(field)) continue;
    if (field.type != ValueType::text) continue;
    if (std::string text = plain_text(*value, field); !text.empty()) return text;
  }
  return "a row of " + kind.label;
}

// What a record of kinds 1 and 2 describes.
std::string described(const Workspace& workspace, const RecordView& record) {
  const Schema& schema = workspace.schema();
  if (const KindInfo* kind = schema.kind(kind_of(record.id))) return "the table " + kind->label;
  const FieldInfo* field = schema.field(field_of(record.id));
  return field == nullptr ? "a field" : "the field " + field->label;
}

std::string name_of(const RecordView& record) {
  for (FieldId field : {fields::person::name, fields::organisation::name, fields::household::name,
                        fields::segment::name, fields::list::name, fields::network::name}) {
    const Value* name = record.find(field);
    if (name != nullptr && !name->as_text().empty()) return name->as_text();
  }
  return "somebody";
}

// Something to call the record by in a sentence: a name, or "a fact about Ana Okafor".
std::string called(Workspace& workspace, const Directory& directory, RecordId id, int depth = 0) {
  const auto named = directory.find(workspace.database(), id);
  if (named && *named) return (*named)->name;
  const auto read = workspace.read(id);
  if (!read || !*read || depth > 1) return "somebody";
  const RecordView& record = **read;
  const auto of = [&](FieldId field, const char* what) {
    const Value* link = record.find(field);
    const RecordId* target = link != nullptr ? link->get<RecordId>() : nullptr;
    return std::string(what) +
           (target != nullptr ? called(workspace, directory, *target, depth + 1) : "somebody");
  };
  if (record.kind == kinds::fact) return of(fields::fact::subject, "a fact about ");
  if (record.kind == kinds::interaction) return of(fields::interaction::people, "a contact with ");
  if (record.kind == kinds::tie) return of(fields::tie::from, "a tie of ");
  if (record.kind == kinds::schema_kind || record.kind == kinds::schema_field)
    return described(workspace, record);
  const KindInfo* kind = workspace.schema().kind(record.kind);
  if (kind != nullptr && kind->is_made()) return row_title(record, *kind);
  return name_of(record);  // of one in the trash too
}

std::string choice_in_words(Workspace& workspace, FieldId id, Choice choice) {
  const FieldInfo* field = workspace.schema().field(id);
  if (field != nullptr) {
    const auto found = std::ranges::find(field->choices, choice.number, &ChoiceInfo::number);
    if (found != field->choices.end()) return found->label;
  }
  return std::to_string(choice.number);
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string imported(Workspace& workspace, const Intent& intent) {
  std::string words = "Imported";
  if (intent.numbers.size() >= 2) {
    words += " " + std::to_string(intent.numbers[1]) + (intent.numbers[1] == 1 ? " row" : " rows");
  }
  if (intent.records.empty()) return words;
  const auto record = workspace.read(intent.records[0]);
  if (!record || !*record) return words;
  const Value* file = (*record)->find(fields::import::file_name);
  if (file != nullptr && !file->as_text().empty()) words += " from " + file->as_text();
  return words;
}

std::string edited(Workspace& workspace, const Intent& intent, const std::string& who) {
  if (intent.numbers.empty()) return "Changed " + who;
  const FieldId id{0, static_cast<std::uint64_t>(intent.numbers[0])};
  if (id == fields::fact::confirmed_on) return "Confirmed " + who;
  const FieldInfo* field = workspace.schema().field(id);
  if (field == nullptr) return "Changed " + who;
  std::string label = field->label;
  if (!label.empty()) label[0] = static_cast<char>(lower(static_cast<unsigned char>(label[0])));
  return "Changed the " + label + " of " + who;
}

// By the names they have themselves: one may stand for the other now.
std::string merged(Workspace& workspace, const Intent& intent) {
  const bool is_merge = intent.code == IntentCode::merge;
  if (intent.records.size() < 2) return is_merge ? "Merged two records" : "Un-merged two records";
  const std::string stays = own_name(workspace, intent.records[0]);
  const std::string other = own_name(workspace, intent.records[1]);
  if (is_merge) return "Merged " + other + " into " + stays;
  return "Un-merged " + other + " from " + stays;
}

// "Undid: Changed the nickname of Ana Okafor"; an undo of an undo did it again.
std::string undone(Workspace& workspace, const Directory& directory, ChangesetId changeset) {
  constexpr int steps_max = 64;
  bool is_again = false;
  for (int step = 0; step < steps_max; ++step) {
    const auto change = workspace.change(changeset);
    if (!change || !*change) break;
    const Intent& intent = (*change)->intent;
    if (intent.code != IntentCode::undo) {
      return (is_again ? "Did again: " : "Undid: ") + describe(workspace, directory, intent);
    }
    changeset = intent.changeset;
    is_again = !is_again;
  }
  return is_again ? "Did a change again" : "Undid a change";
}

std::string edited_many(Workspace& workspace, const Intent& intent) {
  if (intent.numbers.size() < 2) return "Changed many records";
  const FieldInfo* field =
      workspace.schema().field({0, static_cast<std::uint64_t>(intent.numbers[0])});
  const std::string what = field == nullptr ? "a field" : field->label;
  return "Changed " + what + " of " + std::to_string(intent.numbers[1]) +
         (intent.numbers[1] == 1 ? " record" : " records");
}

std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

// A topic with a small letter is a verb; a script without capitals has none to tell by.
bool is_heading(std::string_view topic) {
  std::size_t at = 0;
  const char32_t first = next_code_point(topic, at);
  const Script script = script_of(first);
  const bool has_capitals = script == Script::latin || script == Script::greek ||
                            script == Script::cyrillic || script == Script::armenian;
  return !has_capitals || lower(first) != first;
}

}  // namespace

std::string fact_in_words(std::string_view topic, std::string_view text) {
  if (topic.empty()) return with_capital(std::string(text));
  if (text.empty()) return with_capital(std::string(topic));
  const std::string between = is_heading(topic) ? ": " : " ";
  return with_capital(std::string(topic) + between + std::string(text));
}

std::string how_in_words(FactHow how) {
  switch (how) {
    case FactHow::told_us:
      return "told us";
    case FactHow::seen:
      return "seen by us";
    case FactHow::publicly_known:
      return "publicly known";
    case FactHow::guessed:
      return "a guess";
    case FactHow::imported:
      return "imported";
  }
  return {};
}

std::string contact_in_words(Channel channel, Direction direction) {
  const bool is_ours = direction == Direction::from_us;
  const bool is_theirs = direction == Direction::from_them;
  switch (channel) {
    case Channel::call:
      return is_ours ? "Called" : is_theirs ? "Called us" : "Spoke on the telephone";
    case Channel::visit:
      return is_ours ? "Visited" : is_theirs ? "Visited us" : "Visit";
    case Channel::letter:
      return is_ours ? "Wrote a letter" : is_theirs ? "Wrote to us by letter" : "Letters";
    case Channel::email:
      return is_ours ? "Emailed" : is_theirs ? "Emailed us" : "Emails";
    case Channel::message:
      return is_ours ? "Sent a message" : is_theirs ? "Sent us a message" : "Messages";
    case Channel::meeting:
      return "Met";
    case Channel::video:
      return "Video call";
    case Channel::event:
      return "At an event";
    case Channel::gift:
      return is_ours ? "Gave" : is_theirs ? "Gave us" : "Gift";
    case Channel::note:
      break;
  }
  return "Note";
}

std::string moment_in_words(const Instant& moment, const PartialDate& today) {
  constexpr std::int64_t minute_ms = 60'000, day_minutes = 24 * 60;
  const std::int64_t of_minute = (moment.utc_ms % minute_ms + minute_ms) % minute_ms;
  const std::int64_t minutes = (moment.utc_ms - of_minute) / minute_ms + moment.offset_minutes;
  const std::int64_t of_day = (minutes % day_minutes + day_minutes) % day_minutes;
  return date_in_words(civil_from_days((minutes - of_day) / day_minutes), today) + ", " +
         two_digits(of_day / 60) + ":" + two_digits(of_day % 60);
}

std::string author_in_words(bool is_own) {
  return is_own ? "You" : "A teammate";
}

std::string address_in_words(const Address& address) {
  std::string text;
  for (const std::string* part :
       {&address.po_box, &address.extended, &address.street, &address.postal_code, &address.city,
        &address.region, &address.country}) {
    if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
  }
  std::ranges::replace(text, '\n', ',');
  return text;
}

std::string value_in_words(Workspace& workspace, const Directory& directory, FieldId field,
                           const Value& value) {
  if (const auto* way = value.get<ContactWay>())
    return way->label.empty() ? way->text : way->text + " (" + way->label + ")";
  if (const auto* address = value.get<Address>()) return address_in_words(*address);
  if (const auto* record = value.get<RecordId>()) return called(workspace, directory, *record);
  if (const auto* choice = value.get<Choice>()) return choice_in_words(workspace, field, *choice);
  if (const auto* money = value.get<Money>()) return money_text(*money);
  if (const auto* yes = value.get<bool>()) return *yes ? "yes" : "no";
  if (const auto* number = value.get<std::int64_t>()) return std::to_string(*number);
  if (const auto* number = value.get<double>()) return real_text(*number);
  if (const auto* instant = value.get<Instant>())
    return moment_in_words(*instant, today(workspace.clock()));
  if (value.type() == ValueType::date) return plain_date_in_words(value.as_text());
  if (const auto* attachment = value.get<Attachment>()) return attachment->name;
  if (value.unknown_payload() != nullptr) return "a value of a newer version";
  return value.as_text();
}

std::string record_in_words(Workspace& workspace, const Directory& directory, RecordId id) {
  return with_capital(called(workspace, directory, id));
}

std::string own_name(Workspace& workspace, RecordId id) {
  const auto record = workspace.read(id);
  return record && *record ? name_of(**record) : "somebody";
}

std::string describe(Workspace& workspace, const Directory& directory, const Intent& intent) {
  const std::string who = intent.records.empty() ? std::string("somebody")
                                                 : called(workspace, directory, intent.records[0]);
  switch (intent.code) {
    case IntentCode::edit_field:
      return edited(workspace, intent, who);
    case IntentCode::add_person:
    case IntentCode::add_organisation:
    case IntentCode::add_household:
      return "Added " + who;
    case IntentCode::add_fact:
      return "Added a fact about " + who;
    case IntentCode::add_interaction:
      return "Added a contact with " + who;
    case IntentCode::add_tie:
      return "Added a tie of " + who;
    case IntentCode::trash:
      return "Moved " + who + " to the trash";
    case IntentCode::restore:
      return "Took " + who + " out of the trash";
    case IntentCode::import_rows:
      return imported(workspace, intent);
    case IntentCode::import_state:
      return "Kept the state of an import";
    case IntentCode::undo:
      return undone(workspace, directory, intent.changeset);
    case IntentCode::define_schema:
      return intent.records.empty() ? "Changed the tables" : "Changed " + who;
    case IntentCode::add_row:
      return "Added " + who;
    case IntentCode::genesis:
      return "Made the workspace";
    case IntentCode::bulk_edit:
      return edited_many(workspace, intent);
    case IntentCode::add_segment:
      return "Added the segment " + who;
    case IntentCode::change_segment:
      return "Changed the segment " + who;
    case IntentCode::add_list:
      return "Added the list " + who;
    case IntentCode::merge:
    case IntentCode::unmerge:
      return merged(workspace, intent);
    case IntentCode::not_same:
      if (intent.records.size() < 2) return "Told two records apart";
      return "Told " + who + " and " + called(workspace, directory, intent.records[1]) + " apart";
    case IntentCode::erase:
      return intent.records.empty() ? "Erased a record for good"
                                    : "Erased a part of " + who + " for good";
  }
  return "Made a change";
}

}  // namespace kith
