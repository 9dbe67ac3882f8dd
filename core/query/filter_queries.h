// The SQL of filters: one field, set or link of all records of a kind at a time. Internal to
// core/query.
//
// FilterIndex keeps narrow indexes of the fields that segments ask for most; a statement that reads
// nothing else goes along them and not through the records. A statement over fields of which one
// has to be there says so, for those indexes hold no others.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/query/row_set.h"
#include "core/record/projection.h"
#include "core/record/schema.h"
#include "core/store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kith::filter_queries {

using Fields = std::span<const FieldInfo* const>;
using TakeRow = std::function<void(std::int64_t row, const Statement& values)>;

Result<void> create_indexes(Database& db);
// The fields of the index whose first one this is, that one included; empty when there is none.
std::span<const FieldId> indexed_with(FieldId first);

// -- single fields: of living records whose first field is not empty --
// Rows with the fields from column 1 on.
Result<void> scan(Database& db, const KindInfo& kind, Fields fields, const TakeRow& take);
// The same of those values of the first field that are wanted, asked once for each; for a field
// that begins an index. False when they are too many or not all texts: then `scan` is the way.
using WantsValue = std::function<bool(const Statement& value)>;  // in column 0
Result<bool> scan_values(Database& db, const KindInfo& kind, Fields fields, const WantsValue& wants,
                         const TakeRow& take);
// The same of days of contact, without those before a year, but for spans.
Result<void> scan_since(Database& db, const KindInfo& kind, Fields fields, int year,
                        const TakeRow& take);
// The same of these rows, whatever their first field.
Result<void> look_at(Database& db, const KindInfo& kind, Fields fields, const RowSet& rows,
                     const TakeRow& take);

// -- sets --
// Rows, alive or not, with each element's two columns from 1 on.
Result<void> scan_elements(Database& db, const KindInfo& kind, const FieldInfo& field,
                           const TakeRow& take);

// -- links: of rows alive or not --
using TakeLink = std::function<void(std::int64_t row, const RecordId& target)>;
Result<void> rows_linking_to(Database& db, const KindInfo& kind, const FieldInfo& field,
                             const RecordId& target, RowSet& rows);
Result<void> scan_links(Database& db, const KindInfo& kind, const FieldInfo& field,
                        const TakeLink& take);
Result<void> links_of(Database& db, const KindInfo& kind, const FieldInfo& field,
                      const RowSet& rows, const TakeLink& take);

// -- records --
// At least as many as there are of the kind, alive or not.
Result<std::size_t> count_limit(Database& db, const KindInfo& kind);
Result<RowSet> living(Database& db, const KindInfo& kind);
// Last spoken to on these days; empty when somebody has a contact later than `last`, so that it
// does not tell.
Result<std::optional<RowSet>> last_spoken_to(Database& db, const KindInfo& kind, std::int64_t first,
                                             std::int64_t last);
Result<std::optional<std::int64_t>> row_of(Database& db, const KindInfo& kind, const RecordId& id);
// Rows of merged records, each with the one that stands for it.
struct MergedRow {
  std::uint32_t row;
  std::uint32_t canonical;
  bool is_alive;  // itself, and not in the trash
};
using MergedRows = std::vector<MergedRow>;
Result<MergedRows> merged(Database& db, const KindInfo& kind);
// By rising id.
Result<std::vector<std::pair<RecordId, std::uint32_t>>> all_ids(Database& db, const KindInfo& kind);

// Every statement above for a kind, for the test that explains them.
std::vector<std::string> statements(const KindInfo& kind);
// Those of `scan` or `scan_since`, or of a set.
std::vector<std::string> scan_statements(const KindInfo& kind, Fields fields, bool is_since);

}  // namespace kith::filter_queries
