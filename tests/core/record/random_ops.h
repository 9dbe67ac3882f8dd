// Random changesets of every shape the format allows, from a seed.
#pragma once

#include "core/base/random.h"
#include "core/record/builtin.h"
#include "core/record/changeset.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace kith {

class RandomOps {
 public:
  explicit RandomOps(std::uint64_t seed) : random_(seed) {}

  ChangesetHeader header() {
    ChangesetHeader header;
    random_.fill(header.circle.bytes);
    header.part_count = static_cast<std::uint32_t>(1 + random_.below(3));
    header.part = static_cast<std::uint32_t>(random_.below(header.part_count));
    header.stream = stream();
    header.start_counter = static_cast<std::uint32_t>(random_.below(1'000'000));
    header.first_counter =
        header.start_counter +
        (header.part == 0 ? 0 : 1 + static_cast<std::uint32_t>(random_.below(4096)));
    header.hlc = random_.next_u64() >> 1;
    header.wall_ms = static_cast<std::int64_t>(header.hlc >> 16) - number(100'000);
    header.utc_offset_minutes = static_cast<std::int16_t>(number(1080));
    header.intent.code = static_cast<IntentCode>(random_.below(65536));
    for (std::uint64_t i = random_.below(3); i > 0; --i)
      header.intent.records.push_back(record());
    for (std::uint64_t i = random_.below(3); i > 0; --i)
      header.intent.numbers.push_back(number(1 << 20));
    if (maybe()) header.intent.changeset.bytes = op_id(header).bytes();
    return header;
  }

  std::vector<Op> ops(const ChangesetHeader& header, std::uint64_t count) {
    std::vector<Op> made;
    for (std::uint64_t i = 0; i < count; ++i)
      made.push_back(op(header));
    return made;
  }

  Op op(const ChangesetHeader& header) {
    Op op;
    const std::uint64_t type = 1 + random_.below(9);
    op.type = type == 9 ? static_cast<OpType>(16 + random_.below(200)) : OpType(type);
    if (type == 9) {
      op.unknown.resize(random_.below(20));
      random_.fill(op.unknown);
      return op;
    }
    op.record = record();
    if (type == 1 || type >= 5) op.kind = schema_id<KindId>();
    if (type >= 2 && type <= 4) op.field = schema_id<FieldId>();
    if (op.type == OpType::erase && maybe()) op.field = schema_id<FieldId>();
    if (op.type == OpType::set) op.value = maybe() ? value() : Value();
    if (op.type == OpType::add) op.value = value();
    if (op.type == OpType::create) {
      for (std::uint64_t i = random_.below(6); i > 0; --i)
        op.values.push_back({schema_id<FieldId>(), value()});
    }
    const bool has_replaces = type == 2 || type == 6 || type == 7;
    if (has_replaces && maybe()) op.replaces = op_id(header);
    if ((type == 2 || type == 3) && maybe()) op.restores = op_id(header);
    if (op.type == OpType::remove) {
      for (std::uint64_t i = 1 + random_.below(3); i > 0; --i)
        op.tags.push_back(op_id(header));
      std::sort(op.tags.begin(), op.tags.end());
      op.tags.erase(std::unique(op.tags.begin(), op.tags.end()), op.tags.end());
    }
    if (op.type == OpType::life) op.life = 1 + random_.below(9);
    if ((type == 6 || type == 7) && maybe()) op.target = record();
    if (op.type == OpType::move) op.position = std::string(random_.below(5), 'm');
    return op;
  }

  // Often one that occurred before.
  RecordId record() {
    if (!records_.empty() && maybe()) return records_[random_.below(records_.size())];
    RecordId id;
    random_.fill(id.bytes);
    records_.push_back(id);
    return id;
  }

  Value value() {
    switch (random_.below(16)) {
      case 0:
        return Value::text(text());
      case 1:
        return Value::long_text(text());
      case 2:
        return Value::integer(static_cast<std::int64_t>(random_.next_u64()));
      case 3:
        return Value::real(static_cast<double>(number(1 << 20)) / 8);
      case 4:
        return Value::yes_no(maybe());
      case 5:
        return Value::date("2024-05");
      case 6:
        return Value::instant({number(1 << 30), static_cast<std::int16_t>(number(1000))});
      case 7:
        return Value::money({number(1 << 20), "EUR", 2});
      case 8:
        return Value::choice(static_cast<std::uint32_t>(random_.below(9)));
      case 9:
        return Value::link(record());
      case 10:
        return Value::contact(ValueType::email, {text(), text(), maybe()});
      case 11:
        return Value::contact(ValueType::phone, {text(), "Home", false});
      case 12:
        return Value::contact(ValueType::handle, {text(), "Signal", false});
      case 13:
        return Value::address({"Home", text(), "", "", text(), "", "44000", "France"});
      case 14:
        return attachment();
      default:
        return Value::integer(number(100));
    }
  }

  bool maybe() { return random_.below(2) == 0; }
  Random& random() { return random_; }

 private:
  std::int64_t number(std::uint64_t magnitude) {
    return static_cast<std::int64_t>(random_.below(2 * magnitude)) -
           static_cast<std::int64_t>(magnitude);
  }
  Value attachment() {
    Attachment attachment;
    random_.fill(attachment.key);
    random_.fill(attachment.content_hash);
    random_.fill(attachment.sealed_hash);
    attachment.size = random_.below(attachment_size_max);
    attachment.name = "File " + std::to_string(random_.below(100));
    return Value::attachment(std::move(attachment));
  }
  std::string text() {
    static const char* const words[] = {"", "Zo\xc3\xab", "Ana", "\xe4\xb8\xad\xe6\x96\x87", "x y"};
    return words[random_.below(5)];
  }
  Stream stream() { return {static_cast<std::uint32_t>(random_.below(4)), 1 + random_.below(4)}; }
  OpId op_id(const ChangesetHeader& header) {
    return {maybe() ? header.stream : stream(), static_cast<std::uint32_t>(random_.next_u64())};
  }
  template <class Id>
  Id schema_id() {
    if (maybe()) return {0, 16 + random_.below(500)};
    return {7 + random_.below(2), random_.below(3)};
  }

  SeededRandom random_;
  std::vector<RecordId> records_;
};

}  // namespace kith
