// Search over names, facts, notes, contact ways and rows of tables, from the first letter on. One
// or two letters look at names only; more look at names first, then at everything. What is typed is
// words, some in quotes, and a few filters (search_query.h), never the query language of FTS5.
//
//   SearchResults found = TRY(search(workspace, directory, "ana oct", 20));
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/text_range.h"
#include "core/query/directory.h"
#include "core/record/projection.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

struct SearchHit {
  RecordId record;  // what to open: a person, organisation, household or row
  KindId kind;
  ListRow row;  // its name, subtitle, avatar; of a row its title and table
  std::vector<TextRange> name_matches;
  // Where else it matched: the record that holds the text (a fact, an interaction or the record
  // itself), the field, and the text around the match. Empty when the name was enough.
  RecordId source;
  FieldId field;
  std::string snippet;
  std::vector<TextRange> snippet_matches;
};

struct SearchResults {
  std::vector<SearchHit> hits;  // best first; each record once
  int count = 0;                // of matches, counted up to search_count_max
  bool has_more = false;        // show "1,000+"
};

inline constexpr int search_count_max = 1000;

// Passed to the workspace behind the Directory, whose entries it reads.
class SearchIndex final : public Projection {
 public:
  explicit SearchIndex(const Directory& directory) : directory_(directory) {}

  std::string_view name() const override { return "search"; }
  int version() const override { return 2; }
  Result<void> create(Database& db, const Schema& schema) override;
  Result<void> update(Database& db, const Schema& schema, std::span<const RowRef> rows) override;
  Result<void> forget_erased(Database& db) override;

 private:
  const Directory& directory_;
};

Result<SearchResults> search(Workspace& workspace, const Directory& directory,
                             std::string_view text, int hit_count_max);

}  // namespace kith
