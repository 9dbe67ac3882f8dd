#include "tests/core/exchange/parse_support.h"

#include "core/base/assert.h"

#include <algorithm>

namespace kith::test {

Parsed parse(std::string_view file, std::size_t slice_size, ParseOptions options) {
  if (options.file_name.empty()) options.file_name = "contacts.csv";
  Parsed parsed;
  Parser parser(std::move(options));
  const auto take = [&] {
    while (auto batch = parser.take_batch()) {
      auto decoded = decode_batch(*batch);
      ASSERT(decoded.has_value());
      std::ranges::move(decoded->cards, std::back_inserter(parsed.cards));
    }
  };
  Result<void> result;
  if (slice_size == 0) slice_size = std::max<std::size_t>(file.size(), 1);
  for (std::size_t at = 0; at < file.size() && result; at += slice_size) {
    result = parser.feed(as_bytes(file.substr(at, slice_size)));
    take();
  }
  if (result) result = parser.finish();
  take();
  if (!result) parsed.error = result.error().text;
  parsed.report = parser.report();
  return parsed;
}

std::string label_of(const std::vector<ContactWay>& ways, std::string_view text) {
  const auto found = std::ranges::find(ways, text, &ContactWay::text);
  return found == ways.end() ? std::string{} : found->label;
}

std::string fact(const StagedCard& card, std::string_view topic) {
  std::string all;
  for (const StagedFact& fact : card.facts) {
    if (fact.topic == topic) all += (all.empty() ? "" : "|") + fact.text;
  }
  return all;
}

std::string ties(const StagedCard& card) {
  std::string all;
  for (const StagedTie& tie : card.ties)
    all += (all.empty() ? "" : "|") + tie.relation + ": " + (tie.name.empty() ? tie.uid : tie.name);
  return all;
}

}  // namespace kith::test
