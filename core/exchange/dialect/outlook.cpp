// Outlook: the desktop program's 92 columns, the web's 61, and Google's "for Outlook". One table
// for all three, since a heading means the same wherever it occurs.

#include "core/exchange/dialect/dialect.h"

#include <algorithm>

namespace kith::dialect {

namespace {

struct Column {
  std::string_view key;
  TargetField field;
  std::string_view label = {};
  std::uint32_t slot = 0;
  std::string_view unless = {};
};

constexpr std::uint32_t business = 1;
constexpr std::uint32_t home = 2;
constexpr std::uint32_t other = 3;

constexpr Column columns[] = {
    {"title", TargetField::name_prefix},
    {"first name", TargetField::given_name},
    {"middle name", TargetField::middle_name},
    {"last name", TargetField::family_name},
    {"suffix", TargetField::name_suffix},
    {"nickname", TargetField::nickname},
    {"given yomi", TargetField::phonetic_given},
    {"surname yomi", TargetField::phonetic_family},
    {"company", TargetField::organisation},
    {"job title", TargetField::job_title},
    {"department", TargetField::department},
    {"birthday", TargetField::birthday},
    {"notes", TargetField::notes},
    {"categories", TargetField::labels},
    {"anniversary", TargetField::event, "Anniversary"},
    {"spouse", TargetField::tie, "Spouse"},
    {"children", TargetField::tie, "Child"},
    {"manager's name", TargetField::tie, "Manager"},
    {"assistant's name", TargetField::tie, "Assistant"},
    {"referred by", TargetField::tie, "Referred by"},
    {"hobby", TargetField::fact, "Hobby"},
    {"profession", TargetField::fact, "Profession"},
    {"schools", TargetField::fact, "Schools"},
    {"language", TargetField::fact, "Language"},
    {"location", TargetField::fact, "Location"},
    {"e-mail address", TargetField::email, {}, 1},
    {"e-mail 2 address", TargetField::email, {}, 2},
    {"e-mail 3 address", TargetField::email, {}, 3},
    {"business phone", TargetField::phone, "Business"},
    {"business phone 2", TargetField::phone, "Business"},
    {"business fax", TargetField::phone, "Business fax"},
    {"home phone", TargetField::phone, "Home"},
    {"home phone 2", TargetField::phone, "Home"},
    {"home fax", TargetField::phone, "Home fax"},
    {"mobile phone", TargetField::phone, "Mobile"},
    {"primary phone", TargetField::phone, "* Primary"},
    {"other phone", TargetField::phone, "Other"},
    {"other fax", TargetField::phone, "Other fax"},
    {"company main phone", TargetField::phone, "Company main"},
    {"car phone", TargetField::phone, "Car"},
    {"radio phone", TargetField::phone, "Radio"},
    {"callback", TargetField::phone, "Callback"},
    {"pager", TargetField::phone, "Pager"},
    {"isdn", TargetField::phone, "ISDN"},
    {"telex", TargetField::phone, "Telex"},
    {"tty/tdd phone", TargetField::phone, "TTY/TDD"},
    {"web page", TargetField::url},
    {"personal web page", TargetField::url, "Personal"},
    {"imaddress", TargetField::handle, "Chat"},
    {"business address", TargetField::address_formatted, "Business", business},
    {"business street", TargetField::address_street, "Business", business},
    {"business street 2", TargetField::address_street, "Business", business},
    {"business street 3", TargetField::address_street, "Business", business},
    {"business address po box", TargetField::address_po_box, "Business", business},
    {"business city", TargetField::address_city, "Business", business},
    {"business state", TargetField::address_region, "Business", business},
    {"business postal code", TargetField::address_postal_code, "Business", business},
    {"business country", TargetField::address_country, "Business", business},
    {"business country/region", TargetField::address_country, "Business", business},
    {"home address", TargetField::address_formatted, "Home", home},
    {"home street", TargetField::address_street, "Home", home},
    {"home street 2", TargetField::address_street, "Home", home},
    {"home street 3", TargetField::address_street, "Home", home},
    {"home address po box", TargetField::address_po_box, "Home", home},
    {"home city", TargetField::address_city, "Home", home},
    {"home state", TargetField::address_region, "Home", home},
    {"home postal code", TargetField::address_postal_code, "Home", home},
    {"home country", TargetField::address_country, "Home", home},
    {"home country/region", TargetField::address_country, "Home", home},
    {"other address", TargetField::address_formatted, "Other", other},
    {"other street", TargetField::address_street, "Other", other},
    {"other street 2", TargetField::address_street, "Other", other},
    {"other street 3", TargetField::address_street, "Other", other},
    {"other address po box", TargetField::address_po_box, "Other", other},
    {"other city", TargetField::address_city, "Other", other},
    {"other state", TargetField::address_region, "Other", other},
    {"other postal code", TargetField::address_postal_code, "Other", other},
    {"other country", TargetField::address_country, "Other", other},
    {"other country/region", TargetField::address_country, "Other", other},
    // What the program writes into every row says nothing about anybody.
    {"e-mail type", TargetField::raw_fact, {}, 0, "SMTP"},
    {"e-mail 2 type", TargetField::raw_fact, {}, 0, "SMTP"},
    {"e-mail 3 type", TargetField::raw_fact, {}, 0, "SMTP"},
    {"gender", TargetField::fact, "Gender", 0, "Unspecified"},
    {"priority", TargetField::raw_fact, {}, 0, "Normal"},
    {"sensitivity", TargetField::raw_fact, {}, 0, "Normal"},
    {"private", TargetField::raw_fact, {}, 0, "False"},
};

constexpr std::uint32_t first_free_slot = 100;

// Headings that together only Outlook's dialects have.
constexpr std::string_view telling[] = {
    "e-mail address",     "e-mail 2 address", "business phone", "business street", "business city",
    "company main phone", "home street",      "mobile phone",   "job title",       "imaddress",
    "manager's name",     "assistant's name", "categories",     "spouse",          "web page"};
constexpr int telling_count_min = 4;

}  // namespace

std::optional<Mapping> outlook(std::span<const std::string> headers) {
  Mapping mapping;
  bool first_name = false;
  bool email = false;
  int telling_count = 0;
  std::uint32_t slot = first_free_slot;
  for (const std::string& header : headers) {
    const std::string key = header_key(header);
    first_name = first_name || key == "first name";
    email = email || key == "e-mail address";
    telling_count += std::ranges::find(telling, key) != std::end(telling) ? 1 : 0;
    const auto* found = std::ranges::find(columns, key, &Column::key);
    Target target;
    if (found != std::end(columns)) {
      target = {found->field, found->slot, std::string(found->label), std::string(found->unless)};
      if (target.slot == 0) target.slot = ++slot;
    }
    mapping.push_back(target);
  }
  if (!first_name || !email || telling_count < telling_count_min) return std::nullopt;
  return mapping;
}

}  // namespace kith::dialect
