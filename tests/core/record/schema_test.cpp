#include "core/record/schema.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace kith;

TEST_CASE("the shipped schema finds every kind and field by its id") {
  const Schema schema = Schema::shipped();
  std::set<FieldId> seen;
  for (const KindInfo& kind : schema.kinds()) {
    CHECK(schema.kind(kind.id) == &kind);
    CHECK_FALSE(kind.label.empty());
    for (const FieldInfo& field : kind.fields) {
      CHECK(schema.field(field.id) == &field);
      CHECK(seen.insert(field.id).second);
      CHECK_FALSE(field.label.empty());
      CHECK((field.type == ValueType::link) == !field.links_to.empty());
      CHECK((field.type == ValueType::choice) == !field.choices.empty());
    }
  }
  CHECK(schema.field(FieldId{1, 1}) == nullptr);
  CHECK(schema.kind(KindId{0, 9}) == nullptr);
}

TEST_CASE("tables and columns are named by number") {
  CHECK(table_name(kinds::person) == "k16");
  CHECK(set_table(kinds::interaction) == "s21");
  CHECK(column_name(fields::person::nickname) == "f262");
}
