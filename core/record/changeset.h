// Changesets as bytes: the permanent format of every change, the same in the log and on the wire
// (docs/format.md, "Changesets").
//
//   ChangesetWriter writer(header);          // one part of a change
//   writer.put(op);
//   Bytes body = writer.finish(part_count);
//
//   ChangesetReader reader(body);            // trusts nothing
//   Op op;
//   while (reader.next(op)) use(op, reader.op_id());
//   if (!reader.finished()) ...              // malformed
#pragma once

#include "core/base/codec.h"
#include "core/base/result.h"
#include "core/record/draft.h"
#include "core/record/op.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace kith {

// Limits of one part. An envelope holds 256 KiB, its padding included.
inline constexpr std::uint32_t part_ops_max = 4096;
inline constexpr std::size_t part_size_max = 224 * 1024;
// What redacting may add: each reference a byte, when the id that it counts back to comes later.
inline constexpr std::size_t redaction_size_max = 16 * 1024;
inline constexpr std::uint32_t part_count_max = 65536;

struct ChangesetHeader {
  CircleId circle;
  std::uint32_t part = 0;
  std::uint32_t part_count = 1;
  Stream stream;
  std::uint32_t first_counter = 0;
  std::uint32_t start_counter = 0;  // first_counter of part 0
  std::uint64_t hlc = 0;
  std::int64_t wall_ms = 0;
  std::int16_t utc_offset_minutes = 0;
  Intent intent;

  // The id of the whole change: that of its first op.
  ChangesetId id() const { return {OpId{stream, start_counter}.bytes()}; }
  Stamp stamp(std::uint32_t counter) const { return {hlc, {stream, counter}}; }
};

// Ids and streams that occurred before in a changeset, so that each is written once.
class ReferenceTable {
 public:
  ReferenceTable(Stream own, std::uint32_t first_counter);

  void put_id(Encoder& out, const IdBytes& id);
  IdBytes get_id(Decoder& in);
  // The same in two steps, for places that pack the reference with something else; 0 says that
  // a new id follows.
  std::uint64_t reference_to(const IdBytes& id) const;
  void put_new_id(Encoder& out, const IdBytes& id);
  IdBytes get_id(Decoder& in, std::uint64_t reference);
  void put_op_id(Encoder& out, const OpId& op);
  OpId get_op_id(Decoder& in);

 private:
  struct KnownStream {
    Stream stream;
    std::uint32_t last_counter;
  };
  struct IdHash {
    std::size_t operator()(const IdBytes& id) const {
      return static_cast<std::size_t>(load_le<std::uint64_t>(id.data() + 8));
    }
  };

  std::vector<IdBytes> ids_;
  std::unordered_map<IdBytes, std::uint32_t, IdHash> index_by_id_;
  std::vector<KnownStream> streams_;
};

class ChangesetWriter {
 public:
  explicit ChangesetWriter(ChangesetHeader header);

  // Whether `op` still fits into this part. One that does not fit into an empty part is refused
  // by Workspace::commit before it gets here.
  bool has_room_for(const Op& op) const;
  // Itself asks for no more than the limits: a redacted part is full as it was.
  void put(const Op& op);
  bool empty() const { return op_count_ == 0; }
  // The id of the next op.
  OpId next_op_id() const { return {header_.stream, next_counter_}; }
  std::uint32_t next_counter() const { return next_counter_; }
  const ChangesetHeader& header() const { return header_; }

  Bytes finish(std::uint32_t part_count) const;

 private:
  void put_intent(const Intent& intent);
  template <class Tag>
  void put_schema_id(const SchemaId<Tag>& id);
  void put_value(const Value& value);
  void put_create(const Op& op);
  void put_target(const Op& op);
  void put_body(const Op& op);

  ChangesetHeader header_;
  ReferenceTable references_;
  Encoder intent_;
  Encoder ops_;
  Encoder* out_ = &intent_;
  std::uint32_t next_counter_;
  std::uint32_t op_count_ = 0;
};

// An upper bound of what `op` takes in a changeset.
std::size_t encoded_size_bound(const Op& op);
std::size_t encoded_size_bound(const Value& value);

class ChangesetReader {
 public:
  // `body` must outlive the reader.
  explicit ChangesetReader(ByteView body);

  // Valid when is_readable().
  const ChangesetHeader& header() const { return header_; }
  // False when the header is malformed or of a version this program does not know.
  bool is_readable() const { return in_.ok(); }
  bool is_newer_version() const { return is_newer_version_; }

  // False at the end and on malformed bytes. `op` keeps its buffers from call to call.
  bool next(Op& op);
  // Of the op that next gave; the values of a create have the counters after it.
  OpId op_id() const { return {header_.stream, op_counter_}; }
  // The counter after the last op read.
  std::uint32_t next_counter() const { return next_counter_; }
  // Everything was read and was canonical.
  bool finished() const { return in_.finished() && ops_left_ == 0; }

 private:
  void get_header();
  void get_intent();
  template <class Tag>
  SchemaId<Tag> get_schema_id(bool may_be_null = false);
  Value get_value();
  void get_create(Op& op);
  void get_tags(Op& op);
  void get_target(Op& op);
  void get_body(Op& op);

  Decoder in_;
  ChangesetHeader header_;
  ReferenceTable references_{{}, 0};
  std::uint32_t ops_left_ = 0;
  std::uint32_t op_counter_ = 0;
  std::uint32_t next_counter_ = 0;
  bool is_newer_version_ = false;
};

// Reads it all: an error says why it is refused. On success the counter after its last op.
Result<std::uint32_t> check_changeset(ByteView body);

}  // namespace kith
