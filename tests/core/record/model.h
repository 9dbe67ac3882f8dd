// What changesets come to, the slow and obvious way: all ops in one bag, every question answered
// by looking at all of them (docs/format.md, "What ops come to").
#pragma once

#include "core/record/changeset.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace kith {

class Model {
 public:
  explicit Model(const Schema& schema) : schema_(schema) {}

  void add(ByteView body) {
    ChangesetReader reader(body);
    Op op;
    while (reader.next(op))
      ops_.push_back({reader.header().stamp(reader.op_id().counter), op});
  }

  struct Record {
    std::uint64_t life = 0;
    std::map<FieldId, std::vector<Value>> values;  // sorted by their encoding, each once
    bool operator==(const Record&) const = default;
  };

  // `kind` since one id may be used for several.
  Record read(KindId kind, RecordId id) const {
    Record record;
    if (is_erased(kind, id, {})) return record;
    std::map<FieldId, std::pair<Stamp, Value>> cells;
    std::set<std::pair<FieldId, OpId>> removed;
    for (const auto& [stamp, op] : ops_) {
      if (op.record != id) continue;
      for (const OpId& tag : op.tags)
        removed.insert({op.field, tag});
    }
    std::map<FieldId, std::set<Bytes>> sets;
    const auto set_cell = [&](FieldId field, const Stamp& stamp, const Value& value) {
      auto& cell = cells[field];
      if (stamp > cell.first) cell = {stamp, value};
    };
    for (const auto& [stamp, op] : ops_) {
      if (op.record != id) continue;
      if (op.type == OpType::create && op.kind == kind) {
        record.life = std::max<std::uint64_t>(record.life, 1);
        OpId tag = stamp.op;
        for (const FieldValue& entry : op.values) {
          ++tag.counter;
          if (!belongs(entry.field, kind)) continue;
          if (has_sort(entry.field, false)) set_cell(entry.field, stamp, entry.value);
          if (has_sort(entry.field, true) && !removed.contains({entry.field, tag})) {
            sets[entry.field].insert(encoded(entry.value));
          }
        }
      }
      if (op.type == OpType::life && op.kind == kind) record.life = std::max(record.life, op.life);
      if (!belongs(op.field, kind)) continue;
      if (op.type == OpType::set && has_sort(op.field, false)) {
        set_cell(op.field, stamp, op.value);
      }
      if (op.type == OpType::add && has_sort(op.field, true) &&
          !removed.contains({op.field, stamp.op})) {
        sets[op.field].insert(encoded(op.value));
      }
    }
    for (const auto& [field, cell] : cells) {
      if (is_erased(kind, id, field)) continue;
      if (!cell.second.is_null()) record.values[field].push_back(cell.second);
    }
    for (const auto& [field, elements] : sets) {
      if (is_erased(kind, id, field)) continue;
      for (const Bytes& element : elements) {
        Decoder in(element);
        record.values[field].push_back(Value::decode(in));
      }
    }
    return record;
  }

  // The fields in which several values stand against each other, and these, encoded.
  using Conflicts = std::map<FieldId, std::set<Bytes>>;
  Conflicts conflicts(KindId kind, RecordId id) const {
    Conflicts conflicts;
    if (is_erased(kind, id, {})) return conflicts;
    for (const FieldInfo& field : schema_.kind(kind)->fields) {
      if (field.is_set || is_erased(kind, id, field.id)) continue;
      const std::vector<SaidValue> said = said_of(field, id);
      std::set<Bytes> live;
      for (const SaidValue& one : said) {
        const bool is_superseded = std::ranges::any_of(
            said, [&](const SaidValue& later) { return supersedes(later, one, said); });
        if (!is_superseded) live.insert(encoded(one.value));
      }
      if (live.size() > 1) conflicts[field.id] = live;
    }
    return conflicts;
  }
  static Conflicts from_conflicts(const std::vector<Conflict>& list) {
    Conflicts conflicts;
    for (const Conflict& conflict : list) {
      for (const ConflictingValue& one : conflict.values)
        conflicts[conflict.field].insert(encoded(one.value));
    }
    return conflicts;
  }

  // Edges in the order of ops, each unless it closes a circle, as far as they lead to who lives.
  RecordId canonical(KindId kind, RecordId id) const {
    std::map<RecordId, std::pair<Stamp, RecordId>> registers;
    for (const auto& [stamp, op] : ops_) {
      if (op.type != OpType::alias || op.kind != kind || is_erased(kind, op.record, {})) continue;
      auto& entry = registers[op.record];
      if (stamp > entry.first) entry = {stamp, op.target};
    }
    std::map<Stamp, std::pair<RecordId, RecordId>> edges;
    for (const auto& [from, entry] : registers) {
      const RecordId to = entry.second;
      if (!to.is_null() && read(kind, to).life % 2 == 1) edges[entry.first] = {from, to};
    }
    std::map<RecordId, RecordId> leads;
    const auto end_of = [&](RecordId at) {
      while (leads.contains(at))
        at = leads[at];
      return at;
    };
    for (const auto& [stamp, edge] : edges) {
      if (end_of(edge.second) != edge.first) leads[edge.first] = edge.second;
    }
    return end_of(id);
  }

  static Bytes encoded(const Value& value) {
    Encoder out;
    value.encode(out);
    return out.take();
  }

  static Record from_view(const RecordView& view) {
    Record record;
    record.life = view.alive ? 1 : 2;
    for (const FieldValue& entry : view.values)
      record.values[entry.field].push_back(entry.value);
    for (auto& [field, values] : record.values) {
      std::sort(values.begin(), values.end(),
                [](const Value& a, const Value& b) { return encoded(a) < encoded(b); });
    }
    return record;
  }

  // A field, or with none the whole record.
  bool is_erased(KindId kind, RecordId id, FieldId field) const {
    if (!field.is_null() && !belongs(field, kind)) return false;
    return std::ranges::any_of(ops_, [&](const auto& entry) {
      const Op& op = entry.second;
      return op.type == OpType::erase && op.kind == kind && op.record == id && op.field == field;
    });
  }

 private:
  std::vector<SaidValue> said_of(const FieldInfo& field, RecordId id) const {
    std::vector<SaidValue> said;
    for (const auto& [stamp, op] : ops_) {
      if (op.record != id) continue;
      if (op.type == OpType::set && op.field == field.id) {
        said.push_back({stamp, op.replaces, op.value});
      }
      if (op.type != OpType::create || op.kind != field.kind) continue;
      const auto first = std::ranges::find(op.values, field.id, &FieldValue::field);
      if (first != op.values.end()) said.push_back({stamp, {}, first->value});
    }
    return said;
  }
  static bool supersedes(const SaidValue& later, const SaidValue& earlier,
                         const std::vector<SaidValue>& said) {
    if (later.stamp <= earlier.stamp) return false;
    if (later.stamp.op.stream == earlier.stamp.op.stream) return true;
    return std::ranges::any_of(said, [&](const SaidValue& replaced) {
      const bool is_it = replaced.stamp.op == earlier.stamp.op;
      const bool is_same = replaced.replaces == earlier.replaces && replaced.value == earlier.value;
      return replaced.stamp.op == later.replaces && replaced.stamp < later.stamp &&
             (is_it || is_same);
    });
  }
  bool belongs(FieldId id, KindId kind) const {
    const FieldInfo* field = schema_.field(id);
    return field != nullptr && field->kind == kind;
  }
  bool has_sort(FieldId id, bool is_set) const {
    const FieldInfo* field = schema_.field(id);
    return field != nullptr && field->is_set == is_set;
  }

  const Schema& schema_;
  std::vector<std::pair<Stamp, Op>> ops_;
};

}  // namespace kith
