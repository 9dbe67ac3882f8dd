// One value of one field. Every value carries its own type, so that retyping a field never
// rewrites anything: it is read through the field's present type (docs/format.md, "Values").
#pragma once

#include "core/base/codec.h"
#include "core/base/id.h"
#include "core/crypto/hash.h"
#include "core/record/schema_id.h"

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace kith {

// The numbers are part of the permanent format.
enum class ValueType : std::uint8_t {
  null = 0,
  text = 1,       // up to 64 KiB of UTF-8
  long_text = 2,  // up to 192 KiB
  integer = 3,
  real = 4,
  yes_no = 5,
  date = 6,     // EDTF level 0: 1974, 2024-05, --07-20, 2020-01-01/..
  instant = 7,  // UTC milliseconds and the offset it was made in
  money = 8,    // minor units, currency, exponent
  choice = 9,   // of the field's choices
  link = 10,    // to a record
  email = 11,   // 11..14 are a ContactWay
  phone = 12,
  url = 13,
  handle = 14,  // on a network; the network is the label
  address = 15,
  erased = 16,  // stood here and was erased for good; only in the log
  // Numbers from here on carry their payload's length, so that a program that does not know them
  // keeps them as they are.
  attachment = 17,  // a file, sealed beside the database (core/store/attachment_file.h)
  first_unknown = 18,
};

inline constexpr std::size_t text_size_max = 64 * 1024;
inline constexpr std::size_t long_text_size_max = 192 * 1024;
inline constexpr std::size_t date_size_max = 64;
inline constexpr std::size_t contact_part_size_max = 16 * 1024;  // of contact ways and addresses
inline constexpr std::size_t attachment_name_size_max = 255;
inline constexpr std::uint64_t attachment_size_max = 100 << 20;

struct Instant {
  std::int64_t utc_ms = 0;
  std::int16_t offset_minutes = 0;
  auto operator<=>(const Instant&) const = default;
};

struct Money {
  std::int64_t minor_units = 0;
  std::string currency;  // ISO 4217, three capitals
  std::uint8_t exponent = 2;
  auto operator<=>(const Money&) const = default;
};

struct Choice {
  std::uint32_t number = 0;
  auto operator<=>(const Choice&) const = default;
};

// An e-mail address, telephone number, web address or handle, with the label its owner gave it.
struct ContactWay {
  std::string text;
  std::string label;  // "Work", "Signal"; empty when none was given
  bool preferred = false;
  auto operator<=>(const ContactWay&) const = default;
};

struct Address {
  std::string label;
  std::string street;  // may hold line breaks
  std::string extended;
  std::string po_box;
  std::string city;
  std::string region;
  std::string postal_code;
  std::string country;
  auto operator<=>(const Address&) const = default;
};

// A file of somebody's: what it is called, and all it takes to find, open and check the sealed file
// in which it is kept. Whoever has it can read the file.
struct Attachment {
  std::array<std::uint8_t, 32> key{};  // which seals it, and says where it is kept
  Hash256 content_hash{};              // of the file as it was
  Hash256 sealed_hash{};               // of the sealed file
  std::uint64_t size = 0;              // bytes of the file as it was
  std::string name;                    // "Lease.pdf": no path, no control characters
  auto operator<=>(const Attachment&) const = default;
};

class Value {
 public:
  Value() = default;  // null
  static Value text(std::string text);
  static Value long_text(std::string text);
  static Value integer(std::int64_t number);
  static Value real(double number);
  static Value yes_no(bool yes);
  static Value date(std::string edtf);
  static Value instant(Instant instant);
  static Value money(Money money);
  static Value choice(std::uint32_t number);
  static Value link(RecordId record);
  // `type` is email, phone, url or handle.
  static Value contact(ValueType type, ContactWay way);
  static Value address(Address address);
  static Value attachment(Attachment attachment);
  static Value erased();

  ValueType type() const { return type_; }
  bool is_null() const { return type_ == ValueType::null; }
  bool is_erased() const { return type_ == ValueType::erased; }
  // The text of text, long_text and date, and of a ContactWay; empty for every other type.
  const std::string& as_text() const;
  // The payload of a type this program does not know; nullptr for every other.
  const std::string* unknown_payload() const;
  // The payload when it is of that type, else nullptr.
  template <class Payload>
  const Payload* get() const {
    return std::get_if<Payload>(&payload_);
  }
  bool operator==(const Value&) const = default;

  // Whether it keeps the rules of its type: valid UTF-8 within the limits, a finite number, a
  // currency of three capitals. Workspace::commit refuses what does not.
  bool is_valid() const;

  // Only valid values may be encoded.
  void encode(Encoder& out) const;
  // Null and !in.ok() when the bytes are not a canonical value within the limits.
  static Value decode(Decoder& in);

 private:
  template <class Payload>
  Value(ValueType type, Payload payload) : type_(type), payload_(std::move(payload)) {}

  ValueType type_ = ValueType::null;
  std::variant<std::monostate, std::string, std::int64_t, double, bool, Instant, Money, Choice,
               RecordId, ContactWay, Address, Attachment>
      payload_;
};

struct FieldValue {
  FieldId field;
  Value value;
  bool operator==(const FieldValue&) const = default;
};

}  // namespace kith
