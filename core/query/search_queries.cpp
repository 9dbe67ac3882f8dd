#include "core/query/search_queries.h"

#include "core/base/assert.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "core/record/stored_value.h"

#include <algorithm>
#include <array>

namespace kith::search_queries {
namespace {

constexpr std::array<KindId, 5> kinds_in_order = {kinds::interaction, kinds::fact, kinds::household,
                                                  kinds::organisation, kinds::person};

constexpr int slot_shift = 40;  // of the kind's place in a row number of the table

std::int64_t slot_of(KindId kind) {
  const auto found = std::ranges::find(kinds_in_order, kind);
  ASSERT(found != kinds_in_order.end());
  return found - kinds_in_order.begin();
}

RowRef row_of(std::int64_t number) {
  return {kinds_in_order[static_cast<std::size_t>(number >> slot_shift)],
          number & ((std::int64_t{1} << slot_shift) - 1)};
}

// Without prefix indexes and with few merges an import writes half as much, while a search for
// three letters of 100,000 names stays at about a millisecond.
constexpr const char* create_sql = R"(
  DROP TABLE IF EXISTS search;
  CREATE VIRTUAL TABLE search USING fts5(
    names, rest, tokenize = 'kith', content = '', contentless_delete = 1);
  INSERT INTO search(search, rank) VALUES('automerge', 12);)";
constexpr std::string_view forget_sql = "INSERT INTO search(search) VALUES('optimize')";
constexpr std::string_view write_sql =
    "INSERT OR REPLACE INTO search(rowid, names, rest) VALUES(?, ?, ?)";
constexpr std::string_view remove_sql = "DELETE FROM search WHERE rowid = ?";
constexpr std::string_view find_sql =
    "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? "
    "ORDER BY rowid DESC LIMIT ?";
constexpr std::string_view count_sql =
    "SELECT count(*) FROM (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?)";

bool is_text(ValueType type) {
  return type == ValueType::text || type == ValueType::long_text;
}

// The single text fields of a living row.
std::string singles_sql(const KindInfo& kind) {
  std::string sql = "SELECT row";
  for (const FieldInfo& field : kind.fields) {
    if (!field.is_set && is_text(field.type)) sql += ", " + column_name(field);
  }
  return sql + " FROM " + table_name(kind) + " WHERE row = ? AND life & 1";
}

std::string elements_sql(const KindInfo& kind) {
  return "SELECT field, value, extra FROM " + set_table(kind) + " WHERE row = ?";
}

// The statements that read one kind's rows.
struct KindTexts {
  std::string singles;
  std::string elements;
};

const KindTexts& texts_of(KindId kind) {
  static const auto texts = [] {
    const Schema schema = Schema::shipped();
    std::array<KindTexts, kinds_in_order.size()> all;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const KindInfo& info = *schema.kind(kinds_in_order[i]);
      all[i] = {singles_sql(info), elements_sql(info)};
    }
    return all;
  }();
  return texts[static_cast<std::size_t>(slot_of(kind))];
}

std::string id_sql(KindId kind) {
  return "SELECT id FROM " + table_name(kind) + " WHERE row = ?";
}

// A telephone number is also found by its digits in one piece.
std::string digits_of(std::string_view number) {
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

void add_element(std::string& text, const Value& value) {
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += '\n';
    text += part;
  };
  if (const Address* address = value.get<Address>()) {
    for (const std::string* part :
         {&address->street, &address->extended, &address->po_box, &address->city, &address->region,
          &address->postal_code, &address->country})
      add(*part);
  } else {
    add(value.as_text());
    if (value.type() == ValueType::phone) add(digits_of(value.as_text()));
  }
}

const FieldInfo* field_numbered(const KindInfo& kind, std::uint32_t local) {
  const auto found = std::ranges::find(kind.fields, local, &FieldInfo::local);
  return found == kind.fields.end() ? nullptr : &*found;
}

}  // namespace

std::span<const KindId> searched_kinds() {
  return kinds_in_order;
}

bool is_searched(KindId kind) {
  return std::ranges::find(kinds_in_order, kind) != kinds_in_order.end();
}

std::int64_t document_number(const RowRef& row) {
  ASSERT(row.row < std::int64_t{1} << slot_shift);
  return slot_of(row.kind) << slot_shift | row.row;
}

Result<void> create_table(Database& db) {
  return db.execute(create_sql);
}

Result<void> forget_deleted(Database& db) {
  Statement forget = TRY(db.prepare(forget_sql));
  return forget.run();
}

Result<std::optional<std::string>> read_rest(Database& db, const Schema& schema,
                                             const RowRef& row) {
  const KindInfo* kind = schema.kind(row.kind);
  ASSERT(kind != nullptr);
  std::string text;
  Statement singles = TRY(db.prepare(texts_of(row.kind).singles));
  if (!TRY(singles.first(row.row))) return std::nullopt;
  for (int column = 1; column < singles.column_count(); ++column)
    add_element(text, stored_value(singles, column, ValueType::text));
  Statement elements = TRY(db.prepare(texts_of(row.kind).elements));
  elements.bind(row.row);
  while (TRY(elements.step())) {
    const FieldInfo* field = field_numbered(*kind, elements.get<std::uint32_t>(0));
    if (field != nullptr) add_element(text, stored_element(elements, 1, field->type));
  }
  return text;
}

Result<void> write_document(Database& db, const RowRef& row, const Document& document) {
  Statement write = TRY(db.prepare(write_sql));
  return write.run(document_number(row), document.names, document.rest);
}

Result<void> remove_document(Database& db, const RowRef& row) {
  Statement remove = TRY(db.prepare(remove_sql));
  return remove.run(document_number(row));
}

Result<std::vector<RowRef>> find(Database& db, Columns columns, std::string_view expression,
                                 KindId first, KindId last, int count_max) {
  std::string match;
  if (columns == Columns::names) match = "names : ";
  match += "(" + std::string(expression) + ")";
  Statement find = TRY(db.prepare(find_sql));
  find.bind(match, slot_of(first) << slot_shift, (slot_of(last) + 1) << slot_shift, count_max);
  std::vector<RowRef> rows;
  while (TRY(find.step()))
    rows.push_back(row_of(find.get<std::int64_t>(0)));
  return rows;
}

Result<int> count(Database& db, std::string_view expression, int count_max) {
  Statement count = TRY(db.prepare(count_sql));
  TRY(count.first(expression, count_max));
  return count.get<int>(0);
}

Result<std::optional<RecordId>> id_of(Database& db, const RowRef& row) {
  Statement find = TRY(db.prepare(id_sql(row.kind)));
  if (!TRY(find.first(row.row))) return std::nullopt;
  return find.get<RecordId>(0);
}

std::vector<std::string> statements() {
  std::vector<std::string> all = {std::string(forget_sql), std::string(write_sql),
                                  std::string(remove_sql), std::string(find_sql),
                                  std::string(count_sql)};
  for (KindId kind : kinds_in_order) {
    all.push_back(texts_of(kind).singles);
    all.push_back(texts_of(kind).elements);
    all.push_back(id_sql(kind));
  }
  return all;
}

}  // namespace kith::search_queries
