// One contact as a file has it, in a form that no longer shows which program wrote it. Cards are
// made by a Parser in a throw-away worker, posted in batches of bytes, and matched and committed
// in the main one. Nothing of the file is lost on the way: what has no place of its own is a fact
// under the heading it had.
#pragma once

#include "core/base/bytes.h"
#include "core/base/codec.h"
#include "core/base/result.h"
#include "core/exchange/date_text.h"
#include "core/record/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kith {

enum class CardKind : std::uint8_t { person = 0, organisation = 1, group = 2 };

// "`name` is the <relation> of this card", in the file's words.
struct StagedTie {
  std::string relation;  // "Spouse", "child"; may be empty
  std::string name;
  std::string uid;  // instead of a name: the uid of another card

  bool operator==(const StagedTie&) const = default;
};

struct StagedFact {
  std::string topic;  // "Hobby", "Anniversary", or the heading of a column nobody mapped
  std::string text;
  StagedDate date;        // for an event
  bool unmapped = false;  // kept because nothing is discarded

  bool operator==(const StagedFact&) const = default;
};

struct StagedCard {
  CardKind kind = CardKind::person;
  std::uint64_t line = 0;   // where it begins in the file
  std::string natural_key;  // what stays the same when the file is exported again

  std::string name;  // as displayed; a person's is made of the parts when the file has none
  std::string prefix, given, middle, family, suffix;
  std::string nickname, phonetic_name;
  std::string organisation, job_title, department;
  StagedDate birthday;
  std::string notes;
  std::vector<ContactWay> emails, phones, urls, handles;
  std::vector<Address> addresses;
  std::vector<std::string> labels;
  std::vector<StagedTie> ties;
  std::vector<StagedFact> facts;
  StagedDate known_on;               // LinkedIn: connected on
  std::vector<std::string> members;  // of a group: uids

  bool operator==(const StagedCard&) const = default;

  void encode(Encoder& out) const;
  // Only what encode writes, within limits; otherwise !in.ok().
  static StagedCard decode(Decoder& in);
};

// Of one list in a card: a group's members, at most. The Parser refuses a contact with more.
inline constexpr std::size_t card_list_max = 100'000;
bool is_within_limits(const StagedCard& card);

// What a Parser hands on at a time, and for which kind of file (`source_key` in ids, for ever).
struct StagedBatch {
  std::string source_key;
  std::vector<StagedCard> cards;
};

inline constexpr std::size_t batch_cards_max = 4096;

Bytes encode_batch(const StagedBatch& batch);
Result<StagedBatch> decode_batch(ByteView bytes);
// Without decoding the cards; 0 for bytes that are no batch.
std::size_t batch_card_count(ByteView bytes);

}  // namespace kith
