#include "core/practice/trash.h"

#include "core/practice/words.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>

namespace kith {
namespace {

// Tables of the team's own among them, and their rows.
std::vector<KindId> trash_kinds(const Workspace& workspace) {
  std::vector<KindId> found = {kinds::person,  kinds::organisation, kinds::household, kinds::tie,
                               kinds::fact,    kinds::interaction,  kinds::segment,   kinds::list,
                               kinds::network, kinds::schema_kind};
  for (const KindInfo& kind : workspace.schema().kinds()) {
    if (kind.is_made()) found.push_back(kind.id);
  }
  return found;
}

}  // namespace

Result<std::vector<TrashItem>> read_trash(Workspace& workspace, const Directory& directory,
                                          int count_max) {
  struct Found {
    KindId kind;
    TrashedRecord record;
  };
  std::vector<Found> found;
  for (const KindId kind : trash_kinds(workspace)) {
    for (const TrashedRecord& record : TRY(workspace.trash(kind, count_max))) {
      // What is merged into another comes out of the trash with it.
      const auto merge = TRY(workspace.merge_of(record.id));
      const auto target = merge ? TRY(workspace.read(merge->target)) : std::nullopt;
      if (!target || target->alive) found.push_back({kind, record});
    }
  }
  std::ranges::stable_sort(
      found, [](const Found& a, const Found& b) { return a.record.wall_ms > b.record.wall_ms; });
  if (found.size() > static_cast<std::size_t>(count_max)) found.resize(count_max);

  // By the clock of this place: the trash does not know the others' offsets.
  const PartialDate day = today(workspace.clock());
  const auto offset = static_cast<std::int16_t>(workspace.clock().utc_offset_minutes());
  std::vector<TrashItem> items;
  for (const Found& one : found) {
    items.push_back({one.record.id, one.kind, record_in_words(workspace, directory, one.record.id),
                     moment_in_words({one.record.wall_ms, offset}, day)});
  }
  return items;
}

}  // namespace kith
