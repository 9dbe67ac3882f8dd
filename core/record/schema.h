// Kinds and fields as data: what a record of a kind may hold, and where its table keeps it.
//
//   const Schema& schema = workspace.schema();
//   const FieldInfo* nickname = schema.field(fields::person::nickname);
//   "SELECT " + column_name(nickname->id) + " FROM " + table_name(kinds::person)
//
// A schema is what ships with Kith and what records of kinds 1 and 2 describe (described_schema.h).
// It changes with them: hold ids, and no pointers, from one change to the next.
//
// Tables (a cache of the log, docs/format.md says what is permanent). A kind has two:
//
//   k<kind>(row INTEGER PRIMARY KEY, id, circle, life, life_hlc, hlc, op, f<field> …)
//                                                                                one row a record
//   s<kind>(row, field, tag, value, extra)                               one row a set's element
//
// `life` odd: alive, even and above 0: in the trash, 0: edits came before the record itself.
// `life_hlc` says since when, 0 for the first life.
// A single value whose type is the field's own is stored as SQLite's: texts and dates as TEXT,
// integer, yes_no, choice and instant (UTC milliseconds) as INTEGER, real as REAL, link as the 16
// bytes of the id, a contact way without label and preference as TEXT. Anything else, money and
// addresses included, is a tagged BLOB (stored_value.h), so `typeof` tells the two apart. Elements
// are the same, except that a contact way's text is in `value`, its label and preference in
// `extra`, and an address is in `extra`. Two people may have added one element at the same time:
// read sets with DISTINCT.
//
// Indexed: k.id, k.life_hlc of what is in the trash, every link column, s(row, field, tag),
// s(value, field) of kinds with sets of links.
#pragma once

#include "core/record/builtin.h"
#include "core/record/schema_id.h"
#include "core/record/value.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kith {

struct ChoiceInfo {
  std::uint32_t number;
  std::string label;
  unsigned colour = 0;  // of the palette of eight; 0: none
};

struct FieldInfo {
  FieldId id;
  KindId kind;
  std::uint32_t local;  // the number in the column's name, this device's own
  std::string label;    // English; the rooms translate those shipped by their id
  ValueType type = ValueType::text;
  bool is_set = false;
  std::vector<KindId> links_to = {};  // for links: the kinds it may name
  std::vector<ChoiceInfo> choices = {};

  // What only a description says.
  std::string order = {};  // among the fields of its kind: compares as bytes do
  bool is_hidden = false;
  std::string help = {};
  Sensitivity sensitivity = Sensitivity::open;
  unsigned expires_months = 0;  // ask again after so long; 0: never
  FieldStyle style = FieldStyle::plain;
  std::string unit = {};     // of a number: "km"; of money: the currency that is offered
  std::string formula = {};  // not empty: computed from other fields, and never stored
};

struct KindInfo {
  KindId id;
  std::uint32_t local;  // the number in the table's name, this device's own
  std::string label;
  std::vector<FieldInfo> fields = {};  // in the order in which they are shown
  std::string order = {};
  bool is_hidden = false;
  std::string help = {};

  bool is_made() const { return !id.is_builtin(); }
};

class Schema {
 public:
  // What ships with Kith.
  static Schema shipped();
  // Ids of kinds and of fields must each be there once.
  explicit Schema(std::vector<KindInfo> kinds);

  Schema(Schema&&) = default;
  Schema& operator=(Schema&&) = default;

  std::span<const KindInfo> kinds() const { return kinds_; }
  // Null for what this program does not know (yet).
  const KindInfo* kind(KindId id) const;
  const FieldInfo* field(FieldId id) const;

 private:
  std::vector<KindInfo> kinds_;
  std::unordered_map<KindId, const KindInfo*> kind_by_id_;
  std::unordered_map<FieldId, const FieldInfo*> field_by_id_;
};

// The field whose text names a row of a team's table; null when there is none.
const FieldInfo* title_field(const KindInfo& table);

// What a team makes has the id of the record that describes it; of what ships with Kith the record
// is the number (docs/format.md, "Records").
KindId kind_of(const RecordId& description);
FieldId field_of(const RecordId& description);
RecordId description_of(KindId kind);
RecordId description_of(FieldId field);

// The names of what ships with Kith; for the others ask the KindInfo or FieldInfo.
std::string table_name(KindId kind);
std::string set_table(KindId kind);
std::string column_name(FieldId field);
std::string table_name(const KindInfo& kind);
std::string set_table(const KindInfo& kind);
std::string column_name(const FieldInfo& field);

}  // namespace kith
