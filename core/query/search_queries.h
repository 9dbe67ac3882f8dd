// The SQL of search: one contentless FTS5 table, search(names, rest). Internal to core/query.
//
// Contentless, because the texts are in the record tables; with contentless_delete, so that a row
// is changed without its old text. FTS5's secure-delete has no say over such a table: the words of
// a deleted row stay in the index until FTS5 merges that part of it. forget_deleted makes it do so
// at once; whatever erases for good must call it.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/projection.h"
#include "core/record/schema.h"
#include "core/store/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::search_queries {

// The shipped kinds that are found. Their order is part of the row numbers of the table: the last
// comes first in a search for the newest. Rows of a team's tables come behind them.
std::span<const KindId> searched_kinds();
bool is_searched(const Schema& schema, KindId kind);
// The row of the search table that stands for a record of such a kind.
std::int64_t document_number(const Schema& schema, const RowRef& row);

Result<void> create_table(Database& db);
Result<void> forget_deleted(Database& db);

// The words of one row. Of a team's table `names` are its single lines: any may be its title.
struct Document {
  std::string names;
  std::string rest;
};

// Reads what the texts and sets of rows say, of people and their kin without names. What is hidden
// or sensitive is in the index too, so that hiding writes nothing again: whoever finds it there
// reads `visible`.
enum class Fields { all, visible };
class TextReader {
 public:
  TextReader(Database& db, const Schema& schema, Fields which);
  // Empty when the row is not alive.
  Result<std::optional<Document>> read(const RowRef& row);

 private:
  struct KindTexts {
    std::vector<const FieldInfo*> singles;  // in the order of their columns
    std::string singles_sql;
    std::string elements_sql;
  };
  const KindTexts& texts_of(KindId kind);
  bool is_read(const FieldInfo& field) const;

  Database& db_;
  const Schema& schema_;
  Fields which_;
  std::map<KindId, KindTexts> texts_;
};
// Whether what a field says is shown to who looks for it: what is hidden or sensitive is not.
bool is_visible(const FieldInfo& field);
// Whether rows of that kind have words in the index that nobody is to see.
bool has_hidden_words(const KindInfo& kind);

Result<void> write_document(Database& db, std::int64_t number, const Document& document);
Result<void> remove_document(Database& db, std::int64_t number);

enum class Columns { names, all };
// Kinds that are looked through together: places in the row numbers, [first, end).
struct Shelf {
  std::int64_t first;
  std::int64_t end;
};
inline constexpr Shelf interactions{0, 1};
inline constexpr Shelf facts{1, 2};
inline constexpr Shelf directory{2, 5};
inline constexpr Shelf team_rows{5, std::int64_t{1} << 22};
Shelf shelf_of(const Schema& schema, KindId kind);
// Rows of a shelf, the newest of each kind first. `expression` is in FTS5's language; query_words.h
// writes it.
Result<std::vector<RowRef>> find(Database& db, const Schema& schema, Columns columns,
                                 std::string_view expression, Shelf shelf, int count_max);
// How many rows match, counted up to `count_max`.
Result<int> count(Database& db, std::string_view expression, int count_max);

Result<std::optional<RecordId>> id_of(Database& db, const Schema& schema, const RowRef& row);

std::vector<std::string> statements(const Schema& schema);

}  // namespace kith::search_queries
