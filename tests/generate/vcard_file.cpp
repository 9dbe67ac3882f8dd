#include "tests/generate/files.h"

namespace kith::generate {
namespace {

constexpr size_t line_bytes_max = 75;

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
      continue;
    }
    if (c == '\\' || c == ',' || c == ';') result += '\\';
    result += c;
  }
  return result;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Folds between characters, never inside one.
void append_line(std::string& out, std::string_view line) {
  size_t room = line_bytes_max;
  while (line.size() > room) {
    size_t cut = room;
    while (is_continuation(line[cut]))
      --cut;
    out += line.substr(0, cut);
    out += "\r\n ";
    line.remove_prefix(cut);
    room = line_bytes_max - 1;
  }
  out += line;
  out += "\r\n";
}

std::string hex_number(uint32_t number, int digits) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string text;
  for (int i = digits - 1; i >= 0; --i)
    text += hex[(number >> (4 * i)) & 15];
  return text;
}

std::string without_hyphens(std::string text) {
  std::erase(text, '-');
  return text;
}

// 4.0 takes every form of date; 3.0 has none for a year alone, and Apple hides the missing one.
std::string birthday_line(const Person& person, bool is_version_4) {
  const std::string& day = person.birthday;
  if (day.empty()) return "";
  if (is_version_4) {
    if (day.starts_with("--")) return "BDAY:--" + without_hyphens(day);
    return "BDAY:" + without_hyphens(day);
  }
  if (day.starts_with("--")) return "BDAY;X-APPLE-OMIT-YEAR=1604:1604" + day.substr(1);
  return day.size() == 10 ? "BDAY:" + day : "";
}

void append_contact_ways(std::string& out, const Person& person, bool is_version_4) {
  for (size_t i = 0; i < person.emails.size(); ++i) {
    const std::string_view type = i == 0 ? "HOME" : "WORK";
    append_line(out, (is_version_4 ? "EMAIL;TYPE=" : "EMAIL;type=INTERNET;type=") +
                         std::string(type) + ":" + person.emails[i]);
  }
  for (size_t i = 0; i < person.phones.size(); ++i) {
    if (is_version_4) {
      append_line(out, "TEL;VALUE=text;TYPE=\"voice,cell\":" + person.phones[i]);
    } else if (i == 0) {
      append_line(out, "TEL;type=CELL;type=VOICE;type=pref:" + person.phones[i]);
    } else {
      append_line(out, "item1.TEL:" + person.phones[i]);
      append_line(out, "item1.X-ABLabel:Signal");
      break;
    }
  }
}

void append_card(std::string& out, const World& world, uint32_t index) {
  const Person& person = world.people[index];
  const bool is_version_4 = index % 2 == 1;
  append_line(out, "BEGIN:VCARD");
  append_line(out, is_version_4 ? "VERSION:4.0" : "VERSION:3.0");
  if (is_version_4) {
    append_line(out, "UID:urn:uuid:" + hex_number(index, 8) + "-0000-4000-8000-000000000000");
    append_line(out, "KIND:individual");
  }
  append_line(out, "N:" + escaped(person.family) + ";" + escaped(person.given) + ";;;");
  append_line(out, "FN:" + escaped(person.display));
  if (!person.nickname.empty()) append_line(out, "NICKNAME:" + escaped(person.nickname));
  if (person.organisation) {
    append_line(out, "ORG:" + escaped(world.organisations[*person.organisation].name) +
                         (is_version_4 ? "" : ";"));
    append_line(out, "TITLE:" + escaped(person.position));
  }
  append_contact_ways(out, person, is_version_4);
  append_line(out, (is_version_4 ? "ADR;TYPE=home:;;" : "ADR;type=HOME:;;") +
                       escaped(person.street) + ";" + escaped(person.city) + ";;" +
                       person.postcode + ";");
  if (const std::string line = birthday_line(person, is_version_4); !line.empty()) {
    append_line(out, line);
  }
  if (!person.labels.empty()) {
    std::string line = "CATEGORIES:";
    for (size_t i = 0; i < person.labels.size(); ++i) {
      if (i > 0) line += ',';
      line += escaped(person.labels[i]);
    }
    append_line(out, line);
  }
  if (!person.note.empty()) append_line(out, "NOTE:" + escaped(person.note));
  append_line(out, "END:VCARD");
}

}  // namespace

std::string vcards(const World& world) {
  std::string out;
  for (uint32_t index = 0; index < world.people.size(); ++index)
    append_card(out, world, index);
  return out;
}

}  // namespace kith::generate
