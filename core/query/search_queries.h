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
#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::search_queries {

// The kinds that are found. Their order is part of the row numbers of the table: the last comes
// first in a search for the newest.
std::span<const KindId> searched_kinds();
bool is_searched(KindId kind);
// The row of the search table that stands for a record of such a kind.
std::int64_t document_number(const RowRef& row);

Result<void> create_table(Database& db);
Result<void> forget_deleted(Database& db);

// The words of one row.
struct Document {
  std::string names;
  std::string rest;
};
// What the texts and sets of the row say, without names; empty when it is not alive.
Result<std::optional<std::string>> read_rest(Database& db, const Schema& schema, const RowRef& row);
Result<void> write_document(Database& db, const RowRef& row, const Document& document);
Result<void> remove_document(Database& db, const RowRef& row);

enum class Columns { names, all };
// Rows of the kinds from `first` to `last` in the order of searched_kinds, the newest first.
// `expression` is in FTS5's language; query_words.h writes it.
Result<std::vector<RowRef>> find(Database& db, Columns columns, std::string_view expression,
                                 KindId first, KindId last, int count_max);
// How many rows match, counted up to `count_max`.
Result<int> count(Database& db, std::string_view expression, int count_max);

Result<std::optional<RecordId>> id_of(Database& db, const RowRef& row);

std::vector<std::string> statements();

}  // namespace kith::search_queries
