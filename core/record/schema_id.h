// Names of kinds and fields. Those shipped with Kith are small numbers, below 2^16 (builtin.h);
// those a team makes have the 16 bytes of the id of the record that describes them
// (docs/format.md, "Schema").
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace kith {

template <class Tag>
struct SchemaId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  constexpr auto operator<=>(const SchemaId&) const = default;
  constexpr bool is_builtin() const { return high == 0 && low < 65536; }
  constexpr bool is_null() const { return high == 0 && low == 0; }
};

using KindId = SchemaId<struct KindTag>;
using FieldId = SchemaId<struct FieldTag>;

}  // namespace kith

template <class Tag>
struct std::hash<kith::SchemaId<Tag>> {
  std::size_t operator()(const kith::SchemaId<Tag>& id) const {
    return static_cast<std::size_t>(id.high * 0x9e3779b97f4a7c15 ^ id.low);
  }
};
