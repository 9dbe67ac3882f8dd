// The schema that a workspace has: what ships with Kith, and what its records of kinds 1 and 2
// describe (docs/format.md, "Schema"). Internal to core/record: everyone else asks a Schema.
//
//   Schema next = TRY(described_schema(tables));
//   SchemaGrowth growth = growth_of(schema, next);
#pragma once

#include "core/record/op.h"
#include "core/record/schema.h"
#include "core/record/tables.h"

#include <vector>

namespace kith {

// A kind has at most so many fields that a team made: those with the smallest ids. Tables have room
// for twice as many columns.
inline constexpr std::size_t made_fields_max = 900;

// Whether an op, or an edit of that field, is about a description.
bool is_of_schema(KindId kind);
bool is_of_schema(FieldId field);
bool is_of_schema(const Op& op);

// A description counts from the first word about it on, and for ever: one in the trash is hidden,
// so that no op is ever known and then not.
Result<Schema> described_schema(Tables& tables);

struct SchemaGrowth {
  std::vector<KindId> kinds;       // that are new
  std::vector<FieldId> fields;     // that are new, those of new kinds too
  std::vector<FieldInfo> retyped;  // that have another type, as they were
  bool is_only_more = true;  // else what is there lies in the wrong place: make the tables again
};
SchemaGrowth growth_of(const Schema& now, const Schema& next);

}  // namespace kith
