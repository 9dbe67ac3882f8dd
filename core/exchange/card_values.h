// A staged card as values of fields.
#pragma once

#include "core/exchange/import_plan.h"
#include "core/exchange/staged_card.h"
#include "core/record/draft.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith {

// A text too long for its field, or without a field at all: a fact.
struct LeftOver {
  std::string topic;
  std::string text;
};

struct CardValues {
  std::vector<FieldValue> values;  // in the order of the schema; sets last
  std::vector<LeftOver> left_over;
};

// All but the organisation, which is a record of its own.
CardValues person_values(const StagedCard& card, DateOrder order);
CardValues organisation_values(const StagedCard& card);

// "C is the <relation> of `name`" for "`name` is the <label> of C"; `note` is the label where
// there is no word for the way back.
struct TieWords {
  std::string relation;
  std::string note;
};
TieWords tie_words(std::string_view label);

// At most `size_max` bytes, cut between characters.
std::string shortened(std::string_view text, std::size_t size_max);
// Of a text that one field cannot hold: parts that it can.
std::vector<std::string> pieces(std::string_view text, std::size_t size_max);

}  // namespace kith
