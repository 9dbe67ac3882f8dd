// A record as people see it: with whatever was merged into it. Its single values are its own; of
// the others' it is told what differs. Sets are those of all, an element that several have once.
//
//   const auto ana = TRY(read_merged(workspace, id));    // id may be that of one merged into her
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/schema_id.h"
#include "core/record/value.h"

#include <optional>
#include <vector>

namespace kith {

class Workspace;
struct RecordView;

// A value and the record that holds it.
struct HeldValue {
  RecordId record;
  Value value;
};

struct MergedElement {
  FieldId field;
  std::vector<HeldValue> held;  // the first is shown
  bool preferred = false;       // one of a field at most
};

struct AlsoValue {
  FieldId field;
  HeldValue held;
};

struct MergedRecord {
  RecordId id;  // who stands for all
  KindId kind;
  std::vector<RecordId> members;   // it first
  std::vector<FieldValue> values;  // single ones
  std::vector<MergedElement> elements;
  std::vector<AlsoValue> also;  // single values of the others
};

// Empty when it is unknown or in the trash.
Result<std::optional<MergedRecord>> read_merged(Workspace& workspace, RecordId id);

// Whether two values say the same to people: case, blanks, and the label of a contact way or
// address do not count, of a telephone number only its digits do.
bool say_the_same(const Value& a, const Value& b);

}  // namespace kith
