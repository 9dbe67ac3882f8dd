#include "core/record/builtin_schema.h"

#include <string>
#include <utility>

namespace kith {
namespace {

// Gathers the fields of one kind in the order in which they are shown.
class KindBuilder {
 public:
  KindBuilder(KindId id, const char* label)
      : kind_{id, static_cast<std::uint32_t>(id.low), label, {}} {}

  KindBuilder& single(FieldId id, const char* label, ValueType type = ValueType::text) {
    kind_.fields.push_back({id, kind_.id, static_cast<std::uint32_t>(id.low), label, type});
    return *this;
  }
  KindBuilder& set(FieldId id, const char* label, ValueType type = ValueType::text) {
    single(id, label, type);
    kind_.fields.back().is_set = true;
    return *this;
  }
  KindBuilder& link(FieldId id, const char* label, std::vector<KindId> kinds) {
    single(id, label, ValueType::link);
    kind_.fields.back().links_to = std::move(kinds);
    return *this;
  }
  KindBuilder& links(FieldId id, const char* label, std::vector<KindId> kinds) {
    link(id, label, std::move(kinds));
    kind_.fields.back().is_set = true;
    return *this;
  }
  KindBuilder& choice(FieldId id, const char* label, std::vector<ChoiceInfo> choices) {
    single(id, label, ValueType::choice);
    kind_.fields.back().choices = std::move(choices);
    return *this;
  }
  KindInfo take() { return std::move(kind_); }

 private:
  KindInfo kind_;
};

template <class Enum>
ChoiceInfo option(Enum number, const char* label) {
  return {static_cast<std::uint32_t>(number), label};
}

std::vector<ChoiceInfo> sensitivities() {
  return {option(Sensitivity::open, "Open"), option(Sensitivity::team, "Team"),
          option(Sensitivity::stewards, "Stewards only"), option(Sensitivity::sealed, "Sealed")};
}

KindInfo schema_kind() {
  using namespace fields::schema_kind;
  return KindBuilder(kinds::schema_kind, "Kind of record")
      .single(label, "Label")
      .single(order, "Order")
      .single(hidden, "Hidden", ValueType::yes_no)
      .single(help, "What it is for")
      .take();
}

KindInfo schema_field() {
  namespace f = fields::schema_field;
  return KindBuilder(kinds::schema_field, "Field")
      .single(f::label, "Label")
      .single(f::value_type, "Type", ValueType::integer)
      .link(f::of_kind, "Of kind", {kinds::schema_kind})
      .single(f::order, "Order")
      .single(f::hidden, "Hidden", ValueType::yes_no)
      .single(f::is_set, "Holds several", ValueType::yes_no)
      .set(f::choices, "Choices")
      .links(f::links_to, "Links to", {kinds::schema_kind})
      .single(f::help, "Help")
      .choice(f::sensitivity, "Sensitivity", sensitivities())
      .single(f::expires_months, "Ask again after months", ValueType::integer)
      .single(f::style, "Shown as", ValueType::integer)
      .single(f::unit, "Unit or currency")
      .single(f::formula, "Computed from")
      .take();
}

KindInfo person() {
  using namespace fields::person;
  return KindBuilder(kinds::person, "Person")
      .single(name, "Name")
      .single(name_prefix, "Name prefix")
      .single(given_name, "Given name")
      .single(middle_name, "Middle name")
      .single(family_name, "Family name")
      .single(name_suffix, "Name suffix")
      .single(nickname, "Nickname")
      .single(phonetic_name, "Phonetic name")
      .set(emails, "Email", ValueType::email)
      .set(phones, "Phone", ValueType::phone)
      .set(urls, "Web address", ValueType::url)
      .set(handles, "On other networks", ValueType::handle)
      .set(addresses, "Address", ValueType::address)
      .single(city, "City")
      .single(birthday, "Birthday", ValueType::date)
      .link(organisation, "Organisation", {kinds::organisation})
      .single(job_title, "Job title")
      .single(department, "Department")
      .link(household, "Household", {kinds::household})
      .set(labels, "Labels")
      .single(notes, "Notes", ValueType::long_text)
      .take();
}

KindInfo organisation() {
  using namespace fields::organisation;
  return KindBuilder(kinds::organisation, "Organisation")
      .single(name, "Name")
      .set(emails, "Email", ValueType::email)
      .set(phones, "Phone", ValueType::phone)
      .set(urls, "Web address", ValueType::url)
      .set(handles, "On other networks", ValueType::handle)
      .set(addresses, "Address", ValueType::address)
      .single(city, "City")
      .set(labels, "Labels")
      .single(notes, "Notes", ValueType::long_text)
      .take();
}

KindInfo household() {
  using namespace fields::household;
  return KindBuilder(kinds::household, "Household")
      .single(name, "Name")
      .set(addresses, "Address", ValueType::address)
      .single(notes, "Notes", ValueType::long_text)
      .take();
}

KindInfo tie() {
  using namespace fields::tie;
  const std::vector<KindId> ends = {kinds::person, kinds::organisation};
  return KindBuilder(kinds::tie, "Tie")
      .link(from, "From", ends)
      .single(relation, "Relation")
      .link(to, "To", ends)
      .single(to_name, "To (name only)")
      .single(since, "Since", ValueType::date)
      .single(until, "Until", ValueType::date)
      .single(note, "Note")
      .single(source, "Source")
      .take();
}

KindInfo fact() {
  using namespace fields::fact;
  return KindBuilder(kinds::fact, "Fact")
      .link(subject, "About", {kinds::person, kinds::organisation, kinds::household})
      .single(topic, "Topic")
      .single(text, "What we know")
      .choice(how, "How we know",
              {option(FactHow::told_us, "They told us"), option(FactHow::seen, "We saw it"),
               option(FactHow::publicly_known, "Publicly known"),
               option(FactHow::guessed, "A guess"), option(FactHow::imported, "Imported")})
      .link(said_by, "Said by", {kinds::person})
      .single(source, "Source")
      .single(learned_on, "Learned on", ValueType::date)
      .single(confirmed_on, "Last confirmed on", ValueType::date)
      .choice(sensitivity, "Sensitivity", sensitivities())
      .single(expires_on, "Forget after", ValueType::date)
      .take();
}

KindInfo interaction() {
  using namespace fields::interaction;
  return KindBuilder(kinds::interaction, "Interaction")
      .links(people, "With", {kinds::person, kinds::organisation})
      .choice(channel, "Channel",
              {option(Channel::note, "Note"), option(Channel::call, "Call"),
               option(Channel::visit, "Visit"), option(Channel::letter, "Letter"),
               option(Channel::email, "Email"), option(Channel::message, "Message"),
               option(Channel::meeting, "Meeting"), option(Channel::video, "Video call"),
               option(Channel::event, "Event"), option(Channel::gift, "Gift")})
      .choice(direction, "Direction",
              {option(Direction::both, "Both ways"), option(Direction::from_them, "From them"),
               option(Direction::from_us, "From us")})
      .single(on, "On", ValueType::date)
      .single(amount, "Amount", ValueType::money)
      .single(summary, "Summary")
      .single(notes, "Notes", ValueType::long_text)
      .take();
}

KindInfo import_kind() {
  namespace f = fields::import;
  return KindBuilder(kinds::import, "Import")
      .single(f::source, "Source")
      .single(f::file_name, "File")
      .choice(f::state, "State",
              {option(ImportState::running, "Running"), option(ImportState::done, "Done"),
               option(ImportState::cancelled, "Cancelled"), option(ImportState::undone, "Undone")})
      .single(f::rows, "Rows", ValueType::integer)
      .single(f::rows_done, "Rows done", ValueType::integer)
      .single(f::created, "Created", ValueType::integer)
      .single(f::matched, "Matched", ValueType::integer)
      .single(f::kept_raw, "Kept as facts", ValueType::integer)
      .single(f::content_hash, "Fingerprint")
      .take();
}

KindInfo not_same() {
  namespace f = fields::not_same;
  const std::vector<KindId> ends = {kinds::person, kinds::organisation};
  return KindBuilder(kinds::not_same, "Not the same")
      .link(f::first, "This one", ends)
      .link(f::second, "That one", ends)
      .take();
}

KindInfo segment() {
  using namespace fields::segment;
  return KindBuilder(kinds::segment, "Segment")
      .single(name, "Name")
      .single(filter, "Filter")
      .single(note, "Note", ValueType::long_text)
      .take();
}

KindInfo list() {
  using namespace fields::list;
  return KindBuilder(kinds::list, "List")
      .single(name, "Name")
      .links(members, "Members", {kinds::person, kinds::organisation, kinds::household})
      .single(note, "Note", ValueType::long_text)
      .take();
}

KindInfo saved_view() {
  namespace f = fields::saved_view;
  return KindBuilder(kinds::saved_view, "View of a table")
      .link(f::of_kind, "Table", {kinds::schema_kind})
      .single(f::label, "Label")
      .choice(f::layout, "Layout", {{1, "Table"}, {2, "Board"}, {3, "Calendar"}, {4, "Cards"}})
      .link(f::sort, "Sorted by", {kinds::schema_field})
      .single(f::descending, "Backwards", ValueType::yes_no)
      .link(f::group, "Grouped by", {kinds::schema_field})
      .link(f::date, "By date", {kinds::schema_field})
      .set(f::conditions, "Conditions")
      .take();
}

KindInfo network() {
  namespace f = fields::network;
  return KindBuilder(kinds::network, "Network")
      .single(f::name, "Name")
      .set(f::also, "Also called")
      .single(f::pattern, "Address of a profile")
      .choice(f::state, "State", {{1, "Alive"}, {2, "Closed"}})
      .single(f::instead, "Use instead")
      .take();
}

}  // namespace

std::vector<KindInfo> builtin_kinds() {
  std::vector<KindInfo> kinds;
  kinds.push_back(schema_kind());
  kinds.push_back(schema_field());
  kinds.push_back(person());
  kinds.push_back(organisation());
  kinds.push_back(household());
  kinds.push_back(tie());
  kinds.push_back(fact());
  kinds.push_back(interaction());
  kinds.push_back(import_kind());
  kinds.push_back(not_same());
  kinds.push_back(segment());
  kinds.push_back(list());
  kinds.push_back(saved_view());
  kinds.push_back(network());
  return kinds;
}

}  // namespace kith
