#include "core/exchange/vcard_card.h"

#include "core/base/codec.h"
#include "core/exchange/card_rules.h"
#include "core/exchange/text_source.h"
#include "core/exchange/vcard_fields.h"

#include <algorithm>

namespace kith {

namespace {

std::string lower_text(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool is_latin_charset(std::string_view charset) {
  return charset == "iso-8859-1" || charset == "latin1" || charset == "windows-1252" ||
         charset == "cp1252" || charset == "us-ascii";
}

std::string preview_of(ByteView bytes) {
  return windows_1252_to_utf8(bytes.first(std::min<std::size_t>(bytes.size(), 120)));
}

// What does not change when the same card is exported again: everything but stamps and pictures.
std::string natural_key_of(const std::vector<VcardProperty>& properties,
                           const std::vector<std::string>& texts) {
  Encoder content;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const std::string& name = properties[i].name;
    if (name == "UID" && !trim(texts[i]).empty()) return vcard_uid_key(texts[i]);
    if (name == "REV" || name == "PRODID" || properties[i].binary) continue;
    content.text(name);
    content.text(texts[i]);
  }
  return content_key(content.bytes());
}

}  // namespace

std::string vcard_uid_key(std::string_view uid) {
  std::string text = lower_text(trim(uid));
  for (std::string_view prefix : {"urn:", "uuid:"}) {
    if (text.starts_with(prefix)) text.erase(0, prefix.size());
  }
  return "uid:" + text;
}

// Empty when the text cannot be read and was reported; an error when the user has to say how.
Result<std::optional<std::string>> VcardBuilder::decode_text(const VcardProperty& property) {
  const std::string charset = lower_text(property.parameter("CHARSET"));
  if (is_valid_utf8(as_text(property.value)) && !is_latin_charset(charset))
    return std::string(as_text(property.value));
  if (is_latin_charset(charset)) return windows_1252_to_utf8(property.value);
  if (!charset.empty() && charset != "utf-8" && charset != "utf8") {
    report_.note(ProblemCode::unknown_charset, property.line, property.name + " in " + charset);
    return std::nullopt;
  }
  if (fallback_ == Encoding::windows_1252) return windows_1252_to_utf8(property.value);
  report_.encoding_guess =
      EncodingGuess{Encoding::windows_1252, property.line, preview_of(property.value)};
  return fail(ErrorCode::malformed,
              "line " + std::to_string(property.line) +
                  ": the text is not UTF-8. It may have been saved as Windows-1252 (Western "
                  "European); look at the preview and read it again as that.");
}

Result<void> VcardBuilder::property(const VcardProperty& property) {
  const bool zero = std::ranges::find(property.value, 0) != property.value.end();
  if (zero) {
    return fail(ErrorCode::unsupported, "line " + std::to_string(property.line) +
                                            ": this is not text. Choose a CSV or vCard file.");
  }
  const std::string value = lower_text(trim(as_text(property.value)));
  if (property.name == "BEGIN" && value == "vcard") {
    const bool agent = !open_.empty() && open_.back().agent_follows;
    if (!open_.empty() && !agent) {
      report_.note(ProblemCode::missing_end, open_.back().line, {});
      TRY(close_card());
    }
    if (open_.size() == vcard_depth_max) {
      return fail(ErrorCode::malformed, "line " + std::to_string(property.line) +
                                            ": cards stand in cards more than four deep.");
    }
    open_.push_back({property.line, {}, {}, false, agent});
    return {};
  }
  if (open_.empty()) {
    report_.note(ProblemCode::unreadable_line, property.line, as_text(property.value));
    return {};
  }
  if (property.name == "END") return close_card();
  Open& card = open_.back();
  card.agent_follows = property.name == "AGENT" && value.empty();
  if (card.agent_follows) return {};
  if (card.properties.size() == vcard_properties_max) {
    return fail(ErrorCode::too_large, "line " + std::to_string(card.line) +
                                          ": this card holds more than 100,000 properties.");
  }
  std::optional<std::string> text = TRY(decode_text(property));
  if (!text) return {};
  card.properties.push_back(property);
  card.properties.back().value.clear();
  card.texts.push_back(std::move(*text));
  return {};
}

Result<void> VcardBuilder::close_card() {
  Open open = std::move(open_.back());
  open_.pop_back();
  std::map<std::string, std::string> labels;
  for (std::size_t i = 0; i < open.properties.size(); ++i) {
    if (open.properties[i].name == "X-ABLABEL") labels[open.properties[i].group] = open.texts[i];
  }
  StagedCard card;
  card.line = open.line;
  VcardFields fields(card, report_, std::move(labels));
  for (std::size_t i = 0; i < open.properties.size(); ++i)
    fields.take(open.properties[i], open.texts[i]);
  fields.finish();
  card.ties.insert(card.ties.end(), open.agents.begin(), open.agents.end());
  card.natural_key = natural_key_of(open.properties, open.texts);
  if (!complete_card(card, report_)) {
    report_.note(ProblemCode::blank_row, card.line, {});
    return {};
  }
  report_.note_date(card.birthday, card.line);
  for (const StagedFact& fact : card.facts)
    report_.note_date(fact.date, card.line);
  if (open.is_agent && !open_.empty()) open_.back().agents.push_back({"Agent", card.name, {}});
  return sink_.card(std::move(card));
}

Result<void> VcardBuilder::finish() {
  while (!open_.empty()) {
    report_.note(ProblemCode::missing_end, open_.back().line, {});
    TRY(close_card());
  }
  return {};
}

}  // namespace kith
