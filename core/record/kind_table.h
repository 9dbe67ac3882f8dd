// The prepared statements of one kind's two tables. Internal to Tables.
#pragma once

#include "core/record/schema.h"
#include "core/store/database.h"

#include <memory>
#include <string>
#include <vector>

namespace kith {

struct FieldColumn {
  Statement read;   // row → value
  Statement write;  // value, row
};

struct KindTable {
  const KindInfo* kind = nullptr;

  Statement find;            // id, circle → row, life, hlc, op
  Statement find_id;         // id → row, not one that only edits have come for
  Statement id_of;           // row → id
  Statement insert;          // id, circle, life, hlc, op, every single field in order
  Statement row_state;       // row → life, hlc, op
  Statement set_life;        // life, hlc, row
  Statement set_created;     // hlc, op, row
  Statement single;          // row → every single field in order
  Statement add;             // row, field, tag, value, extra
  Statement remove;          // row, field, tag
  Statement has_tag;         // row, field, tag
  Statement elements;        // row, field → tag, value, extra
  Statement all_elements;    // row → field, value, extra
  Statement tags;            // row → field, tag
  Statement rows_after;      // row, count → row
  Statement last_row;        // → row; null when there is none
  Statement living_between;  // row, row → row, from behind the first to the second
  Statement living_after;    // id, circle, count → id, row
  Statement trashed;         // count → id, hlc, the newest first

  std::vector<const FieldInfo*> single_fields;  // in the order of the columns
  std::vector<int> column_of_field;             // by position in kind->fields; -1 for sets
  std::vector<FieldColumn> columns;             // by position in kind->fields; prepared on use

  static Result<std::unique_ptr<KindTable>> prepare(Database& db, const KindInfo& kind);
  Result<FieldColumn*> column(Database& db, const FieldInfo& field);
  const FieldInfo& field_numbered(std::uint32_t local) const;
  // Of the field with that number, which `field` may describe as it was earlier.
  std::size_t position(const FieldInfo& field) const;

  // The statements that make the kind's tables and their indexes.
  static std::string layout(const KindInfo& kind);
  // The ones that add a field to them, or make room for what it is now.
  static std::string layout(const KindInfo& kind, const FieldInfo& added);
  static std::string link_index(const KindInfo& kind, const FieldInfo& field);
};

// Gives a statement back to its start at the end of the scope: a cursor left open would keep the
// transaction from ending.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(Statement& statement) : statement_(statement) {}
  ~ResetAtEnd() { statement_.reset(); }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  Statement& statement_;
};

}  // namespace kith
