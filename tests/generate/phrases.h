#pragma once
// The words organisations, facts and notes are put together from.

#include <span>
#include <string_view>

namespace kith::generate {

struct FactPhrases {
  std::string_view topic;
  std::string_view lead;  // "loves "
  std::span<const std::string_view> rests;
};

std::span<const std::string_view> organisation_names();
std::span<const std::string_view> organisation_kinds();
std::span<const std::string_view> positions();
std::span<const std::string_view> streets();
std::span<const std::string_view> nicknames();
std::span<const std::string_view> labels();
std::span<const std::string_view> notes();
std::span<const std::string_view> interaction_kinds();
std::span<const std::string_view> interaction_notes();
std::span<const std::string_view> syllables();
std::span<const FactPhrases> fact_phrases();

}  // namespace kith::generate
