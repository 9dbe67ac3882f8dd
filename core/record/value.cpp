#include "core/record/value.h"

#include "core/base/assert.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace kith {
namespace {

constexpr std::uint8_t exponent_max = 9;
constexpr std::int16_t offset_minutes_max = 18 * 60;
constexpr std::size_t unknown_size_max = long_text_size_max;
constexpr std::size_t attachment_payload_max = 512;

bool is_contact(ValueType type) {
  return type >= ValueType::email && type <= ValueType::handle;
}

bool fits(const std::string& text, std::size_t size_max) {
  return text.size() <= size_max && is_valid_utf8(text);
}

// The characters of EDTF level 0; whether they make a date is for the reader of the field to say,
// since people write dates that do not exist.
bool is_date_text(const std::string& text) {
  if (text.empty() || text.size() > date_size_max) return false;
  return text.find_first_not_of("0123456789-/.:+TZ") == std::string::npos;
}

bool is_currency(const std::string& text) {
  if (text.size() != 3) return false;
  for (char c : text) {
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

// Nothing in it may leave the folder it is put into, or hide what it is.
bool is_file_name(const std::string& text) {
  if (text.empty() || !fits(text, attachment_name_size_max)) return false;
  return std::ranges::none_of(text, [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == 0x7f || c == '/' || c == '\\';
  });
}

template <class Function>
void for_each_part(const Address& address, Function&& function) {
  for (const std::string* part :
       {&address.label, &address.street, &address.extended, &address.po_box, &address.city,
        &address.region, &address.postal_code, &address.country}) {
    function(*part);
  }
}

struct IsValid {
  ValueType type;

  bool operator()(std::monostate) const { return true; }
  bool operator()(const std::string& text) const {
    if (type == ValueType::date) return is_date_text(text);
    if (type == ValueType::erased) return text.empty();
    if (type >= ValueType::first_unknown) return text.size() <= unknown_size_max;
    return fits(text, type == ValueType::text ? text_size_max : long_text_size_max);
  }
  bool operator()(std::int64_t) const { return true; }
  bool operator()(double number) const { return std::isfinite(number); }
  bool operator()(bool) const { return true; }
  bool operator()(const Instant& instant) const {
    return std::abs(instant.offset_minutes) <= offset_minutes_max;
  }
  bool operator()(const Money& money) const {
    return is_currency(money.currency) && money.exponent <= exponent_max;
  }
  bool operator()(const Choice&) const { return true; }
  bool operator()(const RecordId& record) const { return !record.is_null(); }
  bool operator()(const ContactWay& way) const {
    return fits(way.text, contact_part_size_max) && fits(way.label, contact_part_size_max);
  }
  bool operator()(const Address& address) const {
    bool all = true;
    for_each_part(address,
                  [&](const std::string& part) { all &= fits(part, contact_part_size_max); });
    return all;
  }
  bool operator()(const Attachment& attachment) const {
    return attachment.size <= attachment_size_max && is_file_name(attachment.name);
  }
};

struct EncodePayload {
  ValueType type;
  Encoder& out;

  void operator()(std::monostate) const {}
  void operator()(const std::string& text) const { out.text(text); }
  void operator()(std::int64_t number) const { out.signed_varint(number); }
  void operator()(double number) const { out.u64(std::bit_cast<std::uint64_t>(number)); }
  void operator()(bool yes) const { out.u8(yes ? 1 : 0); }
  void operator()(const Instant& instant) const {
    out.signed_varint(instant.utc_ms);
    out.signed_varint(instant.offset_minutes);
  }
  void operator()(const Money& money) const {
    out.signed_varint(money.minor_units);
    out.raw(kith::as_bytes(money.currency));
    out.u8(money.exponent);
  }
  void operator()(const Choice& choice) const { out.varint(choice.number); }
  void operator()(const RecordId& record) const { out.id(record); }
  void operator()(const ContactWay& way) const {
    out.text(way.text);
    out.text(way.label);
    out.u8(way.preferred ? 1 : 0);
  }
  void operator()(const Address& address) const {
    for_each_part(address, [&](const std::string& part) { out.text(part); });
  }
  void operator()(const Attachment& attachment) const {
    Encoder payload;
    payload.raw(attachment.key);
    payload.raw(attachment.content_hash);
    payload.raw(attachment.sealed_hash);
    payload.varint(attachment.size);
    payload.text(attachment.name);
    out.bytes_field(payload.bytes());
  }
};

bool decode_bool(Decoder& in) {
  const std::uint8_t byte = in.u8();
  if (byte > 1) in.fail();
  return byte == 1;
}

double decode_real(Decoder& in) {
  const double number = std::bit_cast<double>(in.u64());
  const bool negative_zero = number == 0 && std::signbit(number);
  if (negative_zero) in.fail();
  return number;
}

Instant decode_instant(Decoder& in) {
  Instant instant;
  instant.utc_ms = in.signed_varint();
  const std::int64_t offset = in.signed_varint();
  if (offset < -offset_minutes_max || offset > offset_minutes_max) in.fail();
  instant.offset_minutes = static_cast<std::int16_t>(offset);
  return instant;
}

Money decode_money(Decoder& in) {
  Money money;
  money.minor_units = in.signed_varint();
  money.currency = std::string(as_text(in.raw(3)));
  money.exponent = in.u8();
  return money;
}

std::string decode_text(Decoder& in, std::size_t size_max) {
  return std::string(in.text(size_max));
}

ContactWay decode_contact(Decoder& in) {
  ContactWay way;
  way.text = decode_text(in, contact_part_size_max);
  way.label = decode_text(in, contact_part_size_max);
  way.preferred = decode_bool(in);
  return way;
}

Address decode_address(Decoder& in) {
  Address address;
  for (std::string* part :
       {&address.label, &address.street, &address.extended, &address.po_box, &address.city,
        &address.region, &address.postal_code, &address.country}) {
    *part = decode_text(in, contact_part_size_max);
  }
  return address;
}

Attachment decode_attachment(Decoder& outer) {
  Decoder in(outer.bytes_field(attachment_payload_max));
  Attachment attachment;
  for (auto* part : {&attachment.key, &attachment.content_hash, &attachment.sealed_hash})
    std::ranges::copy(in.raw(part->size()), part->begin());
  attachment.size = in.varint_up_to(attachment_size_max);
  attachment.name = decode_text(in, attachment_name_size_max);
  if (!in.finished()) outer.fail();
  return attachment;
}

}  // namespace

Value Value::text(std::string text) {
  return {ValueType::text, std::move(text)};
}
Value Value::long_text(std::string text) {
  return {ValueType::long_text, std::move(text)};
}
Value Value::integer(std::int64_t number) {
  return {ValueType::integer, number};
}
Value Value::real(double number) {
  return {ValueType::real, number == 0 ? 0.0 : number};  // one zero, not two
}
Value Value::yes_no(bool yes) {
  return {ValueType::yes_no, yes};
}
Value Value::date(std::string edtf) {
  return {ValueType::date, std::move(edtf)};
}
Value Value::instant(Instant instant) {
  return {ValueType::instant, instant};
}
Value Value::money(Money money) {
  return {ValueType::money, std::move(money)};
}
Value Value::choice(std::uint32_t number) {
  return {ValueType::choice, Choice{number}};
}
Value Value::link(RecordId record) {
  return {ValueType::link, record};
}
Value Value::contact(ValueType type, ContactWay way) {
  ASSERT(is_contact(type));
  return {type, std::move(way)};
}
Value Value::address(Address address) {
  return {ValueType::address, std::move(address)};
}
Value Value::attachment(Attachment attachment) {
  return {ValueType::attachment, std::move(attachment)};
}
Value Value::erased() {
  return {ValueType::erased, std::string()};
}

const std::string& Value::as_text() const {
  static const std::string none;
  if (const auto* way = get<ContactWay>()) return way->text;
  const auto* text = type_ < ValueType::erased ? get<std::string>() : nullptr;
  return text != nullptr ? *text : none;
}

const std::string* Value::unknown_payload() const {
  return type_ >= ValueType::first_unknown ? get<std::string>() : nullptr;
}

bool Value::is_valid() const {
  return std::visit(IsValid{type_}, payload_);
}

void Value::encode(Encoder& out) const {
  out.u8(static_cast<std::uint8_t>(type_));
  std::visit(EncodePayload{type_, out}, payload_);
}

Value Value::decode(Decoder& in) {
  const auto type = static_cast<ValueType>(in.u8());
  Value value;
  value.type_ = type;
  if (type == ValueType::null) {
    return value;
  } else if (type == ValueType::text) {
    value.payload_ = decode_text(in, text_size_max);
  } else if (type == ValueType::long_text) {
    value.payload_ = decode_text(in, long_text_size_max);
  } else if (type == ValueType::date) {
    value.payload_ = decode_text(in, date_size_max);
  } else if (type == ValueType::integer) {
    value.payload_ = in.signed_varint();
  } else if (type == ValueType::real) {
    value.payload_ = decode_real(in);
  } else if (type == ValueType::yes_no) {
    value.payload_ = decode_bool(in);
  } else if (type == ValueType::instant) {
    value.payload_ = decode_instant(in);
  } else if (type == ValueType::money) {
    value.payload_ = decode_money(in);
  } else if (type == ValueType::choice) {
    value.payload_ = Choice{static_cast<std::uint32_t>(in.varint_up_to(UINT32_MAX))};
  } else if (type == ValueType::link) {
    value.payload_ = in.id<RecordTag>();
  } else if (is_contact(type)) {
    value.payload_ = decode_contact(in);
  } else if (type == ValueType::address) {
    value.payload_ = decode_address(in);
  } else if (type == ValueType::attachment) {
    value.payload_ = decode_attachment(in);
  } else {
    value.payload_ = std::string(kith::as_text(in.bytes_field(unknown_size_max)));
  }
  if (in.ok() && !value.is_valid()) in.fail();
  return in.ok() ? value : Value();
}

}  // namespace kith
