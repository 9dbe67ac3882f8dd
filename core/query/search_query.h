// What somebody types into a search, taken apart: words, and filters with a name before a colon.
//
//   spring letter          words          tag:donor       has a label that begins so
//   "spring letter"        in a row       org:river       belongs to, or is, that organisation
//   city:leeds             lives there    is:contact      person, organisation, fact or contact
//   since:2024-05          contacts and facts from then on, and who was spoken to
//   until:"3 May 2024"     the same up to that day
//
// What is no filter is a word.
#pragma once

#include "core/base/date.h"
#include "core/query/filter.h"

#include <optional>
#include <string>
#include <string_view>

namespace kith {

struct SearchQuery {
  std::string words;
  std::string label, organisation, city;
  std::optional<KindId> kind;
  Value since, until;  // dates, or null

  bool has_filters() const;
  bool has_dates() const { return !since.is_null() || !until.is_null(); }
};

SearchQuery parse_search(std::string_view typed, const PartialDate& today);

// What the filters ask of a record of that kind; empty when none of them can fit.
std::optional<Filter> filter_of(const SearchQuery& query, KindId kind);

}  // namespace kith
