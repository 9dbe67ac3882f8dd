#include "core/query/list_filter.h"

#include "core/query/directory_queries.h"
#include "core/query/filter_runner.h"
#include "core/query/merged_queries.h"
#include "core/query/query_words.h"
#include "core/query/search_queries.h"
#include "core/query/search_query.h"
#include "core/query/search_tokenizer.h"
#include "core/record/workspace.h"

#include <limits>
#include <optional>
#include <utility>

namespace kith {

namespace {

// Whom the filters mean in a list of that kind. Asked for facts or contacts, those who have one.
std::optional<Filter> listed(SearchQuery query, KindId kind) {
  const std::optional<KindId> asked = std::exchange(query.kind, std::nullopt);
  if (asked && *asked != kind && has_directory_entry(*asked)) return std::nullopt;
  auto filter = filter_of(query, kind);
  if (filter && asked == kinds::fact)
    filter->root.children.push_back(linked_by(fields::fact::subject, all_of({})));
  if (filter && asked == kinds::interaction)
    filter->root.children.push_back(linked_by(fields::interaction::people, all_of({})));
  return filter;
}

Result<RowSet> rows_listed(Workspace& workspace, const SearchQuery& query, KindId kind) {
  constexpr std::int64_t no_limit_us = std::numeric_limits<std::int64_t>::max() / 2;
  const auto filter = listed(query, kind);
  if (!filter) return RowSet();
  auto rows = TRY(FilterRunner(workspace).run(*filter, no_limit_us));
  return rows ? std::move(*rows) : RowSet();
}

}  // namespace

Result<RowSet> filter_rows(Workspace& workspace, KindId kind, std::string_view typed) {
  Database& db = workspace.database();
  const SearchQuery query = parse_search(typed, today(workspace.clock()));
  const QueryWords words(query.words);
  RowSet rows;
  bool is_first = true;
  const auto keep = [&](RowSet found) {
    if (is_first) {
      rows = std::move(found);
    } else {
      rows.keep_common(found);
    }
    is_first = false;
  };
  if (query.has_filters()) keep(TRY(rows_listed(workspace, query, kind)));
  if (!words.is_short()) {
    TRY(register_search_tokenizer(db));
    const bool is_any_merged = TRY(merged_queries::has_any(db));
    RowSet found;
    for (const RowRef& row : TRY(search_queries::find(
             db, workspace.schema(), search_queries::Columns::all, words.fts_expression(),
             search_queries::shelf_of(workspace.schema(), kind), std::numeric_limits<int>::max())))
      found.insert(is_any_merged ? TRY(merged_queries::canonical(db, row)).row : row.row);
    keep(std::move(found));
  }
  for (const std::string& word : words.short_words()) {
    RowSet found;
    TRY(directory_queries::scan_name_words(db, word, [&](std::string_view, const RowRef& row) {
      if (row.kind == kind) found.insert(row.row);
      return true;
    }));
    keep(std::move(found));
  }
  return rows;
}

}  // namespace kith
