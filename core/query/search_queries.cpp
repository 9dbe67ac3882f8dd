#include "core/query/search_queries.h"

#include "core/base/assert.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "core/record/sensitive.h"
#include "core/record/stored_value.h"

#include <algorithm>
#include <array>

namespace kith::search_queries {
namespace {

constexpr std::array<KindId, 5> kinds_in_order = {kinds::interaction, kinds::fact, kinds::household,
                                                  kinds::organisation, kinds::person};

constexpr int slot_shift = 40;  // of the kind's place in a row number of the table

// A team's kinds have the number of their table: greater than any place in kinds_in_order.
std::int64_t slot_of(const Schema& schema, KindId kind) {
  if (!kind.is_builtin()) {
    const KindInfo* info = schema.kind(kind);
    ASSERT(info != nullptr);
    return info->local;
  }
  const auto found = std::ranges::find(kinds_in_order, kind);
  ASSERT(found != kinds_in_order.end());
  return found - kinds_in_order.begin();
}

std::optional<RowRef> row_of(const Schema& schema, std::int64_t number) {
  const std::int64_t slot = number >> slot_shift;
  const std::int64_t row = number & ((std::int64_t{1} << slot_shift) - 1);
  if (slot < std::ssize(kinds_in_order))
    return RowRef{kinds_in_order[static_cast<std::size_t>(slot)], row};
  for (const KindInfo& kind : schema.kinds()) {
    if (kind.is_made() && kind.local == slot) return RowRef{kind.id, row};
  }
  return std::nullopt;
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

std::string id_sql(const KindInfo& kind) {
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
  } else if (const auto* number = value.get<std::int64_t>()) {
    add(std::to_string(*number));
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

bool is_searched(const Schema& schema, KindId kind) {
  if (!kind.is_builtin()) return schema.kind(kind) != nullptr;
  return std::ranges::find(kinds_in_order, kind) != kinds_in_order.end();
}

std::int64_t document_number(const Schema& schema, const RowRef& row) {
  ASSERT(row.row < std::int64_t{1} << slot_shift);
  return slot_of(schema, row.kind) << slot_shift | row.row;
}

Result<void> create_table(Database& db) {
  return db.execute(create_sql);
}

Result<void> forget_deleted(Database& db) {
  Statement forget = TRY(db.prepare(forget_sql));
  return forget.run();
}

bool is_visible(const FieldInfo& field) {
  return !field.is_hidden && !is_sensitive(field);
}

bool has_hidden_words(const KindInfo& kind) {
  return !std::ranges::all_of(kind.fields, is_visible);
}

TextReader::TextReader(Database& db, const Schema& schema, Fields which)
    : db_(db), schema_(schema), which_(which) {}

// What a team's field holds may be text whatever its type is now.
bool TextReader::is_read(const FieldInfo& field) const {
  if (which_ == Fields::visible && !is_visible(field)) return false;
  return field.formula.empty() && (field.is_set || !field.id.is_builtin() || is_text(field.type));
}

const TextReader::KindTexts& TextReader::texts_of(KindId id) {
  const auto [found, is_new] = texts_.try_emplace(id);
  KindTexts& texts = found->second;
  if (!is_new) return texts;
  const KindInfo& kind = *schema_.kind(id);
  texts.singles_sql = "SELECT row";
  for (const FieldInfo& field : kind.fields) {
    if (field.is_set || !is_read(field)) continue;
    texts.singles.push_back(&field);
    texts.singles_sql += ", " + column_name(field);
  }
  texts.singles_sql += " FROM " + table_name(kind) + " WHERE row = ? AND life & 1";
  texts.elements_sql = "SELECT field, value, extra FROM " + set_table(kind) + " WHERE row = ?";
  return texts;
}

Result<std::optional<Document>> TextReader::read(const RowRef& row) {
  const KindInfo& kind = *schema_.kind(row.kind);
  const KindTexts& texts = texts_of(row.kind);
  Document document;
  Statement singles = TRY(db_.prepare(texts.singles_sql));
  if (!TRY(singles.first(row.row))) return std::nullopt;
  for (std::size_t i = 0; i < texts.singles.size(); ++i) {
    const Value value = stored_value(singles, static_cast<int>(i) + 1, texts.singles[i]->type);
    const bool is_line = kind.is_made() && value.type() == ValueType::text;
    add_element(is_line ? document.names : document.rest, value);
  }
  Statement elements = TRY(db_.prepare(texts.elements_sql));
  elements.bind(row.row);
  while (TRY(elements.step())) {
    const FieldInfo* field = field_numbered(kind, elements.get<std::uint32_t>(0));
    if (field != nullptr && is_read(*field))
      add_element(document.rest, stored_element(elements, 1, field->type));
  }
  return document;
}

Result<void> write_document(Database& db, std::int64_t number, const Document& document) {
  Statement write = TRY(db.prepare(write_sql));
  return write.run(number, document.names, document.rest);
}

Result<void> remove_document(Database& db, std::int64_t number) {
  Statement remove = TRY(db.prepare(remove_sql));
  return remove.run(number);
}

Shelf shelf_of(const Schema& schema, KindId kind) {
  const std::int64_t slot = slot_of(schema, kind);
  return {slot, slot + 1};
}

Result<std::vector<RowRef>> find(Database& db, const Schema& schema, Columns columns,
                                 std::string_view expression, Shelf shelf, int count_max) {
  std::string match;
  if (columns == Columns::names) match = "names : ";
  match += "(" + std::string(expression) + ")";
  Statement find = TRY(db.prepare(find_sql));
  find.bind(match, shelf.first << slot_shift, (shelf.end << slot_shift) - 1, count_max);
  std::vector<RowRef> rows;
  while (TRY(find.step())) {
    if (const auto row = row_of(schema, find.get<std::int64_t>(0))) rows.push_back(*row);
  }
  return rows;
}

Result<int> count(Database& db, std::string_view expression, int count_max) {
  Statement count = TRY(db.prepare(count_sql));
  TRY(count.first(expression, count_max));
  return count.get<int>(0);
}

Result<std::optional<RecordId>> id_of(Database& db, const Schema& schema, const RowRef& row) {
  Statement find = TRY(db.prepare(id_sql(*schema.kind(row.kind))));
  if (!TRY(find.first(row.row))) return std::nullopt;
  return find.get<RecordId>(0);
}

std::vector<std::string> statements(const Schema& schema) {
  std::vector<std::string> all = {std::string(forget_sql), std::string(write_sql),
                                  std::string(remove_sql), std::string(find_sql),
                                  std::string(count_sql)};
  for (const KindInfo& kind : schema.kinds()) {
    if (is_searched(schema, kind.id)) all.push_back(id_sql(kind));
  }
  return all;
}

}  // namespace kith::search_queries
