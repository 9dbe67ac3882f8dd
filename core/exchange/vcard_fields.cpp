#include "core/exchange/vcard_fields.h"

#include "core/exchange/card_rules.h"
#include "core/exchange/vcard_card.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace kith {

namespace {

struct Named {
  std::string_view name;
  std::string_view label;
};

constexpr Named tie_properties[] = {
    {"X-SPOUSE", "Spouse"},
    {"X-MS-SPOUSE", "Spouse"},
    {"X-EVOLUTION-SPOUSE", "Spouse"},
    {"X-KADDRESSBOOK-X-SPOUSESNAME", "Spouse"},
    {"X-MANAGER", "Manager"},
    {"X-MS-MANAGER", "Manager"},
    {"X-EVOLUTION-MANAGER", "Manager"},
    {"X-KADDRESSBOOK-X-MANAGERSNAME", "Manager"},
    {"X-ASSISTANT", "Assistant"},
    {"X-MS-ASSISTANT", "Assistant"},
    {"X-EVOLUTION-ASSISTANT", "Assistant"},
    {"X-KADDRESSBOOK-X-ASSISTANTSNAME", "Assistant"},
    {"X-MS-CHILD", "Child"},
    {"X-CHILDREN", "Child"},
    {"AGENT", "Agent"},
};

constexpr Named event_properties[] = {
    {"ANNIVERSARY", "Anniversary"},
    {"X-ANNIVERSARY", "Anniversary"},
    {"X-MS-ANNIVERSARY", "Anniversary"},
    {"X-EVOLUTION-ANNIVERSARY", "Anniversary"},
    {"X-KADDRESSBOOK-X-ANNIVERSARY", "Anniversary"},
    {"DEATHDATE", "Died"},
};

constexpr Named handle_properties[] = {
    {"X-AIM", "AIM"},
    {"X-ICQ", "ICQ"},
    {"X-JABBER", "Jabber"},
    {"X-MSN", "MSN"},
    {"X-YAHOO", "Yahoo"},
    {"X-SKYPE", "Skype"},
    {"X-QQ", "QQ"},
    {"X-SKYPE-USERNAME", "Skype"},
    {"X-GTALK", "Google Talk"},
    {"X-GOOGLE-TALK", "Google Talk"},
    {"X-GADUGADU", "Gadu-Gadu"},
    {"X-GROUPWISE", "GroupWise"},
    {"X-TWITTER", "Twitter"},
    {"X-MS-IMADDRESS", "Chat"},
    {"X-MATRIX", "Matrix"},
    {"X-MASTODON", "Mastodon"},
};

// What the other program tells itself; nothing about the contact.
constexpr std::string_view mechanics[] = {
    "VERSION",      "PRODID",         "REV",     "X-ABLABEL",      "X-ABADR",
    "UID",          "X-ABSHOWAS",     "SORT-AS", "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
    "CLIENTPIDMAP", "X-RADICALE-NAME"};

// Types that say how, not where.
constexpr std::string_view silent_types[] = {"voice", "internet", "pref",   "x400", "text", "other",
                                             "intl",  "parcel",   "postal", "dom",  "msg"};

std::optional<std::string_view> label_for(std::span<const Named> among, std::string_view name) {
  const auto found = std::ranges::find(among, name, &Named::name);
  if (found == among.end()) return std::nullopt;
  return found->label;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

// _$!<Anniversary>!$_ is how Apple writes the labels it translates.
std::string plain_apple_label(std::string_view label) {
  if (label.starts_with("_$!<") && label.ends_with(">!$_") && label.size() > 8)
    label = label.substr(4, label.size() - 8);
  return std::string(trim(label));
}

bool is_preferred(const VcardProperty& property) {
  if (property.parameter("PREF") == "1") return true;
  const auto types = property.parameter_values("TYPE");
  return std::ranges::find(types, "pref") != types.end();
}

// The word of a value that may be in either form: tel:+44, mailto:a@b, xmpp:a@b.
std::string_view without_scheme(std::string_view text, std::string_view scheme) {
  if (text.size() < scheme.size()) return text;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != scheme[i]) return text;
  }
  return text.substr(scheme.size());
}

std::vector<std::string> components(std::string_view text) {
  std::vector<std::string> parts;
  for (std::string_view part : split_escaped(text, ';')) {
    // A component may be a list; people write it with commas.
    std::string joined;
    for (std::string_view item : split_escaped(part, ',')) {
      const std::string plain(trim(unescape_vcard(item)));
      if (plain.empty()) continue;
      if (!joined.empty()) joined += ", ";
      joined += plain;
    }
    parts.push_back(with_plain_line_breaks(joined));
  }
  return parts;
}

// Whether every word of `text` also stands in the address.
bool says_the_same(std::string_view text, const Address& address) {
  std::string all;
  for (const std::string* part :
       {&address.street, &address.extended, &address.po_box, &address.city, &address.region,
        &address.postal_code, &address.country})
    all += *part + ' ';
  const std::vector<std::string> words = split_list(text, " ,\n\t");
  return std::ranges::all_of(
      words, [&](const std::string& word) { return all.find(word) != std::string::npos; });
}

}  // namespace

std::string VcardFields::label_of(const VcardProperty& property) const {
  if (const auto found = labels_.find(property.group);
      !property.group.empty() && found != labels_.end())
    return plain_apple_label(unescape_vcard(found->second));
  std::string label;
  bool mobile = false;
  for (const std::string& type : property.parameter_values("TYPE")) {
    if (std::ranges::find(silent_types, type) != std::end(silent_types)) continue;
    const bool cell = type == "cell" || type == "mobile" || type == "iphone";
    if (cell && mobile) continue;
    mobile = mobile || cell;
    const std::string word = cell ? "mobile" : type;
    label += label.empty() ? capitalised(word) : " " + word;
  }
  return label;
}

void VcardFields::take_structured_name(const std::string& text) {
  std::vector<std::string> parts = components(text);
  parts.resize(std::max<std::size_t>(parts.size(), 5));
  if (!card_.family.empty() || !card_.given.empty()) return;  // a repeated N
  card_.family = parts[0];
  card_.given = parts[1];
  card_.middle = parts[2];
  card_.prefix = parts[3];
  card_.suffix = parts[4];
}

bool VcardFields::take_name(const VcardProperty& property, const std::string& text) {
  const std::string plain(trim(unescape_vcard(text)));
  if (property.name == "FN") {
    if (card_.name.empty()) {
      card_.name = plain;
    } else if (card_.name != plain) {
      add_fact(card_.facts, {"Also called", plain, {}, false});
    }
  } else if (property.name == "N") {
    take_structured_name(text);
  } else if (property.name == "NICKNAME" || property.name == "X-NICKNAME") {
    for (std::string_view part : split_escaped(text, ',')) {
      const std::string nickname(trim(unescape_vcard(part)));
      if (nickname.empty() || card_.nickname == nickname) continue;
      card_.nickname += (card_.nickname.empty() ? "" : ", ") + nickname;
    }
  } else if (property.name == "X-PHONETIC-FIRST-NAME") {
    phonetic_given_ = plain;
  } else if (property.name == "X-PHONETIC-LAST-NAME") {
    phonetic_family_ = plain;
  } else if (property.name == "ORG") {
    std::vector<std::string> parts = components(text);
    if (!card_.organisation.empty()) return false;
    card_.organisation = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) {
      if (parts[i].empty()) continue;
      card_.department += (card_.department.empty() ? "" : ", ") + parts[i];
    }
  } else if (property.name == "TITLE" && card_.job_title.empty()) {
    card_.job_title = plain;
  } else {
    return false;
  }
  return true;
}

void VcardFields::take_address(const VcardProperty& property, const std::string& text) {
  std::vector<std::string> parts = components(text);
  parts.resize(std::max<std::size_t>(parts.size(), 7));
  Address address{label_of(property), parts[2], parts[1], parts[0],
                  parts[3],           parts[4], parts[5], parts[6]};
  const Address whole_in_second{address.label, {}, parts[1], {}, {}, {}, {}, {}};
  if (address == whole_in_second) std::swap(address.street, address.extended);  // Google
  add_address(card_.addresses, std::move(address));
}

void VcardFields::take_handle(const VcardProperty& property, const std::string& text) {
  std::string label(label_for(handle_properties, property.name).value_or(""));
  std::string value(trim(unescape_vcard(text)));
  for (std::string_view parameter : {"X-SERVICE-TYPE", "SERVICE-TYPE"}) {
    if (label.empty()) label = property.parameter(parameter);
  }
  if (property.name == "X-SOCIALPROFILE" || property.name == "SOCIALPROFILE") {
    const std::string user = property.parameter("X-USER");
    if (label.empty()) label = label_of(property);
    if (value.find("://") == value.npos && !user.empty()) value = user;
  } else if (property.name == "IMPP") {
    const std::size_t colon = value.find(':');
    if (label.empty() && colon != value.npos) label = capitalised(value.substr(0, colon));
    if (colon != value.npos) value.erase(0, colon + 1);
  }
  add_way(card_.handles, {value, capitalised(label), is_preferred(property)});
}

bool VcardFields::take_way(const VcardProperty& property, const std::string& text) {
  const std::string plain(trim(unescape_vcard(text)));
  const ContactWay way{plain, label_of(property), is_preferred(property)};
  if (property.name == "TEL") {
    add_way(card_.phones, {std::string(without_scheme(plain, "tel:")), way.label, way.preferred});
  } else if (property.name == "EMAIL") {
    const std::string_view address = without_scheme(plain, "mailto:");
    if (address.find('@') == address.npos) {
      if (!address.empty()) report_.note(ProblemCode::not_an_email, property.line, address);
      return address.empty();
    }
    add_way(card_.emails, {std::string(address), way.label, way.preferred});
  } else if (property.name == "URL") {
    add_way(card_.urls, way);
  } else if (property.name == "ADR") {
    take_address(property, text);
  } else if (property.name == "LABEL") {
    delivery_labels_.push_back(with_plain_line_breaks(plain));
  } else if (property.name == "IMPP" || property.name == "X-SOCIALPROFILE" ||
             property.name == "SOCIALPROFILE" || label_for(handle_properties, property.name)) {
    take_handle(property, text);
  } else {
    return false;
  }
  return true;
}

bool VcardFields::take_tie(const VcardProperty& property, const std::string& text) {
  const std::string plain(trim(unescape_vcard(text)));
  if (plain.empty()) return false;
  if (const auto fixed = label_for(tie_properties, property.name)) {
    card_.ties.push_back({std::string(*fixed), plain, {}});
  } else if (property.name == "X-ABRELATEDNAMES") {
    card_.ties.push_back({capitalised(label_of(property)), plain, {}});
  } else if (property.name == "RELATED") {
    const std::string relation = label_of(property);
    const bool uid = plain.starts_with("urn:uuid:");
    card_.ties.push_back({relation, uid ? "" : plain, uid ? vcard_uid_key(plain) : ""});
  } else if (property.name == "MEMBER" || property.name == "X-ADDRESSBOOKSERVER-MEMBER") {
    card_.members.push_back(vcard_uid_key(plain));
  } else {
    return false;
  }
  return true;
}

bool VcardFields::take_event(const VcardProperty& property, const std::string& text) {
  const std::string plain(trim(unescape_vcard(text)));
  if (property.name == "BDAY") {
    if (card_.birthday.source.empty()) card_.birthday = stage_date(plain);
    return true;
  }
  std::string topic(label_for(event_properties, property.name).value_or(""));
  if (property.name == "X-ABDATE") topic = label_of(property);
  if (topic.empty() && property.name != "X-ABDATE") return false;
  if (topic.empty()) topic = "Date";
  const StagedDate date = stage_date(plain);
  add_fact(card_.facts, {capitalised(topic), date.edtf.empty() ? plain : date.edtf, date, false});
  return true;
}

bool VcardFields::take_rest(const VcardProperty& property, const std::string& text) {
  const std::string plain = with_plain_line_breaks(trim(unescape_vcard(text)));
  if (property.name == "NOTE") {
    card_.notes += (card_.notes.empty() || plain.empty() ? "" : "\n") + plain;
  } else if (property.name == "CATEGORIES") {
    for (std::string_view part : split_escaped(text, ','))
      add_label(card_.labels, unescape_vcard(part));
  } else if (property.name == "KIND" || property.name == "X-ADDRESSBOOKSERVER-KIND") {
    if (plain == "org") card_.kind = CardKind::organisation;
    if (plain == "group") card_.kind = CardKind::group;
  } else if (property.name == "X-ABSHOWAS") {
    company_ = plain == "COMPANY";
  } else {
    return std::ranges::find(mechanics, property.name) != std::end(mechanics);
  }
  return true;
}

void VcardFields::keep_as_fact(const VcardProperty& property, const std::string& text) {
  std::string topic = property.name.empty() ? "vCard line" : property.name;
  const std::string label = label_of(property);
  if (!label.empty()) topic += " (" + label + ")";
  if (property.name.empty()) report_.note(ProblemCode::unreadable_line, property.line, text);
  add_fact(card_.facts, {topic, with_plain_line_breaks(trim(unescape_vcard(text))), {}, true});
}

void VcardFields::take(const VcardProperty& property, const std::string& text) {
  if (property.binary) {
    report_.note(ProblemCode::binary_left_out, property.line, property.name);
    return;
  }
  const bool taken = take_name(property, text) || take_way(property, text) ||
                     take_tie(property, text) || take_event(property, text) ||
                     take_rest(property, text);
  if (!taken) keep_as_fact(property, text);
}

void VcardFields::finish() {
  card_.phonetic_name = phonetic_given_;
  if (!phonetic_family_.empty())
    card_.phonetic_name += (phonetic_given_.empty() ? "" : " ") + phonetic_family_;
  for (const std::string& text : delivery_labels_) {
    const bool known = std::ranges::any_of(
        card_.addresses, [&](const Address& address) { return says_the_same(text, address); });
    if (known) continue;
    if (card_.addresses.empty()) {
      Address address;
      address.street = text;
      add_address(card_.addresses, std::move(address));
    } else {
      add_fact(card_.facts, {"LABEL", text, {}, true});
    }
  }
  if (company_ && !card_.organisation.empty()) card_.kind = CardKind::organisation;
}

}  // namespace kith
