#include "core/base/id.h"
#include "core/exchange/salvage.h"
#include "core/record/schema.h"
#include "core/record/stored_value.h"

#include <limits>
#include <set>
#include <string>

namespace kith {
namespace {

std::string value_words(const Value& value) {
  if (const auto* address = value.get<Address>()) {
    std::string words;
    for (const std::string* part :
         {&address->street, &address->extended, &address->po_box, &address->city, &address->region,
          &address->postal_code, &address->country}) {
      if (part->empty()) continue;
      if (!words.empty()) words += ", ";
      words += *part;
    }
    return words;
  }
  if (const auto* number = value.get<std::int64_t>()) return std::to_string(*number);
  if (const auto* choice = value.get<Choice>()) return std::to_string(choice->number);
  if (const auto* link = value.get<RecordId>()) return uuid_text(link->bytes);
  return value.as_text();
}

std::string choice_words(const FieldInfo& field, const Value& value) {
  const auto* choice = value.get<Choice>();
  for (const ChoiceInfo& info : field.choices) {
    if (choice != nullptr && info.number == choice->number) return info.label;
  }
  return value_words(value);
}

class KindSalvage {
 public:
  KindSalvage(Database& db, const KindInfo& kind, Salvage& salvage)
      : db_(db), kind_(kind), salvage_(salvage) {}

  // Up to the first page that does not open, then down to it from the other end.
  void run() {
    salvage_.text += "\n== " + kind_.label + " ==\n";
    if (walk("row > ? ORDER BY row", 0)) return;
    salvage_.is_complete = false;
    walk("row < ? ORDER BY row DESC", std::numeric_limits<std::int64_t>::max());
  }

 private:
  // True at the end of the table, or where the walk from the other end had come.
  bool walk(const std::string& order, std::int64_t from) {
    std::string columns = "row, id";
    for (const FieldInfo& field : kind_.fields) {
      if (!field.is_set) columns += ", " + column_name(field);
    }
    auto rows = db_.prepare("SELECT " + columns + " FROM " + table_name(kind_) +
                            " WHERE life % 2 = 1 AND " + order);
    if (!rows) return false;
    rows->bind(from);
    while (true) {
      auto more = rows->step();
      if (!more) return false;
      if (!*more) return true;
      const auto row = rows->get<std::int64_t>(0);
      if (!seen_.insert(row).second) return true;
      write_record(*rows, row);
    }
  }

  void write_record(const Statement& found, std::int64_t row) {
    ++salvage_.record_count;
    salvage_.text += "\nid: " + uuid_text(found.get<RecordId>(1).bytes) + "\n";
    int column = 2;
    for (const FieldInfo& field : kind_.fields) {
      if (field.is_set)
        write_elements(field, row);
      else
        write_value(field, stored_value(found, column++, field.type));
    }
  }

  void write_elements(const FieldInfo& field, std::int64_t row) {
    auto elements = db_.prepare("SELECT DISTINCT value, extra FROM " + set_table(kind_) +
                                " WHERE row = ? AND field = ?");
    if (!elements) return;
    elements->bind(row, field.local);
    while (true) {
      auto more = elements->step();
      if (!more) salvage_.is_complete = false;
      if (!more || !*more) return;
      write_value(field, stored_element(*elements, 0, field.type));
    }
  }

  void write_value(const FieldInfo& field, const Value& value) {
    if (value.is_null()) return;
    salvage_.text += field.label + ": " + choice_words(field, value);
    if (const auto* way = value.get<ContactWay>(); way != nullptr && !way->label.empty()) {
      salvage_.text += " (" + way->label + ")";
    }
    salvage_.text += "\n";
  }

  Database& db_;
  const KindInfo& kind_;
  Salvage& salvage_;
  std::set<std::int64_t> seen_;
};

}  // namespace

Result<Salvage> salvage_text(Database& db) {
  Statement tables = TRY(db.prepare("SELECT count(*) FROM sqlite_schema"));
  TRY(tables.first());
  const Schema schema = Schema::shipped();
  Salvage salvage;
  salvage.text = "What could be read of a Kith workspace.\n";
  for (const KindInfo& kind : schema.kinds()) {
    const bool describes_schema = kind.id == kinds::schema_kind || kind.id == kinds::schema_field;
    if (!describes_schema) KindSalvage(db, kind, salvage).run();
  }
  return salvage;
}

}  // namespace kith
