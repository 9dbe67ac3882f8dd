#include "tests/generate/files.h"

#include <optional>

namespace kith::generate {
namespace {

// Writes objects of strings and numbers, one per line: enough for this file, and fast.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_list(std::string_view name) {
    out_ += is_first_list_ ? "{\n" : "\n],\n";
    is_first_list_ = false;
    append_text(name);
    out_ += ":[";
    is_first_object_ = true;
  }
  void begin_object() {
    out_ += is_first_object_ ? "\n{" : ",\n{";
    is_first_object_ = false;
    is_first_field_ = true;
  }
  void end_object() { out_ += '}'; }
  void end() { out_ += "\n]}\n"; }

  void field(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    append_name(name);
    append_text(text);
  }
  void field(std::string_view name, uint32_t number) {
    append_name(name);
    out_ += std::to_string(number);
  }
  void field(std::string_view name, const std::optional<uint32_t>& number) {
    if (number) field(name, *number);
  }
  template <class List>
  void list(std::string_view name, const List& values) {
    if (values.empty()) return;
    append_name(name);
    char between = '[';
    for (const auto& value : values) {
      out_ += between;
      append_text(value);
      between = ',';
    }
    out_ += ']';
  }

 private:
  void append_name(std::string_view name) {
    if (!is_first_field_) out_ += ',';
    is_first_field_ = false;
    append_text(name);
    out_ += ':';
  }
  // The generated text holds no control characters but line breaks.
  void append_text(std::string_view text) {
    out_ += '"';
    for (const char c : text) {
      if (c == '\n') {
        out_ += "\\n";
        continue;
      }
      if (c == '"' || c == '\\') out_ += '\\';
      out_ += c;
    }
    out_ += '"';
  }

  std::string& out_;
  bool is_first_list_ = true;
  bool is_first_object_ = true;
  bool is_first_field_ = true;
};

void write_people(JsonWriter& writer, const World& world) {
  writer.begin_list("people");
  for (const Person& person : world.people) {
    writer.begin_object();
    writer.field("given", person.given);
    writer.field("family", person.family);
    writer.field("display", person.display);
    writer.field("nickname", person.nickname);
    writer.field("birthday", person.birthday);
    writer.list("emails", person.emails);
    writer.list("phones", person.phones);
    writer.field("organisation", person.organisation);
    writer.field("position", person.position);
    writer.field("household", person.household);
    writer.field("street", person.street);
    writer.field("city", person.city);
    writer.field("postcode", person.postcode);
    writer.list("labels", person.labels);
    writer.field("note", person.note);
    writer.field("profile", person.profile);
    writer.field("met_on", person.met_on);
    writer.end_object();
  }
}

void write_groups(JsonWriter& writer, const World& world) {
  writer.begin_list("organisations");
  for (const Organisation& organisation : world.organisations) {
    writer.begin_object();
    writer.field("name", organisation.name);
    writer.field("domain", organisation.domain);
    writer.field("city", organisation.city);
    writer.end_object();
  }
  writer.begin_list("households");
  for (const Household& household : world.households) {
    writer.begin_object();
    writer.field("name", household.name);
    writer.field("street", household.street);
    writer.field("city", household.city);
    writer.field("first_person", household.first_person);
    writer.field("size", household.size);
    writer.end_object();
  }
}

void write_what_is_known(JsonWriter& writer, const World& world) {
  writer.begin_list("ties");
  for (const Tie& tie : world.ties) {
    writer.begin_object();
    writer.field("from", tie.from);
    writer.field("to", tie.to);
    writer.field("kind", tie.kind);
    writer.field("since", tie.since);
    writer.end_object();
  }
  writer.begin_list("facts");
  for (const Fact& fact : world.facts) {
    writer.begin_object();
    writer.field("person", fact.person);
    writer.field("topic", fact.topic);
    writer.field("text", fact.text);
    writer.field("told_on", fact.told_on);
    writer.field("confirmed", fact.confirmed ? 1u : 0u);
    writer.end_object();
  }
  writer.begin_list("interactions");
  for (const Interaction& interaction : world.interactions) {
    writer.begin_object();
    writer.field("person", interaction.person);
    writer.field("kind", interaction.kind);
    writer.field("on", interaction.on);
    writer.field("minutes", interaction.minutes);
    writer.field("note", interaction.note);
    writer.end_object();
  }
}

}  // namespace

std::string json(const World& world) {
  std::string out;
  JsonWriter writer(out);
  write_people(writer, world);
  write_groups(writer, world);
  write_what_is_known(writer, world);
  writer.end();
  return out;
}

}  // namespace kith::generate
