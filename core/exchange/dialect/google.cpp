// Google Contacts: the schema of today (First Name, E-mail 1 - Label) and the one before (Given
// Name, E-mail 1 - Type). Blocks such as "E-mail N" occur as often as the busiest contact needs.

#include "core/exchange/dialect/dialect.h"

#include <algorithm>

namespace kith::dialect {

namespace {

struct Column {
  std::string_view key;
  TargetField field;
  std::string_view label = {};
  std::string_view unless = {};
};

constexpr Column columns[] = {
    {"name", TargetField::full_name},
    {"first name", TargetField::given_name},
    {"given name", TargetField::given_name},
    {"middle name", TargetField::middle_name},
    {"additional name", TargetField::middle_name},
    {"last name", TargetField::family_name},
    {"family name", TargetField::family_name},
    {"phonetic first name", TargetField::phonetic_given},
    {"given name yomi", TargetField::phonetic_given},
    {"phonetic middle name", TargetField::phonetic_middle},
    {"additional name yomi", TargetField::phonetic_middle},
    {"phonetic last name", TargetField::phonetic_family},
    {"family name yomi", TargetField::phonetic_family},
    {"name prefix", TargetField::name_prefix},
    {"name suffix", TargetField::name_suffix},
    {"nickname", TargetField::nickname},
    {"organization name", TargetField::organisation},
    {"organization title", TargetField::job_title},
    {"organization department", TargetField::department},
    {"organization 1 - name", TargetField::organisation},
    {"organization 1 - title", TargetField::job_title},
    {"organization 1 - department", TargetField::department},
    {"birthday", TargetField::birthday},
    {"notes", TargetField::notes},
    {"labels", TargetField::labels},
    {"group membership", TargetField::labels},
    {"hobby", TargetField::fact, "Hobby"},
    {"occupation", TargetField::fact, "Occupation"},
    {"gender", TargetField::fact, "Gender"},
    {"sensitivity", TargetField::raw_fact, {}, "Normal"},
    {"priority", TargetField::raw_fact, {}, "Normal"},
};

// The parts of a numbered block, "<block> <number> - <part>".
constexpr Column parts[] = {
    {"e-mail|label", TargetField::email_label},
    {"e-mail|type", TargetField::email_label},
    {"e-mail|value", TargetField::email},
    {"phone|label", TargetField::phone_label},
    {"phone|type", TargetField::phone_label},
    {"phone|value", TargetField::phone},
    {"website|label", TargetField::url_label},
    {"website|type", TargetField::url_label},
    {"website|value", TargetField::url},
    {"im|label", TargetField::handle_label},
    {"im|type", TargetField::handle_label},
    {"im|service", TargetField::handle_service},
    {"im|value", TargetField::handle},
    {"relation|label", TargetField::tie_label},
    {"relation|type", TargetField::tie_label},
    {"relation|value", TargetField::tie},
    {"event|label", TargetField::event_label},
    {"event|type", TargetField::event_label},
    {"event|value", TargetField::event},
    {"custom field|label", TargetField::fact_label},
    {"custom field|type", TargetField::fact_label},
    {"custom field|value", TargetField::fact},
    {"address|label", TargetField::address_label},
    {"address|type", TargetField::address_label},
    {"address|formatted", TargetField::address_formatted},
    {"address|street", TargetField::address_street},
    {"address|city", TargetField::address_city},
    {"address|po box", TargetField::address_po_box},
    {"address|region", TargetField::address_region},
    {"address|postal code", TargetField::address_postal_code},
    {"address|country", TargetField::address_country},
    {"address|extended address", TargetField::address_extended},
};

std::optional<Target> find(std::span<const Column> among, std::string_view key) {
  const auto found = std::ranges::find(among, key, &Column::key);
  if (found == among.end()) return std::nullopt;
  return Target{found->field, 0, std::string(found->label), std::string(found->unless)};
}

// "e-mail 2 - value" to the part "e-mail|value" in slot 2.
std::optional<Target> find_part(std::string_view key) {
  const std::size_t dash = key.find(" - ");
  if (dash == key.npos) return std::nullopt;
  const std::string_view block = key.substr(0, dash);
  const std::size_t space = block.rfind(' ');
  if (space == block.npos || block.size() - space > 6) return std::nullopt;
  std::uint32_t number = 0;
  for (char c : block.substr(space + 1)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  std::string part(block.substr(0, space));
  part += '|';
  part += key.substr(dash + 3);
  std::optional<Target> target = find(parts, part);
  if (target) target->slot = number;
  return target;
}

}  // namespace

std::optional<Mapping> google(std::span<const std::string> headers) {
  Mapping mapping;
  int parts_found = 0;
  bool given = false;
  bool of_schema = false;
  for (const std::string& header : headers) {
    const std::string key = header_key(header);
    given = given || key == "given name" || key == "first name" || key == "name";
    of_schema = of_schema || key == "labels" || key == "group membership" || key == "file as" ||
                key == "yomi name" || key == "organization name";
    std::optional<Target> target = find(columns, key);
    if (!target) {
      target = find_part(key);
      parts_found += target ? 1 : 0;
    }
    mapping.push_back(target.value_or(Target{}));
  }
  if (!given || (parts_found == 0 && !of_schema)) return std::nullopt;
  // "First Name, Organization Name" alone could be anybody's.
  if (parts_found == 0 && headers.size() < 10) return std::nullopt;
  return mapping;
}

}  // namespace kith::dialect
