#include "core/exchange/card_rules.h"

#include "core/base/text_utf8.h"
#include "core/crypto/hash.h"

#include <algorithm>
#include <span>

namespace kith {

namespace {

// Looking for repeats costs the square of a list's length; nobody has this many of anything.
constexpr std::size_t repeats_looked_for_max = 1000;

// Chinese, Japanese and Korean names are written family name first, without a space.
bool is_east_asian(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = 0;
  const char32_t first = next_code_point(text, at);
  return (first >= 0x3040 && first < 0xa000) || (first >= 0xac00 && first < 0xd7b0) ||
         (first >= 0x20000 && first < 0x32000);
}

std::string joined_name(const StagedCard& card) {
  if (is_east_asian(card.family) && is_east_asian(card.given)) return card.family + card.given;
  std::string name;
  for (const std::string* part : {&card.given, &card.middle, &card.family}) {
    if (part->empty()) continue;
    if (!name.empty()) name += ' ';
    name += *part;
  }
  return name;
}

void repair(std::string& text, std::uint64_t line, ParseReport& report) {
  std::string repaired = repair_double_encoding(text);
  if (repaired == text) return;
  report.note(ProblemCode::repaired_text, line, repaired);
  text = std::move(repaired);
}

}  // namespace

std::string with_plain_line_breaks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!pair) out.push_back(text[i] == '\r' ? '\n' : text[i]);
  }
  return out;
}

std::vector<std::string> split_list(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view part = trim(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool complete_card(StagedCard& card, ParseReport& report) {
  for (std::string* text :
       {&card.name, &card.given, &card.middle, &card.family, &card.nickname, &card.organisation})
    repair(*text, card.line, report);
  for (StagedTie& tie : card.ties)
    repair(tie.name, card.line, report);
  if (card.name.empty()) card.name = joined_name(card);
  if (card.kind == CardKind::person && !card.organisation.empty() &&
      (card.name.empty() || (card.name == card.organisation && card.given.empty()))) {
    const bool person = card.name.empty() && (!card.nickname.empty() || !card.job_title.empty());
    if (!person) {
      card.kind = CardKind::organisation;
      card.name = card.organisation;
    }
  }
  if (card.kind == CardKind::organisation) {
    if (card.name.empty()) card.name = card.organisation;
    if (card.organisation == card.name) card.organisation.clear();
  }
  if (card.name.empty()) card.name = card.nickname;
  for (const auto* ways : {&card.emails, &card.phones, &card.handles, &card.urls}) {
    if (card.name.empty() && !ways->empty()) card.name = ways->front().text;
  }
  return !card.name.empty();
}

void add_way(std::vector<ContactWay>& ways, ContactWay way) {
  if (way.text.empty()) return;
  const auto same = ways.size() > repeats_looked_for_max
                        ? ways.end()
                        : std::ranges::find(ways, way.text, &ContactWay::text);
  if (same == ways.end()) {
    ways.push_back(std::move(way));
    return;
  }
  if (same->label.empty()) same->label = std::move(way.label);
  same->preferred = same->preferred || way.preferred;
}

void add_address(std::vector<Address>& addresses, Address address) {
  Address empty;
  empty.label = address.label;
  if (address == empty) return;
  const bool is_there = addresses.size() <= repeats_looked_for_max &&
                        std::ranges::find(addresses, address) != addresses.end();
  if (is_there) return;
  addresses.push_back(std::move(address));
}

void add_label(std::vector<std::string>& labels, std::string_view label) {
  label = trim(label);
  if (label.starts_with("* ")) label = trim(label.substr(2));
  if (label.empty() || label == "myContacts" || label == "My Contacts") return;
  const bool is_there =
      labels.size() <= repeats_looked_for_max && std::ranges::find(labels, label) != labels.end();
  if (!is_there) labels.emplace_back(label);
}

void add_fact(std::vector<StagedFact>& facts, StagedFact fact) {
  if (fact.text.empty()) fact.text = fact.date.source;
  if (fact.text.empty()) return;
  for (const StagedFact& other :
       std::span(facts).first(std::min(facts.size(), repeats_looked_for_max))) {
    const bool same_day = !fact.date.edtf.empty() && other.date.edtf == fact.date.edtf;
    if (other.topic == fact.topic && (same_day || other.text == fact.text)) return;
  }
  facts.push_back(std::move(fact));
}

std::string content_key(ByteView content) {
  const Hash128 digest = hash_128(domain::import_content, content);
  return std::string(content_key_prefix) + to_hex(digest);
}

}  // namespace kith
