// 128-bit ids. One type for each thing that has one, so that a circle cannot be passed as a record.
//
//   RecordId person = make_uuid_v7<RecordId>(clock, random);
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/random.h"

#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <optional>
#include <string>

namespace kith {

using IdBytes = std::array<std::uint8_t, 16>;

template <class Tag>
struct Id {
  IdBytes bytes{};

  auto operator<=>(const Id&) const = default;
  bool is_null() const { return bytes == IdBytes{}; }
  ByteView view() const { return bytes; }

  // Empty when `view` is not 16 bytes.
  static std::optional<Id> from(ByteView view) {
    if (view.size() != 16) return std::nullopt;
    Id id;
    std::memcpy(id.bytes.data(), view.data(), 16);
    return id;
  }
};

using RecordId = Id<struct RecordTag>;
using CircleId = Id<struct CircleTag>;
using ChangesetId = Id<struct ChangesetTag>;
using WorkspaceId = Id<struct WorkspaceTag>;
using VaultId = Id<struct VaultTag>;

// RFC 9562: version 7 (time-ordered, made by hand) and version 8 (the first 122 bits of a hash).
IdBytes uuid_v7_bytes(std::int64_t wall_ms, Random& random);
IdBytes uuid_v8_bytes(const IdBytes& hash);

template <class IdType>
IdType make_uuid_v7(Clock& clock, Random& random) {
  return IdType{uuid_v7_bytes(clock.wall_ms(), random)};
}

// 8-4-4-4-12 lower-case hexadecimal.
std::string uuid_text(const IdBytes& bytes);
std::optional<IdBytes> parse_uuid(std::string_view text);

}  // namespace kith

template <class Tag>
struct std::hash<kith::Id<Tag>> {
  // The last eight bytes are random in every version used here.
  std::size_t operator()(const kith::Id<Tag>& id) const {
    return static_cast<std::size_t>(kith::load_le<std::uint64_t>(id.bytes.data() + 8));
  }
};
