// The properties of a vCard file to staged cards: what each property and producer's invention
// means (X-ABLabel, X-MS-SPOUSE, X-EVOLUTION-ANNIVERSARY …). A property without a place of its own
// is kept as a fact under its own name.
#pragma once

#include "core/exchange/parse_report.h"
#include "core/exchange/staged_card.h"
#include "core/exchange/vcard_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith {

inline constexpr std::size_t vcard_properties_max = 100'000;  // of one card
inline constexpr std::size_t vcard_depth_max = 4;             // of cards in AGENT properties

class CardSink {
 public:
  virtual ~CardSink() = default;
  virtual Result<void> card(StagedCard card) = 0;
};

// The natural key of a card with this UID, however it is written (urn:uuid:… or bare).
std::string vcard_uid_key(std::string_view uid);

class VcardBuilder final : public VcardSink {
 public:
  // `fallback` is how text that is neither UTF-8 nor says its character set is read; without one
  // it is an error, and the report tells what it probably is.
  VcardBuilder(std::optional<Encoding> fallback, ParseReport& report, CardSink& sink)
      : fallback_(fallback), report_(report), sink_(sink) {}

  Result<void> property(const VcardProperty& property) override;
  Result<void> finish();

 private:
  struct Open {
    std::uint64_t line = 0;
    std::vector<VcardProperty> properties;  // without their values
    std::vector<std::string> texts;         // the values, in UTF-8
    bool agent_follows = false;             // the last property was an empty AGENT
    bool is_agent = false;
    std::vector<StagedTie> agents = {};
  };

  Result<std::optional<std::string>> decode_text(const VcardProperty& property);
  Result<void> close_card();

  std::optional<Encoding> fallback_;
  ParseReport& report_;
  CardSink& sink_;
  std::vector<Open> open_;  // the innermost last
};

}  // namespace kith
