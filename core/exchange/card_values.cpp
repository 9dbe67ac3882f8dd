#include "core/exchange/card_values.h"

#include "core/base/text_fold.h"
#include "core/query/match_keys.h"
#include "core/record/builtin.h"

#include <algorithm>

namespace kith {

namespace {

constexpr std::size_t name_size_max = 1000;

class Values {
 public:
  void text(FieldId field, const char* topic, const std::string& text) {
    if (text.empty()) return;
    Value value = Value::text(text);
    value.is_valid() ? put(field, std::move(value)) : leave(topic, text);
  }

  void long_text(FieldId field, const char* topic, const std::string& text) {
    if (text.empty()) return;
    Value value = Value::long_text(text);
    value.is_valid() ? put(field, std::move(value)) : leave(topic, text);
  }

  void ways(FieldId field, ValueType type, const char* topic, const std::vector<ContactWay>& all) {
    for (const ContactWay& way : all) {
      Value value = Value::contact(type, way);
      value.is_valid() ? put(field, std::move(value)) : leave(topic, way.text);
    }
  }

  void addresses(FieldId field, FieldId city, const std::vector<Address>& all) {
    for (const Address& address : all) {
      Value value = Value::address(address);
      value.is_valid() ? put(field, std::move(value)) : leave("Address", address.street);
    }
    const auto with_city =
        std::ranges::find_if(all, [](const Address& address) { return !address.city.empty(); });
    if (with_city != all.end()) put(city, Value::text(shortened(with_city->city, name_size_max)));
  }

  void labels(FieldId field, const std::vector<std::string>& all) {
    for (const std::string& label : all)
      put(field, Value::text(shortened(label, name_size_max)));
  }

  void put(FieldId field, Value value) { result.values.push_back({field, std::move(value)}); }
  void leave(std::string topic, std::string text) {
    if (!text.empty()) result.left_over.push_back({std::move(topic), std::move(text)});
  }

  CardValues result;
};

void put_name(Values& values, FieldId field, const std::string& name) {
  values.put(field, Value::text(shortened(name, name_size_max)));
  if (name.size() > name_size_max) values.leave("Name", name);
}

void put_birthday(Values& values, const StagedDate& birthday, DateOrder order) {
  if (birthday.source.empty()) return;
  const std::string edtf = resolve_date(birthday, order);
  if (!edtf.empty()) values.put(fields::person::birthday, Value::date(edtf));
  // The text stays beside a reading that may be wrong.
  if (edtf.empty()) values.leave("Birthday", birthday.source);
  if (!edtf.empty() && birthday.ambiguous) values.leave("Birthday as written", birthday.source);
}

}  // namespace

std::string shortened(std::string_view text, std::size_t size_max) {
  if (text.size() <= size_max) return std::string(text);
  while (size_max > 0 && (static_cast<std::uint8_t>(text[size_max]) & 0xc0) == 0x80)
    --size_max;
  return std::string(text.substr(0, size_max));
}

std::vector<std::string> pieces(std::string_view text, std::size_t size_max) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    parts.push_back(shortened(text, size_max));
    text.remove_prefix(parts.back().size());
  }
  return parts;
}

CardValues person_values(const StagedCard& card, DateOrder order) {
  namespace f = fields::person;
  Values values;
  put_name(values, f::name, card.name);
  values.text(f::name_prefix, "Name prefix", card.prefix);
  values.text(f::given_name, "Given name", card.given);
  values.text(f::middle_name, "Middle name", card.middle);
  values.text(f::family_name, "Family name", card.family);
  values.text(f::name_suffix, "Name suffix", card.suffix);
  values.text(f::nickname, "Nickname", card.nickname);
  values.text(f::phonetic_name, "Phonetic name", card.phonetic_name);
  values.text(f::job_title, "Job title", card.job_title);
  values.text(f::department, "Department", card.department);
  values.long_text(f::notes, "Notes", card.notes);
  put_birthday(values, card.birthday, order);
  values.ways(f::emails, ValueType::email, "Email", card.emails);
  values.ways(f::phones, ValueType::phone, "Phone", card.phones);
  values.ways(f::urls, ValueType::url, "Web address", card.urls);
  values.ways(f::handles, ValueType::handle, "On other networks", card.handles);
  values.addresses(f::addresses, f::city, card.addresses);
  values.labels(f::labels, card.labels);
  return std::move(values.result);
}

CardValues organisation_values(const StagedCard& card) {
  namespace f = fields::organisation;
  Values values;
  put_name(values, f::name, card.name);
  values.long_text(f::notes, "Notes", card.notes);
  values.ways(f::emails, ValueType::email, "Email", card.emails);
  values.ways(f::phones, ValueType::phone, "Phone", card.phones);
  values.ways(f::urls, ValueType::url, "Web address", card.urls);
  values.ways(f::handles, ValueType::handle, "On other networks", card.handles);
  values.addresses(f::addresses, f::city, card.addresses);
  values.labels(f::labels, card.labels);

  std::string person;
  for (const std::string* part :
       {&card.prefix, &card.given, &card.middle, &card.family, &card.suffix}) {
    if (!part->empty()) person += (person.empty() ? "" : " ") + *part;
  }
  if (name_key(person) != name_key(card.name)) values.leave("Contact person", person);
  values.leave("Nickname", card.nickname);
  values.leave("Phonetic name", card.phonetic_name);
  values.leave("Part of", card.organisation);
  values.leave("Job title", card.job_title);
  values.leave("Department", card.department);
  values.leave("Birthday", card.birthday.source);
  return std::move(values.result);
}

TieWords tie_words(std::string_view label) {
  struct Way {
    std::string_view label, relation;
  };
  constexpr Way ways[] = {
      {"spouse", "spouse"},
      {"wife", "spouse"},
      {"husband", "spouse"},
      {"partner", "partner"},
      {"domestic partner", "partner"},
      {"child", "parent"},
      {"son", "parent"},
      {"daughter", "parent"},
      {"parent", "child"},
      {"mother", "child"},
      {"father", "child"},
      {"sibling", "sibling"},
      {"brother", "sibling"},
      {"sister", "sibling"},
      {"friend", "friend"},
      {"relative", "relative"},
      {"kin", "relative"},
      {"colleague", "colleague"},
      {"co-worker", "colleague"},
      {"neighbor", "neighbour"},
      {"neighbour", "neighbour"},
      {"co-resident", "co-resident"},
      {"acquaintance", "acquaintance"},
      {"contact", "contact"},
      {"met", "acquaintance"},
      {"manager", "report"},
      {"assistant", "manager"},
      {"referred by", "referred by"},
      {"agent", "client"},
      {"sweetheart", "sweetheart"},
  };
  const std::string key = name_key(label);
  const auto found = std::ranges::find(ways, std::string_view(key), &Way::label);
  if (found != std::end(ways)) return {std::string(found->relation), {}};
  return {"contact", std::string(label)};
}

}  // namespace kith
