#include "core/query/list_filter.h"

#include "core/query/directory_queries.h"
#include "core/query/query_words.h"
#include "core/query/search_queries.h"
#include "core/query/search_tokenizer.h"

#include <limits>

namespace kith {

Result<RowSet> filter_rows(Database& db, KindId kind, std::string_view typed) {
  const QueryWords words(typed);
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
  if (!words.is_short()) {
    TRY(register_search_tokenizer(db));
    RowSet found;
    for (const RowRef& row :
         TRY(search_queries::find(db, search_queries::Columns::all, words.fts_expression(), kind,
                                  kind, std::numeric_limits<int>::max())))
      found.insert(row.row);
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
