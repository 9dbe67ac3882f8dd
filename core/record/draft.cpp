#include "core/record/draft.h"

#include <utility>

namespace kith {

RecordId Draft::create(KindId kind, RecordId id, std::vector<FieldValue> values) {
  ops_.push_back({DraftOpType::create, id, kind, {}, {}, std::move(values)});
  return id;
}

void Draft::set(RecordId record, FieldId field, Value value) {
  ops_.push_back({DraftOpType::set, record, {}, field, std::move(value), {}});
}

void Draft::choose(RecordId record, FieldId field, Value value) {
  ops_.push_back({DraftOpType::choose, record, {}, field, std::move(value), {}});
}

void Draft::say_again(RecordId record, FieldId field) {
  ops_.push_back({DraftOpType::say_again, record, {}, field, {}, {}});
}

void Draft::add(RecordId record, FieldId field, Value element) {
  ops_.push_back({DraftOpType::add, record, {}, field, std::move(element), {}});
}

void Draft::remove(RecordId record, FieldId field, Value element) {
  ops_.push_back({DraftOpType::remove, record, {}, field, std::move(element), {}});
}

void Draft::trash(RecordId record) {
  ops_.push_back({DraftOpType::trash, record, {}, {}, {}, {}});
}

void Draft::restore(RecordId record) {
  ops_.push_back({DraftOpType::restore, record, {}, {}, {}, {}});
}

void Draft::merge(RecordId record, RecordId target) {
  ops_.push_back({DraftOpType::merge, record, {}, {}, {}, {}, target});
}

void Draft::append(const Draft& more) {
  ops_.insert(ops_.end(), more.ops_.begin(), more.ops_.end());
}

void Draft::erase(RecordId record) {
  erase(record, {});
}

void Draft::erase(RecordId record, FieldId field) {
  ops_.push_back({DraftOpType::erase, record, {}, field, {}, {}});
}

}  // namespace kith
