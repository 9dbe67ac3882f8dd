#include "core/query/search_query.h"

#include "core/base/date_words.h"
#include "core/base/text_fold.h"
#include "core/record/builtin.h"

#include <utility>
#include <vector>

namespace kith {
namespace {

constexpr std::string_view blanks = " \t\n";

// Up to the next blank outside of quotes.
std::string_view next_token(std::string_view& rest) {
  const std::size_t begin = rest.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return rest = {};
  rest.remove_prefix(begin);
  bool is_quoted = false;
  std::size_t end = 0;
  for (; end < rest.size(); ++end) {
    if (rest[end] == '"') is_quoted = !is_quoted;
    if (!is_quoted && blanks.find(rest[end]) != std::string_view::npos) break;
  }
  const std::string_view token = rest.substr(0, end);
  rest.remove_prefix(end);
  return token;
}

std::string without_quotes(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '"');
  return plain;
}

std::optional<KindId> kind_named(const std::string& word) {
  constexpr std::pair<std::string_view, KindId> names[] = {
      {"person", kinds::person},
      {"people", kinds::person},
      {"organisation", kinds::organisation},
      {"org", kinds::organisation},
      {"household", kinds::household},
      {"fact", kinds::fact},
      {"contact", kinds::interaction},
  };
  for (const auto& [name, kind] : names) {
    if (word == name) return kind;
  }
  return std::nullopt;
}

Value date_of(const std::string& text, const PartialDate& today) {
  const auto date = parse_date_words(text, today);
  return date && date->year != 0 ? Value::date(edtf_text(*date)) : Value();
}

// Whether the token was a filter.
bool take_filter(SearchQuery& query, std::string_view token, const PartialDate& today) {
  const std::size_t colon = token.find(':');
  if (colon == std::string_view::npos || colon + 1 == token.size()) return false;
  const std::string name = fold(token.substr(0, colon));
  const std::string text = without_quotes(token.substr(colon + 1));
  if (text.empty() || text.size() > filter_text_max) return false;
  const auto take_date = [&](Value& date) {
    Value read = date_of(text, today);
    if (read.is_null()) return false;
    date = std::move(read);
    return true;
  };
  if (name == "since") return take_date(query.since);
  if (name == "until") return take_date(query.until);
  if (name == "is") {
    const auto kind = kind_named(fold(text));
    if (kind) query.kind = kind;
    return kind.has_value();
  }
  std::string* target = name == "tag"    ? &query.label
                        : name == "org"  ? &query.organisation
                        : name == "city" ? &query.city
                                         : nullptr;
  if (target != nullptr) *target = text;
  return target != nullptr;
}

}  // namespace

bool SearchQuery::has_filters() const {
  return !label.empty() || !organisation.empty() || !city.empty() || kind || has_dates();
}

SearchQuery parse_search(std::string_view typed, const PartialDate& today) {
  SearchQuery query;
  while (true) {
    const std::string_view token = next_token(typed);
    if (token.empty()) return query;
    if (take_filter(query, token, today)) continue;
    query.words += (query.words.empty() ? "" : " ") + std::string(token);
  }
}

std::optional<Filter> filter_of(const SearchQuery& query, KindId kind) {
  namespace f = fields;
  std::vector<FilterNode> all;
  const bool is_person = kind == kinds::person;
  const bool is_listed = is_person || kind == kinds::organisation;
  if (query.kind && *query.kind != kind) return std::nullopt;
  const bool asks_record =
      !query.label.empty() || !query.organisation.empty() || !query.city.empty();
  if (asks_record && !is_listed) return std::nullopt;
  if (!query.label.empty()) {
    all.push_back(on_field(is_person ? f::person::labels : f::organisation::labels,
                           text_begins(query.label)));
  }
  if (!query.organisation.empty()) {
    FilterNode named = on_field(f::organisation::name, text_mentions(query.organisation));
    all.push_back(is_person ? links_to(f::person::organisation, std::move(named))
                            : std::move(named));
  }
  if (!query.city.empty()) {
    all.push_back(
        on_field(is_person ? f::person::city : f::organisation::city, text_begins(query.city)));
  }
  if (query.has_dates()) {
    const FieldTest in_time = between(TestType::date_between, query.since, query.until);
    if (is_listed || kind == kinds::household) {
      all.push_back(linked_by(f::interaction::people, on_field(f::interaction::on, in_time)));
    } else {
      all.push_back(
          on_field(kind == kinds::fact ? f::fact::learned_on : f::interaction::on, in_time));
    }
  }
  return Filter{kind, all_of(std::move(all))};
}

}  // namespace kith
