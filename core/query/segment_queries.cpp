#include "core/query/segment_queries.h"

#include "core/query/schema_sql.h"
#include "core/record/builtin.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kith::segment_queries {
namespace {

// A team has some dozens of them: read whole, sorted here.
const std::string& segments_sql() {
  static const std::string sql =
      schema_sql("SELECT id, @segment.name FROM @segment WHERE life % 2 = 1");
  return sql;
}
const std::string& lists_sql() {
  static const std::string sql = schema_sql("SELECT id, @list.name FROM @list WHERE life % 2 = 1");
  return sql;
}

}  // namespace

Result<std::vector<NamedSet>> all(Database& db) {
  std::vector<NamedSet> sets;
  for (const auto& [sql, kind] :
       {std::pair(&segments_sql(), kinds::segment), std::pair(&lists_sql(), kinds::list)}) {
    Statement find = TRY(db.prepare(*sql));
    find.bind();
    while (TRY(find.step())) {
      const bool has_name = find.type(1) == ColumnType::text;
      sets.push_back({find.get<RecordId>(0), kind,
                      has_name ? std::string(find.get<std::string_view>(1)) : "No name"});
    }
  }
  std::ranges::sort(sets, [](const NamedSet& a, const NamedSet& b) {
    return std::tie(a.kind, a.name, a.id) < std::tie(b.kind, b.name, b.id);
  });
  return sets;
}

std::vector<std::string_view> statements() {
  return {segments_sql(), lists_sql()};
}

}  // namespace kith::segment_queries
