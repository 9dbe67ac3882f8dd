// What each column of a CSV file means. The known programs have mappings of their own
// (core/exchange/dialect); for any other file one is suggested from the headings, the user puts it
// right, and it is remembered for files with the same set of headings.
//
//   Mapping mapping = suggest_mapping(headers);
//   mapping[3] = {TargetField::raw_fact};
//   remember(mapping_signature(headers), encode_mapping(headers, mapping));
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

// The numbers are remembered: never reuse or change one.
enum class TargetField : std::uint8_t {
  ignore = 0,
  raw_fact = 1,  // kept under the column's heading
  full_name = 2,
  given_name = 3,
  middle_name = 4,
  family_name = 5,
  name_prefix = 6,
  name_suffix = 7,
  nickname = 8,
  phonetic_given = 9,
  phonetic_middle = 10,
  phonetic_family = 11,
  organisation = 12,
  job_title = 13,
  department = 14,
  birthday = 15,
  notes = 16,
  labels = 17,
  source_id = 18,  // the other program's id: the natural key
  known_on = 19,
  // Columns with the same slot belong together: the value and the column that holds its label.
  email = 20,
  email_label = 21,
  phone = 22,
  phone_label = 23,
  url = 24,
  url_label = 25,
  handle = 26,
  handle_label = 27,
  handle_service = 28,
  tie = 29,  // a name, or several
  tie_label = 30,
  event = 31,
  event_label = 32,
  fact = 33,
  fact_label = 34,
  // The parts of the address with this slot.
  address_label = 40,
  address_street = 41,  // several columns make several lines
  address_extended = 42,
  address_po_box = 43,
  address_city = 44,
  address_region = 45,
  address_postal_code = 46,
  address_country = 47,
  address_formatted = 48,  // the whole; used when the parts are missing
};

struct Target {
  TargetField field = TargetField::raw_fact;
  std::uint32_t slot = 0;
  std::string label = {};   // the fixed label of a way, address, tie, event or fact
  std::string unless = {};  // a cell that says only this says nothing ("Normal")

  bool operator==(const Target&) const = default;
};

// One target for each column.
using Mapping = std::vector<Target>;

// A heading as headings are compared: trimmed, folded, white space collapsed.
std::string header_key(std::string_view header);

// The same for every order and spelling of the same headings.
using MappingSignature = std::array<std::uint8_t, 32>;
MappingSignature mapping_signature(std::span<const std::string> headers);

// For a file of nobody in particular. What is not understood is kept as a raw fact.
Mapping suggest_mapping(std::span<const std::string> headers);

// By heading, so that it fits the same headings in another order.
Bytes encode_mapping(std::span<const std::string> headers, const Mapping& mapping);
// Empty when the bytes are not a mapping of these headings.
std::optional<Mapping> decode_mapping(std::span<const std::string> headers, ByteView bytes);

}  // namespace kith
