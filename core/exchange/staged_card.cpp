#include "core/exchange/staged_card.h"

namespace kith {

namespace {

constexpr std::uint8_t batch_version = 1;
constexpr std::size_t text_bytes_max = 1024 * 1024;
constexpr std::size_t source_key_size_max = 256;

// One description of the layout serves both directions: Writer and Reader take the same calls.
struct Writer {
  Encoder& out;

  void operator()(const std::string& text) { out.text(text); }
  void operator()(bool flag) { out.u8(flag ? 1 : 0); }
  void operator()(std::uint64_t number) { out.varint(number); }
  void operator()(CardKind kind) { out.u8(static_cast<std::uint8_t>(kind)); }
  template <class Item>
  void operator()(const std::vector<Item>& items);
  template <class Struct>
  void operator()(const Struct& value);
};

struct Reader {
  Decoder& in;

  void operator()(std::string& text) { text = in.text(text_bytes_max); }
  void operator()(bool& flag) {
    const std::uint8_t byte = in.u8();
    if (byte > 1) in.fail();
    flag = byte == 1;
  }
  void operator()(std::uint64_t& number) { number = in.varint(); }
  void operator()(CardKind& kind) {
    const std::uint8_t byte = in.u8();
    if (byte > static_cast<std::uint8_t>(CardKind::group)) in.fail();
    kind = static_cast<CardKind>(byte);
  }
  template <class Item>
  void operator()(std::vector<Item>& items);
  template <class Struct>
  void operator()(Struct& value);
};

template <class Visit, class Way>
void each_field_of_way(Visit& visit, Way& way) {
  visit(way.text);
  visit(way.label);
  visit(way.preferred);
}

template <class Visit, class Place>
void each_field_of_address(Visit& visit, Place& place) {
  visit(place.label);
  visit(place.street);
  visit(place.extended);
  visit(place.po_box);
  visit(place.city);
  visit(place.region);
  visit(place.postal_code);
  visit(place.country);
}

template <class Visit, class Card>
void each_field_of_card(Visit& visit, Card& card) {
  visit(card.kind);
  visit(card.line);
  visit(card.natural_key);
  for (auto* text : {&card.name, &card.prefix, &card.given, &card.middle, &card.family,
                     &card.suffix, &card.nickname, &card.phonetic_name, &card.organisation,
                     &card.job_title, &card.department, &card.notes})
    visit(*text);
  visit(card.birthday);
  visit(card.known_on);
  for (auto* ways : {&card.emails, &card.phones, &card.urls, &card.handles})
    visit(*ways);
  visit(card.addresses);
  visit(card.labels);
  visit(card.ties);
  visit(card.facts);
  visit(card.members);
}

template <class Visit, class Struct>
void each_field(Visit& visit, Struct& value) {
  using Plain = std::remove_const_t<Struct>;
  if constexpr (std::same_as<Plain, ContactWay>) {
    each_field_of_way(visit, value);
  } else if constexpr (std::same_as<Plain, Address>) {
    each_field_of_address(visit, value);
  } else if constexpr (std::same_as<Plain, StagedDate>) {
    visit(value.source);
    visit(value.edtf);
    visit(value.ambiguous);
  } else if constexpr (std::same_as<Plain, StagedTie>) {
    visit(value.relation);
    visit(value.name);
    visit(value.uid);
  } else if constexpr (std::same_as<Plain, StagedFact>) {
    visit(value.topic);
    visit(value.text);
    visit(value.date);
    visit(value.unmapped);
  } else {
    static_assert(std::same_as<Plain, StagedCard>);
    each_field_of_card(visit, value);
  }
}

template <class Item>
void Writer::operator()(const std::vector<Item>& items) {
  out.varint(items.size());
  for (const Item& item : items)
    (*this)(item);
}

template <class Struct>
void Writer::operator()(const Struct& value) {
  each_field(*this, value);
}

template <class Item>
void Reader::operator()(std::vector<Item>& items) {
  const auto count = static_cast<std::size_t>(in.varint_up_to(card_list_max));
  for (std::size_t i = 0; i < count && in.ok(); ++i)
    (*this)(items.emplace_back());
}

template <class Struct>
void Reader::operator()(Struct& value) {
  each_field(*this, value);
}

}  // namespace

void StagedCard::encode(Encoder& out) const {
  Writer{out}(*this);
}

StagedCard StagedCard::decode(Decoder& in) {
  StagedCard card;
  Reader{in}(card);
  return in.ok() ? card : StagedCard{};
}

bool is_within_limits(const StagedCard& card) {
  bool within = true;
  const auto check = [&](const auto& list) { within = within && list.size() <= card_list_max; };
  check(card.emails), check(card.phones), check(card.urls), check(card.handles);
  check(card.addresses), check(card.labels), check(card.ties), check(card.facts);
  check(card.members);
  return within;
}

Bytes encode_batch(const StagedBatch& batch) {
  Encoder out;
  out.u8(batch_version);
  out.varint(batch.cards.size());
  out.text(batch.source_key);
  for (const StagedCard& card : batch.cards)
    card.encode(out);
  return out.take();
}

std::size_t batch_card_count(ByteView bytes) {
  Decoder in(bytes);
  if (in.u8() != batch_version) return 0;
  return static_cast<std::size_t>(in.varint_up_to(batch_cards_max));
}

Result<StagedBatch> decode_batch(ByteView bytes) {
  Decoder in(bytes);
  if (in.u8() != batch_version) in.fail();
  const auto count = static_cast<std::size_t>(in.varint_up_to(batch_cards_max));
  StagedBatch batch;
  batch.source_key = in.text(source_key_size_max);
  for (std::size_t i = 0; i < count && in.ok(); ++i)
    batch.cards.push_back(StagedCard::decode(in));
  if (!in.finished()) {
    return fail(ErrorCode::malformed,
                "The part of Kith that reads files sent something unreadable. Try the import "
                "again.");
  }
  return batch;
}

}  // namespace kith
