// What the writer and the reader of changesets share. Internal to core/record.
#pragma once

#include "core/base/id.h"
#include "core/record/schema_id.h"

#include <cstddef>
#include <cstdint>

namespace kith::changeset_layout {

inline constexpr std::uint8_t version = 1;
inline constexpr std::size_t header_size_bound = 96;  // without the intent
inline constexpr std::size_t intent_list_max = 256;   // records, numbers
inline constexpr std::size_t position_size_max = 256;
inline constexpr std::size_t tag_count_max = 4096;
inline constexpr std::uint64_t life_max = UINT32_MAX;
inline constexpr std::int16_t utc_offset_minutes_max = 18 * 60;

// Big-endian, high half first: the bytes of the record that describes the kind or field.
template <class Tag>
IdBytes bytes_of(const SchemaId<Tag>& id) {
  IdBytes bytes;
  for (std::size_t i = 0; i < 8; ++i) {
    bytes[i] = static_cast<std::uint8_t>(id.high >> (56 - 8 * i));
    bytes[8 + i] = static_cast<std::uint8_t>(id.low >> (56 - 8 * i));
  }
  return bytes;
}

template <class Id>
Id schema_id_of(const IdBytes& bytes) {
  Id id;
  for (std::size_t i = 0; i < 8; ++i) {
    id.high = id.high << 8 | bytes[i];
    id.low = id.low << 8 | bytes[8 + i];
  }
  return id;
}

}  // namespace kith::changeset_layout
