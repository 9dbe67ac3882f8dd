#include "tests/generate/files.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace kith::generate {
namespace {

using Cell = std::string (*)(const World&, const Person&, uint32_t index);

struct Column {
  std::string_view header;
  Cell cell;
};

struct Style {
  bool quotes_all = false;
  std::string_view line_end = "\n";
};

void append_cell(std::string& out, std::string_view cell, const Style& style) {
  if (!style.quotes_all && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// The header is the producer's whole list of columns; those not in `columns` stay empty.
void append_table(std::string& out, const World& world, std::string_view header,
                  std::span<const Column> columns, const Style& style) {
  std::vector<Cell> cells;
  for (size_t begin = 0; begin < header.size();) {
    const size_t end = std::min(header.find(',', begin), header.size());
    const std::string_view name = header.substr(begin, end - begin);
    Cell cell = nullptr;
    for (const Column& column : columns) {
      if (column.header == name) cell = column.cell;
    }
    if (!cells.empty()) out += ',';
    cells.push_back(cell);
    append_cell(out, name, style);
    begin = end + 1;
  }
  out += style.line_end;
  for (uint32_t index = 0; index < world.people.size(); ++index) {
    const Person& person = world.people[index];
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      const std::string text = cells[i] == nullptr ? "" : cells[i](world, person, index);
      append_cell(out, text, style);
    }
    out += style.line_end;
  }
}

std::string joined(std::span<const std::string> values, std::string_view between) {
  std::string text;
  for (const std::string& value : values) {
    if (!text.empty()) text += between;
    text += value;
  }
  return text;
}

std::string value_at(std::span<const std::string> values, size_t index) {
  return index < values.size() ? values[index] : "";
}

std::string organisation_name(const World& world, const Person& person) {
  return person.organisation ? world.organisations[*person.organisation].name : "";
}

// The other one of the two who head a household.
std::string spouse(const World& world, const Person& person, uint32_t index) {
  if (!person.household) return "";
  const Household& home = world.households[*person.household];
  const uint32_t place = index - home.first_person;
  return place < 2 ? world.people[home.first_person + 1 - place].display : "";
}

bool is_whole_date(std::string_view edtf) {
  return edtf.size() == 10;
}

// 1974-02-11 as 2/11/1974; a date not known whole is left out, as Outlook does.
std::string american_date(const std::string& iso) {
  if (!is_whole_date(iso)) return "";
  const auto number = [&](size_t at) { return std::to_string(std::stoi(iso.substr(at, 2))); };
  return number(5) + "/" + number(8) + "/" + iso.substr(0, 4);
}

// 2024-03-12 as 12 Mar 2024
std::string linkedin_date(const std::string& iso) {
  constexpr auto months = std::to_array<std::string_view>(
      {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});
  const auto month = static_cast<size_t>(std::stoi(iso.substr(5, 2)) - 1);
  return iso.substr(8, 2) + " " + std::string(months[month]) + " " + iso.substr(0, 4);
}

// -- Google --

constexpr std::string_view google_header =
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,"
    "Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Relation 1 - Label,Relation 1 - Value,Website 1 - Label,Website 1 - Value,Event 1 - Label,"
    "Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value";

constexpr std::string_view google_short_header =
    "First Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,"
    "E-mail 1 - Value,Phone 1 - Value,Address 1 - City";

bool has_event(uint32_t index) {
  return index % 4 == 0;
}
bool has_number(uint32_t index) {
  return index % 5 == 0;
}

constexpr auto google_columns = std::to_array<Column>({
    {"First Name", [](const World&, const Person& p, uint32_t) { return p.given; }},
    {"Last Name", [](const World&, const Person& p, uint32_t) { return p.family; }},
    {"Nickname", [](const World&, const Person& p, uint32_t) { return p.nickname; }},
    {"Organization Name",
     [](const World& w, const Person& p, uint32_t) { return organisation_name(w, p); }},
    {"Organization Title", [](const World&, const Person& p, uint32_t) { return p.position; }},
    {"Birthday",  // Google knows whole dates and days without a year
     [](const World&, const Person& p, uint32_t) {
       return p.birthday.size() == 4 ? std::string() : p.birthday;
     }},
    {"Notes", [](const World&, const Person& p, uint32_t) { return p.note; }},
    {"Labels",
     [](const World&, const Person& p, uint32_t) {
       std::string text;
       for (const std::string_view label : p.labels)
         (text += label) += " ::: ";
       return text + "* myContacts";
     }},
    {"E-mail 1 - Label", [](const World&, const Person& p,
                            uint32_t) { return std::string(p.emails.empty() ? "" : "* Home"); }},
    {"E-mail 1 - Value",
     [](const World&, const Person& p, uint32_t) { return value_at(p.emails, 0); }},
    {"E-mail 2 - Label", [](const World&, const Person& p,
                            uint32_t) { return std::string(p.emails.size() < 2 ? "" : "Work"); }},
    {"E-mail 2 - Value",
     [](const World&, const Person& p, uint32_t) { return value_at(p.emails, 1); }},
    {"Phone 1 - Label", [](const World&, const Person& p,
                           uint32_t) { return std::string(p.phones.empty() ? "" : "Mobile"); }},
    {"Phone 1 - Value",
     [](const World&, const Person& p, uint32_t) { return joined(p.phones, " ::: "); }},
    {"Address 1 - Label",
     [](const World&, const Person&, uint32_t) { return std::string("Home"); }},
    {"Address 1 - Formatted",
     [](const World&, const Person& p,
        uint32_t) { return p.street + "\n" + p.city + "\n" + p.postcode; }},
    {"Address 1 - Street", [](const World&, const Person& p, uint32_t) { return p.street; }},
    {"Address 1 - City", [](const World&, const Person& p, uint32_t) { return p.city; }},
    {"Address 1 - Postal Code", [](const World&, const Person& p, uint32_t) { return p.postcode; }},
    {"Relation 1 - Label",
     [](const World& w, const Person& p,
        uint32_t index) { return std::string(spouse(w, p, index).empty() ? "" : "Spouse"); }},
    {"Relation 1 - Value", spouse},
    {"Website 1 - Label",
     [](const World&, const Person&, uint32_t) { return std::string("Profile"); }},
    {"Website 1 - Value",
     [](const World&, const Person& p, uint32_t) { return "https://people.example/" + p.profile; }},
    {"Event 1 - Label",
     [](const World&, const Person&,
        uint32_t index) { return std::string(has_event(index) ? "First met" : ""); }},
    {"Event 1 - Value", [](const World&, const Person& p,
                           uint32_t index) { return has_event(index) ? p.met_on : ""; }},
    {"Custom Field 1 - Label",
     [](const World&, const Person&,
        uint32_t index) { return std::string(has_number(index) ? "Membership number" : ""); }},
    {"Custom Field 1 - Value",
     [](const World&, const Person&,
        uint32_t index) { return has_number(index) ? "M-000" + std::to_string(index) : ""; }},
});

// -- Outlook --

constexpr std::string_view outlook_header =
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
    "Business Street 2,Business Street 3,Business City,Business State,Business Postal Code,"
    "Business Country/Region,Home Street,Home Street 2,Home Street 3,Home City,Home State,"
    "Home Postal Code,Home Country/Region,Other Street,Other Street 2,Other Street 3,Other City,"
    "Other State,Other Postal Code,Other Country/Region,Assistant's Phone,Business Fax,"
    "Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,"
    "Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,"
    "TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,Billing Information,Birthday,"
    "Business Address PO Box,Categories,Children,Directory Server,E-mail Address,E-mail Type,"
    "E-mail Display Name,E-mail 2 Address,E-mail 2 Type,E-mail 2 Display Name,E-mail 3 Address,"
    "E-mail 3 Type,E-mail 3 Display Name,Gender,Government ID Number,Hobby,Home Address PO Box,"
    "Initials,Internet Free Busy,Keywords,Language,Location,Manager's Name,Mileage,Notes,"
    "Office Location,Organizational ID Number,Other Address PO Box,Priority,Private,Profession,"
    "Referred By,Sensitivity,Spouse,User 1,User 2,User 3,User 4,Web Page";

constexpr auto outlook_columns = std::to_array<Column>({
    {"First Name", [](const World&, const Person& p, uint32_t) { return p.given; }},
    {"Last Name", [](const World&, const Person& p, uint32_t) { return p.family; }},
    {"Company", [](const World& w, const Person& p, uint32_t) { return organisation_name(w, p); }},
    {"Job Title", [](const World&, const Person& p, uint32_t) { return p.position; }},
    {"Home Street", [](const World&, const Person& p, uint32_t) { return p.street; }},
    {"Home City", [](const World&, const Person& p, uint32_t) { return p.city; }},
    {"Home Postal Code", [](const World&, const Person& p, uint32_t) { return p.postcode; }},
    {"Mobile Phone", [](const World&, const Person& p, uint32_t) { return value_at(p.phones, 0); }},
    {"Home Phone", [](const World&, const Person& p, uint32_t) { return value_at(p.phones, 1); }},
    {"Birthday", [](const World&, const Person& p, uint32_t) { return american_date(p.birthday); }},
    {"Categories",
     [](const World&, const Person& p, uint32_t) {
       std::string text;
       for (const std::string_view label : p.labels) {
         if (!text.empty()) text += ';';
         text += label;
       }
       return text;
     }},
    {"E-mail Address",
     [](const World&, const Person& p, uint32_t) { return value_at(p.emails, 0); }},
    {"E-mail 2 Address",
     [](const World&, const Person& p, uint32_t) { return value_at(p.emails, 1); }},
    {"Notes", [](const World&, const Person& p, uint32_t) { return p.note; }},
    {"Spouse", spouse},
});

// -- LinkedIn --

constexpr std::string_view linkedin_preamble =
    "\xEF\xBB\xBFNotes:\r\n"
    "\"When exporting your connection data, you may notice that some of the email addresses are "
    "missing.\"\r\n\r\n";

constexpr std::string_view linkedin_header =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

// Somebody who left: their row keeps nothing but the date.
bool has_left(uint32_t index) {
  return index % 50 == 49;
}

constexpr auto linkedin_columns = std::to_array<Column>({
    {"First Name",
     [](const World&, const Person& p, uint32_t index) { return has_left(index) ? "" : p.given; }},
    {"Last Name",
     [](const World&, const Person& p, uint32_t index) { return has_left(index) ? "" : p.family; }},
    {"URL",
     [](const World&, const Person& p, uint32_t index) {
       return has_left(index) ? "" : "https://www.linkedin.com/in/" + p.profile;
     }},
    {"Email Address",  // most people keep it to themselves
     [](const World&, const Person& p, uint32_t index) {
       return has_left(index) || index % 10 != 0 ? "" : value_at(p.emails, 0);
     }},
    {"Company", [](const World& w, const Person& p,
                   uint32_t index) { return has_left(index) ? "" : organisation_name(w, p); }},
    {"Position", [](const World&, const Person& p,
                    uint32_t index) { return has_left(index) ? "" : p.position; }},
    {"Connected On",
     [](const World&, const Person& p, uint32_t) { return linkedin_date(p.met_on); }},
});

}  // namespace

std::string google_csv(const World& world) {
  std::string out;
  append_table(out, world, google_header, google_columns, {});
  return out;
}

std::string google_csv_short(const World& world) {
  std::string out;
  append_table(out, world, google_short_header, google_columns, {});
  return out;
}

std::string outlook_csv(const World& world) {
  std::string out;
  append_table(out, world, outlook_header, outlook_columns,
               {.quotes_all = true, .line_end = "\r\n"});
  return out;
}

std::string linkedin_csv(const World& world) {
  std::string out(linkedin_preamble);
  append_table(out, world, linkedin_header, linkedin_columns, {.line_end = "\r\n"});
  return out;
}

}  // namespace kith::generate
