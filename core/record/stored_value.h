// How values lie in the tables (schema.h says where): natively when their type is the field's own,
// else as a tagged BLOB. For whoever reads tables by SQL of their own.
//
//   Statement find = TRY(db.prepare("SELECT f264 FROM k16 WHERE row = ?"));
//   if (TRY(find.first(row))) Value birthday = stored_value(find, 0, ValueType::date);
#pragma once

#include "core/record/value.h"
#include "core/store/statement.h"

namespace kith {

// A single value in column `column`; `type` is the field's.
Value stored_value(const Statement& row, int column, ValueType type);
// An element of a set, from the columns `value` and, right after it, `extra`.
Value stored_element(const Statement& row, int column, ValueType type);

// The same way back: one parameter, or two for an element. Texts are borrowed from `value`, which
// must stay until the statement has run.
void bind_stored(Statement& statement, int at, const Value& value, ValueType type);
void bind_stored_element(Statement& statement, int at, const Value& value, ValueType type);

}  // namespace kith
