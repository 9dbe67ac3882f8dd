// The smallest changes: what each op says, who made it, and the order all ops have on every
// device (docs/format.md, "Ops").
#pragma once

#include "core/base/bytes.h"
#include "core/base/id.h"
#include "core/record/schema_id.h"
#include "core/record/value.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith {

// One device between two losses or copies of its storage; it numbers its ops without a gap.
struct Stream {
  std::uint32_t device_index = 0;
  std::uint64_t incarnation = 0;  // random; never 0
  auto operator<=>(const Stream&) const = default;
};

struct OpId {
  Stream stream;
  std::uint32_t counter = 0;

  auto operator<=>(const OpId&) const = default;
  bool is_none() const { return stream.incarnation == 0; }

  // 16 bytes, big-endian, so that bytes compare as op ids do.
  IdBytes bytes() const;
  static OpId from_bytes(const IdBytes& bytes);
};

// The order of ops, total and the same on every device: the greater stamp wins.
struct Stamp {
  std::uint64_t hlc = 0;
  OpId op;
  auto operator<=>(const Stamp&) const = default;
};

// The numbers are part of the permanent format.
enum class OpType : std::uint8_t {
  create = 1,
  set = 2,
  add = 3,
  remove = 4,
  life = 5,
  alias = 6,
  move = 7,
  erase = 8,
  // Types from here on are for later versions; their body carries its length.
  first_unknown = 16,
};

struct Op {
  OpType type = OpType::create;
  RecordId record;
  KindId kind;                     // create, life, alias, move, erase
  FieldId field;                   // set, add, remove; erase: null for the whole record
  Value value;                     // set, add
  OpId replaces;                   // set, alias, move: whose value was there; none when empty
  OpId restores;                   // set, add: whose value this puts back; none otherwise
  std::vector<FieldValue> values;  // create
  std::vector<OpId> tags;          // remove: the adds it takes back
  std::uint64_t life = 0;          // life: odd alive, even in the trash
  RecordId target;                 // alias: the record it is the same as; move: the parent
  std::string position;            // move: among its siblings
  Bytes unknown;                   // body of a type from first_unknown on

  // How many op ids it takes: every value of a create has its own.
  std::uint32_t counter_count() const {
    return type == OpType::create ? 1 + static_cast<std::uint32_t>(values.size()) : 1;
  }
  // Empty again, with its buffers kept.
  void clear();
  bool operator==(const Op&) const = default;
};

}  // namespace kith

template <>
struct std::hash<kith::Stream> {
  std::size_t operator()(const kith::Stream& stream) const {
    return static_cast<std::size_t>(stream.incarnation ^ stream.device_index);
  }
};
