#include "core/query/directory_entry.h"

#include "core/base/date.h"
#include "core/base/text_fold.h"
#include "core/base/text_grapheme.h"
#include "core/base/text_script.h"
#include "core/base/text_segment.h"
#include "core/base/text_sort_key.h"
#include "core/base/text_utf8.h"

#include <algorithm>

namespace kith {
namespace {

using directory_queries::Contact;
using directory_queries::Entry;
using directory_queries::LastContact;
using directory_queries::Source;

constexpr std::size_t subtitle_parts_max = 2;

// Both with something between, or the one that is not empty.
std::string joined(std::string_view first, std::string_view second, std::string_view between) {
  if (first.empty() || second.empty()) return std::string(first.empty() ? second : first);
  return std::string(first) + std::string(between) + std::string(second);
}

std::string display_name(const Source& source) {
  if (!source.name.empty()) return source.name;
  std::string parts = joined(source.given_name, source.family_name, " ");
  return parts.empty() ? source.nickname : parts;
}

// What is known of somebody's place in the world, the most telling first.
std::vector<std::string> subtitle_parts(const Source& source) {
  std::vector<std::string> parts;
  const std::string& job = source.job_title.empty() ? source.department : source.job_title;
  const std::string household =
      source.household.empty() ? std::string() : "Household: " + source.household;
  for (const std::string& part : {job, source.organisation, source.city, household}) {
    if (!part.empty() && parts.size() < subtitle_parts_max) parts.push_back(part);
  }
  return parts;
}

bool is_part_of(std::string_view names, std::string_view more) {
  return more.empty() || names.find(more) != std::string_view::npos;
}

// All names one a line, each that adds something.
std::string all_names(const Source& source, std::string_view display) {
  std::string names(display);
  for (const std::string* more :
       {&source.nickname, &source.phonetic_name, &source.given_name, &source.family_name}) {
    if (!is_part_of(names, *more)) names += "\n" + *more;
  }
  return names;
}

constexpr std::string_view merged_names_mark = "\n\n";

// Those of records merged into it: what they are shown by goes behind the mark.
void add_merged_names(std::string& names, const std::vector<Source>& merged) {
  std::string shown;
  for (const Source& source : merged) {
    const std::string display = display_name(source);
    for (const std::string* more :
         {&source.nickname, &source.phonetic_name, &source.given_name, &source.family_name}) {
      if (!is_part_of(names, *more)) names += "\n" + *more;
    }
    if (!display.empty()) shown += (shown.empty() ? "" : "\n") + display;
  }
  if (!shown.empty()) names += std::string(merged_names_mark) + shown;
}

// The first letter of the word at `at`, capital or not as it is written.
std::string_view first_letter(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    std::size_t behind = at;
    if (is_word_character(next_code_point(word, behind))) {
      return word.substr(at, grapheme_end(word, at) - at);
    }
    at = behind;
  }
  return {};
}

}  // namespace

bool wants_label(const Source& source) {
  return subtitle_parts(source).size() < subtitle_parts_max;
}

Entry make_entry(const EntryInput& input) {
  const Source& source = input.source;
  const std::string display = display_name(source);
  std::string subtitle;
  for (const std::string& part : subtitle_parts(source))
    subtitle = joined(subtitle, part, " · ");
  if (wants_label(source)) subtitle = joined(subtitle, input.label, " · ");
  Entry entry{.id = source.id,
              .name = display.empty() ? std::string(no_name) : display,
              .names = all_names(source, display),
              .nickname = source.nickname,
              .subtitle = std::move(subtitle),
              .name_key = name_sort_key(display)};
  add_merged_names(entry.names, input.merged);
  if (!source.organisation.empty()) entry.organisation_key = name_sort_key(source.organisation);
  entry.last_contact = input.last_contact;
  return entry;
}

LastContact latest(const std::vector<Contact>& contacts) {
  // Dates without a year are left out below, so that any day will do for the present one.
  constexpr PartialDate any_day{9999, 12, 31};
  LastContact last;
  for (const Contact& contact : contacts) {
    const auto span = parse_edtf(contact.on);
    const auto date = !span ? std::nullopt : span->to ? span->to : span->from;
    if (!date || date->year == 0) continue;
    const std::int64_t day = days_from_civil(last_day(*date, any_day));
    if (!last.day || day > *last.day) last = {day, contact.interaction_row};
  }
  return last;
}

bool was_called(std::string_view names, std::string_view folded_name) {
  const std::size_t mark = names.find(merged_names_mark);
  if (mark == names.npos) return false;
  names.remove_prefix(mark + merged_names_mark.size());
  for (std::size_t at = 0; at <= names.size();) {
    const std::size_t end = std::min(names.find('\n', at), names.size());
    if (fold(names.substr(at, end - at)) == folded_name) return true;
    at = end + 1;
  }
  return false;
}

std::vector<std::string> name_words(std::string_view names) {
  std::vector<std::string> words;
  search_words(names, WordUse::index, [&](const SearchWord& word) {
    words.emplace_back(word.folded);
    return true;
  });
  std::ranges::sort(words);
  const auto rest = std::ranges::unique(words);
  words.erase(rest.begin(), rest.end());
  return words;
}

std::string initials_of(std::string_view name) {
  std::string_view first;
  std::string_view last;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (const std::string_view letter = first_letter(name.substr(at, end - at)); !letter.empty()) {
      if (first.empty()) {
        first = letter;
      } else {
        last = letter;
      }
    }
    at = end + 1;
  }
  std::size_t start = 0;
  const bool stands_alone =
      !first.empty() && is_searched_by_pairs(script_of(next_code_point(first, start)));
  return std::string(first) + (stands_alone ? std::string() : std::string(last));
}

int hue_of(RecordId id) {
  return id.bytes[15] & 7;
}

}  // namespace kith
