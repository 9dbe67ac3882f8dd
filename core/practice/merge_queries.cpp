#include "core/practice/merge.h"
#include "core/record/schema.h"
#include "core/store/database.h"

namespace kith::merge_queries {
namespace {

// The value has the stamp beside the row, if another op than the creation gave it.
std::string links_sql(const KindInfo& kind, const FieldInfo& field) {
  const std::string number = std::to_string(field.local);
  if (field.is_set) {
    return "SELECT DISTINCT k.id, k.hlc FROM " + set_table(kind) + " AS s JOIN " +
           table_name(kind) + " AS k ON k.row = s.row WHERE s.value = ?1 AND s.field = " + number +
           " AND k.life & 1 AND k.hlc > ?2";
  }
  return "SELECT k.id, coalesce(s.hlc, k.hlc) FROM " + table_name(kind) +
         " AS k LEFT JOIN stamp AS s ON s.kind = " + std::to_string(kind.local) +
         " AND s.row = k.row AND s.field = " + number + " WHERE k." + column_name(field) +
         " = ?1 AND k.life & 1 AND coalesce(s.hlc, k.hlc) > ?2";
}

}  // namespace

Result<std::vector<LinkSince>> links_since(Database& db, const Schema& schema,
                                           const FieldInfo& field, RecordId to, std::uint64_t hlc) {
  Statement find = TRY(db.prepare(links_sql(*schema.kind(field.kind), field)));
  find.bind(to, hlc);
  std::vector<LinkSince> links;
  while (TRY(find.step()))
    links.push_back({find.get<RecordId>(0), find.get<std::uint64_t>(1)});
  return links;
}

std::vector<std::string> statements(const Schema& schema) {
  std::vector<std::string> all;
  for (const KindInfo& kind : schema.kinds()) {
    for (const FieldInfo& field : kind.fields)
      if (!field.links_to.empty()) all.push_back(links_sql(kind, field));
  }
  return all;
}

}  // namespace kith::merge_queries
