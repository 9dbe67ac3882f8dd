// Reading a text through the whole parser, for tests.
#pragma once

#include "core/exchange/parser.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::test {

struct Parsed {
  std::vector<StagedCard> cards;
  ParseReport report;
  std::string error;  // empty: all went well
};

// `slice_size` 0: all at once.
Parsed parse(std::string_view file, std::size_t slice_size = 0, ParseOptions options = {});

// Of the contact way with this text; empty when there is none such.
std::string label_of(const std::vector<ContactWay>& ways, std::string_view text);
// The texts of the facts under this topic, joined by "|".
std::string fact(const StagedCard& card, std::string_view topic);
// "Spouse: Marek Holt|Child: Ilse".
std::string ties(const StagedCard& card);

}  // namespace kith::test
