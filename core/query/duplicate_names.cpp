#include "core/query/duplicate_names.h"

#include "core/base/text_fold.h"
#include "core/base/text_script.h"
#include "core/base/text_utf8.h"
#include "core/query/duplicate_name_parts.h"
#include "core/query/match_keys.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kith {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view titles[] = {
    "dr",   "prof",   "mr",    "mrs",  "ms",     "miss",  "mx",    "sir",   "dame",
    "rev",  "fr",     "hon",   "herr", "frau",   "dipl",  "ing",   "mag",   "sra",
    "srta", "don",    "dona",  "mme",  "mlle",   "dott",  "sig",   "madam", "lady",
    "lord", "pastor", "rabbi", "imam", "sheikh", "shri",  "smt",   "г",     "господин",
    "пан",  "пані",   "κ",     "κα",   "د",      "السيد", "السيدة"};
constexpr std::string_view degrees[] = {"phd", "md", "esq", "obe", "mbe", "cpa", "msc", "mba"};
constexpr std::string_view honorifics[] = {"様", "さん", "先生", "氏", "님", "씨"};
// Left out behind the first word.
constexpr std::string_view particles[] = {"van", "von", "der", "den", "de",  "del", "della",
                                          "di",  "da",  "do",  "dos", "das", "du",  "la",
                                          "le",  "el",  "al",  "bin", "ibn", "ben", "bat",
                                          "ter", "ten", "zu",  "y",   "e",   "und", "of"};
constexpr std::string_view articles[] = {"the", "der", "die", "das", "la", "le", "les", "el",
                                         "los", "las", "il",  "lo",  "os", "as", "a"};
constexpr std::string_view legal_forms[] = {
    "ltd", "limited", "inc",  "incorporated", "llc", "llp", "plc", "corp", "corporation", "co",
    "cic", "cio",     "gmbh", "ggmbh",        "ag",  "ev",  "kg",  "sa",   "sarl",        "srl",
    "spa", "sl",      "bv",   "nv",           "ab",  "as",  "oy",  "aps",  "asbl",        "vzw",
    "ngo", "ong",     "sro",  "zs",           "kft", "ooo", "ооо"};
constexpr std::string_view ands[] = {"and", "und", "et", "y", "e", "og", "och", "en"};
// Of two who bear one name; each with what it is.
constexpr std::pair<std::string_view, std::string_view> generations[] = {
    {"jr", "jr"},   {"junior", "jr"}, {"filho", "jr"}, {"hijo", "jr"}, {"ifj", "jr"},
    {"sr", "sr"},   {"senior", "sr"}, {"pai", "sr"},   {"ii", "ii"},   {"2nd", "ii"},
    {"iii", "iii"}, {"3rd", "iii"},   {"neto", "iii"}, {"iv", "iv"}};

template <std::size_t Size>
bool is_one_of(const std::string_view (&list)[Size], std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

std::string_view generation_of(std::string_view word) {
  for (const auto& [written, meant] : generations) {
    if (written == word) return meant;
  }
  return {};
}

bool is_run(std::string_view word) {
  std::size_t at = 0;
  switch (word.empty() ? Script::common : script_of(next_code_point(word, at))) {
    case Script::han:
    case Script::hangul:
    case Script::hiragana:
    case Script::katakana:
    case Script::bopomofo:
      return true;
    default:
      return false;
  }
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0x2019 || c == 0x2BC || c == 0x5F3;
}

Words words_of(std::string_view text) {
  Words words(1);
  const std::string folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    if (is_word_character(c) || is_joiner(c)) {
      words.back().append(folded, begin, at - begin);
    } else if (!is_apostrophe(c) && !words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool has(const Words& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

// Takes what is no name off both ends, and particles out of the midst.
std::string_view strip(Words& words) {
  std::string_view generation;
  while (words.size() > 1 && is_one_of(titles, words.front()))
    words.erase(words.begin());
  while (words.size() > 1) {
    const std::string_view found = generation_of(words.back());
    if (found.empty() && !is_one_of(degrees, words.back()) && !is_one_of(honorifics, words.back()))
      break;
    if (!found.empty()) generation = found;
    words.pop_back();
  }
  for (std::size_t i = 1; i < words.size() && words.size() > 2;) {
    if (is_one_of(particles, words[i]))
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
  if (words.size() > name_part::words_max) words.resize(name_part::words_max);
  return generation;
}

// "Okafor, Ana" → "Ana Okafor"; "Ana Okafor, PhD" is left to strip.
std::string in_spoken_order(std::string_view display) {
  const std::size_t comma = display.find(',');
  if (comma == display.npos) return std::string(display);
  const Words behind = words_of(display.substr(comma + 1));
  if (behind.empty() || is_one_of(degrees, behind.front()) ||
      !generation_of(behind.front()).empty())
    return std::string(display);
  return std::string(display.substr(comma + 1)) + ' ' + std::string(display.substr(0, comma));
}

void append(std::string& to, char part, std::string_view word) {
  to += part;
  to += word;
  to += '\n';
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words)
    text += word;
  return text;
}

void append_run(std::string& to, const Words& words, const NameInput& name) {
  const std::string given_name = joined(words_of(name.given));
  const std::string family_name = joined(words_of(name.family));
  const bool has_parts = !given_name.empty() && !family_name.empty();
  std::string whole = has_parts ? family_name + given_name : joined(words);
  for (std::string_view honorific : honorifics) {
    if (whole.size() > honorific.size() && whole.ends_with(honorific))
      whole.resize(whole.size() - honorific.size());
  }
  append(to, name_part::run, whole);
  if (has_parts) {
    append(to, name_part::run_swapped, given_name + family_name);
    append(to, name_part::family, family_name);
  } else if (words.size() == 2) {
    append(to, name_part::run_swapped, words[1] + words[0]);
    append(to, name_part::family, words[0]);
  } else {
    std::size_t first = 0;
    next_code_point(whole, first);
    append(to, name_part::family, std::string_view(whole).substr(0, first));
  }
}

// A word of the display name by where the fields have it, or else by its place.
char part_of(const Words& words, std::size_t at, const Words& given, const Words& family) {
  if (has(family, words[at])) return name_part::family;
  if (!given.empty() && given.front() == words[at]) return name_part::given;
  if (!given.empty() || !family.empty())
    return given.empty() && at == 0 ? name_part::given : name_part::middle;
  if (at == 0) return name_part::given;
  return at + 1 == words.size() ? name_part::family : name_part::middle;
}

// A contact without a name is shown by its address or number.
bool is_name(std::string_view text) {
  return text.find('@') == text.npos && text.find_first_not_of("+0123456789 ()-./") != text.npos;
}

// Nobody's name is longer; a text may be.
std::string_view brief(std::string_view text) {
  constexpr std::size_t size_max = 400;
  return text.substr(0, size_max);
}

NameInput brief(const NameInput& name) {
  return {brief(name.display), brief(name.given), brief(name.family), brief(name.suffix),
          brief(name.nickname)};
}

}  // namespace

std::string comparable_name(const NameInput& whole) {
  const NameInput name = brief(whole);
  std::string display = in_spoken_order(name.display);
  if (!is_name(display)) display = std::string(name.given) + ' ' + std::string(name.family);
  Words words = words_of(display);
  const std::string_view generation = strip(words);
  std::string text;
  if (words.empty()) return text;
  if (std::ranges::all_of(words, is_run)) {
    append_run(text, words, name);
  } else {
    const Words given = words_of(name.given);
    const Words family = words_of(name.family);
    for (std::size_t i = 0; i < words.size(); ++i)
      append(text, part_of(words, i, given, family), words[i]);
  }
  if (const Words nick = words_of(name.nickname); !nick.empty())
    append(text, name_part::nickname, nick.front());
  const Words suffix = words_of(name.suffix);
  const std::string_view of_suffix = suffix.empty() ? "" : generation_of(suffix.front());
  if (!of_suffix.empty() || !generation.empty())
    append(text, name_part::generation, of_suffix.empty() ? generation : of_suffix);
  return text;
}

std::string comparable_organisation(std::string_view name) {
  std::string spelt(brief(name));
  std::erase(spelt, '.');  // "e.V."
  Words words = words_of(spelt);
  while (words.size() > 1 && is_one_of(articles, words.front()))
    words.erase(words.begin());
  while (words.size() > 1 && is_one_of(legal_forms, words.back()))
    words.pop_back();
  std::string text;
  for (const std::string& word : words) {
    if (!is_one_of(ands, word)) text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

void for_each_organisation_word(std::string_view comparable,
                                const std::function<void(std::uint64_t word)>& take) {
  while (!comparable.empty()) {
    const std::size_t end = std::min(comparable.find(' '), comparable.size());
    take(key_hash(comparable.substr(0, end)));
    comparable.remove_prefix(std::min(end + 1, comparable.size()));
  }
}

}  // namespace kith
