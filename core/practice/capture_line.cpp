#include "core/practice/capture_line.h"

#include "core/base/date_words.h"
#include "core/base/text_fold.h"
#include "core/base/text_utf8.h"

#include <algorithm>
#include <array>

namespace kith {
namespace {

constexpr std::size_t name_bytes_max = 80;
constexpr std::size_t name_words_max = 5;
constexpr std::size_t heading_bytes_max = 40;
constexpr std::size_t heading_words_max = 4;

// -- words --

char small_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Whether `text` begins with `words` (small letters) and a word ends there.
bool begins_with(std::string_view text, std::string_view words) {
  if (text.size() < words.size()) return false;
  const bool fits = std::equal(words.begin(), words.end(), text.begin(),
                               [](char a, char b) { return a == small_letter(b); });
  if (!fits || text.size() == words.size()) return fits;
  const char next = text[words.size()];
  return next == ' ' || next == ',' || next == ':' || next == '.' || next == ';';
}

std::size_t word_count(std::string_view text) {
  std::size_t count = 0;
  bool in_word = false;
  for (char c : text) {
    if (c != ' ' && !in_word) ++count;
    in_word = c != ' ';
  }
  return count;
}

// The size of one of `signs` at `at`, or 0.
template <std::size_t Count>
std::size_t sign_size(std::string_view text, std::size_t at,
                      const std::array<std::string_view, Count>& signs) {
  for (std::string_view sign : signs) {
    if (text.substr(at).starts_with(sign)) return sign.size();
  }
  return 0;
}

// -- tables --

constexpr auto both = Direction::both;
constexpr auto from_us = Direction::from_us;
constexpr auto from_them = Direction::from_them;

struct OpeningWords {
  std::string_view words;
  Channel channel;
  Direction direction;
  std::string_view kept = {};
};

// Longer ones before those they begin with.
constexpr OpeningWords openings[] = {
    {"called", Channel::call, from_us},
    {"phoned", Channel::call, from_us},
    {"telephoned", Channel::call, from_us},
    {"rang", Channel::call, from_us},
    {"call with", Channel::call, both},
    {"call from", Channel::call, from_them},
    {"call to", Channel::call, from_us},
    {"spoke with", Channel::meeting, both, "Spoke"},
    {"spoke to", Channel::meeting, both, "Spoke"},
    {"talked with", Channel::meeting, both, "Talked"},
    {"talked to", Channel::meeting, both, "Talked"},
    {"met with", Channel::meeting, both},
    {"met", Channel::meeting, both},
    {"meeting with", Channel::meeting, both},
    {"coffee with", Channel::meeting, both, "Coffee"},
    {"tea with", Channel::meeting, both, "Tea"},
    {"lunch with", Channel::meeting, both, "Lunch"},
    {"dinner with", Channel::meeting, both, "Dinner"},
    {"visited", Channel::visit, from_us},
    {"visit from", Channel::visit, from_them},
    {"visit to", Channel::visit, from_us},
    {"e-mailed", Channel::email, from_us},
    {"emailed", Channel::email, from_us},
    {"e-mail from", Channel::email, from_them},
    {"email from", Channel::email, from_them},
    {"e-mail to", Channel::email, from_us},
    {"email to", Channel::email, from_us},
    {"wrote a letter to", Channel::letter, from_us},
    {"wrote a letter", Channel::letter, from_us},
    {"wrote to", Channel::letter, from_us},
    {"wrote", Channel::letter, from_us},
    {"letter from", Channel::letter, from_them},
    {"letter to", Channel::letter, from_us},
    {"texted", Channel::message, from_us},
    {"messaged", Channel::message, from_us},
    {"message from", Channel::message, from_them},
    {"message to", Channel::message, from_us},
    {"text from", Channel::message, from_them},
    {"text to", Channel::message, from_us},
    {"video call with", Channel::video, both},
    {"zoomed with", Channel::video, both},
    {"zoom with", Channel::video, both},
    {"gift from", Channel::gift, from_them},
    {"gift to", Channel::gift, from_us},
    {"gift", Channel::gift, from_them},
    {"donation from", Channel::gift, from_them},
    {"donation to", Channel::gift, from_us},
    {"gave", Channel::gift, from_us},
};

constexpr OpeningWords verbs_of_theirs[] = {
    {"called us", Channel::call, from_them},     {"called me", Channel::call, from_them},
    {"called", Channel::call, from_them},        {"rang", Channel::call, from_them},
    {"phoned", Channel::call, from_them},        {"visited us", Channel::visit, from_them},
    {"visited", Channel::visit, from_them},      {"emailed us", Channel::email, from_them},
    {"emailed me", Channel::email, from_them},   {"emailed", Channel::email, from_them},
    {"wrote to us", Channel::letter, from_them}, {"wrote to me", Channel::letter, from_them},
    {"texted us", Channel::message, from_them},  {"texted me", Channel::message, from_them},
    {"texted", Channel::message, from_them},     {"gave us", Channel::gift, from_them},
    {"gave me", Channel::gift, from_them},       {"donated", Channel::gift, from_them},
};

// Words that are in no name but follow one.
constexpr std::string_view words_behind_names[] = {
    "about",   "for",       "on",       "at",     "in",        "to",    "and", "with",
    "re",      "today",     "tomorrow", "last",   "this",      "from",  "who", "regarding",
    "because", "yesterday", "wants",    "by",     "over",      "again", "so",  "he",
    "she",     "they",      "after",    "before", "during",    "is",    "was", "has",
    "a",       "an",        "the",      "twice",  "concerning"};

// What people are said to do or be. Longer ones before those they begin with.
constexpr std::string_view topics[] = {
    "is allergic to", "allergic to",    "lives in",     "lives with",  "works at",   "works for",
    "works with",     "grew up in",     "was born in",  "born in",     "comes from", "is from",
    "volunteers at",  "volunteers for", "is afraid of", "cares about", "loves",      "likes",
    "hates",          "dislikes",       "prefers",      "cherishes",   "enjoys",     "collects",
    "plays",          "sings",          "speaks",       "reads",       "wants",      "needs",
    "knows",          "drives",         "studied",      "studies",     "supports",   "avoids",
    "bakes",          "grows",          "keeps",        "owns",        "teaches",    "eats",
    "drinks"};

struct HowWords {
  std::string_view words;
  FactHow how;
};

constexpr HowWords hows[] = {
    {"she told me", FactHow::told_us},
    {"she told us", FactHow::told_us},
    {"he told me", FactHow::told_us},
    {"he told us", FactHow::told_us},
    {"they told me", FactHow::told_us},
    {"they told us", FactHow::told_us},
    {"told me", FactHow::told_us},
    {"told us", FactHow::told_us},
    {"i saw it", FactHow::seen},
    {"i saw", FactHow::seen},
    {"we saw it", FactHow::seen},
    {"we saw", FactHow::seen},
    {"saw it", FactHow::seen},
    {"publicly known", FactHow::publicly_known},
    {"public knowledge", FactHow::publicly_known},
    {"i guess", FactHow::guessed},
    {"just a guess", FactHow::guessed},
    {"a guess", FactHow::guessed},
};

template <std::size_t Count>
std::optional<ContactOpening> opening_in(std::string_view text,
                                         const OpeningWords (&table)[Count]) {
  for (const OpeningWords& entry : table) {
    if (!begins_with(text, entry.words)) continue;
    return ContactOpening{entry.channel, entry.direction, entry.words.size(), entry.kept};
  }
  return std::nullopt;
}

// -- dates --

// A day without a year is the last such day: what is written down has happened.
PartialDate in_the_past(const PartialDate& date, const PartialDate& today) {
  return date.year == 0 ? last_day(date, today) : date;
}

// The size of the longest date in words at the front of `text`, 0 for none.
std::size_t leading_date(std::string_view text, const PartialDate& today, PartialDate& date) {
  std::size_t best = 0;
  std::size_t end = 0;
  for (std::size_t words = 0; words < name_words_max && end < text.size(); ++words) {
    while (end < text.size() && text[end] == ' ')
      ++end;
    while (end < text.size() && text[end] != ' ' && text[end] != ',' && text[end] != ':' &&
           text[end] != ';')
      ++end;
    const std::string_view phrase = text.substr(0, end);
    const bool is_bare_name = words == 0 && phrase.size() <= 4 && !phrase.empty() &&
                              phrase.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_bare_name) {
      if (const auto found = parse_date_words(phrase, today)) {
        date = *found;
        best = end;
      }
    }
    if (end < text.size() && text[end] != ' ') break;
  }
  return best;
}

constexpr std::array<std::string_view, 6> breaks = {",", ";", "(", "–", "—", "."};

// The last place before `at` where a new part of the sentence begins, with its sign; npos for none.
struct PartStart {
  std::size_t sign;
  std::size_t text;
};
std::vector<PartStart> part_starts(std::string_view text) {
  std::vector<PartStart> starts;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t size = sign_size(text, at, breaks);
    if (size == 0) continue;
    std::size_t begin = at + size;
    while (begin < text.size() && text[begin] == ' ')
      ++begin;
    starts.push_back({at, begin});
  }
  return starts;
}

// Reads the end of a fact: "told me 3 May", "I guess", "yesterday". False when it is none of these.
bool read_tail(std::string_view tail, const PartialDate& today, FactLine& fact) {
  for (const HowWords& entry : hows) {
    if (!begins_with(tail, entry.words)) continue;
    const std::string_view rest = tidied(tail.substr(entry.words.size()));
    const auto date = rest.empty() ? std::nullopt : parse_date_words(rest, today);
    if (!rest.empty() && !date) continue;
    fact.how = entry.how;
    if (date) fact.on = in_the_past(*date, today);
    return true;
  }
  const bool is_lone_figure = tail.find_first_not_of("0123456789") == std::string_view::npos;
  const auto date = is_lone_figure || fact.on ? std::nullopt : parse_date_words(tail, today);
  if (!date) return false;
  fact.on = in_the_past(*date, today);
  return true;
}

// Takes how and when a fact is known off its end.
std::string_view take_tail(std::string_view text, const PartialDate& today, FactLine& fact) {
  // Behind a comma or dash anything that reads as a tail is one. A date alone may be followed to
  // the front by the words for how: "…, told me, 3 May".
  for (int round = 0; round < 2; ++round) {
    const auto starts = part_starts(text);
    bool found = false;
    for (const PartStart& start : starts) {
      if (start.sign == 0 || !read_tail(tidied(text.substr(start.text)), today, fact)) continue;
      text = tidied(text.substr(0, start.sign));
      found = true;
      break;
    }
    if (!found || fact.how) break;
  }
  if (fact.how) return text;
  // "told me" and "told us" are clear without a comma.
  const std::string small = [&] {
    std::string all(text);
    std::ranges::transform(all, all.begin(), small_letter);
    return all;
  }();
  for (std::string_view words : {" told me", " told us"}) {
    const std::size_t at = small.rfind(words);
    if (at == std::string::npos || at == 0) continue;
    FactLine tail = fact;
    if (!read_tail(tidied(text.substr(at)), today, tail)) continue;
    fact.how = tail.how;
    if (tail.on) fact.on = tail.on;
    return tidied(text.substr(0, at));
  }
  return text;
}

// "favourite author: Octavia Butler" and "loves Octavia Butler".
void take_topic(std::string_view text, FactLine& fact) {
  const std::size_t colon = text.find(": ");
  if (colon != std::string_view::npos && colon > 0 && colon <= heading_bytes_max) {
    const std::string_view heading = text.substr(0, colon);
    const bool is_heading = word_count(heading) <= heading_words_max &&
                            heading.find_first_of(",.;!?0123456789") == std::string_view::npos;
    if (is_heading && !tidied(text.substr(colon + 1)).empty()) {
      fact.topic = std::string(heading);
      if (fact.topic[0] >= 'a' && fact.topic[0] <= 'z') {
        fact.topic[0] = static_cast<char>(fact.topic[0] - 'a' + 'A');
      }
      fact.text = std::string(tidied(text.substr(colon + 1)));
      return;
    }
  }
  for (std::string_view topic : topics) {
    if (!begins_with(text, topic)) continue;
    const std::string_view rest = tidied(text.substr(topic.size()));
    if (rest.empty() || text[topic.size()] != ' ') break;
    fact.topic = std::string(topic);
    fact.text = std::string(rest);
    return;
  }
  fact.text = std::string(text);
}

}  // namespace

std::string_view tidied(std::string_view text) {
  constexpr std::string_view loose = " \t\r\n,;:";
  constexpr std::array<std::string_view, 3> dashes = {"-", "–", "—"};
  const auto trim = [&] {
    const std::size_t begin = std::min(text.find_first_not_of(loose), text.size());
    text.remove_prefix(begin);
    text = text.substr(0, text.find_last_not_of(loose) + 1);
  };
  trim();
  for (std::string_view dash : dashes) {
    // Only a dash that stands alone: "-5" and "re-read" keep theirs.
    if (text == dash) return {};
    if (text.starts_with(dash) && text.substr(dash.size()).starts_with(' ')) {
      text.remove_prefix(dash.size());
    }
    if (text.ends_with(dash) && text.substr(0, text.size() - dash.size()).ends_with(' ')) {
      text.remove_suffix(dash.size());
    }
  }
  trim();
  // One full stop ends the only sentence; "…", "etc. etc." and "J. R." keep theirs.
  if (text.ends_with('.') && text.find('.') == text.size() - 1) text.remove_suffix(1);
  if (text.ends_with(')') && text.find('(') == std::string_view::npos) text.remove_suffix(1);
  return text;
}

std::optional<ContactOpening> find_opening(std::string_view line) {
  return opening_in(line, openings);
}

std::optional<ContactOpening> find_verb_of_theirs(std::string_view behind_name) {
  return opening_in(behind_name, verbs_of_theirs);
}

std::optional<NameEnd> find_name_end(std::string_view line) {
  constexpr std::array<std::string_view, 2> colons = {":", "："};
  for (std::size_t at = 1; at < line.size() && at <= name_bytes_max; ++at) {
    const std::size_t size = sign_size(line, at, colons);
    if (size == 0) continue;
    const std::string_view before = line.substr(0, at);
    const std::string_view behind = line.substr(at + size);
    const bool is_time = before.back() >= '0' && before.back() <= '9' && !behind.empty() &&
                         behind[0] >= '0' && behind[0] <= '9';
    const bool is_address = behind.starts_with("//");
    const bool is_sentence = before.find_first_of("?!") != std::string_view::npos;
    if (is_time || is_address || is_sentence || tidied(before).empty()) return std::nullopt;
    return NameEnd{at, size};
  }
  return std::nullopt;
}

std::vector<std::string_view> split_names(std::string_view names) {
  constexpr std::array<std::string_view, 5> between = {",", " and ", " & ", "、", "，"};
  std::vector<std::string_view> split;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= names.size();) {
    const std::size_t size = at < names.size() ? sign_size(names, at, between) : 0;
    if (size == 0 && at < names.size()) {
      ++at;
      continue;
    }
    const std::string_view name = tidied(names.substr(begin, at - begin));
    if (!name.empty()) split.push_back(name);
    if (at == names.size()) break;
    at += size;
    begin = at;
  }
  return split;
}

std::string_view name_span(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t words = 0; words < name_words_max; ++words) {
    std::size_t begin = end;
    while (begin < text.size() && text[begin] == ' ')
      ++begin;
    std::size_t word_end = begin;
    constexpr std::string_view stops = " ,;:()?!";
    while (word_end < text.size() && stops.find(text[word_end]) == std::string_view::npos)
      ++word_end;
    const std::string_view word = text.substr(begin, word_end - begin);
    const bool is_behind = std::ranges::any_of(words_behind_names, [&](std::string_view behind) {
      return begins_with(word, behind) && word.size() == behind.size();
    });
    const bool is_figure = !word.empty() && word[0] >= '0' && word[0] <= '9';
    const bool is_dash = word == "-" || word == "–" || word == "—";
    if (word.empty() || is_behind || is_figure || is_dash) break;
    end = word_end;
    if (word_end < text.size() && text[word_end] != ' ') break;
  }
  return text.substr(0, end);
}

bool begins_with_capital(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return false;
  std::size_t at = begin;
  const char32_t first = next_code_point(text, at);
  return lower(first) != first;
}

std::string_view capitalised_words(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && begins_with_capital(text.substr(end))) {
    const std::size_t begin = text.find_first_not_of(' ', end);
    end = std::min(text.find(' ', begin), text.size());
  }
  if (end == 0) end = std::min(text.find(' ', text.find_first_not_of(' ')), text.size());
  return text.substr(0, end);
}

bool begins_with_topic(std::string_view text) {
  return std::ranges::any_of(topics,
                             [&](std::string_view topic) { return begins_with(text, topic); });
}

FactLine read_fact(std::string_view text, const PartialDate& today) {
  FactLine fact;
  take_topic(take_tail(tidied(text), today, fact), fact);
  return fact;
}

ContactLine read_contact(std::string_view text, const PartialDate& today) {
  ContactLine contact;
  text = tidied(text);
  PartialDate date;
  if (const std::size_t size = leading_date(text, today, date)) {
    contact.on = in_the_past(date, today);
    text = tidied(text.substr(size));
  } else if (const auto trailing = find_trailing_date(text, today)) {
    // Without a comma only words that look back are taken for the day of the contact: "the meeting
    // on Friday" is what was spoken about.
    const std::string_view before = text.substr(0, trailing->begin);
    const std::string_view words = tidied(text.substr(trailing->begin));
    const bool is_apart = before.ends_with(", ") || before.ends_with("; ");
    const bool looks_back =
        begins_with(words, "today") || begins_with(words, "yesterday") || words.ends_with(" ago");
    if (is_apart || looks_back) {
      contact.on = in_the_past(trailing->date, today);
      text = tidied(before);
    }
  }
  contact.summary = std::string(text);
  return contact;
}

}  // namespace kith
